"""``huishang work``: what waits is done beside the server, so that nobody waits for a page.

`huishang serve` starts one beside itself. A second one does no harm: a row is taken in once, an
answer is claimed before it leaves. Each kind of work has a thread of its own, so that a table of
fifty thousand children holds up no answer.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from types import FrameType

import click
from django.db import OperationalError, close_old_connections, connections

from huishang.discovery.queries import may_leave
from huishang.exchange import actions as exchange
from huishang.exchange.actions import Run
from huishang.imports import actions as imports
from huishang.imports import queries as batches

from .setup import require_current_database

Stop = Callable[[], bool]
"""Whether to begin nothing further."""
Job = Callable[[Stop], str]
"""Does what is due now; answers what it did in a sentence, or nothing when there was nothing."""

PAUSE = 2.0
"""Seconds between two looks; a page asks as often."""


def take_in(stop: Stop) -> str:
    """Tables handed in, the oldest first."""
    done = 0
    for batch_id in batches.to_work():
        imports.work(batch_id=batch_id, stop=stop)
        done += 1
    return f"导入：办理{done}批。" if done else ""


def answer(stop: Stop) -> str:
    """Answers to programs; what has been sealed stays."""
    run = exchange.deliver_due(may_leave=may_leave, stop=stop)
    return told(run) if run != Run() else ""


def answer_for(seconds: float) -> Run:
    """Answers that are due, and begins no further one after that long."""
    end = time.monotonic() + seconds
    return exchange.deliver_due(may_leave=may_leave, stop=lambda: time.monotonic() >= end)


def told(run: Run) -> str:
    return (
        f"对外答复：送达{run.delivered}件，没有送到{run.failed}次，"
        f"其中停止重发{run.dead}件，因封存不发{run.withheld}件。"
    )


JOBS: Mapping[str, Job] = {"导入": take_in, "对外答复": answer}


@click.command()
@click.option("--once", is_flag=True, help="只办现在等候的，办完即止。")
@click.option("--beside", type=int, hidden=True, help="随这个进程结束而结束。")
def work(once: bool, beside: int | None) -> None:
    """办理等候的导入、发出对外答复。可以同时运行几个；随时可以停止，没有办完的下次接着办。"""
    require_current_database()
    if once:
        for job in JOBS.values():
            click.echo(job(lambda: False) or "没有等候办理的。")
        return
    stop = threading.Event()

    def end(_: int, __: FrameType | None) -> None:
        stop.set()

    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, end)
    if beside is None:
        click.echo("已启动。按 Ctrl+C 停止。")
    with ThreadPoolExecutor(len(JOBS)) as threads:
        working = [threads.submit(_keep_at, name, job, stop) for name, job in JOBS.items()]
        while not stop.wait(PAUSE):
            if beside is not None and os.getppid() != beside:
                stop.set()
    for thread in working:
        thread.result()  # what ended it, if it was a fault


def _keep_at(name: str, job: Job, stop: threading.Event) -> None:
    """A fault is told and the work taken up again: nothing that waits is lost by trying anew."""
    try:
        while not stop.is_set():
            try:
                if said := job(stop.is_set):
                    click.echo(said)
            except OperationalError as fault:
                click.echo(f"{name}：数据库暂时不能使用，稍后重试（{fault}）。", err=True)
            close_old_connections()
            stop.wait(PAUSE)
    finally:
        stop.set()
        connections.close_all()
