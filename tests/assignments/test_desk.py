"""Whose turn it is: of each duty in each state, exactly the posts that may take the next step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from huishang.assignments import actions, queries
from huishang.kernel import clock
from huishang.kernel.terms import PostKind
from tests.assignments.desk import DUE, Desk, on
from tests.places import jurisdiction, somebody

EVERYBODY = (
    "clerk", "director", "chair", "inspector",
    "liaison", "officer", "colleague", "helper", "stranger",
)  # fmt: skip


def turn(desk: Desk) -> dict[str, str]:
    """Who finds which act waiting for them, in the one duty there is."""
    every = frozenset(state.value for state in queries.AssignmentState)
    found = {}
    for name in EVERYBODY:
        actor = getattr(desk, name)
        for concern in queries.concerns(actor, every):
            if act := queries.step_owed(actor, concern):
                found[name] = act
    return found


def proposed(desk: Desk) -> None:
    """Late, and reminded as often as the rule says: the platform proposes an order."""
    desk.chased(desk.accepted())
    for day in (1, 2, 3):
        actions.run_reminders(DUE + timedelta(days=day))


STATES: tuple[tuple[str, Callable[[Desk], object], dict[str, str]], ...] = (
    ("assigned", Desk.assigned, {"liaison": "accept"}),
    ("under way", Desk.accepted, {"liaison": "report", "officer": "report"}),
    ("extending", Desk.extending,
     {"liaison": "report", "officer": "report", "director": "grant_extension"}),
    ("proposed", proposed,
     {"liaison": "report", "officer": "report", "director": "supervise"}),
    ("supervised", Desk.supervised,
     {"liaison": "answer_supervision", "officer": "answer_supervision"}),
    ("answered", Desk.answered,
     {"liaison": "report", "officer": "report", "director": "release_supervision"}),
    ("reported", Desk.reported, {"clerk": "file", "director": "file"}),
    ("filed", Desk.filed, {}),
)  # fmt: skip


@pytest.mark.parametrize(
    ("reach", "expected"), [pytest.param(*row[1:], id=row[0]) for row in STATES]
)
def test_each_state_waits_for_the_posts_that_may_act_and_for_no_others(
    desk: Desk, reach: Callable[[Desk], object], expected: dict[str, str]
) -> None:
    reach(desk)
    assert turn(desk) == expected


def test_under_another_regime_it_waits_for_the_post_that_one_names(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """新港市 lets the vice chair decide on more time, and inspectors supervise too."""
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(Path(__file__).parents[1] / "law" / "seventh"))
    city = jurisdiction("995500", "新港市")
    vice = somebody(city.committee, PostKind.COMMITTEE_VICE_CHAIR)
    director = somebody(city.office, PostKind.OFFICE_DIRECTOR)
    with clock.at(on(1, 30)):
        desk = Desk()
        desk.city, desk.police = city, city.department("police")
        desk.health = city.department("health")
        desk.ask(desk.accepted(), until=date(2026, 3, 19))
        states = frozenset({queries.AssignmentState.UNDER_WAY.value})
        found = {
            actor.post: queries.step_owed(actor, concern)
            for actor in (vice, director)
            for concern in queries.concerns(actor, states)
        }
    assert found == {vice.post: "grant_extension", director.post: ""}
