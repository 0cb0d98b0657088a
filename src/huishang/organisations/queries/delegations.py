"""What posts have entrusted to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision, first_refusal
from huishang.kernel.paging import ROWS
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..models import Delegation, Organisation, Post
from ..permissions import LEADS, OFFICE_STAFF
from .registers import held_posts, within


def _delegations(on: date | None) -> QuerySet[Delegation]:
    """In force on a day, not taken back, and only while both still hold their posts."""
    return (
        Delegation.objects.filter(
            within(on, "valid_from", "valid_until"),
            within(on, "from_post__held_from", "from_post__held_until"),
            within(on, "to_post__held_from", "to_post__held_until"),
            ended_at__isnull=True,
        )
        .select_related("from_post__person", "from_post__organisation", "to_post__person")
        .order_by("valid_from", "id")
    )


def delegation(
    from_post_id: UUID, to_post_id: UUID, act: str, on: date | None = None
) -> Delegation | None:
    """What one post has entrusted to another for an act on a day, if anything."""
    return (
        _delegations(on).filter(from_post_id=from_post_id, to_post_id=to_post_id, act=act).first()
    )


def delegations_from(
    post_ids: Iterable[UUID], act: str, on: date | None = None
) -> list[Delegation]:
    """Everything some posts have entrusted to others for an act on a day."""
    return list(_delegations(on).filter(from_post_id__in=list(post_ids), act=act))


def between(post_id: UUID) -> Q:
    """On `Delegation`: those the holder of a post may see, given by it or received."""
    return Q(from_post_id=post_id) | Q(to_post_id=post_id)


def delegations_of(actor: Actor) -> list[Delegation]:
    """What the post acted in gave and received, whether in force or not, the latest first."""
    return list(
        Delegation.objects.filter(between(actor.post_id))
        .select_related(
            "from_post__person",
            "from_post__organisation",
            "to_post__person",
            "to_post__organisation",
        )
        .order_by("-valid_from", "-id")[:ROWS]
    )


def circle(organisation_id: UUID) -> frozenset[UUID]:
    """An office and the committee it serves, asked from either."""
    served = Organisation.objects.filter(pk=organisation_id).values("committee")
    near = Organisation.objects.filter(
        Q(pk=organisation_id) | Q(committee_id=organisation_id) | Q(pk__in=served)
    )
    return frozenset(near.values_list("pk", flat=True))


def delegates(actor: Actor) -> bool:
    """Whether the post acted in may entrust, or be entrusted with, anything at all."""
    return actor.is_any(*LEADS, *OFFICE_STAFF)


def entrustable(actor: Actor) -> list[Post]:
    """Whom the actor's post might entrust with something: the other leaders and office staff."""
    return list(
        held_posts(None)
        .filter(organisation_id__in=circle(actor.organisation_id), kind__in=(*LEADS, *OFFICE_STAFF))
        .exclude(person_id=actor.person_id)
    )


def delegate_act(actor: Actor) -> Act:
    """办理委托 by the post acted in; `actions.delegate` judges the same."""
    return Act("delegate", "办理委托", permissions.may_delegate(actor, actor.post_id))


def end_act(actor: Actor, given: Delegation) -> Act:
    """收回委托; `actions.end_delegation` judges the same."""

    def checks() -> Iterator[Decision]:
        yield permissions.may_delegate(actor, given.from_post_id)
        yield policies.can_end_delegation(given, clock.today())

    return Act("end_delegation", "收回委托", first_refusal(checks()))


def delegations_to(post_id: UUID, act: str, on: date | None = None) -> list[Delegation]:
    """Everything entrusted to a post for an act on a day."""
    return list(_delegations(on).filter(to_post_id=post_id, act=act))
