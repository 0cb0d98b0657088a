"""The command itself: build once, tell the stories, print them, write the papers, serve."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable
from typing import Any

import click
from django.contrib.auth.hashers import make_password
from django.db import transaction

from huishang.access import actions as access
from huishang.access.queries import Birth
from huishang.access.queries.installation import birth, is_demo
from huishang.cli.serve import collect_assets, require_free_port, serve_forever
from huishang.cli.setup import prepare_database
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData
from huishang.organisations.queries import divisions_known

from . import county, current_work, story_early, story_henan, story_yuncheng, table, team
from .account_list import accounts_of, keep, kept
from .children import go_round, populate, sweep
from .report import gather, show
from .story import at
from .world import SYSTEM, World, build_henan, build_yuncheng

SCALES = ("stories", "county")
_OTHER_SCALE = "这个数据目录已有另一种规模的演示数据。请换一个目录，例如 HUISHANG_HOME=var-county。"
HOST, PORT = "127.0.0.1", 8000
SIGNS = ("KRVX", "23456789") * 8
"""What each place of the demo's one password is drawn from: read aloud easily, and like nobody's
username, whatever is drawn."""


@click.command()
@click.option("--no-serve", is_flag=True, help="讲完即止，不启动网页服务。")
@click.option("--json", "as_json", is_flag=True, help="只打印一个JSON对象，不启动网页服务。")
@click.option(
    "--scale",
    type=click.Choice(SCALES),
    default=SCALES[0],
    show_default=True,
    help="county 另建一个60个村、2万份档案、一年走访的县，约需几分钟。",
)
@click.option("--port", default=PORT, show_default=True, help="网页服务端口。")
def demo(no_serve: bool, as_json: bool, scale: str, port: int) -> None:
    """建立演示数据，走完三个案例，并启动服务。"""
    if not (no_serve or as_json):
        require_free_port(HOST, port)
    prepare_database()
    report = kept()
    if report is None or not is_demo():
        _require_empty()
        say: Callable[[str], None] = (lambda _: None) if as_json else click.echo
        report = _build(say, base_url=f"http://{HOST}:{port}", scale=scale)
        keep(report)
    elif report["scale"] != scale:
        raise InvalidData({"--scale": _OTHER_SCALE})
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    show(report)
    if not no_serve:
        collect_assets()
        serve_forever(HOST, port)


def _require_empty() -> None:
    """:raises InvalidData: begun for real, or somebody works here already; invented people do not
    move in."""
    if divisions_known() or birth() is Birth.PRODUCTION:
        raise InvalidData(
            {
                "HUISHANG_HOME": "这个数据目录是正式环境或者已有数据，演示只能建立在空的目录中。"
                "请换一个目录，例如 HUISHANG_HOME=var-demo。"
            }
        )


def _build(say: Callable[[str], None], *, base_url: str, scale: str) -> dict[str, Any]:
    """All of it or nothing: a demo that breaks off leaves no half world behind."""
    started = time.monotonic()

    def step(text: str) -> None:
        say(f"[{time.monotonic() - started:5.1f} 秒] {text}")

    password = "".join(secrets.choice(signs) for signs in SIGNS)
    world = World(password, make_password(password))
    with transaction.atomic():
        access.begin_as(actor=SYSTEM, wanted=Birth.DEMO)
        with clock.at(at(1, 4)):
            step("建立运城市、河南省的单位、人员和账号 …")
            build_yuncheng(world)
            build_henan(world)
        with clock.at(at(1, 5)):
            step("登记儿童档案 …")
            step(f"已登记 {populate(world)} 名虚构儿童")
        step("案例一：运城市跨县个案 …")
        told = [story_yuncheng.tell(world)]
        step("案例二：河南省首次个案会商 …")
        told.append(story_henan.tell(world))
        step("在办事项 …")
        current_work.begin(world)
        step("队伍名册 …")
        team.register(world)
        step("走访 …")
        go_round(world)
        sweep(world)
        step("案例三：扫码报告和一次没有走到的走访 …")
        told.append(story_early.tell(world))
        step("导入 …")
        table.hand_in(world)
        if scale == "county":
            step("一个县的档案和一年的走访 …")
            county.build(world, step)
        report = {"scale": scale} | gather(
            world, told, base_url=base_url, accounts=accounts_of(world)
        )
    step("演示数据已建好")
    return report
