"""``huishang audit``: verify the record, seal the day."""

from __future__ import annotations

import json
from datetime import date, datetime

import click

from huishang.audit import actions
from huishang.audit.verification import Verdict
from huishang.audit.verification import verify as walk
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor

BROKEN = 1


@click.group()
def audit() -> None:
    """核验审计记录。"""


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象")
@click.option("--noted", multiple=True, metavar="校验值", help="另行留存的日锚校验值，可多次给出")
@click.pass_context
def verify(ctx: click.Context, as_json: bool, noted: tuple[str, ...]) -> None:
    """核验全部记录链和日锚；不完整时指出第一处，并以状态 1 退出。"""
    verdict = walk(noted=noted)
    click.echo(json.dumps(_object(verdict), ensure_ascii=False) if as_json else _words(verdict))
    ctx.exit(0 if verdict.intact else BROKEN)


def _object(verdict: Verdict) -> dict[str, object]:
    last, first = verdict.last_anchor, verdict.first_break
    return {
        "intact": verdict.intact,
        "streams": verdict.streams,
        "events": verdict.events,
        "anchors": verdict.anchors,
        "last_anchor": {"day": last.day.isoformat(), "hash": last.hash} if last else None,
        "first_break": (
            {"stream": first.stream, "sequence": first.sequence, "fault": first.fault}
            if first
            else None
        ),
    }


def _words(verdict: Verdict) -> str:
    counted = f"记录链{verdict.streams}条，记录{verdict.events}条，日锚{verdict.anchors}个"
    if first := verdict.first_break:
        place = f"{first.stream} 第{first.sequence}条" if first.sequence else first.stream
        return f"审计记录不完整：{place}，{first.fault}。\n共核验{counted}。"
    lines = [f"审计记录完整：{counted}。"]
    if last := verdict.last_anchor:
        lines.append(f"最近的日锚：{last.day} {last.hash}，请另行留存。")
    else:
        lines.append("还没有日锚，整条链被重写时无法发现。可运行 huishang audit anchor 建立。")
    return "\n".join(lines)


@audit.command()
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="日期",
    help="所锚定的日期，如 2026-11-22；默认今天",
)
def anchor(day: datetime | None) -> None:
    """建立日锚：封存自上一个日锚以来各条链的链头。重复运行不产生新的日锚。"""
    on: date = day.date() if day else clock.today()
    seal = actions.anchor(actor=SystemActor("每日锚定"), day=on)
    click.echo(f"{seal.day} 的日锚：链{seal.streams}条，记录{seal.events}条，校验值 {seal.hash}")
