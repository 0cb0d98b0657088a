"""Who an account is, in which post; what was typed and not yet handed in."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Q

from huishang.audit.references import Reference
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Post

from ..labels import Purpose
from ..models import (
    AccessRequest,
    Account,
    Birth,
    Draft,
    Emergency,
    Extent,
    Grant,
    Involvement,
    Matter,
    Member,
    Recusal,
    Secondment,
    Way,
)
from ..visibility.sections import Reach, Section, Sight
from .desk import Desk, desk
from .sight import (
    Door,
    ask_act,
    doors,
    emergencies,
    emergencies_to_review,
    emergency,
    emergency_act,
    emergency_acts,
    promises_owed,
    request,
    request_acts,
    requests,
    requests_to_decide,
    sight_into,
    works_on,
)
from .teams import (
    joint_team,
    joint_team_acts,
    joint_teams,
    matters_named,
    members_of,
    promised,
    second_act,
    seconded_into,
)


def posts_of_account(account: Account) -> list[Post]:
    """The posts its person holds today, longest held first; none for a closed account."""
    if not account.is_active:
        return []
    return organisations.posts_of(account.person_id)


def actor_for(account: Account, post_id: UUID | None = None) -> Actor:
    """The account's person in the post asked for, or in the first where that one is not held.

    :raises NotPermitted: the account is closed or its person holds no post today.
    """
    return actor_among(account, posts_of_account(account), post_id)


def actor_among(account: Account, posts: list[Post], post_id: UUID | None = None) -> Actor:
    """The same, of the posts already looked up. :raises NotPermitted"""
    if not posts:
        raise NotPermitted(
            "这个账号目前没有在任岗位，不能办理业务。",
            instead="请联系本单位或者管理员登记任职。",
        )
    return _acting(account, next((post for post in posts if post.pk == post_id), posts[0]))


def actor_in(post_id: UUID) -> Actor:
    """Whoever holds a post today, through that person's account.

    :raises NotVisible: no such post. :raises NotPermitted: not held today, or no account.
    """
    person_id = organisations.post(post_id).person_id
    for account in Account.objects.filter(person_id=person_id, is_active=True).order_by("id"):
        for post in posts_of_account(account):
            if post.pk == post_id:
                return _acting(account, post)
    raise NotPermitted(
        "该岗位目前无人在任，或者任职人员没有账号。", instead="请先登记任职并开通账号。"
    )


def _acting(account: Account, post: Post) -> Actor:
    body = post.organisation
    return Actor(
        account_id=account.pk,
        person_id=account.person_id,
        person_name=post.person.name,
        post_id=post.pk,
        post=PostKind(post.kind),
        organisation_id=body.pk,
        organisation_name=body.name,
        organisation_kind=OrganisationKind(body.kind),
        department=body.department,
        division=body.division.place,
    )


def references_into(matter: Matter) -> tuple[Reference, ...]:
    """Every row of this room that speaks of a matter by its key: involvements, teams, grants,
    recusals, requests. For the room whose matters turn out to be one."""
    return tuple(
        Reference(model, "matter_id", Q(matter=matter))
        for model in apps.get_app_config("access").get_models()
        if {"matter", "matter_id"} <= {column.name for column in model._meta.concrete_fields}
    )


def account_named(username: str) -> Account:
    """:raises NotVisible: no such account."""
    found = Account.objects.filter(username=username).first()
    if found is None:
        raise NotVisible("账号")
    return found


def any_account() -> bool:
    """Whether anybody has a way in yet."""
    return Account.objects.exists()


def is_recused(person_id: UUID, matter: Matter, matter_id: UUID) -> bool:
    """Whether a person is locked out of a matter by name (回避)."""
    return Recusal.objects.filter(
        person_id=person_id, matter=matter, matter_id=matter_id, lifted_at__isnull=True
    ).exists()


def recusals_in(matter: Matter, matter_id: UUID) -> list[Recusal]:
    """Who is locked out of a matter, for those who already see it."""
    return list(
        Recusal.objects.filter(matter=matter, matter_id=matter_id, lifted_at__isnull=True)
        .select_related("person")
        .order_by("created_at")
    )


def involvements_in(matter: Matter, matter_id: UUID) -> list[Involvement]:
    """Which organisations are in a matter and as what, for those who already see it."""
    return list(
        Involvement.objects.filter(matter=matter, matter_id=matter_id, until__isnull=True)
        .select_related("organisation")
        .order_by("since", "id")
    )


def grants_in(matter: Matter, matter_id: UUID) -> list[Grant]:
    """Who is let into a matter by name now, for those who already see it; promises apart."""
    today = clock.today()
    return list(
        Grant.objects.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now()),
            matter=matter,
            matter_id=matter_id,
            revoked_at__isnull=True,
            valid_from__lte=today,
            valid_until__gte=today,
        )
        .select_related("person")
        .order_by("valid_from", "id")
    )


def draft(account_id: UUID, form: str) -> dict[str, Any]:
    """What this account typed into a form and has not handed in; empty where nothing was kept."""
    kept = Draft.objects.filter(account_id=account_id, form=form).first()
    return dict(json.loads(kept.content)) if kept else {}


__all__ = [
    "AccessRequest",
    "Account",
    "Birth",
    "Desk",
    "Door",
    "Emergency",
    "Extent",
    "Grant",
    "Involvement",
    "Matter",
    "Member",
    "Purpose",
    "Reach",
    "Recusal",
    "Secondment",
    "Section",
    "Sight",
    "Way",
    "account_named",
    "actor_among",
    "actor_for",
    "actor_in",
    "any_account",
    "ask_act",
    "desk",
    "doors",
    "draft",
    "emergencies",
    "emergencies_to_review",
    "emergency",
    "emergency_act",
    "emergency_acts",
    "grants_in",
    "involvements_in",
    "is_recused",
    "joint_team",
    "joint_team_acts",
    "joint_teams",
    "matters_named",
    "members_of",
    "posts_of_account",
    "promised",
    "promises_owed",
    "recusals_in",
    "request",
    "request_acts",
    "requests",
    "requests_to_decide",
    "second_act",
    "seconded_into",
    "sight_into",
    "works_on",
]
