"""Who is on a matter by name, and the joint teams one leads or is drawn to."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotVisible
from huishang.kernel.terms import PostKind
from huishang.workflow.acts import Act

from .. import permissions
from ..models import Matter, Member, SecondedMatter, SecondedPerson, Secondment, Undertaking
from ..visibility.matters import on_matter_not_recused
from ..wording import UNDERTAKING


def members_of(matter: Matter, matter_id: UUID) -> list[Member]:
    """Who is on the team of a matter, for those who already see it."""
    standing = Member.objects.filter(matter=matter, matter_id=matter_id, until__isnull=True)
    return list(standing.select_related("person", "organisation").order_by("since", "id"))


def matters_named(organisation_id: UUID, person_id: UUID, matter: Matter) -> set[UUID]:
    """What a person is on the team of, for an organisation."""
    standing = Member.objects.filter(
        organisation_id=organisation_id, person_id=person_id, matter=matter, until__isnull=True
    )
    return set(standing.values_list("matter_id", flat=True))


def promised(matter: Matter, matter_id: UUID) -> set[UUID]:
    """Who has signed the undertaking in use for a matter."""
    signed = Undertaking.objects.filter(matter=matter, matter_id=matter_id, wording=UNDERTAKING)
    return set(signed.values_list("person_id", flat=True))


def seconded_into(matter: Matter, matter_id: UUID) -> list[SecondedPerson]:
    """Who reads a matter with a joint team today, for those who already see it."""
    today = clock.today()
    drawn = SecondedPerson.objects.filter(
        secondment__matters__matter=matter,
        secondment__matters__matter_id=matter_id,
        secondment__ended_at__isnull=True,
        secondment__valid_from__lte=today,
        secondment__valid_until__gte=today,
    )
    return list(drawn.select_related("person", "secondment__led_by").order_by("id"))


def joint_teams(actor: Actor) -> list[Secondment]:
    """Those the actor's office leads, for its director, and those the actor is drawn to; the
    latest first. Ended ones stay in the list; what was sealed since, or what the actor is
    recused from, is in none of them."""
    read = SecondedMatter.objects.filter(on_matter_not_recused(actor))
    sight = Q(persons__person_id=actor.person_id)
    if actor.is_any(PostKind.OFFICE_DIRECTOR):
        sight |= Q(led_by_id=actor.organisation_id)
    found = Secondment.objects.filter(sight, Exists(read.filter(secondment=OuterRef("pk"))))
    shown = found.select_related("led_by").distinct().order_by("-valid_from", "-id")
    return list(shown.prefetch_related("persons__person", Prefetch("matters", queryset=read)))


def joint_team(actor: Actor, secondment_id: UUID) -> Secondment:
    """:raises NotVisible"""
    for team in joint_teams(actor):
        if team.pk == secondment_id:
            return team
    raise NotVisible("联合工作组")


def joint_team_acts(actor: Actor, team: Secondment) -> tuple[Act, ...]:
    return (Act("end_secondment", "提前结束", permissions.may_end_secondment(actor, team)),)


def second_act(actor: Actor) -> Act:
    return Act("second", "组建联合工作组", permissions.may_second(actor))


__all__ = [
    "joint_team",
    "joint_team_acts",
    "joint_teams",
    "matters_named",
    "members_of",
    "promised",
    "second_act",
    "seconded_into",
]
