"""A report comes in whole or is refused with every reason; it goes where it belongs."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from huishang.discovery import actions, queries
from huishang.documents.actions.numbering import STRIDE, parsed
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import (
    InvalidData,
    NoRuleInForce,
    NotPermitted,
    NotVisible,
)
from huishang.kernel.ids import new_id
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from tests.discovery.road import told
from tests.places import HOUSE, LONG_AGO
from tests.valley import CITY, COUNTY, FORD, MILL, SPRING, Valley

DAY = beijing(2026, 3, 10)


def faults(actor: Actor, **fields: Any) -> dict[str, str]:
    with at(DAY), pytest.raises(InvalidData) as refusal:
        told(actor, **fields)
    return refusal.value.fields


class TestWhoReceives:
    @pytest.mark.parametrize(
        "who", ["director", "supervisor", "worker", "clerk", "office_director", "police", "hotline"]
    )
    def test_every_receiving_post_takes_a_report_in(self, valley: Valley, who: str) -> None:
        report = told(getattr(valley, who))
        assert report.office_id == valley.county.office.pk
        assert report.organisation_id == getattr(valley, who).organisation_id

    @pytest.mark.parametrize("kind", [OrganisationKind.SCHOOL, OrganisationKind.HOSPITAL])
    def test_so_do_schools_and_hospitals(self, valley: Valley, kind: OrganisationKind) -> None:
        assert told(valley.liaison_of(kind, COUNTY)).number

    @pytest.mark.parametrize(
        "kind",
        [
            PostKind.EXPERT,
            PostKind.INSPECTOR,
            PostKind.COMMITTEE_CHAIR,
            PostKind.SYSTEM_ADMINISTRATOR,
            PostKind.SECURITY_ADMINISTRATOR,
            PostKind.AUDIT_ADMINISTRATOR,
        ],
    )
    def test_others_do_not_and_are_told_where_to_turn(self, valley: Valley, kind: PostKind) -> None:
        with pytest.raises(NotPermitted, match="不接收报告") as refusal:
            told(valley.nobody(kind))
        assert "报警" in refusal.value.instead

    def test_a_place_that_is_not_ones_own_is_refused_with_the_way_out(self, valley: Valley) -> None:
        with pytest.raises(NotPermitted, match="不在本辖区") as refusal:
            told(valley.police, incident_division=FORD, residence_division=FORD)
        assert "事发地未保办" in refusal.value.instead

    @pytest.mark.parametrize("column", ["residence_division", "registered_division"])
    def test_one_of_the_three_places_is_enough(self, valley: Valley, column: str) -> None:
        report = told(valley.police, **{"incident_division": FORD, column: SPRING})
        assert report.office_id == valley.other_county.office.pk


class TestWhereItGoes:
    def test_to_the_county_of_the_incident(self, valley: Valley) -> None:
        report = told(valley.director, incident_division=SPRING, registered_division=FORD)
        assert report.division == COUNTY

    def test_to_the_next_competent_county_where_the_first_has_no_office(
        self, valley: Valley
    ) -> None:
        bare = "140823000000"
        organisations.register_division(actor=HOUSE, code=bare, name="闻喜县", valid_from=LONG_AGO)
        report = told(valley.police, incident_division=bare, registered_division=SPRING)
        assert report.division == COUNTY

    def test_to_the_city_where_no_county_has_one(self, valley: Valley) -> None:
        bare = "140823000000"
        organisations.register_division(actor=HOUSE, code=bare, name="闻喜县", valid_from=LONG_AGO)
        report = told(valley.hotline, incident_division=bare)
        assert report.division == CITY
        assert report.office_id == valley.city.office.pk

    def test_nowhere_is_said_and_not_swallowed(self, valley: Valley) -> None:
        """Henan has rules; nobody of Henan is on this platform."""
        organisations.register_division(
            actor=HOUSE, code="410105", name="金水区", valid_from=LONG_AGO
        )
        found = faults(
            valley.police,
            incident_division="410105",
            registered_division="410105",
            residence_division=SPRING,
            issues=(),
        )
        assert "无法送达" in found["incident_division"]

    def test_a_place_without_rules_fails_loudly(self, valley: Valley) -> None:
        organisations.register_division(
            actor=HOUSE, code="110101", name="东城区", valid_from=LONG_AGO
        )
        with pytest.raises(NoRuleInForce, match="管辖地"):
            told(valley.police, incident_division="110101", registered_division=SPRING)

    def test_an_unknown_residence_is_the_place_of_the_incident(self, valley: Valley) -> None:
        report = told(valley.clerk, incident_division=MILL)
        assert report.residence_division == MILL
        assert report.child.residence_division == MILL


class TestWhatItSays:
    def test_the_whole_of_it_is_kept(self, valley: Valley) -> None:
        with at(DAY):
            report = told(
                valley.police,
                narrative="  邻居反映\r\n孩子独自在家  ",
                reporter_name="李四",
                reporter_phone="13800138000",
                reporter_kind="邻居",
                issues=("guardianship_absent", "guardianship_absent"),
                occurred_on=date(2026, 3, 8),
                registered_division=FORD,
            )
            view = actions.open_report(actor=valley.clerk, report_id=report.pk)
        assert view.narrative == "邻居反映\n孩子独自在家"
        assert view.issues == ("监护缺失",)
        assert view.occurred_on == date(2026, 3, 8)
        assert view.row.organisation == valley.police.organisation_name
        assert view.registered_place.endswith("渡村")
        assert (view.reporter_kind, view.has_reporter) == ("邻居", True)

    def test_every_fault_is_said_at_once(self, valley: Valley) -> None:
        found = faults(
            valley.police,
            channel="pigeon",
            received_at=DAY + timedelta(minutes=1),
            narrative=" ",
            incident_division=SPRING,
            residence_division="140899",
            registered_division="1408x",
            child_name="",
            sex="7",
            birth_date=date(1990, 1, 1),
            resident_id="1",
            reporter_name="<b>",
            reporter_phone="12",
            reporter_kind="类" * 61,
            issues=("nonsense",),
            external_number="号" * 61,
            occurred_on=date(2026, 3, 11),
        )
        assert set(found) == {
            "channel",
            "received_at",
            "narrative",
            "residence_division",
            "registered_division",
            "child_name",
            "sex",
            "birth_date",
            "resident_id",
            "reporter_name",
            "reporter_phone",
            "reporter_kind",
            "issues",
            "external_number",
            "occurred_on",
        }
        assert all(sentence.endswith("。") for sentence in found.values())

    @pytest.mark.parametrize(
        ("fields", "field", "word"),
        [
            ({"incident_division": ""}, "incident_division", "请选择“事发地”"),
            ({"incident_division": CITY}, "incident_division", "县级"),
            ({"incident_division": "140899"}, "incident_division", "没有代码"),
            ({"narrative": "字" * 20_001}, "narrative", "不超过20000字"),
            ({"narrative": "x" * 5_000_000}, "narrative", "不超过20000字"),
            ({"narrative": "甲\x00乙"}, "narrative", "控制字符"),
            ({"narrative": "甲\u202e乙"}, "narrative", "控制字符"),
            ({"received_at": beijing(1949, 1, 1)}, "received_at", "过早"),
            ({"received_at": DAY.replace(tzinfo=None)}, "received_at", "时区"),
            ({"occurred_on": date(1, 1, 1)}, "occurred_on", "过早"),
            (
                {"received_at": beijing(2026, 3, 1), "occurred_on": date(2026, 3, 2)},
                "occurred_on",
                "晚于接报",
            ),
            ({"birth_date": None}, "birth_date", "估计的年龄"),
            ({"age": 5}, "age", "推算是11周岁"),
            ({"birth_date": date(2027, 1, 1)}, "birth_date", "还没有到"),
            ({"reporter_phone": "１３８００１３８０００"}, "reporter_phone", "11位"),
        ],
    )
    def test_each_wrong_input_is_named_at_its_field(
        self, valley: Valley, fields: dict[str, Any], field: str, word: str
    ) -> None:
        found = faults(valley.police, **fields)
        assert set(found) == {field}
        assert word in found[field]

    def test_nothing_is_written_of_a_refused_report(self, valley: Valley) -> None:
        faults(valley.police, narrative="")
        assert queries.reports(valley.police).rows == ()
        assert parsed(told(valley.police).number).serial <= STRIDE

    def test_numbers_run_by_office_in_steps_that_say_nothing(self, valley: Valley) -> None:
        with at(DAY):
            first, second = told(valley.police), told(valley.hotline)
            other = told(valley.hotline, incident_division=FORD, residence_division=FORD)
        serials = [parsed(report.number).serial for report in (first, second, other)]
        assert 1 <= serials[0] < serials[1] <= 2 * STRIDE
        assert 1 <= serials[2] <= STRIDE
        assert other.number != first.number


class TestTheChild:
    def test_has_to_be_a_minor_on_the_day_of_the_incident(self, valley: Valley) -> None:
        born = date(2008, 3, 9)  # eighteen on the day before the report
        found = faults(valley.police, birth_date=born)
        assert "已满18周岁" in found["birth_date"]
        with at(DAY):
            report = told(valley.police, birth_date=born, occurred_on=date(2026, 3, 8))
        assert report.child.birth_date == born

    def test_may_be_known_by_age_alone(self, valley: Valley) -> None:
        child = told(valley.police, birth_date=None, age=9).child
        assert child.birth_date_estimated

    def test_is_found_again_under_its_number_by_who_sees_it(self, valley: Valley) -> None:
        child = valley.child()
        report = told(valley.director, resident_id=child.resident_id, birth_date=None)
        assert report.child_id == child.pk

    def test_is_found_again_where_it_lives_by_who_does_not_see_it(self, valley: Valley) -> None:
        """The hotline learns nothing: its answer is that of a new child."""
        child = valley.child()
        report = told(valley.hotline, resident_id=child.resident_id, birth_date=None)
        assert report.child_id == child.pk

    @pytest.mark.parametrize(
        ("name", "village"), [("李小红", SPRING), ("张小明", FORD), ("李小红", FORD)]
    )
    def test_a_number_that_does_not_fit_tells_nothing_of_whose_it_is(
        self, valley: Valley, name: str, village: str
    ) -> None:
        child = valley.child(
            by=valley.clerk if village == SPRING else valley.other_clerk,
            residence_division=village,
        )
        found = faults(
            valley.hotline, child_name=name, resident_id=child.resident_id, birth_date=None
        )
        assert set(found) == {"resident_id"}
        assert "留空号码" in found["resident_id"]
        assert "张" not in found["resident_id"]

    def test_may_be_named_by_its_file(self, valley: Valley) -> None:
        child = valley.child()
        assert told(valley.director, child_id=child.pk).child_id == child.pk

    def test_is_not_named_by_a_file_out_of_sight_or_of_an_adult(self, valley: Valley) -> None:
        with at(DAY):
            child = valley.child(birth_date=date(2008, 3, 12))
        assert set(faults(valley.hotline, child_id=child.pk)) == {"child_id"}
        assert set(faults(valley.hotline, child_id=new_id())) == {"child_id"}
        with at(beijing(2026, 3, 12)), pytest.raises(InvalidData, match="不是未成年人") as refusal:
            told(valley.director, child_id=child.pk)
        assert set(refusal.value.fields) == {"child_id"}

    def test_comes_into_the_offices_sight_with_the_report(self, valley: Valley) -> None:
        from huishang.people import queries as people

        child = valley.child(by=valley.other_clerk, residence_division=FORD)
        with pytest.raises(NotVisible):
            people.child(valley.clerk, child.pk)
        report = told(valley.other_clerk, child_id=child.pk, incident_division=SPRING)
        assert people.child(valley.clerk, child.pk).id == child.pk
        actions.settle_report(
            actor=valley.clerk, report_id=report.pk, settlement="经核实，情况不属实。"
        )
        with pytest.raises(NotVisible):
            people.child(valley.clerk, child.pk)


class TestTheSameReportTwice:
    def test_is_one_report(self, valley: Valley) -> None:
        number = synthetic("140802", date(2014, 5, 20)).number
        first = told(valley.hotline, external_number="GD001", resident_id=number)
        again = told(valley.hotline, external_number=" GD001 ", resident_id=number)
        assert again.pk == first.pk
        assert len(queries.reports(valley.hotline).rows) == 1

    def test_under_one_number_something_else_is_refused(self, valley: Valley) -> None:
        first = told(valley.hotline, external_number="GD001")
        for other in ({"narrative": "另一件事。"}, {"incident_division": MILL}):
            found = faults(valley.hotline, external_number="GD001", **other)
            assert set(found) == {"external_number"}
            assert first.number in found["external_number"]

    def test_numbers_belong_to_their_source(self, valley: Valley) -> None:
        first = told(valley.hotline, external_number="GD001")
        by_others = told(valley.police, external_number="GD001", channel="110")
        other_door = told(valley.hotline, external_number="GD001", channel="12355")
        assert len({first.pk, by_others.pk, other_door.pk}) == 3
