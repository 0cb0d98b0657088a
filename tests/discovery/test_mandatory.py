"""Who is bound to report says which unit found what and when the police were called (强制报告)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from huishang.discovery import actions, queries
from huishang.discovery.queries import Mandatory
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.people.queries import Purpose
from tests.discovery.road import told
from tests.valley import Valley

NOON = beijing(2026, 3, 2, 12)
HOSPITAL = "泉州道儿童医院"
HOUR = timedelta(hours=1)


def bound(actor: Actor, **fields: Any) -> Any:
    """A report of the hospital's at noon, an hour after it knew."""
    with at(NOON):
        return told(
            actor,
            **{
                "channel": "mandatory",
                "unit": HOSPITAL,
                "industry": "medical",
                "situation": "beaten",
                "known_at": NOON - HOUR,
                **fields,
            },
        )


def faults(actor: Actor, **fields: Any) -> dict[str, str]:
    with pytest.raises(InvalidData) as refusal:
        bound(actor, **fields)
    return dict(refusal.value.fields)


def page(actor: Actor, report: Any) -> Mandatory:
    found = actions.open_report(actor=actor, report_id=report.pk).mandatory
    assert found is not None
    return found


def test_r040_it_says_industry_situation_and_times(valley: Valley) -> None:
    report = bound(valley.police, alarmed_at=NOON - HOUR / 2, alarm_number=" J01 ")
    found = page(valley.clerk, report)
    assert found.industry == "医疗机构"
    assert found.situation.startswith("多处损伤")
    assert (found.known_at, found.alarmed_at) == (NOON - HOUR, NOON - HOUR / 2)
    assert found.alarm_number == "J01"
    assert not found.late


def test_r040_every_missing_field_is_named_at_once(valley: Valley) -> None:
    empty = {"unit": "", "industry": "", "situation": "", "known_at": None}
    assert set(faults(valley.police, **empty)) == set(empty)
    assert set(faults(valley.police, industry="x", situation="y", narrative="")) == {
        "industry",
        "situation",
        "narrative",
    }


@pytest.mark.parametrize(
    ("fields", "wrong", "words"),
    [
        ({"known_at": NOON + HOUR}, "known_at", "晚于接报时间"),
        ({"known_at": NOON.replace(tzinfo=None)}, "known_at", "时区"),
        ({"known_at": beijing(1900, 3, 2)}, "known_at", "过早"),
        ({"alarmed_at": NOON - 2 * HOUR}, "alarmed_at", "早于发现时间"),
        ({"alarmed_at": NOON + HOUR}, "alarmed_at", "晚于接报时间"),
        ({"alarm_number": "J1"}, "alarmed_at", "一并填写报警时间"),
        ({"alarmed_at": NOON, "alarm_number": "字" * 61}, "alarm_number", "警情编号"),
    ],
)
def test_r040_a_time_that_cannot_be_is_refused(
    valley: Valley, fields: dict[str, Any], wrong: str, words: str
) -> None:
    found = faults(valley.police, **fields)
    assert set(found) == {wrong}
    assert words in found[wrong]


def test_r040_with_the_time_of_receipt_wrong_the_others_are_still_examined(
    valley: Valley,
) -> None:
    naive = NOON.replace(tzinfo=None)
    assert set(faults(valley.police, received_at=naive, unit="")) == {"received_at", "unit"}


def test_r040_an_ordinary_report_carries_none_of_it(valley: Valley) -> None:
    report = told(valley.police)
    assert actions.open_report(actor=valley.clerk, report_id=report.pk).mandatory is None
    for stated in ({"unit": "甲"}, {"known_at": NOON - HOUR}):
        with pytest.raises(InvalidData) as refusal:
            told(valley.police, **stated)
        assert set(refusal.value.fields) == {"channel"}


class TestL015WhomASituationIsAbout:
    """Two of the nine are about women and girls, parted at fourteen."""

    GIRL = {"sex": "2", "birth_date": date(2012, 3, 2)}  # fourteen on the day of the report

    def test_l015_age_parts_the_second_from_the_third(self, valley: Valley) -> None:
        younger = self.GIRL | {"birth_date": date(2012, 3, 3)}
        assert bound(valley.police, situation="woman_harmed", **self.GIRL)
        assert bound(valley.police, situation="girl_harmed", **younger)
        found = faults(valley.police, situation="girl_harmed", **self.GIRL)
        assert "不满14周岁的女性" in found["situation"]
        assert "改选“因（疑似）遭受性侵害而怀孕、流产" in found["situation"]
        assert "situation" in faults(valley.police, situation="woman_harmed", **younger)

    def test_l015_a_boy_is_pointed_elsewhere(self, valley: Valley) -> None:
        found = faults(valley.police, situation="girl_harmed")
        assert "改选其他情形" in found["situation"]
        assert bound(valley.police, situation="private_injury")

    def test_l015_of_whom_little_is_known_nothing_is_ruled_out(self, valley: Valley) -> None:
        unnamed = {"child_name": "", "birth_date": None, "told_child": "红衣女孩"}
        assert bound(valley.police, situation="girl_harmed", **unnamed | {"sex": ""})
        assert bound(valley.police, situation="girl_harmed", **unnamed | {"sex": "2", "age": 13})
        seen = unnamed | {"sex": "2", "age": 15}
        assert "situation" in faults(valley.police, situation="girl_harmed", **seen)

    def test_l015_a_child_with_a_file_is_judged_by_it(self, valley: Valley) -> None:
        boy = valley.child()
        valley.appoint("supervisor")
        found = faults(valley.director, child_id=boy.pk, situation="girl_harmed")
        assert set(found) == {"situation"}

    def test_l015_a_child_wrongly_told_of_is_told_so_first(self, valley: Valley) -> None:
        found = faults(valley.police, birth_date=None, situation="beaten")
        assert set(found) == {"birth_date"}
        unnamed = {"child_name": "", "birth_date": None, "told_child": "男孩", "sex": "男"}
        assert set(faults(valley.police, **unnamed)) == {"sex"}


class TestR038AbandonedChildren:
    """A hospital that finds one calls 110 first."""

    def test_r038_without_the_alarm_it_is_refused_with_what_to_do(self, valley: Valley) -> None:
        found = faults(valley.police, situation="abandoned")
        assert set(found) == {"alarmed_at", "alarm_number"}
        assert all("立即拨打110" in words for words in found.values())
        found = faults(valley.police, situation="abandoned", alarmed_at=NOON)
        assert set(found) == {"alarm_number"}

    def test_r038_with_it_the_report_stands(self, valley: Valley) -> None:
        alarm = {"alarmed_at": NOON, "alarm_number": "J20260302"}
        assert bound(valley.police, situation="abandoned", **alarm).alarm_number == "J20260302"

    def test_r038_asks_it_of_hospitals_and_of_no_other(self, valley: Valley) -> None:
        assert bound(valley.police, situation="abandoned", industry="school")
        assert bound(valley.police, situation="beaten", industry="medical")


class TestL004Late:
    """Immediately is two hours here, and shown as a local setting."""

    def late(self, valley: Valley, **fields: Any) -> bool:
        report = bound(valley.police, **fields)
        (row,) = [one for one in queries.reports(valley.clerk).rows if one.id == report.pk]
        assert row.late == page(valley.clerk, report).late == report.is_late
        return row.late

    def test_l004_who_reported_late_stands_out_in_list_and_report(self, valley: Valley) -> None:
        assert not self.late(valley, known_at=NOON - 2 * HOUR)
        assert self.late(valley, known_at=NOON - 2 * HOUR - timedelta(minutes=1))

    def test_l004_who_called_the_police_in_time_is_not_late(self, valley: Valley) -> None:
        knew = NOON - 5 * HOUR
        assert not self.late(valley, known_at=knew, alarmed_at=knew + 2 * HOUR)
        assert self.late(valley, known_at=knew, alarmed_at=knew + 3 * HOUR)

    def test_l004_an_ordinary_report_is_never_late(self, valley: Valley) -> None:
        assert not told(valley.police).is_late

    def test_l004_the_clock_says_it_is_a_local_setting(self, valley: Valley) -> None:
        found = page(valley.clerk, bound(valley.police))
        assert "2小时" in found.grounds
        assert "本地设定" in found.grounds
        assert "第二条" in found.police


class TestTheUnitIsTheReporter:
    """第十一条: who reported is nobody's business but theirs who need it."""

    def test_l004_it_is_hidden_until_asked_for_with_a_purpose(self, valley: Valley) -> None:
        report = bound(valley.police)
        view = actions.open_report(actor=valley.clerk, report_id=report.pk)
        assert HOSPITAL not in str(view)
        assert view.has_reporter
        seen = actions.show_reporter(
            actor=valley.clerk, report_id=report.pk, purpose=Purpose.VERIFY
        )
        assert seen.unit == HOSPITAL
        with pytest.raises(NotPermitted):
            actions.show_reporter(actor=valley.police, report_id=report.pk, purpose=Purpose.VERIFY)
