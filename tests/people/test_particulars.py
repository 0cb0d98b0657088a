"""How a child lives is written down sheet by sheet; nothing written is lost."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huishang.access.visibility import Section
from huishang.audit.models import Event, Private
from huishang.kernel.actor import Actor
from huishang.kernel.clock import at, beijing
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.people import actions, queries
from huishang.people.models import Particular
from huishang.people.policies.particulars import Form, examine_particular
from huishang.people.queries import SHEETS, ParticularEntry, ParticularLine, Purpose, Topic
from tests.valley import MILL, Valley

NOW = beijing(2026, 3, 10, 9)
TODAY = date(2026, 3, 10)
BORN = date(2014, 5, 20)


@pytest.fixture(autouse=True)
def _now() -> Any:
    with at(NOW):
        yield


def sheet(
    topic: str, since: date | None = date(2026, 1, 5), until: date | None = None, **said: str
) -> ParticularEntry:
    return ParticularEntry(topic=topic, since=since, until=until, said=said)


def home(since: date = date(2026, 1, 5), **said: str) -> ParticularEntry:
    return sheet("household", since, **{"lives_with": "grandparents", **said})


def shown(actor: Actor, child_id: UUID) -> tuple[ParticularLine, ...]:
    file = actions.open_file(actor=actor, child_id=child_id, purpose=Purpose.VERIFY)
    return file.particulars


def so_now(actor: Actor, child_id: UUID) -> list[dict[str, str]]:
    """What is believed to be so today."""
    lines = shown(actor, child_id)
    return [dict(line.said) for line in lines if line.holds and not line.believed_until]


def add(valley: Valley, child_id: UUID, entry: ParticularEntry) -> Particular:
    return actions.add_particular(actor=valley.director, child_id=child_id, entry=entry)


LEAST: Mapping[Topic, Mapping[str, str]] = {
    Topic.HOUSEHOLD: {"lives_with": "parents"},
    Topic.SCHOOLING: {"state": "attending"},
    Topic.HEALTH: {"condition": "good"},
    Topic.BENEFIT: {"kind": "orphan"},
    Topic.ENTRUSTED: {"carer": "李桂花", "relation": "外祖母"},
    Topic.CONTACT: {"weekly": "yes"},
}
"""What each sheet asks for at least."""


class TestWhatASheetAsks:
    @pytest.mark.parametrize("topic", Topic)
    def test_the_least_is_enough_and_nothing_less(self, topic: Topic) -> None:
        whole = sheet(topic.value, **LEAST[topic])
        assert not examine_particular(whole, birth_date=BORN, today=TODAY).faults
        for name in LEAST[topic]:
            less = {key: value for key, value in LEAST[topic].items() if key != name}
            found = examine_particular(sheet(topic.value, **less), birth_date=BORN, today=TODAY)
            assert set(found.faults) == {name}

    @pytest.mark.parametrize(
        ("entry", "fault"),
        [
            (sheet("pets"), {"topic": "没有这一项"}),
            (sheet("household", None, lives_with="alone"), {"since": "请填写自何日起"}),
            (sheet("contact", None, weekly="yes"), {"since": "请填写核查日期"}),
            (home(date(2026, 3, 11)), {"since": "今天之后"}),
            (home(date(2014, 5, 19)), {"since": "早于儿童的出生日期"}),
            (sheet("household", TODAY, TODAY, lives_with="alone"), {"until": "开始日期之后"}),
            (
                sheet("household", BORN, date(2026, 3, 11), lives_with="alone"),
                {"until": "今天之后"},
            ),
            (home(lives_with="moon"), {"lives_with": "请选择与谁共同生活：父母双方"}),
            (home(members="0"), {"members": "1到30之间的整数"}),
            (home(members="31"), {"members": "1到30之间的整数"}),
            (home(members="三"), {"members": "1到30之间的整数"}),
            (home(members="²"), {"members": "1到30之间的整数"}),
            (home(income="钱" * 61), {"income": "60"}),
            (home(note="啊" * 501), {"note": "500"}),
            (home(note="啊" * 5_000_000), {"note": "500"}),
            (home(members="9" * 5_000), {"members": "500"}),
            (sheet("benefit", kind="orphan", yuan="一千"), {"yuan": "应填写数字"}),
            (sheet("benefit", kind="orphan", yuan="NaN"), {"yuan": "大于零"}),
            (sheet("benefit", kind="orphan", yuan="0"), {"yuan": "大于零"}),
            (sheet("benefit", kind="orphan", yuan="10.001"), {"yuan": "写到分为止"}),
            (sheet("benefit", kind="orphan", payee="<b>"), {"payee": "领款人"}),
            (
                sheet("entrusted", carer="李桂花", relation="外祖母", phone="12"),
                {"phone": "受委托人电话"},
            ),
            (
                sheet("entrusted", carer="李桂花", relation="外祖母", school_told_on="3月"),
                {"school_told_on": "2026-03-10"},
            ),
            (
                sheet("entrusted", carer="李桂花", relation="外祖母", school_told_on="2026-03-11"),
                {"school_told_on": "今天之后"},
            ),
        ],
    )
    def test_each_way_to_be_wrong_is_named(
        self, entry: ParticularEntry, fault: dict[str, str]
    ) -> None:
        faults = examine_particular(entry, birth_date=BORN, today=TODAY).faults
        assert set(faults) == set(fault)
        for name, words in fault.items():
            assert words in faults[name]

    def test_a_check_of_one_day_never_ends_later(self) -> None:
        entry = sheet("contact", TODAY, date(2026, 2, 1), weekly="yes")
        found = examine_particular(entry, birth_date=BORN, today=TODAY)
        assert not found.faults
        assert found.columns["until"] is None

    @given(st.sampled_from(Topic), st.dictionaries(st.text(max_size=12), st.text(max_size=80)))
    def test_whatever_is_sent_is_judged_and_kept_only_where_it_was_asked(
        self, topic: Topic, said: dict[str, str]
    ) -> None:
        asked = {one.name for one in SHEETS[topic].questions}
        entry = ParticularEntry(topic=topic.value, since=TODAY, said={**LEAST[topic], **said})
        found = examine_particular(entry, birth_date=BORN, today=TODAY)
        assert set(found.faults) <= asked
        if not found.faults:
            kept = Particular(**found.columns).said
            assert set(kept) <= asked
            assert all(kept.values())

    def test_every_question_of_choice_has_choices_and_no_other_has(self) -> None:
        for asked in SHEETS.values():
            names = [one.name for one in asked.questions]
            assert len(names) == len(set(names))
            for one in asked.questions:
                assert bool(one.choices) == (one.form is Form.CHOICE)


@pytest.mark.usefixtures("valley")
class TestTheRoad:
    def test_r050_what_changes_is_a_new_sheet_and_the_old_one_ends_that_day(
        self, valley: Valley
    ) -> None:
        child = valley.child()
        first = add(valley, child.pk, home())
        second = add(valley, child.pk, home(date(2026, 2, 1), lives_with="father"))
        lines = {line.id: line for line in shown(valley.director, child.pk)}
        assert lines[second.pk].holds
        assert lines[first.pk].believed_until is not None
        assert not lines[first.pk].because
        ended = Particular.objects.unscoped(reason="测试").get(replaces=first)
        assert (ended.since, ended.until) == (first.since, second.since)
        assert not lines[ended.pk].holds

    def test_one_matter_has_one_answer_on_one_day(self, valley: Valley) -> None:
        child = valley.child()
        add(valley, child.pk, home(date(2026, 2, 1)))
        for since in (date(2026, 2, 1), date(2026, 1, 5)):
            with pytest.raises(InvalidData) as refused:
                add(valley, child.pk, home(since, lives_with="mother"))
            assert "同一时间已有登记" in refused.value.fields["since"]

    def test_what_was_so_before_may_be_added_with_its_end(self, valley: Valley) -> None:
        child = valley.child()
        add(valley, child.pk, home(date(2026, 2, 1)))
        before = sheet("household", date(2025, 2, 1), date(2026, 2, 1), lives_with="mother")
        add(valley, child.pk, before)
        (held,) = so_now(valley.director, child.pk)
        assert held["与谁共同生活"] == "祖父母或者外祖父母"

    def test_benefits_of_several_kinds_stand_beside_each_other(self, valley: Valley) -> None:
        child = valley.child()
        add(valley, child.pk, sheet("benefit", kind="orphan", yuan="1280.50"))
        add(valley, child.pk, sheet("benefit", kind="minimum"))
        more = sheet("benefit", date(2026, 2, 1), kind="orphan", yuan="1380")
        add(valley, child.pk, more)
        held = so_now(valley.director, child.pk)
        assert {(one["保障项目"], one.get("金额（元）")) for one in held} == {
            ("孤儿基本生活费", "1380"),
            ("最低生活保障", None),
        }

    def test_checks_of_one_day_are_as_many_as_are_made(self, valley: Valley) -> None:
        child = valley.child()
        for _ in range(2):
            add(valley, child.pk, sheet("contact", TODAY, weekly="no"))
        assert len(shown(valley.director, child.pk)) == 2

    def test_a_correction_says_why_and_keeps_what_was_believed(self, valley: Valley) -> None:
        child = valley.child()
        first = add(valley, child.pk, home(members="3"))
        with pytest.raises(InvalidData) as refused:
            actions.correct_particular(
                actor=valley.director, particular_id=first.pk, entry=home(), reason=" "
            )
        assert "reason" in refused.value.fields
        better = actions.correct_particular(
            actor=valley.director,
            particular_id=first.pk,
            entry=home(members="4"),
            reason="户口簿上是四人",
        )
        lines = {line.id: line for line in shown(valley.director, child.pk)}
        assert dict(lines[better.pk].said)["家庭人口"] == "4"
        assert dict(lines[first.pk].said)["家庭人口"] == "3"
        assert lines[first.pk].because == "户口簿上是四人"
        with pytest.raises(NotInThisState):
            actions.correct_particular(
                actor=valley.director, particular_id=first.pk, entry=home(), reason="再改"
            )

    def test_a_correction_stays_with_its_matter_and_beside_its_neighbours(
        self, valley: Valley
    ) -> None:
        child = valley.child()
        before = sheet("household", date(2025, 2, 1), date(2026, 1, 5), lives_with="mother")
        add(valley, child.pk, before)
        now = add(valley, child.pk, home())
        for entry, field in (
            (sheet("health", condition="good"), "topic"),
            (home(date(2025, 12, 1)), "since"),
        ):
            with pytest.raises(InvalidData) as refused:
                actions.correct_particular(
                    actor=valley.director, particular_id=now.pk, entry=entry, reason="核对"
                )
            assert set(refused.value.fields) == {field}

    def test_an_end_is_after_the_beginning_and_comes_once(self, valley: Valley) -> None:
        child = valley.child()
        now = add(valley, child.pk, home())
        for until in (None, date(2026, 1, 5), date(2026, 3, 11)):
            with pytest.raises(InvalidData) as refused:
                actions.end_particular(actor=valley.director, particular_id=now.pk, until=until)
            assert set(refused.value.fields) == {"until"}
        ended = actions.end_particular(actor=valley.director, particular_id=now.pk, until=TODAY)
        assert ended.until == TODAY
        with pytest.raises(NotInThisState):
            actions.end_particular(actor=valley.director, particular_id=ended.pk, until=TODAY)

    def test_a_check_of_one_day_has_no_end(self, valley: Valley) -> None:
        child = valley.child()
        check = add(valley, child.pk, sheet("contact", date(2026, 2, 1), weekly="no"))
        with pytest.raises(NotInThisState, match="没有可以终止的期间"):
            actions.end_particular(actor=valley.director, particular_id=check.pk, until=TODAY)

    def test_what_is_taken_back_says_why_and_stays_readable(self, valley: Valley) -> None:
        child = valley.child()
        now = add(valley, child.pk, home())
        with pytest.raises(InvalidData):
            actions.withdraw_particular(actor=valley.director, particular_id=now.pk, reason="")
        actions.withdraw_particular(actor=valley.director, particular_id=now.pk, reason="登错了人")
        (line,) = shown(valley.director, child.pk)
        assert line.because == "登错了人"
        assert not line.acts
        with pytest.raises(NotInThisState):
            actions.withdraw_particular(actor=valley.director, particular_id=now.pk, reason="又")


@pytest.mark.usefixtures("valley")
class TestWho:
    def test_another_village_finds_nothing(self, valley: Valley) -> None:
        child = valley.child()
        now = add(valley, child.pk, home())
        with pytest.raises(NotVisible):
            actions.add_particular(actor=valley.director_of(MILL), child_id=child.pk, entry=home())
        with pytest.raises(NotVisible):
            actions.end_particular(
                actor=valley.director_of(MILL), particular_id=now.pk, until=TODAY
            )
        with pytest.raises(NotVisible):
            queries.particular(valley.director_of(MILL), now.pk)

    def test_who_reads_by_grant_writes_nothing(self, valley: Valley) -> None:
        child = valley.child()
        now = add(valley, child.pk, home())
        reader = valley.expert_let_into(child, sections=(Section.FAMILY,))
        assert [line.id for line in shown(reader, child.pk)] == [now.pk]
        assert all(not act.decision for act in shown(reader, child.pk)[0].acts)
        with pytest.raises(NotPermitted):
            actions.withdraw_particular(actor=reader, particular_id=now.pk, reason="看看")
        with pytest.raises(NotPermitted):
            actions.add_particular(actor=reader, child_id=child.pk, entry=sheet("pets"))

    def test_health_is_not_read_with_the_family(self, valley: Valley) -> None:
        child = valley.child()
        now = add(valley, child.pk, sheet("health", condition="chronic"))
        reader = valley.expert_let_into(child, sections=(Section.FAMILY,))
        assert shown(reader, child.pk) == ()
        with pytest.raises(NotVisible):
            queries.particular(reader, now.pk)

    def test_a_carer_is_shown_masked_and_lies_in_no_link(self, valley: Valley) -> None:
        child = valley.child()
        entry = sheet("entrusted", carer="李桂花", relation="外祖母", phone="13812345678")
        add(valley, child.pk, entry)
        (line,) = shown(valley.director, child.pk)
        said = dict(line.said)
        assert said["受委托人姓名"] == "李某某"
        assert said["受委托人电话"] == "138****5678"
        event = Event.objects.get(act="people.add_particular")
        assert event.details == {"particular": str(line.id)}
        assert Private.objects.get(pk=event.pk).content["told"] == {"topic": "entrusted"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(
    days=st.lists(st.dates(date(2025, 1, 1), TODAY), min_size=1, max_size=6),
)
def test_however_often_it_changed_one_sheet_holds_on_any_day(
    valley: Valley, days: list[date]
) -> None:
    child = valley.child(name="王小雨")
    for day in days:
        try:
            add(valley, child.pk, home(day))
        except InvalidData:
            continue
    rows = Particular.objects.unscoped(reason="测试").filter(
        child=child, superseded_at__isnull=True
    )
    for day in days:
        assert sum(row.holds_on(day) for row in rows) <= 1
    assert sum(row.holds_on(TODAY) for row in rows) == 1
