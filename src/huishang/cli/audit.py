"""``huishang audit``: verify the record, seal the day, print the seals, shred and open what lies
apart, and hand out the year's material."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import click

from huishang.audit import actions, queries
from huishang.audit.labels import Exported
from huishang.audit.verification import Noted, Verdict
from huishang.audit.verification import verify as walk
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.privacy import actions as privacy

from .setup import AT_THE_TERMINAL

BROKEN = 1

_HASH = re.compile(r"[0-9a-f]{64}")


@click.group()
def audit() -> None:
    """核验审计记录。"""


class _NotedParameter(click.ParamType):  # type: ignore[type-arg]  # not subscriptable at run time
    """A hash as it stands, or a file as `anchors` printed it."""

    name = "校验值或者文件"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[Noted, ...]:
        if _HASH.fullmatch(value.lower()):
            return (Noted(value.lower()),)
        try:
            return tuple(queries.noted_in(Path(value).read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError):
            self.fail(f"{value}不是64位校验值，也不是可以读取的文件。", param, ctx)
        except ValueError as mistake:
            self.fail(f"{value}：{mistake}", param, ctx)


@audit.command()
@click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象")
@click.option(
    "--noted",
    multiple=True,
    type=_NotedParameter(),
    metavar="校验值或文件",
    help="另行留存的日锚：校验值，或者 huishang audit anchors 印出的文件；可多次给出",
)
@click.option("--asked", is_flag=True, help="只在审计管理员已申请时核验，结果显示在核验页面")
@click.pass_context
def verify(
    ctx: click.Context, as_json: bool, noted: tuple[tuple[Noted, ...], ...], asked: bool
) -> None:
    """核验全部记录链、单独保存的内容和日锚；不完整时指出第一处，并以状态 1 退出。"""
    verdict = (
        actions.prove_if_asked(actor=SystemActor("申请核验"))
        if asked
        else walk(noted=[kept for given in noted for kept in given])
    )
    if verdict is None:
        return
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


@audit.command()
@click.option(
    "--month", type=click.DateTime(["%Y-%m"]), metavar="月份", help="如 2026-11；默认本月"
)
@click.option(
    "--print",
    "paper",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件.docx",
    help="写成可以打印、签字的文书；不给出则显示在屏幕上，可另存为文本",
)
def anchors(month: datetime | None, paper: Path | None) -> None:
    """印出一个月的日锚，在平台以外留存；核验时交给 verify --noted。"""
    first, last = _month(month.date() if month else clock.today())
    keeper = AT_THE_TERMINAL
    found = queries.anchors_between(keeper, first, last)
    if not found:
        raise click.ClickException(f"{first:%Y年%-m月}没有日锚。")
    if paper is None:
        click.echo(queries.kept_file(found), nl=False)
    else:
        paper.write_bytes(privacy.print_anchors(actor=keeper, first=first, last=last))
        click.echo(f"已写入 {paper}：{len(found)}个日锚。请打印、签字后与平台分开保管。")
    actions.note_export(actor=keeper, what=Exported.ANCHORS, since=first, until=last)


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@audit.command()
@click.argument("event", type=click.UUID, metavar="记录编号")
@click.option("--reason", required=True, metavar="理由", help="写入审计记录，不写姓名")
def shred(event: UUID, reason: str) -> None:
    """销毁一条记录中单独保存的内容；记录本身和校验不受影响。"""
    actions.shred(actor=AT_THE_TERMINAL, event_id=event, reason=reason)
    click.echo("已销毁。记录本身仍在，核验不受影响。")


@audit.command()
@click.argument("event", type=click.UUID, metavar="记录编号")
@click.option("--reason", required=True, metavar="理由", help="写入审计记录，不写姓名")
def private(event: UUID, reason: str) -> None:
    """调取一条记录中单独保存的内容，供依法调查；调取本身写入审计记录。"""
    told = actions.open_private(actor=AT_THE_TERMINAL, event_id=event, reason=reason)
    click.echo(json.dumps(told, ensure_ascii=False))


@audit.command()
@click.option("--year", type=int, metavar="年度", help="默认上一年度")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="文件.docx",
    help="写入的文件",
)
def pack(year: int | None, out: Path) -> None:
    """写出一个年度的未成年人个人信息保护合规审计材料。"""
    wanted = year or clock.today().year - 1
    out.write_bytes(privacy.print_pack(actor=AT_THE_TERMINAL, year=wanted))
    click.echo(f"已写入 {out}。")
