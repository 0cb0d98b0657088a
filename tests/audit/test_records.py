"""A record changes once per version, a status along its table only, and never without its event."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from huishang.audit.models import Event
from huishang.audit.records import advance, page_of
from huishang.audit.verification import verify
from huishang.kernel.basis import Basis
from huishang.kernel.errors import Conflict, NotInThisState
from huishang.kernel.ids import new_id
from huishang.kernel.paging import COUNTED, Cursor, Page
from huishang.organisations.events import APPOINTED
from tests.audit.sample import ARTICLE, Lamp, LampState
from tests.audit.writing import HOUSE, note
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def lamps() -> Iterator[None]:
    with connection.schema_editor() as editor:
        editor.create_model(Lamp)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Lamp)


@pytest.fixture
def lamp() -> Lamp:
    made = Lamp()
    made.save()
    return made


def test_keys_follow_the_order_of_making() -> None:
    made = [Lamp(), Lamp(), Lamp()]
    assert sorted(lamp.pk for lamp in made) == [lamp.pk for lamp in made]


def test_a_change_raises_the_version_by_one(lamp: Lamp) -> None:
    lamp.change(place="门厅")
    assert lamp.version == 2
    kept = Lamp.objects.get(pk=lamp.pk)
    assert (kept.version, kept.place) == (2, "门厅")


def test_a_change_writes_only_what_it_names(lamp: Lamp) -> None:
    lamp.place = "不写"
    lamp.change(status=LampState.ON.value)
    assert Lamp.objects.get(pk=lamp.pk).place == ""


def test_a_change_is_one_statement(lamp: Lamp, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        lamp.change(place="门厅")


def test_a_stale_record_is_a_conflict_and_changes_nothing(lamp: Lamp) -> None:
    stale = Lamp.objects.get(pk=lamp.pk)
    lamp.change(place="门厅")
    with pytest.raises(Conflict) as refusal:
        stale.change(place="院子")
    assert "已被他人修改" in refusal.value.message
    assert "保留" in refusal.value.instead
    kept = Lamp.objects.get(pk=lamp.pk)
    assert (kept.version, kept.place) == (2, "门厅")


def test_the_version_an_editor_saw_is_compared_when_given(lamp: Lamp) -> None:
    lamp.expect_version(None)
    lamp.expect_version(1)
    with pytest.raises(Conflict):
        lamp.expect_version(2)


def test_advance_moves_along_the_table_and_writes_its_event(lamp: Lamp) -> None:
    case_id = new_id()
    other = Basis("sample-2022", "9")
    with transaction.atomic():
        advance(
            lamp,
            "light",
            actor=HOUSE,
            case_id=case_id,
            basis=(other, ARTICLE),
            details={"hall": True},
            place="门厅",
        )
    kept = Lamp.objects.get(pk=lamp.pk)
    assert (kept.status, kept.place, kept.version) == (LampState.ON.value, "门厅", 2)
    assert kept.status_label == "点亮"
    event = Event.objects.get()
    assert event.act == APPOINTED.name
    assert (event.subject_kind, event.subject_id) == ("lamp", str(lamp.pk))
    assert event.stream_id == f"case:{case_id}"
    assert event.details == {"from": "off", "to": "on", "hall": True}
    assert event.basis == ["sample-2022#3", "sample-2022#9"]


def test_advance_refuses_a_step_the_table_does_not_have(lamp: Lamp) -> None:
    with pytest.raises(NotInThisState) as refusal, transaction.atomic():
        advance(lamp, "break_it", actor=HOUSE)
    assert "熄灭" in refusal.value.message
    assert Lamp.objects.get(pk=lamp.pk).version == 1
    assert not Event.objects.exists()


def test_an_event_that_cannot_be_written_takes_the_change_with_it(lamp: Lamp) -> None:
    with pytest.raises(TypeError), transaction.atomic():
        advance(lamp, "light", actor=HOUSE, details={"what": object()})
    assert Lamp.objects.get(pk=lamp.pk).status == LampState.OFF.value
    assert not Event.objects.exists()


def test_outside_a_transaction_nothing_advances(lamp: Lamp) -> None:
    with pytest.raises(RuntimeError):
        advance(lamp, "light", actor=HOUSE)
    assert not Event.objects.exists()


def light(read: Lamp, place: str) -> str:
    with transaction.atomic():
        advance(read, "light", actor=HOUSE, place=place)
    return place


def test_of_two_who_read_the_same_version_one_wins_and_one_is_told(lamp: Lamp) -> None:
    reads = [(Lamp.objects.get(pk=lamp.pk), place) for place in ("甲", "乙", "丙")]
    answers = at_once(*[partial(light, read, place) for read, place in reads])
    won = [answer for answer in answers if isinstance(answer, str)]
    lost = [answer for answer in answers if isinstance(answer, Conflict)]
    assert (len(won), len(lost)) == (1, 2)
    kept = Lamp.objects.get(pk=lamp.pk)
    assert (kept.place, kept.version) == (won[0], 2)
    assert Event.objects.count() == 1
    assert verify().intact


def light_locked(key: object, place: str) -> str:
    with transaction.atomic():
        rows: QuerySet[Lamp] = Lamp.objects.select_for_update()
        advance(rows.get(pk=key), "light", actor=HOUSE, place=place)
    return place


def test_of_two_who_lock_the_row_the_second_finds_the_new_state(lamp: Lamp) -> None:
    answers = at_once(*[partial(light_locked, lamp.pk, place) for place in ("甲", "乙")])
    won = [answer for answer in answers if isinstance(answer, str)]
    assert [type(answer) for answer in answers if answer not in won] == [NotInThisState]
    assert Lamp.objects.get(pk=lamp.pk).place == won[0]


# --- pages ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("oldest_first", [False, True])
def test_pages_show_every_row_once_in_order_even_where_instants_are_equal(
    oldest_first: bool,
) -> None:
    made = [note(number=number) for number in range(7)]
    same = made[2].at
    Event.objects.filter(pk__in=[event.pk for event in made[2:5]]).update(at=same)
    seen, after, sizes = [], None, []
    while True:
        page = page_of(Event.objects.all(), at="at", after=after, size=2, oldest_first=oldest_first)
        seen += [event.pk for event in page.rows]
        sizes.append(page.total)
        if not page.after:
            break
        after = Cursor.parse(page.after)
    latest = Event.objects.order_by("-at", "-id").values_list("pk", flat=True)
    assert seen == (list(latest)[::-1] if oldest_first else list(latest))
    assert sizes == [7, None, None, None]


def test_a_full_last_page_promises_no_further_one() -> None:
    for number in range(4):
        note(number=number)
    assert page_of(Event.objects.all(), at="at", size=4).after == ""
    assert page_of(Event.objects.none(), at="at", size=4).rows == ()


def test_a_long_list_is_not_counted_to_its_end() -> None:
    first = note()
    Event.objects.bulk_create(
        Event(
            stream_id=first.stream_id,
            sequence=number,
            at=first.at,
            act="x",
            actor_label="x",
            division="0" * 12,
            previous="",
            hash="",
        )
        for number in range(2, COUNTED + 20)
    )
    assert page_of(Event.objects.all(), at="at").total == COUNTED + 1


@pytest.mark.parametrize("oldest_first", [False, True])
def test_several_ways_of_seeing_are_one_list(oldest_first: bool) -> None:
    for number in range(7):
        note(number=number)
    every = Event.objects.all()
    odd, even = every.filter(sequence__in=[1, 3, 5]), every.filter(sequence__gte=3)
    whole = page_of(every.exclude(sequence=2), at="at", size=9, oldest_first=oldest_first)
    seen, after, totals = [], None, []
    while True:
        page = page_of(odd, even, at="at", after=after, size=2, oldest_first=oldest_first)
        seen += page.rows
        totals.append(page.total)
        if not page.after:
            break
        after = Cursor.parse(page.after)
    assert tuple(seen) == whole.rows
    assert totals == [6, None, None]
    assert page_of(at="at") == Page((), "", 0)  # nobody sees anything


def test_few_among_very_many_are_counted_among_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huishang.audit.paging.LOOKED_THROUGH", 3)
    for number in range(7):
        note(number=number)
    every = Event.objects.all()
    odd = every.filter(sequence__in=[1, 3, 5, 7])
    page = page_of(odd, at="at", size=1, of=[every])
    assert (page.total, page.at_least) == (2, True)  # the latest four are 7, 6, 5, 4
    oldest = page_of(odd, at="at", size=1, of=[every], oldest_first=True)
    assert (oldest.total, oldest.at_least) == (2, True)
    monkeypatch.setattr("huishang.audit.paging.LOOKED_THROUGH", 7)
    page = page_of(odd, at="at", size=1, of=[every])
    assert (page.total, page.at_least) == (4, False)
    assert page_of(odd, at="at", size=1, total=9).total == 9
    assert page_of(odd, at="at", size=1, counted=False).total is None
