"""Files that may be one child's: the queue, and the two of a pair side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from huishang.access.queries import Section, Sight
from huishang.audit.records import Record, page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.masking import mask_address, mask_number
from huishang.kernel.paging import Cursor, Page
from huishang.kernel.terms import Sex
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..lifecycle import PairState
from ..models import Child, Guardian, Pair
from ..policies.likeness import Reason
from .children import MaskedChild, masked_guardian, masked_with_places, sight_of
from .facts import facts_read, words

_UNKNOWN = ("", Sex.UNKNOWN.value, Sex.UNSTATED.value)
"""From these nothing follows."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two files as a list of children shows them, and why they may be one child's."""

    id: UUID
    first: MaskedChild
    second: MaskedChild
    reasons: tuple[str, ...]
    state: PairState
    asked_on: date


@dataclass(frozen=True, slots=True)
class PairLine:
    """One line of both files. :param same: None where nothing follows from it."""

    label: str
    first: str
    second: str
    same: bool | None = None


@dataclass(frozen=True, slots=True)
class PairSheet:
    """Two files side by side, masked as files are."""

    pair: Pair
    row: PairRow
    lines: tuple[PairLine, ...]
    sight: Sight
    acts: tuple[Act, ...]


def pairs(actor: Actor, *, state: str = "", after: Cursor | None = None) -> Page[PairRow]:
    """Pairs in sight, the latest first. :param state: code of `PairState`."""
    rows = Pair.objects.visible_to(actor).select_related("first", "second")
    if state:
        rows = rows.filter(status=state)
    page = page_of(rows, at="created_at", after=after)
    children = {child for pair in page.rows for child in (pair.first, pair.second)}
    shown, _ = masked_with_places(children)
    return page.told_as(_row(pair, shown) for pair in page.rows)


def pair(actor: Actor, pair_id: UUID) -> Pair:
    """The record, for the forms that change it. :raises NotVisible"""
    rows = Pair.objects.visible_to(actor).select_related("first", "second", "kept")
    return rows.for_reading(pair_id)


def pairs_of(actor: Actor, child_id: UUID) -> tuple[Pair, ...]:
    """Open doubts about a child's file, and files joined into it, as far as the actor sees them."""
    rows = Pair.objects.visible_to(actor).exclude(status=PairState.APART.value)
    mine = (rows.filter(first=child_id) | rows.filter(second=child_id)).order_by("created_at", "pk")
    return tuple(mine)


def joined_into(actor: Actor, child_id: UUID) -> UUID | None:
    """The file a file was joined into, where the actor sees that one."""
    gone = Child.objects.unscoped(reason="已合并的档案转到保留的档案").filter(pk=child_id)
    kept = Child.objects.visible_to(actor).filter(pk__in=gone.values("same_as"))
    return kept.values_list("pk", flat=True).first()


def joined_files(child_id: UUID) -> tuple[UUID, ...]:
    """Files joined into a file, for who answers how it was looked at; no name is told."""
    gone = Child.objects.unscoped(reason="查阅历史包括并入的档案").filter(same_as=child_id)
    return tuple(gone.order_by("pk").values_list("pk", flat=True))


def pair_acts(actor: Actor, pair: Pair) -> tuple[Act, ...]:
    """On a pair in sight."""
    files = (pair.kept, pair.kept) if pair.kept else (pair.first, pair.second)
    first, second = (sight_of(actor, child) for child in files)
    may = permissions.may_join(actor, first, second)

    def act(name: str, label: str) -> Act:
        now = pair.lifecycle.allows(name, pair.status)
        return Act(name, label, may, now, here=bool(now))

    joins = act("join", "合并")
    one = policies.can_be_one(pair.first, pair.second)
    return (
        replace(joins, now=joins.now if not joins.now else one),
        act("tell_apart", "不是同一人"),
        act("part", "撤销合并"),
    )


def sheet_of(actor: Actor, pair: Pair) -> PairSheet:
    """Of a pair in sight; `actions.open_pair` writes the look down."""
    sight = sight_of(actor, pair.kept or pair.first)
    shown, places = masked_with_places(
        (pair.first, pair.second),
        [one.registered_division for one in (pair.first, pair.second) if one.registered_division],
    )
    return PairSheet(
        pair=pair,
        row=_row(pair, shown),
        lines=tuple(_lines(pair, sight, shown, places)),
        sight=sight,
        acts=pair_acts(actor, pair),
    )


def _row(pair: Pair, shown: dict[UUID, MaskedChild]) -> PairRow:
    return PairRow(
        id=pair.pk,
        first=shown[pair.first_id],
        second=shown[pair.second_id],
        reasons=tuple(Reason[name].value for name in pair.reasons),
        state=PairState(pair.status),
        asked_on=_day(pair),
    )


def _lines(
    pair: Pair, sight: Sight, shown: dict[UUID, MaskedChild], places: dict[str, str]
) -> Iterator[PairLine]:
    """In the order a file has them."""
    files = (pair.first, pair.second)

    def line(label: str, column: str, told: Callable[[Child], str]) -> PairLine:
        values = [getattr(child, column) for child in files]
        known = all(value not in _UNKNOWN for value in values)
        same = values[0] == values[1] if known else None
        return PairLine(label, told(pair.first), told(pair.second), same)

    yield line("姓名", "name", lambda child: shown[child.pk].name)
    yield line("性别", "sex", lambda child: shown[child.pk].sex)
    yield line("出生日期", "birth_date", _born)
    yield line("居民身份号码", "resident_id", lambda child: mask_number(child.resident_id))
    yield line("户籍地", "registered_division", lambda one: places.get(one.registered_division, ""))
    yield line("居住地", "residence_division", lambda child: shown[child.pk].place)
    yield line("住址", "address", lambda child: mask_address(child.address))
    yield line("就读学校", "school", lambda child: mask_number(child.school, head=2, tail=0))
    if sight.reads(Section.FAMILY):
        yield PairLine("监护人", _guardians(pair.first), _guardians(pair.second))
    yield PairLine("情形", _facts(pair.first, sight), _facts(pair.second, sight))
    yield PairLine("建档日期", f"{_day(pair.first):%Y-%m-%d}", f"{_day(pair.second):%Y-%m-%d}")


def _born(child: Child) -> str:
    return f"{'约' if child.birth_date_estimated else ''}{child.birth_date:%Y-%m-%d}"


def _guardians(child: Child) -> str:
    rows = Guardian.objects.unscoped(reason="并排核对两份档案").filter(child=child)
    known = map(masked_guardian, rows.order_by("created_at", "id"))
    return "；".join(f"{one.relation} {one.name} {one.phone}".rstrip() for one in known)


def _facts(child: Child, sight: Sight) -> str:
    believed = (fact for fact in facts_read(child, sight) if fact.superseded_at is None)
    return "；".join(f"{fact.since:%Y-%m-%d} {words(fact)}" for fact in believed)


def _day(record: Record) -> date:
    return record.created_at.astimezone(clock.BEIJING).date()
