"""``huishang law``: check the law data, show a regime, explain one answer with its basis."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData
from huishang.law.book import LawBook, current, environment_directory
from huishang.law.findings import Finding
from huishang.law.loader import LawDataError, load
from huishang.law.provision import Provision
from huishang.law.regimes import Clause, Regime, Source
from huishang.law.rendering import plain
from huishang.law.suggestions import nearest
from huishang.law.vocabulary import BY_KEY

MISTAKEN = 1
ONE_LINE = 60

as_json = click.option("--json", "as_json", is_flag=True, help="输出一个 JSON 对象。")


@click.group()
def law() -> None:
    """查阅和核对制度依据。"""


@law.command()
@click.option(
    "--dir",
    "directory",
    type=click.Path(path_type=Path),
    help="连同这个目录中的制度文件一起核对；默认用 HUISHANG_LAW_DIR。",
)
@as_json
def check(directory: Path | None, as_json: bool) -> None:
    """核对全部制度数据；有误的逐条列出“文件:位置:原因”，以状态1退出。"""
    try:
        counts = _counts(load(directory or environment_directory()))
    except LawDataError as error:
        if as_json:
            _print_json({"ok": False, "problems": [asdict(found) for found in error.problems]})
        else:
            click.echo("\n".join(str(found) for found in error.problems))
            click.echo(f"共{len(error.problems)}处有误。", err=True)
        raise SystemExit(MISTAKEN) from None
    if as_json:
        _print_json({"ok": True, **counts})
        return
    click.echo(
        "核对无误：制度{regimes}项，文件{instruments}份，条文{articles}条，"
        "规定{law}条，本地设定{local_settings}条，未作规定{silences}条，"
        "节假日安排{years}年。".format(**counts)
    )


@law.command()
@click.argument("regime")
@as_json
def show(regime: str, as_json: bool) -> None:
    """按事项列出一项制度的全部规定和本地设定。REGIME 为制度代码。"""
    book = current()
    found = book.regimes.get(regime)
    if found is None:
        hint = nearest(regime, book.regimes) or f"，现有{'、'.join(book.regimes)}"
        raise InvalidData({"REGIME": f"没有“{regime}”这一制度{hint}。"})
    if as_json:
        _print_json(_regime_data(book, found))
    else:
        click.echo("\n".join(_regime_lines(book, found)))


@law.command()
@click.argument("provision")
@click.option("--division", "place", required=True, help="行政区划代码，6位、9位或12位。")
@click.option("--on", "day", default=None, help="日期，如 2026-11-22；默认今天。")
@as_json
def explain(provision: str, place: str, day: str | None, as_json: bool) -> None:
    """说明一个事项在某地某日怎样规定、依据什么、怎样查到。PROVISION 为事项代码或者名称。"""
    book = current()
    asked, division, on = _question(book, provision, place, day)
    finding = book.lookup(asked, division, on)
    if as_json:
        _print_json(_finding_data(book, finding, division, on))
    else:
        click.echo("\n".join(_finding_lines(book, finding, division, on)))


def _question(
    book: LawBook, provision: str, place: str, day: str | None
) -> tuple[Provision[Any], DivisionCode, date]:
    """The three answers typed, or every one that is wrong at once."""
    wrong: dict[str, str] = {}
    names = {**BY_KEY, **{asked.label: asked for asked in BY_KEY.values()}}
    if provision not in names:
        wrong["PROVISION"] = f"没有“{provision}”这一事项{nearest(provision, names)}。"
    division, on = DivisionCode.parse("000000"), clock.today()
    try:
        division = DivisionCode.parse(place)
    except ValueError as error:
        known = (regime.division.code[:6] for regime in book.regimes.values())
        wrong["--division"] = f"{error}{nearest(place, known)}。"
    try:
        on = date.fromisoformat(day) if day else on
    except ValueError:
        wrong["--on"] = f"日期应写作 2026-11-22 的样子，得到的是“{day}”。"
    if wrong:
        raise InvalidData(wrong)
    return names[provision], division, on


def _counts(book: LawBook) -> dict[str, int]:
    clauses = [clause for regime in book.regimes.values() for clause in regime.clauses]
    sources = [clause.source for clause in clauses]
    return {
        "regimes": len(book.regimes),
        "instruments": len(book.instruments),
        "articles": sum(len(instrument.articles) for instrument in book.instruments.values()),
        "law": sources.count(Source.LAW),
        "local_settings": sources.count(Source.LOCAL_SETTING),
        "silences": sources.count(Source.SILENT),
        "years": len(book.years),
    }


def _regime_lines(book: LawBook, regime: Regime) -> Iterator[str]:
    yield f"{regime.title}（{regime.key}）"
    yield f"{regime.place} {regime.division} · {_period(regime.start, regime.end)}"
    for provision, clauses in _by_provision(regime):
        yield ""
        yield f"{provision.label}（{provision.key}）"
        for clause in clauses:
            yield from _clause_lines(book, regime, clause)
    if regime.not_encoded:
        yield ""
        yield "未编码的条文"
    for left_out in regime.not_encoded:
        yield f"  {book.cite(left_out.basis)}：{left_out.why}"


def _clause_lines(book: LawBook, regime: Regime, clause: Clause) -> Iterator[str]:
    scope = []
    if clause.levels != regime.levels:
        scope.append("、".join(level.label for level in clause.levels))
    if (clause.start, clause.end) != (regime.start, regime.end):
        scope.append(_period(clause.start, clause.end))
    where = f"〔{'，'.join(scope)}〕" if scope else ""
    if clause.source is Source.SILENT:
        yield f"  {where}未作规定"
    else:
        mark = "" if clause.source is Source.LAW else "【本地设定】"
        first, *rest = _value_lines(book, clause.value)
        yield f"  {where}{mark}{first}"
        yield from (f"  {line}" for line in rest)
    if clause.basis:
        yield f"    依据：{book.cite(*clause.basis)}"
    if clause.modelled_on:
        yield f"    参照：{book.cite(*clause.modelled_on)}"
    if clause.note:
        yield f"    说明：{clause.note}"


def _regime_data(book: LawBook, regime: Regime) -> dict[str, Any]:
    return {
        "regime": regime.key,
        "title": regime.title,
        "place": regime.place,
        "division": regime.division.code,
        "levels": plain(regime.levels),
        "from": plain(regime.start),
        "until": plain(regime.end),
        "digest": regime.digest,
        "provisions": [
            {
                "key": provision.key,
                "label": provision.label,
                "clauses": [_clause_data(book, clause) for clause in clauses],
            }
            for provision, clauses in _by_provision(regime)
        ],
        "not_encoded": plain(regime.not_encoded),
    }


def _clause_data(book: LawBook, clause: Clause) -> dict[str, Any]:
    return {
        "levels": plain(clause.levels),
        "from": plain(clause.start),
        "until": plain(clause.end),
        "source": plain(clause.source),
        "value": plain(clause.value),
        "words": list(book.lines(clause.value)) if clause.source is not Source.SILENT else [],
        "basis": _articles(book, clause.basis),
        "modelled_on": _articles(book, clause.modelled_on),
        "floor": plain(clause.floor),
        "note": clause.note,
    }


def _value_lines(book: LawBook, value: object) -> list[str]:
    """Short lists on one line, long ones a line for each member."""
    lines = book.lines(value)
    return ["；".join(lines)] if sum(map(len, lines)) <= ONE_LINE else list(lines)


def _finding_lines(
    book: LawBook, finding: Finding[Any], division: DivisionCode, on: date
) -> Iterator[str]:
    yield f"{finding.provision.label}（{finding.provision.key}） · {division} · {on}"
    yield from (f"  {line}" for line in _value_lines(book, finding.value))
    yield book.grounds(finding)
    for basis in finding.basis or finding.modelled_on:
        article = book.article(basis)
        yield f"  {article.number}：{article.gist}"
    yield f"查找：{' → '.join(str(step) for step in finding.path)}"
    yield f"制度：{finding.regime.title}（版本 {finding.regime.version}）"
    if finding.note:
        yield f"说明：{finding.note}"


def _finding_data(
    book: LawBook, finding: Finding[Any], division: DivisionCode, on: date
) -> dict[str, Any]:
    return {
        "provision": finding.provision.key,
        "label": finding.provision.label,
        "division": division.code,
        "on": plain(on),
        "value": plain(finding.value),
        "words": list(book.lines(finding.value)),
        "source": plain(finding.source),
        "basis": _articles(book, finding.basis),
        "modelled_on": _articles(book, finding.modelled_on),
        "path": plain(finding.path),
        "regime": plain(finding.regime),
        "floor": plain(finding.floor),
        "note": finding.note,
    }


def _articles(book: LawBook, bases: Iterable[Basis]) -> list[dict[str, str]]:
    return [
        {"basis": str(basis), "citation": article.citation, "gist": article.gist}
        for basis in bases
        for article in [book.article(basis)]
    ]


def _by_provision(regime: Regime) -> list[tuple[Provision[Any], list[Clause]]]:
    """The clauses as the file orders them; those of one provision stand together there."""
    groups = groupby(regime.clauses, key=lambda clause: clause.provision)
    return [(provision, list(clauses)) for provision, clauses in groups]


def _period(start: date, end: date | None) -> str:
    return f"自{start}起" if end is None else f"自{start}起至{end}前"


def _print_json(data: object) -> None:
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
