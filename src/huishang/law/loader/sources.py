"""Reading what regimes stand on: departments, instruments and published years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from huishang.kernel.basis import Basis
from huishang.kernel.terms import Level

from ..departments import DatedName, Department
from ..instruments import Article, Instrument, number_of
from ..values import Disclosure
from ..working_days import HolidayYear
from .node import Node
from .problems import gather
from .shapes import Shapes

_PLAIN = Shapes(departments=(), bases=None)


def read_departments(node: Node) -> list[Department]:
    entries = node.fields(["departments"])["departments"].mapping()
    return gather(partial(_department, code, entry) for code, entry in entries.items())


def _department(code: str, node: Node) -> Department:
    parts = node.fields(["label"], ["names"])
    names = parts["names"].items() if "names" in parts else []
    return Department(code, parts["label"].text(), tuple(gather(partial(_name, n) for n in names)))


def _name(node: Node) -> DatedName:
    parts = node.fields(["name"], ["from", "until", "levels"])
    return DatedName(
        name=parts["name"].text(),
        start=parts["from"].day() if "from" in parts else None,
        end=parts["until"].day() if "until" in parts else None,
        levels=_PLAIN.read(tuple[Level, ...], parts["levels"]) if "levels" in parts else (),
    )


def read_instrument(node: Node) -> Instrument:
    parts = node.fields(
        ["instrument", "title", "issuer", "level", "complete", "verified", "articles"],
        ["number", "issued", "disclosure", "note"],
    )
    key = parts["instrument"].text()
    title = parts["title"].text()
    number = parts["number"].text() if "number" in parts else ""
    cited_as = f"{number} " if number else f"《{title}》"
    articles = parts["articles"].mapping().items()
    return Instrument(
        key=key,
        title=title,
        number=number,
        issuer=parts["issuer"].text(),
        level=_PLAIN.read(Level, parts["level"]),
        issued=parts["issued"].day() if "issued" in parts else None,
        disclosure=_PLAIN.read(Disclosure, parts["disclosure"]) if "disclosure" in parts else None,
        complete=parts["complete"].flag(),
        verified=parts["verified"].text(),
        note=parts["note"].text() if "note" in parts else "",
        articles=tuple(
            gather(partial(_article, Basis(key, name), cited_as, part) for name, part in articles)
        ),
        file=node.file,
    )


def _article(basis: Basis, cited_as: str, node: Node) -> Article:
    """A gist, or a gist with the number it is cited by where that is not the key's."""
    if isinstance(node.raw, dict):
        parts = node.fields(["number", "gist"])
        number, gist = parts["number"].text(), parts["gist"].text()
    elif basis.article.replace(".", "", 1).isdecimal():
        number, gist = number_of(basis.article), node.text()
    else:
        raise node.refuse(f"“{basis.article}”不是条号，应写明 number 和 gist")
    return Article(basis, number, gist, f"{cited_as}{number}")


def read_year(node: Node) -> HolidayYear:
    parts = node.fields(["year", "notice", "holidays"], ["number", "make_up_days"])
    year = parts["year"].integer()
    notice = parts["notice"].text()
    number = f"（{parts['number'].text()}）" if "number" in parts else ""
    spans = gather(partial(_holiday, item) for item in parts["holidays"].items())
    worked = parts["make_up_days"].items() if "make_up_days" in parts else []
    make_up = gather(item.day for item in worked)
    holidays = {day: name for name, days in spans for day in days}
    for day in make_up:
        if day in holidays or day.weekday() < 5:
            parts["make_up_days"].refuse(f"{day}不是可以调休上班的周末")
    for day in (*holidays, *make_up):
        if abs(day.year - year) > 1:
            node.refuse(f"{day}不属于{year}年的安排")
    return HolidayYear(year, f"《{notice}》{number}", holidays, frozenset(make_up), node.file)


def _holiday(node: Node) -> tuple[str, list[date]]:
    parts = node.fields(["name", "first", "last"])
    first, last = parts["first"].day(), parts["last"].day()
    if last < first:
        raise node.refuse("最后一天早于第一天")
    return parts["name"].text(), list(_days(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)
