"""A duty under rules that differ in every point, written as one file and not a line of code."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from huishang.assignments import actions
from huishang.assignments.models import Assignment
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData, NotPermitted, RuleUnmet
from huishang.kernel.terms import PostKind
from tests.assignments.desk import Desk, on
from tests.places import jurisdiction, somebody

pytestmark = pytest.mark.django_db
SEVENTH = Path(__file__).parents[1] / "law" / "seventh"


class Harbour(Desk):
    """The same desk in the invented 新港市."""

    def __init__(self) -> None:
        self.city = jurisdiction("995500", "新港市")
        self.police = self.city.department("police")
        self.health = self.city.department("health")


@pytest.fixture
def harbour(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Harbour]:
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(SEVENTH))
    with clock.at(on(1, 30)):
        yield Harbour()


def test_its_period_is_shorter_and_is_law(harbour: Harbour) -> None:
    made = harbour.assigned()
    assert made.due_on == date(2026, 3, 5)
    assert made.period == "20 working_day"
    assert made.basis == ["xingang-2024#5"]


def test_it_files_with_the_committee(harbour: Harbour) -> None:
    assert harbour.filed().filing_number == "新未保委备〔2026〕1号"


def test_its_vice_chair_gives_time_for_its_own_reasons(harbour: Harbour) -> None:
    made = harbour.accepted()
    with pytest.raises(
        RuleUnmet, match=r"每次延期最长10个工作日.*最迟到2026年3月19日。$"
    ) as refusal:
        harbour.ask(made, date(2026, 3, 20), reason_code="court_pending", policy_item="")
    assert [str(basis) for basis in refusal.value.basis] == ["xingang-2024#5"]
    with pytest.raises(InvalidData):
        harbour.ask(made, date(2026, 3, 19), policy_item="")
    extension = harbour.ask(made, date(2026, 3, 19), reason_code="court_pending", policy_item="")
    with pytest.raises(NotPermitted, match="未保委副主任审批"):
        actions.grant_extension(actor=harbour.director, extension_id=extension.pk)
    vice_chair = somebody(harbour.city.committee, PostKind.COMMITTEE_VICE_CHAIR)
    granted = actions.grant_extension(actor=vice_chair, extension_id=extension.pk)
    assert granted.reason_label == "等待司法结果"


def test_its_inspector_orders_after_one_reminder(harbour: Harbour) -> None:
    made = harbour.accepted()
    with pytest.raises(RuleUnmet, match="催办1次仍未落实"):
        harbour.supervise(made, actor=harbour.inspector)
    actions.remind(actor=harbour.clerk, assignment_id=made.pk)
    order = harbour.supervise(made, actor=harbour.inspector)
    actions.answer_supervision(actor=harbour.officer, order_id=order.pk, answer="已办结。")
    assert actions.release_supervision(actor=harbour.director, order_id=order.pk).released_at


class TestTheRightPostOnTheWrongSide:
    @pytest.fixture
    def given(self, harbour: Harbour) -> tuple[Assignment, Actor, Actor]:
        """A duty of a county's office, its director, and its inspector who was named for it."""
        county = jurisdiction("995501", "内港区")
        director = somebody(county.office, PostKind.OFFICE_DIRECTOR)
        inspector = somebody(county.office, PostKind.INSPECTOR)
        made = harbour.assigned(organisation_id=county.office.pk)
        actions.accept(actor=director, assignment_id=made.pk, person_id=inspector.person_id)
        actions.remind(actor=harbour.clerk, assignment_id=made.pk)
        return made, director, inspector

    def test_orders_nobody(self, harbour: Harbour, given: tuple[Assignment, Actor, Actor]) -> None:
        made, *bearers = given
        for bearer in bearers:
            with pytest.raises(NotPermitted, match=r"督办由新港市.*签发"):
                harbour.supervise(made, actor=bearer)
        assert harbour.supervise(made)

    def test_releases_nobody(
        self, harbour: Harbour, given: tuple[Assignment, Actor, Actor]
    ) -> None:
        made, *bearers = given
        order = harbour.supervise(made)
        actions.answer_supervision(actor=bearers[0], order_id=order.pk, answer="已办结。")
        for bearer in bearers:
            with pytest.raises(NotPermitted, match=r"督办由新港市.*销号"):
                actions.release_supervision(actor=bearer, order_id=order.pk)


def test_it_reminds_five_working_days_ahead(harbour: Harbour) -> None:
    harbour.assigned()
    assert actions.run_reminders(date(2026, 2, 26)).reminded == 0
    assert actions.run_reminders(date(2026, 2, 27)).reminded == 1
