"""``huishang serve``: check, collect the style sheets, hand over to Granian."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from typing import NoReturn

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from huishang import assets
from huishang.kernel.errors import InvalidData

from .setup import require_current_database

LOCAL = "127.0.0.1"
PORT = 8000


def require_free_port(host: str, port: int) -> None:
    """:raises InvalidData: somebody already answers there, or the address is not this machine's."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as reason:
            problem = f"地址 {host}:{port} 不能使用（{reason.strerror}）。请用 --port 另选端口。"
            raise InvalidData({"--port": problem}) from None


def collect_assets() -> None:
    """Put style sheets and scripts into the home under hashed names; say what is missing."""
    if absent := assets.missing():
        click.echo(
            f"缺少页面样式和脚本：{'、'.join(absent)}。页面可用但没有样式；"
            "请在源代码目录运行 npm ci 后重新启动。",
            err=True,
        )
    call_command("collectstatic", interactive=False, verbosity=0)


def serve_forever(
    host: str = LOCAL, port: int = PORT, workers: int | None = None, *, work: bool = True
) -> NoReturn:
    """Become the server: this process is replaced and does not come back.

    :param workers: server processes; one a processor, four at most, unless told.
    :param work: start the process that does what waits, beside it; it ends when the server does.
    """
    connections.close_all()
    sys.stdout.flush()
    environment = {**os.environ, "HUISHANG_HOME": str(settings.HOME.root)}
    if work:
        beside = [sys.executable, "-m", "huishang", "work", "--beside", str(os.getpid())]
        subprocess.Popen(beside, env=environment)  # noqa: S603  # the same program
    arguments = {
        "--interface": "wsgi",
        "--host": host,
        "--port": port,
        "--workers": workers or min(4, os.cpu_count() or 1),
        "--log-level": "warning",
    }
    words = [str(word) for pair in arguments.items() for word in pair]
    command = [sys.executable, "-m", "granian", *words, "huishang.wsgi:application"]
    os.execve(sys.executable, command, environment)  # noqa: S606


@click.command()
@click.option("--host", default=LOCAL, show_default=True, help="监听的地址。")
@click.option("--port", default=PORT, show_default=True, help="监听的端口。")
@click.option("--workers", type=click.IntRange(1), help="服务进程数，默认按处理器数。")
@click.option("--no-work", is_flag=True, help="不在旁边启动 huishang work。")
def serve(host: str, port: int, workers: int | None, no_work: bool) -> None:
    """启动网页服务。"""
    require_current_database()
    require_free_port(host, port)
    collect_assets()
    click.echo(f"会商已启动：http://{host}:{port}/ 。按 Ctrl+C 停止。")
    serve_forever(host, port, workers, work=not no_work)
