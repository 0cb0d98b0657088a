"""Which matters an actor sees.

By duty: the organisation is involved with the whole file, and the post is one that works on its
files, or the person is on the team named for this one. By name: invited, approved, in an
emergency, seconded, until a day or an hour. Never where recused, and never what is sealed.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.rules import Rules

from ..models import (
    Extent,
    Grant,
    Involvement,
    Matter,
    Member,
    Recusal,
    SealedMatter,
    SecondedMatter,
    Undertaking,
)
from ..wording import UNDERTAKING
from .sections import Section

WORKS_ON_FILES = (
    PostKind.CASE_WORKER,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)
"""Posts that can work on whole files, by post or once named for a matter. A liaison sees the
organisation's own duties only; the three administrators see no matter at all."""

ANSWERS_FOR_ORGANISATION = (
    PostKind.LIAISON,
    PostKind.OFFICE_CLERK,
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)
"""Posts that speak for their organisation: fill its seat, take its papers in. A case worker does
so only in a case they were named for (`speaks_in`)."""

KEEPS_THE_PLATFORM = (
    PostKind.SYSTEM_ADMINISTRATOR,
    PostKind.SECURITY_ADMINISTRATOR,
    PostKind.AUDIT_ADMINISTRATOR,
)
"""Whoever acts as one of these sees no matter, whatever they were let into in another post."""

MANY = 2_000
"""Matters from which on a list is read in its own order. A manner of reading, not a rule."""


def is_team_by_post(actor: Actor) -> bool:
    """Whether the post sees every file of its organisation without being named for it.

    Basis: provision ``case_team`` of the actor's place.
    """
    return actor.post in Rules.at(actor.division, clock.today()).value(provisions.CASE_TEAM)


def _recused(actor: Actor, matter: Matter) -> QuerySet[Recusal, Any]:
    return Recusal.objects.filter(
        person_id=actor.person_id, matter=matter, lifted_at__isnull=True
    ).values("matter_id")


Part = Section | OuterRef
"""A part of a file: one by name, or the one each row of the table outside belongs to."""


def _names(part: Part, column: str) -> Q:
    """A condition on ``column`` read as text: the list in it has ``part``."""
    quote, name = Value('"'), part if isinstance(part, OuterRef) else Value(part.value)
    return Q(**{f"{column}__contains": Concat(quote, name, quote)})


def promises() -> QuerySet[Undertaking, Undertaking]:
    """Inside a query of grants: what their person signed in the words in use, for their matter or
    for the case it was opened through."""
    own = Q(matter=OuterRef("matter"), matter_id=OuterRef("matter_id"))
    return Undertaking.objects.filter(
        own | Q(matter=Matter.CASE, matter_id=OuterRef("through")),
        person=OuterRef("person"),
        wording=UNDERTAKING,
    )


def grants_of(actor: Actor, matter: Matter, section: Part | None = None) -> QuerySet[Grant, Grant]:
    """What lets the actor into matters now by name; without the promise it needs, nothing. What
    opened a child's file along with a case ends when that case is sealed.

    :param section: only what lets the actor into this part of them.
    """
    today = clock.today()
    held = Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now()),
        Q(needs_undertaking=False) | Exists(promises()),
        person_id=actor.person_id,
        matter=matter,
        revoked_at__isnull=True,
        valid_from__lte=today,
        valid_until__gte=today,
    ).exclude(through__in=SealedMatter.objects.filter(matter=Matter.CASE).values("matter_id"))
    if section is None:
        return held
    return held.alias(parts=Cast("sections", TextField())).filter(_names(section, "parts"))


def secondments_of(
    actor: Actor, matter: Matter, section: Part | None = None
) -> QuerySet[SecondedMatter, SecondedMatter]:
    """Matters of the teams the actor is seconded to today. :param section: as `grants_of`."""
    today = clock.today()
    drawn = SecondedMatter.objects.filter(
        matter=matter,
        secondment__persons__person_id=actor.person_id,
        secondment__ended_at__isnull=True,
        secondment__valid_from__lte=today,
        secondment__valid_until__gte=today,
    )
    if section is None:
        return drawn
    parts = Cast("secondment__sections", TextField())
    return drawn.alias(parts=parts).filter(_names(section, "parts"))


def involved(actor: Actor, matter: Matter) -> QuerySet[Involvement, Involvement]:
    """Where the actor works on the whole file of the own organisation."""
    if not actor.is_any(*WORKS_ON_FILES):
        return Involvement.objects.none()
    whole = Involvement.objects.filter(
        organisation_id=actor.organisation_id,
        matter=matter,
        extent=Extent.FILE,
        until__isnull=True,
    )
    if is_team_by_post(actor):
        return whole
    named = Member.objects.filter(
        person_id=actor.person_id,
        organisation_id=actor.organisation_id,
        matter=OuterRef("matter"),
        matter_id=OuterRef("matter_id"),
        until__isnull=True,
    )
    return whole.filter(Exists(named))


def matters_in_sight(
    actor: Actor, matter: Matter, key: str = "pk", section: Part | None = None
) -> Q:
    """A condition on the column ``key`` of any table: it names a matter ``actor`` may see.

    Every post that works on files reads every section (`sections.TABLE`); who is let in by name
    reads those named.

    :param section: the part of the matter's file the table's rows belong to.

    Involvements are looked up row by row through their index: an office has many thousands of
    them, and a single file or one page of a list needs few.
    """
    if actor.is_any(*KEEPS_THE_PLATFORM):
        return Q(pk__in=())
    sight = Q(**{f"{key}__in": grants_of(actor, matter, section).values("matter_id")}) | Q(
        **{f"{key}__in": secondments_of(actor, matter, section).values("matter_id")}
    )
    if actor.is_any(*WORKS_ON_FILES):
        sight |= Q(Exists(involved(actor, matter).filter(matter_id=OuterRef(key))))
    return sight & not_recused(actor, matter, key)


def speaks_in(actor: Actor, matter: Matter, key: str) -> Q:
    """A condition on ``key``: in that matter the actor speaks for the own organisation, by post
    or as one named for it. Whether it has a say there at all is asked beside this."""
    if actor.is_any(*ANSWERS_FOR_ORGANISATION):
        return Q()
    return Q(Exists(involved(actor, matter).filter(matter_id=OuterRef(key))))


def named_to(actor: Actor, matter: Matter, key: str = "pk") -> Q:
    """A condition on ``key`` of matters in sight: their people are named to the actor.

    Who reads a matter masked must not find it by a name or a number either: that it is found
    would name them.
    """
    held, drawn = grants_of(actor, matter), secondments_of(actor, matter)
    masked = Q(**{f"{key}__in": held.filter(masked=True).values("matter_id")})
    masked |= Q(**{f"{key}__in": drawn.values("matter_id")})
    named = Q(**{f"{key}__in": held.filter(masked=False).values("matter_id")})
    return ~masked | named | Q(Exists(involved(actor, matter).filter(matter_id=OuterRef(key))))


def among_matters(actor: Actor, matter: Matter, key: str = "pk") -> Q:
    """Narrows a list already scoped to start from the actor's matters instead of from all rows.

    For who sees few among very many; it opens nothing by itself.
    """
    return (
        Q(**{f"{key}__in": grants_of(actor, matter).values("matter_id")})
        | Q(**{f"{key}__in": secondments_of(actor, matter).values("matter_id")})
        | Q(**{f"{key}__in": involved(actor, matter).values("matter_id")})
    )


def sees_few(actor: Actor, matter: Matter) -> bool:
    """Whether a list is better read from the actor's matters; one look at an index."""
    return involved(actor, matter).order_by()[:MANY].count() < MANY


def not_sealed(matter: Matter, key: str = "pk") -> Q:
    """A condition on ``key``: that matter is not sealed. For what is counted without being read."""
    sealed = SealedMatter.objects.filter(matter=matter).values("matter_id")
    return ~Q(**{f"{key}__in": sealed})


def not_recused(actor: Actor, matter: Matter, key: str) -> Q:
    """A condition on ``key``: ``actor`` is not locked out of that matter, by name or because it
    is sealed to everybody. Whatever belongs to a matter asks this, and vanishes with it."""
    return ~Q(**{f"{key}__in": _recused(actor, matter)}) & not_sealed(matter, key)


def on_matter_not_recused(actor: Actor) -> Q:
    """`not_recused` on rows that name a matter of any kind in ``matter`` and ``matter_id``."""
    here = {"matter": OuterRef("matter"), "matter_id": OuterRef("matter_id")}
    recused = Recusal.objects.filter(person_id=actor.person_id, lifted_at__isnull=True, **here)
    return ~Q(Exists(recused)) & ~Q(Exists(SealedMatter.objects.filter(**here)))
