"""What came in through a program is answered step by step, in the transaction of the step."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

from huishang.access import actions as access
from huishang.access.queries import Matter
from huishang.audit.models import Event
from huishang.cases import actions as cases
from huishang.discovery import actions as discovery
from huishang.discovery.actions.passing_back import answer_program
from huishang.discovery.policies.answers import NAMES_SOMEBODY, AnswerStep, told_outside
from huishang.exchange.models import Delivery
from huishang.people import actions as people
from tests.exchange.line import Line
from tests.valley import SPRING

HERE = "http://127.0.0.1:9/answers"


@pytest.fixture
def answered(line: Line) -> Line:
    line.register(HERE)
    return line


def bodies() -> list[dict[str, object]]:
    rows = Delivery.objects.unscoped(reason="测试").order_by("origin", "sequence")
    return [json.loads(row.body) for row in rows]


def test_each_step_of_a_report_is_put_out_in_order(answered: Line) -> None:
    line = answered
    report = line.report()
    discovery.accept_report(actor=line.clerk, report_id=report.pk)
    discovery.pass_on(
        actor=line.clerk,
        report_id=report.pk,
        organisation_id=line.valley.police.organisation_id,
        reason="涉嫌遗弃。",
    )
    discovery.hand_up(actor=line.clerk, report_id=report.pk, reason="本级没有力量。")
    cases.open_case(
        actor=line.clerk, report_id=report.pk, title="监护缺失个案",
        issues=("guardianship_absent",), summary="无人照料。",
    )  # fmt: skip
    discovery.tell_reporter(actor=line.clerk, report_id=report.pk, text="已安排人员照料。")
    steps = [(row.sequence, row.step) for row in line.rows]
    assert steps == [
        (1, "accepted"), (2, "passed_on"), (3, "handed_up"), (4, "opened"), (5, "told"),
    ]  # fmt: skip
    first, *_, last = bodies()
    assert set(first) == {"type", "timestamp", "data"}
    assert first["type"] == "report.accepted"
    assert str(first["timestamp"]).endswith("+08:00")
    assert first["data"] == {
        "schema": 1,
        "external_number": report.external_number,
        "number": report.number,
        "sequence": 1,
        "step": "accepted",
        "at": first["timestamp"],
        "words": "报告已受理，正在核实处置。",
    }
    assert last["data"]["words"] == "已安排人员照料。"  # type: ignore[index]


def test_what_is_refused_or_settled_is_put_out_without_the_offices_own_words(
    answered: Line,
) -> None:
    refused, settled = answered.report(), answered.report()
    discovery.refuse_report(actor=answered.clerk, report_id=refused.pk, reason="张小明已成年。")
    discovery.settle_report(
        actor=answered.clerk, report_id=settled.pk, settlement="走访了张小明家。"
    )
    assert [row.step for row in answered.rows] == ["refused", "settled"]
    assert "张小明" not in str(bodies())


def test_an_act_that_fails_puts_nothing_out(answered: Line) -> None:
    report = answered.report()

    @transaction.atomic
    def accept_and_fail() -> None:
        discovery.accept_report(actor=answered.clerk, report_id=report.pk)
        assert len(answered.rows) == 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        accept_and_fail()
    assert answered.rows == ()


def test_who_is_no_program_or_has_no_address_is_not_answered(line: Line) -> None:
    unanswered = line.report()
    discovery.accept_report(actor=line.clerk, report_id=unanswered.pk)
    line.register(HERE)
    by_hand = line.report(by=line.valley.hotline)
    discovery.accept_report(actor=line.clerk, report_id=by_hand.pk)
    assert line.rows == ()


def test_what_is_put_out_is_written_down_and_lies_sealed(answered: Line) -> None:
    report = answered.report()
    discovery.accept_report(actor=answered.clerk, report_id=report.pk)
    event = Event.objects.get(act="exchange.put_out")
    assert event.details["about"] == f"report:{report.pk}"
    (raw,) = (
        Delivery.objects.unscoped(reason="测试").extra(select={"raw": "body"}).values_list("raw")
    )
    assert "受理" not in str(raw)


def test_words_that_name_the_child_or_a_guardian_stay_in_the_house(answered: Line) -> None:
    report = answered.report()
    people.add_guardian(
        actor=answered.valley.director_of(SPRING), child_id=report.child_id,
        name="张大山", relation="51",
    )  # fmt: skip
    discovery.settle_report(actor=answered.clerk, report_id=report.pk, settlement="已安置。")
    discovery.tell_reporter(actor=answered.clerk, report_id=report.pk, text="张 大山已到场。")
    assert bodies()[-1]["data"]["words"] == NAMES_SOMEBODY  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "names", "goes"),
    [
        ("已安排照料。", {"张小明", ""}, True),
        ("2026年3月10日已办结。", set(), True),
        ("请联系张小明的亲属。", {"张小明"}, False),
        ("张\n小明已安置。", {"张小明"}, False),
        ("电话13800000000。", set(), False),
        ("电话138 0000 0000。", set(), False),
        ("电话0359-1234567。", set(), False),
        ("证号14080219900101000X", set(), False),
    ],
)
def test_a_name_or_a_number_is_no_word_for_outside(text: str, names: set[str], goes: bool) -> None:
    assert (told_outside(text, names) == text) is goes


def test_of_a_sealed_report_nothing_is_put_out(answered: Line) -> None:
    report = answered.report()
    with transaction.atomic():
        access.seal_matter(actor=answered.clerk, matter=Matter.REPORT, matter_id=report.pk)
    answer_program(answered.clerk, report, AnswerStep.ACCEPTED)
    assert answered.rows == ()
