"""Small values: bases, errors, actors, masks, identifiers, the clock, and every word's label."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel import clock, errors, terms
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.basis import Basis
from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.ids import new_id
from huishang.kernel.masking import mask_address, mask_name, mask_number, mask_phone
from huishang.kernel.terms import Level, OrganisationKind, PostKind

VOCABULARIES = [
    word for word in vars(terms).values() if isinstance(word, type) and issubclass(word, StrEnum)
]
REFUSALS = [
    errors.NotVisible,
    errors.NotPermitted,
    errors.NotInThisState,
    errors.RuleUnmet,
    errors.NoRuleInForce,
    errors.Conflict,
    errors.InvalidData,
]

# --- bases and errors ------------------------------------------------------------------------


def test_a_basis_is_written_as_it_is_read() -> None:
    assert str(Basis.parse("yuncheng-2022#12.1")) == "yuncheng-2022#12.1"


@pytest.mark.parametrize("text", ["", "yuncheng-2022", "#12", "yuncheng-2022#"])
def test_half_a_basis_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="文件#条"):
        Basis.parse(text)


def test_the_unseen_and_the_absent_speak_the_same_words() -> None:
    assert errors.NotVisible("个案").message == "没有找到这项个案，或者它不在您的查看范围内。"


def test_invalid_data_names_every_field() -> None:
    error = errors.InvalidData({"姓名": "姓名未填。", "日期": "日期不存在。"})
    assert error.message == "姓名未填。；日期不存在。"
    assert error.fields == {"姓名": "姓名未填。", "日期": "日期不存在。"}
    assert "不会丢失" in error.instead


def test_invalid_data_may_say_it_in_one_sentence() -> None:
    assert errors.InvalidData({"a": "b"}, "共有1处填写有误。").message == "共有1处填写有误。"


def test_each_refusal_has_its_own_code_title_and_a_client_error_status() -> None:
    assert len({refusal.code for refusal in REFUSALS}) == len(REFUSALS)
    assert all(refusal.title for refusal in REFUSALS)
    assert all(400 <= refusal.http_status < 500 for refusal in REFUSALS)


def test_a_programmers_mistake_is_no_refusal() -> None:
    assert not issubclass(errors.NotScoped, errors.HuishangError)


# --- who acts --------------------------------------------------------------------------------


def test_an_actor_signs_with_organisation_name_and_post() -> None:
    actor = Actor(
        account_id=new_id(),
        person_id=new_id(),
        person_name="王示例",
        post_id=new_id(),
        post=PostKind.OFFICE_DIRECTOR,
        organisation_id=new_id(),
        organisation_name="示例市未保办",
        organisation_kind=OrganisationKind.OFFICE,
        department="",
        division=DivisionCode.parse("140800"),
    )
    assert actor.label == "示例市未保办 王示例（未保办主任）"
    assert actor.is_any(PostKind.LIAISON, PostKind.OFFICE_DIRECTOR)
    assert not actor.is_any(PostKind.LIAISON)


def test_the_platform_signs_as_itself_with_its_reason() -> None:
    assert SystemActor("到期催办").label == "系统（到期催办）"
    assert SystemActor("到期催办").division == NATION


# --- masks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "shown"),
    [("", ""), ("张", "张某"), ("张三", "张某"), ("张小明", "张某某"), ("欧阳小明", "欧某某")],
)
def test_a_name_keeps_its_first_character_only(name: str, shown: str) -> None:
    assert mask_name(name) == shown


def test_numbers_keep_their_ends() -> None:
    assert mask_number("140802201501010007") == "140802**********07"
    assert mask_phone("13800138000") == "138****8000"
    assert mask_address("盐湖区东城街道某某小区") == "盐湖区东城街****"
    assert mask_address("泉村3号") == "****", "a short one may begin with the village"
    assert mask_address("盐湖区东城街道某某小区", keep=0) == "****"
    assert mask_address("") == ""


@given(st.text("0123456789X", max_size=30), st.integers(0, 8), st.integers(1, 8))
def test_a_mask_keeps_length_and_never_shows_more_than_its_ends(
    number: str, head: int, tail: int
) -> None:
    shown = mask_number(number, head=head, tail=tail)
    assert len(shown) == len(number)
    assert sum(character != "*" for character in shown) <= head + tail
    if len(number) <= head + tail:
        assert set(shown) <= {"*"}


def test_a_mask_may_hide_the_tail_whole() -> None:
    assert mask_number("12345678", head=2, tail=0) == "12******"


# --- keys and time ---------------------------------------------------------------------------


def test_keys_are_version_seven_and_rise_with_time() -> None:
    keys = [new_id() for _ in range(1000)]
    assert all(isinstance(key, UUID) and key.version == 7 for key in keys)
    assert len(set(keys)) == 1000
    assert keys == sorted(keys)


def test_now_is_aware_and_of_beijing() -> None:
    assert clock.now().utcoffset() == timedelta(hours=8)
    assert clock.today() == datetime.now(clock.BEIJING).date()


def test_a_told_clock_stands_still_and_afterwards_runs_again() -> None:
    day = clock.beijing(2022, 7, 1, 23, 30)
    with clock.at(day):
        assert clock.now() == day
        with clock.at(clock.beijing(2023, 1, 1)):
            assert clock.today().year == 2023
        assert clock.now() == day
    assert clock.now() > day


def test_an_instant_elsewhere_falls_on_beijings_day() -> None:
    with clock.at(datetime(2022, 6, 30, 16, 30, tzinfo=UTC)):
        assert clock.today().isoformat() == "2022-07-01"


def test_a_clock_without_a_zone_is_refused() -> None:
    naive = datetime(2022, 7, 1)  # noqa: DTZ001  # that is the point
    with pytest.raises(ValueError, match="时区"), clock.at(naive):
        pass


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda word: word.__name__)
def test_every_word_has_its_own_chinese_label(vocabulary: type[StrEnum]) -> None:
    labels = [member.label for member in vocabulary]  # type: ignore[attr-defined]
    assert len(set(labels)) == len(labels)
    assert all(label and not label.isascii() for label in labels)


def test_levels_are_ranked_from_the_nation_down() -> None:
    assert [level.rank for level in Level] == [0, 1, 2, 3, 4, 5]
