"""``huishang deliver``: the process that answers programs, beside the server."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from types import FrameType

import click
from django.db import close_old_connections

from huishang.discovery.queries import may_leave
from huishang.exchange import actions
from huishang.exchange.actions import Run

from .setup import require_current_database

_REST = 5
"""Seconds between two looks at the outbox."""


def run_once(stop: Callable[[], bool] = lambda: False) -> Run:
    """Whatever is due now, until ``stop`` says so; what has been sealed stays."""
    return actions.deliver_due(may_leave=may_leave, stop=stop)


def run_for(seconds: float) -> Run:
    """The same, and begin no further one after that long: a receiver that hangs holds up no one."""
    end = time.monotonic() + seconds
    return run_once(lambda: time.monotonic() >= end)


def told(run: Run) -> str:
    return (
        f"对外答复：送达{run.delivered}件，没有送到{run.failed}次，"
        f"其中停止重发{run.dead}件，因封存不发{run.withheld}件。"
    )


@click.command()
@click.option("--once", is_flag=True, help="只发现在到期的，发完即止。")
def deliver(once: bool) -> None:
    """把办理结果发给提交报告的热线和平台。可以同时运行几个；随时可以停止，未发完的下次接着发。"""
    require_current_database()
    if once:
        click.echo(told(run_once()))
        return
    stop = threading.Event()

    def end(_: int, __: FrameType | None) -> None:
        stop.set()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, end)
    click.echo("对外答复已启动。按 Ctrl+C 停止。")
    while not stop.is_set():
        run = run_once(stop.is_set)
        if run != Run():
            click.echo(told(run))
        close_old_connections()
        stop.wait(_REST)
