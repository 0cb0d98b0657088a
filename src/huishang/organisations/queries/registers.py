"""Places, bodies and people in posts. They are no secret inside the house: any post may read who
holds which office; children, cases and accounts are elsewhere.

Intervals are half-open throughout: ``held_until`` is the first day no longer held.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from huishang.kernel import clock
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotVisible
from huishang.kernel.terms import Level, OrganisationKind, PostKind
from huishang.law import book

from ..models import Division, Membership, Organisation, Person, Post


def within(on: date | None, start: str, end: str) -> Q:
    """``on`` lies in the half-open interval of two columns; today where no day is given."""
    day = on or clock.today()
    return Q(**{f"{start}__lte": day}) & (Q(**{f"{end}__isnull": True}) | Q(**{f"{end}__gt": day}))


# --- places --------------------------------------------------------------------------------------


def division(code: str) -> Division:
    """:raises NotVisible: no such place is registered, or it is no division code."""
    try:
        return Division.objects.get(pk=DivisionCode.parse(code).code)
    except (ValueError, Division.DoesNotExist):
        raise NotVisible("行政区划") from None


def divisions_known() -> bool:
    """Whether any place is registered: the first thing any installation writes down."""
    return Division.objects.exists()


def division_names(codes: Iterable[str]) -> dict[str, str]:
    """Code → full name, for a whole list in one query; an unknown code stands for itself."""
    wanted = set(codes)
    known = dict(Division.objects.filter(pk__in=wanted).values_list("code", "full_name"))
    return {code: known.get(code, code) for code in wanted}


def division_name(code: str) -> str:
    """The full name, 山西省运城市盐湖区; the code itself where it is unknown."""
    return division_names((code,))[code]


def children_of(code: str, on: date | None = None) -> list[Division]:
    """The places one level below, in the order of their codes."""
    parent = DivisionCode.parse(code)
    levels = list(Level)
    if parent.level is levels[-1]:
        return []
    below = levels[parent.level.rank + 1]
    return list(
        Division.objects.filter(
            within(on, "valid_from", "valid_until"), code__startswith=parent.prefix, level=below
        ).order_by("code")
    )


def places_within(prefix: str, level: Level, on: date | None = None) -> list[Division]:
    """The places of a level within a place, in the order of their codes."""
    return list(
        Division.objects.filter(
            within(on, "valid_from", "valid_until"), code__startswith=prefix, level=level
        ).order_by("code")
    )


def department_name(department: str, level: Level, on: date | None = None) -> str:
    """What a function is called at a level on a day: ``health`` was 卫生局 and is 卫健委."""
    known = book.current().departments.get(department)
    return known.name_on(level, on or clock.today()) if known else department


# --- bodies --------------------------------------------------------------------------------------


def _organisations(on: date | None) -> QuerySet[Organisation]:
    return Organisation.objects.filter(within(on, "valid_from", "valid_until")).select_related(
        "division"
    )


def organisation(organisation_id: UUID) -> Organisation:
    """One body, whether it still exists or not. :raises NotVisible: never registered."""
    found = (
        Organisation.objects.select_related("division", "committee")
        .filter(pk=organisation_id)
        .first()
    )
    if found is None:
        raise NotVisible("单位")
    return found


def organisations_within(
    prefix: str, kinds: Iterable[OrganisationKind] = (), on: date | None = None
) -> list[Organisation]:
    """Bodies of a place and of everything below it, by place, kind and name."""
    found = _organisations(on).filter(division__code__startswith=prefix)
    if wanted := list(kinds):
        found = found.filter(kind__in=wanted)
    return list(found.order_by("division_id", "kind", "name"))


def organisations_named(
    text: str, prefix: str = "", *, limit: int = 20, on: date | None = None
) -> list[Organisation]:
    """Bodies of a place and of everything below it whose name has ``text`` in it."""
    found = _organisations(on).filter(division__code__startswith=prefix)
    found = found.filter(Q(name__icontains=text) | Q(short_name__icontains=text))
    return list(found.order_by("division_id", "kind", "name")[:limit])


def keys_named(text: str) -> list[UUID]:
    """Bodies of any day whose full name holds ``text``."""
    named = Organisation.objects.filter(name__icontains=text)
    return list(named.values_list("pk", flat=True))


def office_or_none(place: DivisionCode, on: date | None = None) -> Organisation | None:
    """The 未保办 of exactly this place."""
    return (
        _organisations(on)
        .select_related("committee", "host")
        .filter(division_id=place.code, kind=OrganisationKind.OFFICE)
        .order_by("valid_from")
        .first()
    )


def office_at(place: DivisionCode, on: date | None = None) -> Organisation:
    """:raises NotVisible: the place has no 未保办 on the platform."""
    found = office_or_none(place, on)
    if found is None:
        raise NotVisible(f"单位（{division_name(place.code)}未保办）")
    return found


def committee_of(office: Organisation) -> Organisation:
    """The committee an office serves. :raises NotVisible: the body is no office."""
    if office.committee is None:
        raise NotVisible(f"单位（{office.name}所属的未保委）")
    return office.committee


def department_at(
    place: DivisionCode, department: str, on: date | None = None
) -> Organisation | None:
    """The department of one function at exactly this place."""
    return (
        _organisations(on)
        .filter(division_id=place.code, kind=OrganisationKind.DEPARTMENT, department=department)
        .order_by("valid_from")
        .first()
    )


def departments_at(place: DivisionCode, on: date | None = None) -> dict[str, Organisation]:
    """Function → its department at exactly this place, all in one query."""
    found = _organisations(on).filter(division_id=place.code, kind=OrganisationKind.DEPARTMENT)
    return {body.department: body for body in found.order_by("-valid_from")}


def member_units(committee_id: UUID, on: date | None = None) -> list[Organisation]:
    """成员单位 of a committee on a day, in the order they were admitted."""
    memberships = (
        Membership.objects.filter(
            within(on, "valid_from", "valid_until"), committee_id=committee_id
        )
        .select_related("organisation__division")
        .order_by("created_at", "id")
    )
    return [membership.organisation for membership in memberships]


def is_member_unit(
    committee_id: UUID | None, organisation_id: UUID, on: date | None = None
) -> bool:
    return Membership.objects.filter(
        within(on, "valid_from", "valid_until"),
        committee_id=committee_id,
        organisation_id=organisation_id,
    ).exists()


# --- people in posts -----------------------------------------------------------------------------


def held_posts(on: date | None) -> QuerySet[Post]:
    """Posts held on a day in bodies that exist on it."""
    return (
        Post.objects.filter(
            within(on, "held_from", "held_until"),
            within(on, "organisation__valid_from", "organisation__valid_until"),
        )
        .select_related("person", "organisation__division")
        .order_by("held_from", "id")
    )


def person(person_id: UUID) -> Person:
    """:raises NotVisible: never registered."""
    found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotVisible("人员")
    return found


def post(post_id: UUID) -> Post:
    """One post, held or past. :raises NotVisible: never registered."""
    found = (
        Post.objects.select_related("person", "organisation__division").filter(pk=post_id).first()
    )
    if found is None:
        raise NotVisible("岗位")
    return found


def posts_of(person_id: UUID, on: date | None = None) -> list[Post]:
    """What a person is on a day, longest held first."""
    return list(held_posts(on).filter(person_id=person_id))


def posts_during(person_id: UUID, start: date, end: date | None) -> list[Post]:
    """What a person is at any time from ``start`` until before ``end``, or from then on."""
    overlapping = Post.objects.filter(
        Q(held_until__isnull=True) | Q(held_until__gt=start), person_id=person_id
    )
    if end is not None:
        overlapping = overlapping.filter(held_from__lt=end)
    return list(overlapping.order_by("held_from", "id"))


def staff_of(organisation_id: UUID, on: date | None = None) -> list[Post]:
    """Everybody who holds a post in a body on a day."""
    return list(held_posts(on).filter(organisation_id=organisation_id))


def holders(organisation_id: UUID, kinds: Iterable[PostKind], on: date | None = None) -> list[Post]:
    """Who holds one of some kinds of post in a body on a day."""
    return list(held_posts(on).filter(organisation_id=organisation_id, kind__in=list(kinds)))


def holders_in(
    places: Iterable[DivisionCode], kinds: Iterable[PostKind], on: date | None = None
) -> list[Post]:
    """Who holds one of some kinds of post in any body of exactly these places on a day."""
    codes = [place.code for place in places]
    return list(held_posts(on).filter(organisation__division__in=codes, kind__in=list(kinds)))


def holders_within(prefix: str, kinds: Iterable[PostKind], on: date | None = None) -> list[Post]:
    """Who holds one of some kinds of post in a place and all below it, by place."""
    held = held_posts(on).filter(_in(prefix, kinds))
    return list(held.order_by("organisation__division_id", "held_from", "id"))


def persons_holding(
    kinds: Iterable[PostKind], prefix: str, on: date | None = None
) -> QuerySet[Post, UUID]:
    """The keys of those, to be asked for inside another question."""
    held = held_posts(on).filter(_in(prefix, kinds)).select_related(None).order_by()
    return held.values_list("person_id", flat=True)


def _in(prefix: str, kinds: Iterable[PostKind]) -> Q:
    return Q(organisation__division__code__startswith=prefix, kind__in=list(kinds))


def experts(division_prefix: str = "", on: date | None = None) -> list[Post]:
    """The expert pool of a place and all below it."""
    return list(
        held_posts(on).filter(
            kind=PostKind.EXPERT, organisation__division__code__startswith=division_prefix
        )
    )


def experts_named(
    text: str, prefix: str = "", *, limit: int = 20, on: date | None = None
) -> list[Post]:
    """Experts of a place and of everything below it, by part of their name or field."""
    found = held_posts(on).filter(
        Q(person__name__icontains=text) | Q(person__specialty__icontains=text),
        kind=PostKind.EXPERT,
        organisation__division__code__startswith=prefix,
    )
    return list(found[:limit])
