"""A button and its action answer alike, for every state and everybody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from huishang.assignments import actions, queries
from huishang.assignments.models import Assignment, Extension, SupervisionOrder
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.errors import HuishangError, NotInThisState, NotPermitted, RuleUnmet
from tests.assignments.desk import Desk

pytestmark = pytest.mark.django_db

STATES: dict[str, Callable[[Desk], Assignment | Extension | SupervisionOrder]] = {
    "assigned": Desk.assigned,
    "accepted": Desk.accepted,
    "reminded": lambda desk: desk.chased(desk.accepted()),
    "asked": lambda desk: desk.extending().assignment,
    "under order": lambda desk: desk.supervised().assignment,
    "reported": Desk.reported,
    "reported under order": lambda desk: desk.report(desk.supervised().assignment).assignment,
    "filed": Desk.filed,
    "extension asked": Desk.extending,
    "extension asked and reported": lambda desk: _reported(desk, desk.extending()),
    "extension granted": lambda desk: actions.grant_extension(
        actor=desk.director, extension_id=desk.extending().pk
    ),
    "order issued": Desk.supervised,
    "order answered": Desk.answered,
    "order released": lambda desk: actions.release_supervision(
        actor=desk.director, order_id=desk.answered().pk
    ),
}
PEOPLE = ("liaison", "officer", "helper", "clerk", "director", "chair", "inspector")


def _reported(desk: Desk, extension: Extension) -> Extension:
    desk.report(extension.assignment)
    return Extension.objects.unscoped(reason="test").get(pk=extension.pk)


def _do(desk: Desk, act: str, actor: Actor, record: Any) -> None:
    """Press the button with everything filled in properly."""
    filled: dict[str, dict[str, Any]] = {
        "accept": {"person_id": desk.officer.person_id},
        "note_progress": {"text": "已走访。"},
        "report": {"text": "已落实。"},
        "request_extension": {
            "reason_code": "policy_needed",
            "explanation": "没有现行办法。",
            "policy_item": "《办法》",
            "until": date(2026, 4, 17),
        },
        "return_report": {"reason": "请补充。"},
        "supervise": {"requirements": "限期办结。", "due_on": date(2026, 4, 1)},
        "refuse_extension": {"reason": "理由不足。"},
        "answer_supervision": {"answer": "已办结。"},
    }
    key = {Assignment: "assignment_id", Extension: "extension_id", SupervisionOrder: "order_id"}
    getattr(actions, act)(actor=actor, **{key[type(record)]: record.pk}, **filled.get(act, {}))


class _Undo(Exception):
    pass


def _answer(desk: Desk, act: str, actor: Actor, record: Any) -> HuishangError | None:
    """What the action would say; whatever it did is undone."""
    try:
        with transaction.atomic():
            _do(desk, act, actor, record)
            raise _Undo
    except _Undo:
        return None
    except HuishangError as refusal:
        return refusal


@pytest.mark.parametrize("state", list(STATES))
def test_what_a_button_says_is_what_its_action_does(desk: Desk, state: str) -> None:
    record = STATES[state](desk)
    for name in PEOPLE:
        actor = getattr(desk, name)
        if not type(record).objects.visible_to(actor).exists():
            continue
        for act in queries.acts(actor, record):
            refusal = _answer(desk, act.name, actor, record)
            assert bool(act.decision) == (refusal is None), f"{name}: {act.name}: {refusal}"
            if refusal is not None:
                assert isinstance(refusal, NotPermitted | NotInThisState | RuleUnmet)
                said = (act.decision.reason, act.decision.instead, act.decision.basis)
                assert said == (refusal.message, refusal.instead, refusal.basis)


@pytest.mark.parametrize("state", list(STATES))
def test_no_step_is_open_to_nobody_by_mistake(desk: Desk, state: str) -> None:
    """In every state but the last ones somebody can go on."""
    record = STATES[state](desk)
    open_to = {
        act.name
        for name in PEOPLE
        for act in queries.acts(getattr(desk, name), record)
        if act.decision
    }
    assert bool(open_to) == (state not in {"filed", "extension granted", "order released"})


def test_each_act_has_its_word_and_its_article(desk: Desk) -> None:
    made = desk.assigned()
    acts = {act.name: act for act in queries.acts(desk.liaison, made)}
    assert list(acts) == [
        "accept",
        "note_progress",
        "report",
        "request_extension",
        "return_report",
        "file",
        "remind",
        "supervise",
    ]
    assert acts["accept"].label == "认领"
    assert acts["accept"].basis == (Basis.parse("yuncheng-2022#12.3"),)


def test_where_the_law_is_silent_the_button_says_so(desk: Desk) -> None:
    """No rule in force makes no broken page, only closed buttons that say why."""
    made = desk.assigned()
    made.change(starts_on=date(1999, 1, 4))
    for act in queries.acts(desk.clerk, made):
        if act.basis or act.decision:
            continue
        assert act.decision.reason
    assert any("没有" in act.decision.reason for act in queries.acts(desk.clerk, made))
