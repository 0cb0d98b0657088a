"""Accounts as those see them who keep them: the administrators of a place, for their place.

An account is theirs whose person holds a post there, or who holds none anywhere yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet

from huishang.kernel import clock
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import NotVisible
from huishang.organisations.queries import Post

from .. import permissions
from ..models import Account
from .locks import locked_accounts

SHOWN = 200
"""As many as one list shows; the search narrows it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An account as its keepers see it. :param posts: 运城市未保办 主任."""

    account: Account
    posts: tuple[str, ...]
    locked_until: datetime | None
    factors: int


def _held(on: date) -> Q:
    return Q(held_from__lte=on) & (Q(held_until__isnull=True) | Q(held_until__gt=on))


def kept_by(actor: AnyActor) -> QuerySet[Account]:
    """Those of the actor's place, and those without any."""
    accounts = Account.objects.select_related("person")
    if isinstance(actor, SystemActor):
        return accounts
    if not permissions.keeps_accounts(actor):
        return accounts.none()
    held = Post.objects.filter(_held(clock.today()), person_id=OuterRef("person_id"))
    here = held.filter(organisation__division__code__startswith=actor.division.prefix)
    return accounts.filter(Q(Exists(here)) | ~Q(Exists(held)))


def account(actor: AnyActor, account_id: UUID) -> Account:
    """:raises NotVisible: none, or not of the actor's place."""
    found = kept_by(actor).filter(pk=account_id).first()
    if found is None:
        raise NotVisible("账号")
    return found


def accounts(actor: AnyActor, text: str = "", *, programs: bool = False) -> list[Kept]:
    """Of the actor's place, by user name; ``text`` is part of a user name or a person's name."""
    found = kept_by(actor).filter(is_program=programs)
    if text:
        found = found.filter(Q(username__icontains=text) | Q(person__name__icontains=text))
    rows = list(found.order_by("username")[:SHOWN])
    posts = _posts_of([row.person_id for row in rows])
    locked = locked_accounts(row.username for row in rows)
    factors = _factors_of([row.pk for row in rows])
    return [
        Kept(
            row,
            tuple(posts.get(row.person_id, ())),
            locked.get(row.username),
            factors.get(row.pk, 0),
        )
        for row in rows
    ]


def _posts_of(people: list[UUID]) -> dict[UUID, list[str]]:
    named: dict[UUID, list[str]] = {}
    held = Post.objects.filter(_held(clock.today()), person_id__in=people)
    for post in held.select_related("organisation").order_by("held_from", "id"):
        named.setdefault(post.person_id, []).append(f"{post.organisation.name} {post.title}")
    return named


def _factors_of(keys: list[UUID]) -> dict[UUID, int]:
    counted: dict[UUID, int] = {}
    factors = Authenticator.objects.filter(user_id__in=keys).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    for key in factors.values_list("user_id", flat=True):
        counted[key] = counted.get(key, 0) + 1
    return counted


def sessions_of(account_id: UUID) -> list[UserSession]:
    """Where somebody is signed in now, the latest first. What has ended by itself is cleared."""
    owner = Account.objects.filter(pk=account_id).first()
    found = UserSession.objects.purge_and_list(owner) if owner else []
    return sorted(found, key=lambda session: session.last_seen_at, reverse=True)


def factors_of(account_id: UUID) -> list[Authenticator]:
    """The second factors of an account, recovery codes among them."""
    return list(Authenticator.objects.filter(user_id=account_id).order_by("created_at", "id"))


def has_factors(account_id: UUID) -> bool:
    """Whether there is one to be asked for; recovery codes alone are none."""
    held = Authenticator.objects.filter(user_id=account_id)
    return bool(held.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def identities_of(account_id: UUID) -> list[SocialAccount]:
    return list(SocialAccount.objects.filter(user_id=account_id).order_by("id"))


def without_account(actor: AnyActor) -> list[tuple[str, str]]:
    """Who holds a post of the actor's place and has no account: key and 姓名（单位 职务）."""
    held = Post.objects.filter(
        _held(clock.today()),
        ~Q(Exists(Account.objects.filter(person_id=OuterRef("person_id")))),
        organisation__division__code__startswith=actor.division.prefix,
    )
    rows = held.select_related("person", "organisation").order_by("person__name", "held_from")
    people: dict[str, str] = {}
    for post in rows[:SHOWN]:
        people.setdefault(
            str(post.person_id), f"{post.person.name}（{post.organisation.name} {post.title}）"
        )
    return list(people.items())
