"""Several people notice one child: their reports are put beside each other."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from huishang.discovery import actions
from huishang.discovery.queries import AlikeReport
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.resident_id import synthetic
from huishang.law import reporting_provisions as provisions
from huishang.law.rules import Rules
from tests.discovery.road import told
from tests.valley import COUNTY, MILL, SPRING, Valley

NOW = beijing(2026, 3, 10, 9)
UNNAMED: dict[str, Any] = {
    "child_name": "",
    "birth_date": None,
    "told_child": "穿红棉袄，常在桥头",
    "sex": "1",
    "age": 11,
}


@pytest.fixture(autouse=True)
def _now() -> Any:
    with clock.at(NOW):
        yield


def alike(actor: Actor, report: Any) -> tuple[AlikeReport, ...]:
    return actions.open_report(actor=actor, report_id=report.pk).alike


def reasons(valley: Valley, report: Any) -> list[tuple[str, ...]]:
    return [one.reasons for one in alike(valley.clerk, report)]


def test_another_report_of_the_same_child_is_put_beside(valley: Valley) -> None:
    number = synthetic("140802", date(2014, 5, 20)).number
    first = told(valley.police, resident_id=number)
    second = told(
        valley.hotline,
        channel="12345",
        incident_division=MILL,
        resident_id=number,
        issues=("bullying",),
    )
    assert first.child_id == second.child_id
    assert reasons(valley, second) == [("同一名儿童",)]
    assert [one.id for one in alike(valley.clerk, first)] == [second.pk]


def test_a_child_nobody_could_name_is_put_beside_one_of_that_village_age_and_sex(
    valley: Valley,
) -> None:
    told(valley.police)
    unnamed = told(valley.hotline, channel="12345", **UNNAMED)
    assert reasons(valley, unnamed) == [
        ("同一村（居），日期相近", "问题类别相同", "儿童的性别、年龄相符")
    ]
    unlike = told(
        valley.hotline,
        channel="12345",
        **{**UNNAMED, "sex": "0", "age": None, "issues": ("bullying",)},
    )
    assert reasons(valley, unlike) == [], "one village alone is no reason"


@pytest.mark.parametrize(
    "other",
    [
        {"sex": "2"},
        {"age": 5},
        {"incident_division": MILL},
        {"incident_division": COUNTY},
    ],
)
def test_what_speaks_against_it_keeps_them_apart(valley: Valley, other: dict[str, Any]) -> None:
    told(valley.police)
    report = told(valley.hotline, channel="12345", **{**UNNAMED, **other})
    assert reasons(valley, report) == []


def test_a_county_is_no_place_to_be_alike_in(valley: Valley) -> None:
    told(valley.police, incident_division=COUNTY, residence_division=COUNTY)
    report = told(
        valley.hotline,
        channel="12345",
        **{**UNNAMED, "incident_division": COUNTY, "residence_division": COUNTY},
    )
    assert reasons(valley, report) == []


def test_two_named_children_are_two(valley: Valley) -> None:
    told(valley.police)
    assert (
        reasons(valley, told(valley.police, child_name="李红", birth_date=date(2015, 2, 2))) == []
    )


@pytest.mark.parametrize("late", [0, 1])
def test_long_ago_is_another_matter(valley: Valley, late: int) -> None:
    within = Rules.at(SPRING, NOW.date()).value(provisions.ALIKE_WITHIN).amount
    told(valley.police)
    with clock.at(NOW + timedelta(days=within + late)):
        later = told(valley.hotline, channel="12345", received_at=clock.now())
        assert bool(reasons(valley, later)) is not bool(late)


def test_nobody_is_told_of_a_report_they_do_not_see(valley: Valley) -> None:
    own = told(valley.police)
    told(valley.hotline, channel="12345")
    assert alike(valley.police, own) == ()
    assert alike(valley.clerk, own)


def test_no_more_than_a_handful_is_shown_the_latest_first(valley: Valley) -> None:
    first = told(valley.police)
    later = []
    for minutes in range(1, 8):
        with clock.at(NOW + timedelta(minutes=minutes)):
            later.append(told(valley.police, received_at=clock.now()).pk)
    shown = alike(valley.clerk, first)
    assert [one.id for one in shown] == later[:-6:-1]
