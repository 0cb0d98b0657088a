"""What the regime still wants before a meeting, and what the system proposes for it."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from datetime import date
from typing import Any

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import Rank, Severity
from huishang.law import provisions
from huishang.law.answerable import duties_called
from huishang.law.findings import Finding
from huishang.law.rules import Rules
from huishang.law.values import Duration, Duty, Presenter
from huishang.organisations import queries as organisations

from ..models import AgendaItem, Conference, Seat, SeatKind
from ..policies import rules
from ..policies.convening import can_chair, can_meet_after, chair_posts, day_of, item_gaps
from .conferences import handed_in


@dataclass(frozen=True, slots=True)
class ProposedSeat:
    """A seat the duty matrix proposes, and why; a person confirms it.

    :param duties: the duties that call this organisation, as the regime words them.
    """

    kind: SeatKind
    organisation: organisations.Organisation
    rank: Rank
    why: str
    basis: tuple[Basis, ...]
    duties: tuple[Duty, ...] = ()


def propose_seats(item: AgendaItem) -> tuple[ProposedSeat, ...]:
    """Who presents by the regime, then every member unit whose duties the case's issues call for.

    Basis: provision ``duties`` (S0 第十三条) at the level of the convening office.
    """
    law = rules.of_item(item)
    presenter = law.find(provisions.PRESENTER)
    by_handler = presenter.value.by is Presenter.HANDLER
    presents = item.case.owner if by_handler else item.request.applicant
    ranks = law.value(provisions.PARTICIPANT_RANKS)
    rank = ranks[-1] if ranks else Rank.SECTION_HEAD
    seats = [
        ProposedSeat(
            SeatKind.PRESENTER,
            presents,
            rank,
            f"{presenter.value.by.label}，介绍{'、'.join(presenter.value.parts)}",
            presenter.cited,
        )
    ]
    called = duties_called(law, frozenset(item.case.issues))
    bodies = organisations.departments_at(item.conference.office.division.place)
    for department, duties in called.items():
        body = bodies.get(department)
        if body is None or body == presents:
            continue
        basis = tuple(dict.fromkeys(duty.basis for duty in duties if duty.basis))
        why = "；".join(duty.text for duty in duties)
        seats.append(ProposedSeat(SeatKind.MEMBER, body, rank, _short(why), basis, tuple(duties)))
    return tuple(seats)


def _short(text: str, longest: int = 300) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


@dataclass(frozen=True, slots=True)
class ProposedChair:
    """Somebody who might chair. ``first`` is the one the regime names first."""

    post: organisations.Post
    decision: Decision
    first: bool


@dataclass(frozen=True, slots=True)
class Chairs:
    """Who might chair, and whom they have entrusted with it in writing for that day."""

    rows: tuple[ProposedChair, ...]
    delegations: tuple[organisations.Delegation, ...]
    basis: tuple[Basis, ...]


def propose_chairs(actor: Actor, severity: Severity, on: date) -> Chairs:
    """Everybody who might chair for the actor's office, the regime's first choice first.

    Holders of other posts come last, each with the reason why not.
    """
    office = organisations.organisation(actor.organisation_id)
    law = Rules.at(office.division_id, clock.today())
    found = law.find(provisions.CHAIR)
    every = {kind for rule in found.value for kind in rule.posts}
    bodies = [key for key in (office.pk, office.committee_id) if key]
    posts = [post for body in bodies for post in organisations.holders(body, every, on)]
    order = {kind.value: place for place, kind in enumerate(chair_posts(severity, law))}
    posts.sort(key=lambda post: order.get(post.kind, len(order)))
    rows = tuple(
        ProposedChair(
            post,
            can_chair(post, office=office, severity=severity, on=on, law=law),
            first=place == 0 and post.kind in order,
        )
        for place, post in enumerate(posts)
    )
    entrusted = organisations.delegations_from(
        [row.post.pk for row in rows if row.decision],
        organisations.DelegatedAct.CHAIR_CONFERENCE,
        on,
    )
    return Chairs(rows, tuple(entrusted), found.cited)


def notice_period(actor: Actor) -> Finding[Duration]:
    """How long before a meeting of the actor's office its notices have to leave."""
    return Rules.at(actor.division, clock.today()).find(provisions.NOTICE_PERIOD)


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the preparation checklist: ticked, or what is missing, under which article.

    :param name: of the part of the preparation it looks at.
    :param note: what stands, where it is ticked.
    :param rule: the rule it is judged by; none where no rule asks for it.
    """

    name: str
    label: str
    decision: Decision
    note: str = ""
    rule: Finding[Any] | None = None

    @property
    def basis(self) -> tuple[Basis, ...]:
        return self.rule.cited if self.rule else ()


def checklist(actor: Actor, conference: Conference) -> tuple[CheckLine, ...]:
    """启动情形、层级、主持人、席位与咨询事项、提前通知、送达、回复、书面意见."""
    law = rules.of_conference(conference)
    items = list(
        conference.agenda_items.unscoped(reason="筹备清单核对全部议题")
        .select_related("request", "conference__office")
        .order_by("order")
    )
    seats = list(
        Seat.objects.unscoped(reason="筹备清单核对全部席位")
        .filter(agenda_item__conference=conference)
        .annotate(opined=handed_in())
    )
    gaps = [gap for item in items for gap in item_gaps(item, law) if not gap]
    told = [seat for seat in seats if seat.message_id is not None]
    replied = [seat for seat in seats if seat.replied_at is not None]
    asked = [seat for seat in seats if seat.kind != SeatKind.OBSERVER.value]
    written = [seat for seat in asked if seat.opined]
    return (
        CheckLine(
            "requests",
            "启动情形",
            ALLOWED,
            f"{len(items)}件会商申请已受理",
            law.find(provisions.TRIGGERS),
        ),
        CheckLine(
            "level",
            "会商层级",
            ALLOWED,
            f"{conference.get_level_display()}会商，由人工确定",
            law.find(provisions.LEVEL_PROPOSALS),
        ),
        CheckLine(
            "chair",
            "主持人",
            can_chair(
                conference.chair,
                office=conference.office,
                severity=Severity(conference.severity),
                on=day_of(conference.starts_at),
                law=law,
                delegation=conference.delegation,
            ),
            f"{conference.chair.person.name}（{conference.chair.title}）",
            law.find(provisions.CHAIR),
        ),
        CheckLine(
            "seats",
            "席位与咨询事项",
            gaps[0] if gaps else ALLOWED,
            f"共{len(seats)}个席位，咨询事项已填写",
            law.find(provisions.PARTICIPANTS),
        ),
        _notice_line(conference, law),
        CheckLine(
            "delivery",
            "送达",
            _all_of(told, seats, "尚未发出通知"),
            f"{len(told)}/{len(seats)}席已通知",
        ),
        CheckLine(
            "replies",
            "回复",
            _all_of(replied, seats, "还有席位没有回复"),
            f"{len(replied)}/{len(seats)}席已回复",
            law.find(provisions.ATTENDANCE_DUTY),
        ),
        CheckLine(
            "opinions",
            "书面意见",
            _all_of(written, asked, "还有席位没有提交书面意见"),
            f"{len(written)}/{len(asked)}席已提交",
            law.find(provisions.OPINION_GROUNDS),
        ),
    )


def _notice_line(conference: Conference, law: Rules) -> CheckLine:
    rule = law.find(provisions.NOTICE_PERIOD)
    if (post := conference.shortened_by) is not None:
        why = f"：{conference.urgent_reason}" if conference.urgent_reason else ""
        note = f"{post.title}{post.person.name}决定缩短{why}"
        return CheckLine("notice", "提前通知", ALLOWED, note, law.find(provisions.URGENT_NOTICE))
    noticed_on = day_of(conference.noticed_at) if conference.noticed_at else clock.today()
    early = can_meet_after(conference, noticed_on)
    verb = "已提前" if conference.noticed_at else "今天发出可提前"
    note = f"{verb}{rule.value}以上"
    return CheckLine("notice", "提前通知", early, note, rule)


def _all_of(done: Sized, wanted: Sized, missing: str) -> Decision:
    if 0 < len(wanted) <= len(done):
        return ALLOWED
    return refused(f"{missing}：{len(done)}/{len(wanted)}。")
