"""Asking to read a file by its number: the same answer whatever there is, decided by another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from huishang.access import actions, permissions, queries
from huishang.access.models import AccessRequest, Grant, Matter
from huishang.access.queries import Purpose, Section
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import Conflict, InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from tests.places import Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
KEY = new_id()
ADMINISTRATORS = (
    PostKind.SYSTEM_ADMINISTRATOR,
    PostKind.SECURITY_ADMINISTRATOR,
    PostKind.AUDIT_ADMINISTRATOR,
)


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def asker(city: Jurisdiction) -> Actor:
    return somebody(city.department("procuratorate"), PostKind.LIAISON)


@pytest.fixture
def director(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_DIRECTOR)


def ask(actor: Actor, office: object = None, **fields: Any) -> AccessRequest:
    with clock.at(beijing(2026, 3, 2)):
        return actions.ask(
            actor=actor,
            **{
                "matter": Matter.CASE,
                "matter_id": KEY if office else None,
                "office_id": office,
                "number": "运未保办个案〔2026〕1号",
                "purpose": Purpose.SUPERVISE,
                "reason": "核查监护缺失的处置。",
                "sections": [Section.NARRATIVE, Section.MINUTES],
                "until": TODAY + timedelta(days=10),
                **fields,
            },
        )


def approve(actor: Actor, asked: AccessRequest, day: date = TODAY, **fields: Any) -> AccessRequest:
    with clock.at(beijing(day.year, day.month, day.day)):
        return actions.approve(
            actor=actor, request_id=asked.pk, **{"sections": asked.sections, **fields}
        )


@pytest.mark.parametrize("kind", list(PostKind))
def test_anybody_asks_but_who_keeps_the_platform(city: Jurisdiction, kind: PostKind) -> None:
    actor = somebody(city.office, kind)
    if kind in ADMINISTRATORS:
        with pytest.raises(NotPermitted, match="管理员不查阅儿童档案和案卷"):
            ask(actor)
    else:
        assert ask(actor).status == "asked"


def test_everything_that_is_wrong_is_said_at_once(asker: Actor) -> None:
    with pytest.raises(InvalidData) as refusal:
        ask(asker, number=" ", reason="\n", sections=[], until=TODAY - timedelta(days=1))
    assert refusal.value.fields == {
        "number": "请填写个案编号。",
        "reason": "请写明为什么需要查阅，以及查阅后用于什么。",
        "sections": "请至少选择一项查阅内容。",
        "until": "截止日期应在今天至2026年4月1日之间。",
    }
    with pytest.raises(InvalidData, match="不认识的项目"):
        ask(asker, sections=["everything"])


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (30, True), (31, False)])
def test_it_reaches_thirty_days_at_most(asker: Actor, days: int, allowed: bool) -> None:
    if allowed:
        assert ask(asker, until=TODAY + timedelta(days=days))
    else:
        with pytest.raises(InvalidData):
            ask(asker, until=TODAY + timedelta(days=days))


def test_a_number_of_nothing_is_asked_for_alike_and_seen_by_nobody_else(
    city: Jurisdiction, asker: Actor, director: Actor
) -> None:
    nothing, something = ask(asker), ask(asker, city.office.pk)
    for asked in (nothing, something):
        seen = queries.request(asker, asked.pk)
        acts = {act.name: act.decision for act in queries.request_acts(asker, seen)}
        assert acts["withdraw"]
        assert acts["approve"].reason == "调阅由管辖未保办的未保办主任审批。"
        assert seen.status_label == "待审批"
    assert [row.pk for row in queries.requests_to_decide(director)] == [something.pk]
    assert {row.pk for row in queries.requests(director).rows} == {something.pk}
    with pytest.raises(NotVisible):
        queries.request(director, nothing.pk)
    with pytest.raises(NotVisible):
        approve(director, nothing)


def test_only_the_director_of_that_office_decides(city: Jurisdiction, asker: Actor) -> None:
    asked = ask(asker, city.office.pk)
    elsewhere = somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_DIRECTOR)
    for kind in PostKind:
        actor = somebody(city.office, kind)
        decision = permissions.may_decide_request(actor, asked)
        assert bool(decision) is (kind is PostKind.OFFICE_DIRECTOR)
        if not decision:
            assert decision.reason == "调阅由管辖未保办的未保办主任审批。"
            assert decision.basis, "the regulation's article stands behind it"
            assert queries.requests_to_decide(actor) == []
            with pytest.raises(NotVisible):
                approve(actor, asked)
    assert not permissions.may_decide_request(elsewhere, asked)
    assert queries.requests_to_decide(elsewhere) == []
    with pytest.raises(NotPermitted):
        approve(asker, asked)


def test_nobody_decides_on_an_own_request(city: Jurisdiction, director: Actor) -> None:
    asked = ask(director, city.office.pk)
    assert queries.requests_to_decide(director) == []
    with pytest.raises(NotPermitted, match="不能由本人审批") as refusal:
        approve(director, asked)
    assert refusal.value.instead == "请由上一级未保办办理。"
    with pytest.raises(NotPermitted):
        actions.refuse(actor=director, request_id=asked.pk, note="不需要")


def test_an_approval_gives_what_was_asked_or_less(
    city: Jurisdiction, asker: Actor, director: Actor
) -> None:
    asked = ask(asker, city.office.pk)
    with pytest.raises(InvalidData, match="不能多于申请的内容"):
        approve(director, asked, sections=[Section.NARRATIVE, Section.HEALTH])
    with pytest.raises(InvalidData, match="请选择不批准"):
        approve(director, asked, sections=[])
    given = approve(director, asked, sections=iter([Section.MINUTES]), note=" 只看纪要 ")
    assert given.grant is not None
    assert (given.grant.sections, given.grant.masked) == (["minutes"], True)
    assert (given.note, given.decided_by) == ("只看纪要", director.label)
    assert given.grant.valid_until == TODAY + timedelta(days=10)
    with clock.at(beijing(2026, 3, 3)):
        sight = queries.sight_into(asker, Matter.CASE, KEY)
        assert sight.reads(Section.MINUTES)
        assert not sight.reads(Section.NARRATIVE)
        assert sight.why == "经批准调阅：督导检查"


def test_with_the_identity_granted_names_are_no_longer_masked(
    city: Jurisdiction, asker: Actor, director: Actor
) -> None:
    asked = ask(asker, city.office.pk, sections=[Section.IDENTITY])
    given = approve(director, asked)
    assert given.grant is not None
    assert not given.grant.masked


@pytest.mark.parametrize(("late", "left"), [(0, True), (10, True), (11, False)])
def test_an_approval_that_comes_late_ends_on_the_day_asked_for(
    city: Jurisdiction, asker: Actor, director: Actor, late: int, left: bool
) -> None:
    asked, day = ask(asker, city.office.pk), TODAY + timedelta(days=late)
    if left:
        given = approve(director, asked, day)
        assert given.grant is not None
        assert given.grant.valid_until == asked.until
    else:
        with pytest.raises(InvalidData, match="截止日期已过"):
            approve(director, asked, day)


def test_a_refusal_says_why(city: Jurisdiction, asker: Actor, director: Actor) -> None:
    asked = ask(asker, city.office.pk)
    with pytest.raises(InvalidData, match="请写明不批准的理由"):
        actions.refuse(actor=director, request_id=asked.pk, note=" ")
    answered = actions.refuse(actor=director, request_id=asked.pk, note="与职责无关。", version=1)
    assert (answered.status_label, answered.note) == ("未批准", "与职责无关。")
    assert not Grant.objects.exists()
    with pytest.raises(NotInThisState):
        approve(director, asked)


def test_only_the_asker_takes_it_back_and_only_before(
    city: Jurisdiction, asker: Actor, director: Actor
) -> None:
    asked = ask(asker, city.office.pk)
    with pytest.raises(NotPermitted, match="由申请人本人撤回"):
        actions.withdraw(actor=director, request_id=asked.pk)
    with pytest.raises(Conflict):
        actions.withdraw(actor=asker, request_id=asked.pk, version=9)
    assert actions.withdraw(actor=asker, request_id=asked.pk, version=1).status == "withdrawn"
    with pytest.raises(NotInThisState):
        approve(director, asked)
    with pytest.raises(NotInThisState):
        actions.withdraw(actor=asker, request_id=asked.pk)


def test_the_table_refuses_what_the_actions_would(city: Jurisdiction, asker: Actor) -> None:
    asked = ask(asker, city.office.pk)
    for wrong in (
        {"matter_id": None},
        {"status": "approved"},
        {"status": "refused"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AccessRequest.objects.unscoped(reason="test").filter(pk=asked.pk).update(**wrong)
