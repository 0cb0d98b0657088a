"""A child that may have a file already is looked for before a second one is begun."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.audit.models import Event
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.kernel.resident_id import synthetic
from huishang.people import actions, queries
from huishang.people.models import Child
from huishang.people.policies.likeness import Likened, Reason, reasons_for
from huishang.people.queries.names import common, sounds_of
from tests.valley import FORD, MILL, SPRING, TOWN, Valley

BORN = date(2014, 5, 20)
NUMBERS = [synthetic(place, BORN).number for place in ("140802", "140824")]


def likened(name: str = "张小明", **more: Any) -> Likened:
    return replace(Likened(common(name), sounds_of(name), BORN, False, SPRING, False), **more)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (likened(), [Reason.NAME, Reason.BORN, Reason.VILLAGE]),
        (likened("張小明"), [Reason.NAME, Reason.BORN, Reason.VILLAGE]),
        (likened("张晓鸣"), [Reason.SOUND, Reason.BORN, Reason.VILLAGE]),
        (likened("张晓鸣", residence=MILL), [Reason.SOUND, Reason.BORN]),
        (likened(birth_date=date(2009, 1, 1)), [Reason.NAME, Reason.VILLAGE]),
        (likened(birth_date=date(2009, 1, 1), residence=MILL), []),
        (
            likened(birth_date=date(2015, 5, 21), estimated=True, residence=MILL),
            [Reason.NAME, Reason.BORN_NEAR],
        ),
        (likened(birth_date=date(2015, 5, 22), estimated=True, residence=MILL), []),
        (likened(birth_date=date(2014, 5, 21), residence=MILL), []),
        (likened("李小明"), []),
        (likened(numbered=True), [Reason.NAME, Reason.BORN, Reason.VILLAGE]),
    ],
)
def test_it_takes_the_name_and_a_day_or_a_village(other: Likened, why: list[Reason]) -> None:
    assert list(reasons_for(likened(), other)) == why


def test_a_town_is_no_village_and_two_numbers_are_two_children() -> None:
    town = likened(residence=TOWN, birth_date=date(2010, 1, 1))
    assert reasons_for(town, replace(town, birth_date=date(2012, 1, 1))) == ()
    assert reasons_for(likened(numbered=True), likened(numbered=True)) == ()


@given(
    one=st.builds(
        likened,
        name=st.sampled_from(["张小明", "张晓鸣", "李四"]),
        birth_date=st.dates(date(2010, 1, 1), date(2012, 1, 1)),
        estimated=st.booleans(),
        residence=st.sampled_from([SPRING, MILL, TOWN]),
        numbered=st.booleans(),
    ),
    other=st.builds(
        likened,
        name=st.sampled_from(["张小明", "张晓鸣", "李四"]),
        birth_date=st.dates(date(2010, 1, 1), date(2012, 1, 1)),
        estimated=st.booleans(),
        residence=st.sampled_from([SPRING, MILL, TOWN]),
        numbered=st.booleans(),
    ),
)
def test_one_is_as_like_the_other_as_the_other_is(one: Likened, other: Likened) -> None:
    assert reasons_for(one, other) == reasons_for(other, one)


def register(actor: Actor, **fields: Any) -> Child:
    return actions.register_child(
        actor=actor,
        **{
            "name": "张小明",
            "sex": "1",
            "birth_date": BORN,
            "residence_division": SPRING,
            **fields,
        },
    )


class TestRegistering:
    def test_asks_first_and_keeps_that_they_were_told_apart(self, valley: Valley) -> None:
        first = valley.child()
        with pytest.raises(InvalidData) as refusal:
            register(valley.director, name="张晓鸣")
        assert set(refusal.value.fields) == {"apart_from"}
        second = register(valley.director, name="张晓鸣", apart_from=[first.pk])
        event = Event.objects.get(act="people.register_child", subject_id=str(second.pk))
        assert event.details["apart_from"] == [str(first.pk)]
        with pytest.raises(InvalidData):
            register(valley.director, apart_from=[first.pk])

    def test_says_why_and_shows_no_more_than_one_sees(self, valley: Valley) -> None:
        valley.child()
        hidden = valley.child(by=valley.director_of(MILL), residence_division=MILL, resident_id="")
        columns = {
            "name": "张小明",
            "birth_date": BORN,
            "birth_date_estimated": False,
            "residence_division": SPRING,
            "resident_id": "",
        }
        [found] = queries.likely_same(valley.director, columns)
        assert found.reasons == ("姓名相同", "出生日期相同", "同村（居）")
        assert found.child.name == "张某某"
        seen = {one.child.id for one in queries.likely_same(valley.worker, columns)}
        assert hidden.pk in seen
        assert len(seen) == 2
        register(valley.director_of(MILL), residence_division=MILL, apart_from=[hidden.pk])

    def test_does_not_ask_for_another_county_or_another_number(self, valley: Valley) -> None:
        valley.child(by=valley.director_of(FORD), residence_division=FORD, resident_id="")
        register(valley.director)
        register(valley.director, name="李小红", resident_id=NUMBERS[0])
        register(valley.director, name="李小红", resident_id=NUMBERS[1])

    def test_finds_by_index_however_many_children_there_are(
        self, valley: Valley, django_assert_max_num_queries: Any
    ) -> None:
        columns = {
            "name": "张小明",
            "birth_date": BORN,
            "birth_date_estimated": False,
            "residence_division": SPRING,
            "resident_id": "",
        }
        for number in range(5):
            valley.child(name=f"王{'一二三四五'[number]}")
        worker = valley.worker
        with django_assert_max_num_queries(2):
            assert queries.likely_same(worker, columns) == ()
