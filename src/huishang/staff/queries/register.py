"""The register line by line, and one person's sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import Decision
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.paging import ROWS, Page
from huishang.kernel.terms import PostKind
from huishang.organisations import queries as organisations
from huishang.organisations.queries import Post
from huishang.workflow.acts import Act

from .. import permissions
from ..labels import TrainingKind
from ..models import Appraisal, RecordCheck, RegisterEntry, Training
from ..policies import entries
from ..policies.standing import LACKING, Facts, State, Trained
from ..visibility import REGISTERED, kept_by
from .standing import Member, as_fact, members, seen_by, stand_of


@dataclass(frozen=True, slots=True)
class Line:
    """:param place: full name."""

    member: Member
    place: str


def place_in_sight(actor: Actor, code: str) -> DivisionCode:
    """The actor's own place, or one in it. :raises NotVisible: a place elsewhere, or none."""
    if not code:
        return actor.division
    place = organisations.division(code).place
    if not actor.division.contains(place):
        raise NotVisible("行政区划")
    return place


def kept(actor: Actor, place: DivisionCode) -> tuple[Member, ...]:
    """Everybody in a place whose register the actor keeps, by place, with how they stand."""
    kinds = kept_by(actor)
    if not kinds:
        return ()
    return members(organisations.holders_within(place.prefix, kinds), seen_by(actor))


def register(
    actor: Actor,
    *,
    place: str = "",
    kind: str = "",
    state: str = "",
    after: str = "",
    size: int = ROWS,
) -> Page[Line]:
    """A page of them.

    :param place: its code. :param kind: a post.
    :param state: a `State`, or ``lacking`` for all that are red.
    :param after: the key of the last post seen.
    :raises NotPermitted: keeps no register. :raises NotVisible: a place elsewhere.
    """
    permissions.may_see_register(actor).require(NotPermitted)
    found = [
        member
        for member in kept(actor, place_in_sight(actor, place))
        if (not kind or member.kind == kind) and _is_in(member, state)
    ]
    keys = [str(member.post.pk) for member in found]
    start = keys.index(after) + 1 if after in keys else 0
    shown = found[start : start + size]
    names = organisations.division_names(member.place.code for member in shown)
    onward = str(shown[-1].post.pk) if start + size < len(found) else ""
    return Page(
        tuple(Line(member, names[member.place.code]) for member in shown), onward, len(found)
    )


def _is_in(member: Member, state: str) -> bool:
    if not state:
        return True
    wanted = LACKING if state == "lacking" else (state,)
    return any(each.state in wanted for each in member.standings)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person in a post: everything that is written of them.

    :param own: it is the actor's. :param barring: set where a record was found.
    """

    member: Member
    place: str
    entry: RegisterEntry | None
    trainings: tuple[Training, ...]
    checks: tuple[RecordCheck, ...]
    appraisals: tuple[Appraisal, ...]
    own: bool
    barring: Decision | None
    acts: tuple[Act, ...]


def post_in_sight(actor: Actor, post_id: UUID) -> Post:
    """A post whose register the actor keeps, or the own. :raises NotVisible"""
    found = organisations.post(post_id)
    kind = PostKind(found.kind)
    own = kind in REGISTERED and found.person_id == actor.person_id
    place = DivisionCode(found.organisation.division_id)
    if own or (kind in kept_by(actor) and actor.division.contains(place)):
        return found
    raise NotVisible("岗位")  # the very words for a post there is not


def own_posts(actor: Actor) -> tuple[Post, ...]:
    """The actor's posts that stand in a register."""
    held = organisations.posts_of(actor.person_id)
    return tuple(post for post in held if PostKind(post.kind) in REGISTERED)


def sheet(actor: Actor, post_id: UUID) -> Sheet:
    """:raises NotVisible"""
    post = post_in_sight(actor, post_id)
    rows = seen_by(actor)
    person = post.person_id
    entry = rows(RegisterEntry).filter(person=person).first()
    trainings = tuple(rows(Training).filter(person=person).order_by("-completed_on", "-id"))
    checks = tuple(rows(RecordCheck).filter(person=person).order_by("-asked_on", "-id"))
    trained = (Trained(TrainingKind(row.kind), row.completed_on) for row in trainings)
    member = stand_of(
        post,
        Facts(post.held_from, entry is not None, tuple(trained), tuple(map(as_fact, checks))),
    )
    barred = any(each.state is State.BARRED for each in member.standings)
    return Sheet(
        member,
        organisations.division_name(member.place.code),
        entry,
        trainings,
        checks,
        tuple(rows(Appraisal).filter(person=person).order_by("-year")),
        person == actor.person_id,
        entries.barring(member.place.county.code) if barred else None,
        tuple(_acts(actor, post, checks)),
    )


def may_keep(actor: Actor, post: Post) -> Decision:
    return permissions.may_keep(
        actor,
        kind=PostKind(post.kind),
        place=DivisionCode(post.organisation.division_id),
        person_id=post.person_id,
    )


def _acts(actor: Actor, post: Post, checks: tuple[RecordCheck, ...]) -> Iterator[Act]:
    may = may_keep(actor, post)
    serving = entries.still_serving(post, clock.today())
    waiting = any(check.answered_on is None for check in checks)
    yield Act("enter", "实名登记", may, serving)
    yield Act("train", "登记培训", may, serving)
    yield Act.judged("ask_check", "提请查询", (may, serving, entries.can_ask(waiting)))
    yield Act.judged("answer_check", "登记答复", (may, entries.is_awaited(waiting)), here=waiting)
    yield Act("appraise", "年度考核", may, serving)
