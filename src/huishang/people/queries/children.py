"""Children as they are shown: masked, until somebody asks to see more and it is written down."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from huishang.access.queries import Matter, Section, Sight, sight_into
from huishang.access.visibility import among_matters, named_to
from huishang.audit.records import page_of
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.masking import COUNTY_NAME, mask_address, mask_name, mask_number, mask_phone
from huishang.kernel.paging import ROWS, Cursor, Page
from huishang.kernel.resident_id import age_on
from huishang.kernel.terms import Sex
from huishang.kernel.texts import sought
from huishang.law.rules import Rules
from huishang.organisations import queries as organisations

from ..labels import Part
from ..models import Child, Guardian, Relation
from ..policies import Attention, attention
from ..visibility import living_in, place_kept
from .categories import Categories, categories_of, recognised_as
from .facts import FactLine, facts_read, lines
from .guardianship import Order, order_of
from .homes import HomeLine, home_lines, homes_read
from .particulars import ParticularLine, held_today, particular_lines, sheets_read
from .searching import found_among, note_search
from .sources import Sources, sources_of


@dataclass(frozen=True, slots=True)
class MaskedChild:
    """A child as a list or a case shows it.

    :param age: full years today; ``age_words`` says 约 where the birth date is an estimate.
    :param place: full name of the place of residence.
    """

    id: UUID
    name: str
    sex: str
    age: int
    age_words: str
    place: str
    identity_verified: bool

    @property
    def words(self) -> str:
        """女，10周岁; where the sex is not known: 性别不详，约9周岁."""
        known = self.sex in (Sex.MALE.label, Sex.FEMALE.label)
        return f"{self.sex if known else '性别不详'}，{self.age_words}"


@dataclass(frozen=True, slots=True)
class MaskedGuardian:
    id: UUID
    name: str
    relation: str
    phone: str
    situation: str


@dataclass(frozen=True, slots=True)
class ChildFile:
    """One child's file, opened for a purpose. Identity stays masked part by part.

    :param homes: where it lived before.
    :param order: who stands where, of those who answer for the child.
    :param facts: every row ever believed of the parts this reader sees, the latest first.
    :param particulars: likewise, by topic.
    :param attention: what the law says of how the child lives, as far as it is seen here.
    :param sight: what of it this reader is shown, and may work on.
    """

    child: MaskedChild
    birth_date: date
    birth_date_estimated: bool
    resident_id: str
    registered_place: str
    address: str
    school: str
    homes: tuple[HomeLine, ...]
    guardians: tuple[MaskedGuardian, ...]
    order: Order
    facts: tuple[FactLine, ...]
    particulars: tuple[ParticularLine, ...]
    attention: tuple[Attention, ...]
    categories: Categories
    sources: Sources
    version: int
    sight: Sight

    @property
    def shows_family(self) -> bool:
        return self.sight.reads(Section.FAMILY)


def masked(child: Child, *, place: str | None = None) -> MaskedChild:
    """
    :param place: name of the place of residence, where the caller looked it up already.
    """
    age = age_on(child.birth_date, clock.today())
    return MaskedChild(
        id=child.pk,
        name=mask_name(child.name),
        sex=Sex(child.sex).label,
        age=age,
        age_words=f"{'约' if child.birth_date_estimated else ''}{age}周岁",
        place=organisations.division_name(child.residence_division) if place is None else place,
        identity_verified=child.identity_verified,
    )


def masked_all(children: Sequence[Child]) -> Iterator[MaskedChild]:
    """Any number of children for one query of places."""
    shown, _ = masked_with_places(children)
    return (shown[child.pk] for child in children)


def whole_place(code: str) -> str:
    return code


def county_of(code: str) -> str:
    """For lists and papers that go beyond the place itself."""
    return DivisionCode(code).county.code


def masked_with_places(
    children: Iterable[Child],
    places: Iterable[str] = (),
    *,
    place: Callable[[str], str] = whole_place,
) -> tuple[dict[UUID, MaskedChild], dict[str, str]]:
    """Children of matters the caller has scoped already (a report, a case in sight).

    :param places: further codes, named in the same query.
    :param place: the code shown for where a child lives.
    """
    rows = {child.pk: child for child in children}
    homes = {key: place(child.residence_division) for key, child in rows.items()}
    names = organisations.division_names({*places, *homes.values()})
    shown = {key: masked(row, place=names[homes[key]]) for key, row in rows.items()}
    return shown, names


def masked_guardian(guardian: Guardian) -> MaskedGuardian:
    return MaskedGuardian(
        id=guardian.pk,
        name=mask_name(guardian.name),
        relation=Relation(guardian.relation).label,
        phone=mask_phone(guardian.phone),
        situation=guardian.situation,
    )


def guardians(actor: Actor, child_ids: Iterable[UUID]) -> dict[UUID, tuple[MaskedGuardian, ...]]:
    """Who answers for each of some children, as far as the actor sees the child; one query."""
    found: dict[UUID, list[MaskedGuardian]] = {key: [] for key in child_ids}
    rows = Guardian.objects.visible_to(actor).filter(child__in=found).order_by("created_at", "id")
    for row in rows:
        found[row.child_id].append(masked_guardian(row))
    return {key: tuple(some) for key, some in found.items()}


def names_around(child: Child) -> frozenset[str]:
    """The child's and its guardians' names, so that a text can be kept from leaving with one."""
    rows = Guardian.objects.unscoped(reason="核对发往外部的文字不带姓名").filter(child=child)
    return frozenset({child.name, *(row.name for row in rows)})


SECTION_OF: Mapping[Part, Section] = {
    Part.NAME: Section.IDENTITY,
    Part.RESIDENT_ID: Section.IDENTITY,
    Part.ADDRESS: Section.IDENTITY,
    Part.SCHOOL: Section.IDENTITY,
    Part.GUARDIANS: Section.FAMILY,
}


def sight_of(actor: Actor, child: Child) -> Sight:
    """What the actor reads of a child's file that is in sight."""
    place = place_kept(actor)
    by_place = place is not None and place.contains(DivisionCode(child.residence_division))
    return sight_into(actor, Matter.CHILD, child.pk, by_place=by_place)


def child_sight(actor: Actor, child_id: UUID) -> Sight:
    """What the actor reads of a child's file. :raises NotVisible"""
    return sight_of(actor, child_record(actor, child_id))


def file_of(actor: Actor, child: Child, sight: Sight) -> ChildFile:
    """As much of one child's file as ``sight`` shows, identity masked part by part.

    `actions.open_file` opens it and writes the look down.
    """
    home = sight.place(child.residence_division)
    rows = Guardian.objects.unscoped(reason="随儿童档案显示").filter(child=child)
    guardians = list(rows.order_by("created_at", "id")) if sight.reads(Section.FAMILY) else []
    facts, sheets = facts_read(child, sight), sheets_read(child, sight)
    sources = sources_of(child)
    law = Rules.at(child.residence_division, clock.today())
    age = age_on(child.birth_date, clock.today())
    return ChildFile(
        child=masked(child, place=organisations.division_name(home)),
        birth_date=child.birth_date,
        birth_date_estimated=child.birth_date_estimated,
        resident_id=mask_number(child.resident_id),
        registered_place=organisations.division_name(sight.place(child.registered_division))
        if child.registered_division
        else "",
        address=mask_address(child.address, keep=0 if sight.masked else COUNTY_NAME),
        school=mask_number(child.school, head=0 if sight.masked else 2, tail=0),
        homes=home_lines(homes_read(child, sight), sight),
        guardians=tuple(map(masked_guardian, guardians)),
        order=order_of(guardians, facts, law),
        facts=lines(facts, sight, sources.rows),
        particulars=particular_lines(sheets, sight, sources.rows),
        attention=attention(held_today(sheets), age=age, law=law),
        categories=categories_of(actor, child, guardians, facts, sight),
        sources=sources,
        version=child.version,
        sight=sight,
    )


def child(actor: Actor, child_id: UUID) -> MaskedChild:
    """One child, masked. :raises NotVisible: it is not there, or not for these eyes."""
    return masked(Child.objects.visible_to(actor).for_reading(child_id))


def in_sight(actor: Actor, child_ids: Iterable[UUID]) -> set[UUID]:
    """Those of some children whose files the actor may open."""
    seen = Child.objects.visible_to(actor).filter(pk__in=set(child_ids))
    return set(seen.values_list("pk", flat=True))


def child_record(actor: Actor, child_id: UUID) -> Child:
    """The record behind it, for the rooms above; a face shows `child`.

    :raises NotVisible: as `child`.
    """
    return Child.objects.visible_to(actor).for_reading(child_id)


def batches(size: int, *, reason: str) -> Iterator[list[Child]]:
    """Every child's record, so many at a time, for a job of the house that looks at all.

    :param reason: of the job; what it may not decrypt stays sealed.
    """
    rows = Child.objects.unscoped(reason=reason).filter(same_as__isnull=True)
    rows = rows.defer("resident_id", "address").order_by("pk")
    batch = list(rows[:size])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:size])


def children(
    actor: Actor,
    *,
    text: str = "",
    place: str = "",
    category: str = "",
    elsewhere: bool = False,
    after: Cursor | None = None,
    size: int = ROWS,
    counted: bool = True,
) -> Page[MaskedChild]:
    """The children of the place whose files the actor keeps, newest file first.

    :param text: part of a name, its sound or initials, or a whole resident number.
    :param place: only those living in this division.
    :param category: only those recognised as of it now, ``unattended.both``.
    :param elsewhere: instead, those seen only because of a case or a grant.
    :raises InvalidData: no such place or category code.
    """
    kept = place_kept(actor)
    rows = Child.objects.visible_to(actor).defer("resident_id", "address")
    if elsewhere:
        rows = rows.filter(among_matters(actor, Matter.CHILD))
        rows = rows.exclude(living_in(kept)) if kept else rows
    else:
        rows = rows.filter(living_in(kept)) if kept else rows.none()
    if place:
        rows = rows.filter(living_in(organisations.place_asked(place)))
    if category:
        rows = rows.filter(recognised_as(actor, category))
    words = sought(text)
    named = named_to(actor, Matter.CHILD) if elsewhere else Q()
    found = found_among(rows, words, None if elsewhere else kept, named) if words else None
    if words and after is None:
        note_search(actor, words, listed="children")
    page = page_of(
        rows.filter(found.condition) if found else rows,
        at="created_at",
        after=after,
        size=size,
        counted=counted,
        total=found.total if found else None,
        of=[rows] if found else (),
        at_least=bool(found and not found.few),
    )
    return page.told_as(masked_all(page.rows))
