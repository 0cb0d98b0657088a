"""Number, date, sex and age have to agree, and the person to be a minor."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.audit.models import Event
from huishang.kernel.clock import at, beijing, today
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.resident_id import age_on, check_digit, synthetic
from huishang.kernel.terms import Sex
from huishang.people import actions, queries
from huishang.people.policies import ChildEntry, examine
from huishang.people.policies.identity import youngest
from huishang.people.queries.sources import sources_of
from tests.valley import CITY, COUNTY, FORD, SPRING, Valley

DAY = date(2026, 3, 10)
BORN = date(2014, 5, 20)


def numbered(born: date, serial: str = "000") -> str:
    body = f"140802{born:%Y%m%d}{serial}"
    return body + check_digit(body)


def faults(**fields: Any) -> dict[str, str]:
    entry = ChildEntry(**{"name": "张小明", "residence_division": SPRING, **fields})
    return dict(examine(entry, on=DAY, today=DAY).faults)


def columns(**fields: Any) -> dict[str, Any]:
    entry = ChildEntry(**{"name": "张小明", "residence_division": SPRING, **fields})
    found = examine(entry, on=DAY, today=DAY)
    assert not found.faults
    return dict(found.columns)


@pytest.mark.usefixtures("valley")
class TestAnEntry:
    def test_may_have_no_number(self) -> None:
        found = columns(birth_date=BORN, sex="2")
        assert (found["resident_id"], found["birth_date"], found["sex"]) == ("", BORN, "2")

    def test_takes_birth_date_and_sex_from_the_number(self) -> None:
        found = columns(resident_id=numbered(BORN, "013").lower())
        assert found["birth_date"] == BORN
        assert found["sex"] == Sex.MALE
        assert found["birth_date_estimated"] is False

    def test_keeps_the_sex_said_where_a_synthetic_number_says_none(self) -> None:
        assert columns(resident_id=numbered(BORN), sex="2")["sex"] == Sex.FEMALE
        assert columns(resident_id=numbered(BORN))["sex"] == Sex.UNKNOWN

    def test_takes_the_sex_of_the_number_where_it_was_left_unstated(self) -> None:
        assert columns(resident_id=numbered(BORN, "022"), sex="9")["sex"] == Sex.FEMALE

    def test_with_only_an_age_is_kept_with_an_estimated_date(self) -> None:
        found = columns(age=11)
        assert found["birth_date_estimated"] is True
        assert age_on(found["birth_date"], DAY) == 11

    def test_may_estimate_a_date_that_the_number_then_replaces(self) -> None:
        found = columns(
            resident_id=numbered(BORN), birth_date=date(2014, 1, 1), birth_date_estimated=True
        )
        assert (found["birth_date"], found["birth_date_estimated"]) == (BORN, False)

    def test_with_an_estimated_date_is_not_held_to_the_age_said(self) -> None:
        assert columns(birth_date=BORN, birth_date_estimated=True, age=10)["birth_date"] == BORN

    def test_names_every_field_that_disagrees_with_the_number(self) -> None:
        found = faults(
            resident_id=numbered(BORN, "013"), birth_date=date(2013, 5, 20), sex="2", age=9
        )
        assert set(found) == {"birth_date", "sex", "age"}
        assert "2013年5月20日" in found["birth_date"]
        assert "2014年5月20日" in found["birth_date"]
        assert "女" in found["sex"]
        assert "11周岁" in found["age"]

    @pytest.mark.parametrize(
        ("number", "word"),
        [
            ("14080220140520001", "18位"),
            ("14080220140520001X1", "18位"),
            ("１４０８０２２０１４０５２００１０", "18位"),
            ("140802201402300010", "不存在"),
            (numbered(BORN)[:-1] + ("1" if numbered(BORN)[-1] != "1" else "2"), "校验位"),
        ],
    )
    def test_refuses_a_wrong_number(self, number: str, word: str) -> None:
        assert word in faults(resident_id=number, birth_date=BORN)["resident_id"]

    def test_without_date_number_and_age_asks_for_one(self) -> None:
        assert "估计的年龄" in faults()["birth_date"]

    def test_with_a_wrong_number_also_asks_for_a_date(self) -> None:
        assert set(faults(resident_id="1")) == {"resident_id", "birth_date"}

    @pytest.mark.parametrize("age", [-1, 151])
    def test_refuses_an_age_nobody_has(self, age: int) -> None:
        assert "age" in faults(age=age)

    def test_refuses_a_birth_date_to_come(self) -> None:
        assert "还没有到" in faults(birth_date=DAY + timedelta(days=1))["birth_date"]
        future = numbered(DAY + timedelta(days=1))
        assert "还没有到" in faults(resident_id=future)["resident_id"]

    def test_refuses_a_birth_after_the_day_in_question(self) -> None:
        entry = ChildEntry(name="张小明", residence_division=SPRING, birth_date=DAY)
        found = examine(entry, on=DAY - timedelta(days=1), today=DAY)
        assert "晚于事发" in found.faults["birth_date"]

    def test_accepts_the_last_day_before_eighteen_and_refuses_the_birthday(self) -> None:
        assert not faults(birth_date=date(2008, 3, 11))
        fault = faults(birth_date=date(2008, 3, 10))["birth_date"]
        assert "已满18周岁" in fault
        assert "未成年人保护法》第二条" in fault
        assert "公安、民政" in fault

    def test_refuses_an_adult_named_by_number_or_by_age(self) -> None:
        assert "不是未成年人" in faults(resident_id=numbered(date(1990, 1, 1)))["resident_id"]
        assert "不是未成年人" in faults(age=18)["birth_date"]

    @pytest.mark.parametrize("sex", ["3", "男", "x"])
    def test_refuses_a_sex_not_on_the_list(self, sex: str) -> None:
        assert "sex" in faults(sex=sex, birth_date=BORN)

    def test_refuses_names_addresses_and_schools_with_what_does_not_belong(self) -> None:
        found = faults(name="<script>", address="甲\x00乙", school="校" * 81, birth_date=BORN)
        assert set(found) == {"name", "address", "school"}

    @pytest.mark.parametrize(
        ("code", "word"),
        [
            ("", "请选择“居住地”"),
            ("14080", "6位、9位或12位"),
            ("990000", "县级"),
            (CITY, "县级"),
            ("140899", "没有代码为140899000000"),
        ],
    )
    def test_refuses_a_residence_that_is_no_place(self, code: str, word: str) -> None:
        fault = faults(birth_date=BORN, residence_division=code)["residence_division"]
        assert word in fault

    def test_may_leave_the_registration_open_but_not_invent_it(self) -> None:
        assert columns(birth_date=BORN)["registered_division"] == ""
        found = faults(birth_date=BORN, registered_division="779900")
        assert "没有代码" in found["registered_division"]

    def test_writes_six_digits_as_twelve(self) -> None:
        assert columns(birth_date=BORN, residence_division="140802")["residence_division"] == COUNTY


@given(
    age=st.integers(min_value=0, max_value=120),
    on=st.dates(min_value=date(2021, 6, 1), max_value=date(2060, 12, 31)),
)
def test_the_estimate_is_the_youngest_of_that_age(age: int, on: date) -> None:
    born = youngest(age, on)
    assert age_on(born, on) == age
    assert age_on(born + timedelta(days=1), on) < age


def test_on_a_leap_day_the_estimate_falls_on_a_day_that_exists() -> None:
    assert youngest(11, date(2024, 2, 29)) == date(2013, 2, 28)
    assert youngest(12, date(2024, 2, 29)) == date(2012, 2, 29)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    born=st.dates(min_value=date(2008, 3, 11), max_value=DAY),
    typed=st.dates(min_value=date(2008, 3, 11), max_value=DAY),
    serial=st.integers(min_value=1, max_value=999),
    sex=st.sampled_from(["1", "2"]),
    age=st.none() | st.integers(min_value=0, max_value=17),
)
def test_an_entry_passes_exactly_when_all_it_says_agrees(
    valley: Valley, born: date, typed: date, serial: int, sex: str, age: int | None
) -> None:
    found = faults(resident_id=numbered(born, f"{serial:03}"), birth_date=typed, sex=sex, age=age)
    wrong = set()
    if typed != born:
        wrong.add("birth_date")
    if (serial % 2 == 1) != (sex == "1"):
        wrong.add("sex")
    if age is not None and age != age_on(born, DAY):
        wrong.add("age")
    assert set(found) == wrong


class TestRegistration:
    def test_finds_the_child_again_under_the_same_number(self, valley: Valley) -> None:
        first = valley.child()
        again = valley.child(resident_id=first.resident_id)
        assert again.pk == first.pk

    def test_says_when_the_number_bears_another_name_in_ones_own_sight(
        self, valley: Valley
    ) -> None:
        first = valley.child()
        with pytest.raises(InvalidData) as refusal:
            valley.child(name="李小红", resident_id=first.resident_id)
        assert set(refusal.value.fields) == {"name"}

    def test_tells_nothing_of_a_number_out_of_sight(self, valley: Valley) -> None:
        """The same words whether name and number belong together or not."""
        hidden = valley.child()
        answers = set()
        for name in ("张小明", "李小红"):
            with pytest.raises(InvalidData) as refusal:
                valley.child(
                    by=valley.other_clerk,
                    name=name,
                    residence_division=FORD,
                    resident_id=hidden.resident_id,
                )
            answers.add(tuple(refusal.value.fields.items()))
        assert len(answers) == 1
        (((field, sentence),),) = answers
        assert field == "resident_id"
        assert "档案" not in sentence
        assert "张" not in sentence

    def test_reports_every_fault_at_once(self, valley: Valley) -> None:
        with pytest.raises(InvalidData) as refusal:
            valley.child(name="", sex="7", resident_id="1", birth_date=date(1990, 1, 1))
        assert set(refusal.value.fields) == {"name", "sex", "resident_id", "birth_date"}

    def test_belongs_to_who_keeps_the_place(self, valley: Valley) -> None:
        with pytest.raises(NotPermitted, match="不在您负责的区域"):
            valley.child(residence_division=FORD)
        for actor in (valley.police, valley.city_clerk):
            with pytest.raises(NotPermitted, match="儿童主任"):
                valley.child(by=actor)

    def test_without_a_number_two_children_may_share_a_name(self, valley: Valley) -> None:
        first = valley.child(resident_id="")
        second = valley.child(resident_id="")
        assert first.pk != second.pk


class TestVerification:
    def test_enters_the_number_and_corrects_an_estimate(self, valley: Valley) -> None:
        child = valley.child(resident_id="", birth_date=None, age=11)
        born = date(today().year - 11, 1, 1)
        found = actions.verify_identity(
            actor=valley.director,
            child_id=child.pk,
            resident_id=numbered(born, "011"),
            paper="户口簿",
        )
        assert found.identity_verified
        assert (found.birth_date, found.birth_date_estimated) == (born, False)

    def test_names_the_paper_seen_in_the_file_and_not_in_the_link(self, valley: Valley) -> None:
        child = valley.child(resident_id="", birth_date=BORN)
        found = actions.verify_identity(
            actor=valley.director,
            child_id=child.pk,
            resident_id=numbered(BORN, "011"),
            paper="出生医学证明",
        )
        event = Event.objects.get(act="people.verify_identity")
        assert "出生医学证明" not in str(event.content())
        verified = sources_of(found).verified
        assert verified is not None
        assert verified.how == "核验（出生医学证明）"

    def test_refuses_a_number_that_contradicts_a_known_date_or_sex(self, valley: Valley) -> None:
        child = valley.child(resident_id="", birth_date=BORN, sex="1")
        with pytest.raises(InvalidData) as refusal:
            actions.verify_identity(
                actor=valley.director,
                child_id=child.pk,
                resident_id=numbered(date(2013, 5, 20), "022"),
                paper=" ",
            )
        assert set(refusal.value.fields) == {"birth_date", "sex", "paper"}

    def test_refuses_another_number_than_the_one_kept(self, valley: Valley) -> None:
        child = valley.child(birth_date=BORN)
        for other in (synthetic("140999", BORN).number, "1"):
            with pytest.raises(InvalidData) as refusal:
                actions.verify_identity(
                    actor=valley.director, child_id=child.pk, resident_id=other, paper="户口簿"
                )
            assert set(refusal.value.fields) == {"resident_id"}

    def test_refuses_a_number_another_child_has_without_saying_whose(self, valley: Valley) -> None:
        taken = valley.child(by=valley.other_clerk, residence_division=FORD, birth_date=BORN)
        child = valley.child(resident_id="", birth_date=BORN)
        with pytest.raises(InvalidData) as refusal:
            actions.verify_identity(
                actor=valley.director,
                child_id=child.pk,
                resident_id=taken.resident_id,
                paper="户口簿",
            )
        assert set(refusal.value.fields) == {"resident_id"}

    def test_confirms_the_number_already_kept(self, valley: Valley) -> None:
        child = valley.child()
        found = actions.verify_identity(
            actor=valley.clerk, child_id=child.pk, resident_id=child.resident_id, paper="户口簿"
        )
        assert found.identity_verified
        assert found.sex == Sex.MALE

    def test_is_for_who_keeps_files(self, valley: Valley) -> None:
        child = valley.child()
        expert = valley.expert_let_into(child)
        with pytest.raises(NotPermitted, match="维护"):
            actions.verify_identity(
                actor=expert, child_id=child.pk, resident_id=child.resident_id, paper="户口簿"
            )


def test_the_day_of_registration_is_the_day_that_counts(valley: Valley) -> None:
    with at(beijing(2026, 3, 9)):
        child = valley.child(birth_date=date(2008, 3, 10))
    assert queries.masked(child).age_words.endswith("周岁")
    with at(beijing(2026, 3, 10)), pytest.raises(InvalidData):
        valley.child(birth_date=date(2008, 3, 10))
