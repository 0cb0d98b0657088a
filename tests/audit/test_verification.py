"""Whatever is done to the record behind the house's back, the first broken link is named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection

from huishang.audit.actions import anchor
from huishang.audit.models import Anchor, AnchoredHead, Event, Stream
from huishang.audit.verification import Noted, Verdict, verify
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from tests.audit.tampering import recompute, sql
from tests.audit.writing import HOUSE, note

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 3, 2)
STREAM = "person:1"


@pytest.fixture(autouse=True)
def three_links() -> Iterator[None]:
    with clock.at(beijing(2026, 3, 2)):
        for number in range(3):
            note(number=number)
        note("person:2", number=9)
        yield


def found(verdict: Verdict) -> tuple[str, int, str]:
    assert verdict.first_break is not None
    return verdict.first_break.stream, verdict.first_break.sequence, verdict.first_break.fault


def at(sequence: int) -> str:
    """The key of one link as raw SQL wants it."""
    key = Event.objects.get(stream=STREAM, sequence=sequence).pk
    return key.hex if connection.vendor == "sqlite" else str(key)


def test_an_untouched_record_holds() -> None:
    verdict = verify()
    assert verdict.intact
    assert (verdict.streams, verdict.events, verdict.anchors) == (2, 4, 0)


def test_an_empty_record_holds() -> None:
    for table in ("audit_event", "audit_stream"):
        sql(f"DELETE FROM {table}")
    assert verify().intact


@pytest.mark.parametrize(
    "change",
    [
        "act = 'cases.close'",
        "actor_label = '别人'",
        "actor_account = NULL",
        "subject_id = '7'",
        "subject_kind = 'case'",
        "division = '110000000000'",
        "at = '2026-03-03 01:00:00+00:00'",
        "details = '{\"number\": 7}'",
        "basis = '[\"x#1\"]'",
    ],
)
def test_a_changed_row_is_found(change: str) -> None:
    sql("UPDATE audit_event SET actor_account = NULL")  # already so: the house itself acted
    assert verify().intact
    if change.startswith("actor_account"):
        change = f"actor_account = '{at(1)}'"
    sql(f"UPDATE audit_event SET {change} WHERE id = %s", at(2))
    assert found(verify()) == (STREAM, 2, "内容与校验值不符")


def test_a_changed_row_with_its_hash_made_anew_is_found_at_the_next_link() -> None:
    event = Event.objects.get(stream=STREAM, sequence=2)
    event.details = {"number": 7}
    from huishang.audit.chain import digest

    sql(
        "UPDATE audit_event SET details = %s, hash = %s WHERE id = %s",
        '{"number": 7}',
        digest(event.content(), event.previous),
        at(2),
    )
    assert found(verify()) == (STREAM, 3, "与前一条记录不相连")


def test_a_removed_row_is_found() -> None:
    sql("DELETE FROM audit_event WHERE id = %s", at(2))
    assert found(verify()) == (STREAM, 2, "缺少这一条记录")


def test_a_removed_first_row_is_found() -> None:
    sql("DELETE FROM audit_event WHERE id = %s", at(1))
    assert found(verify()) == (STREAM, 1, "缺少这一条记录")


def test_a_removed_tail_is_found() -> None:
    sql("DELETE FROM audit_event WHERE id = %s", at(3))
    assert found(verify()) == (STREAM, 3, "末尾缺少记录，应有3条")


def test_a_removed_chain_is_found() -> None:
    sql("DELETE FROM audit_event WHERE stream_id = %s", STREAM)
    assert found(verify()) == (STREAM, 1, "末尾缺少记录，应有3条")


def test_a_swapped_pair_is_found() -> None:
    second, third = at(2), at(3)
    for sequence, key in ((99, second), (2, third), (3, second)):
        sql("UPDATE audit_event SET sequence = %s WHERE id = %s", sequence, key)
    assert found(verify()) == (STREAM, 2, "与前一条记录不相连")


def test_a_changed_head_is_found() -> None:
    sql("UPDATE audit_stream SET head = %s WHERE name = %s", "f" * 64, STREAM)
    assert found(verify()) == (STREAM, 3, "末条记录与链头不符")


def test_a_link_moved_into_another_chain_is_found() -> None:
    sql("UPDATE audit_event SET stream_id = 'person:2', sequence = 2 WHERE id = %s", at(3))
    stream, sequence, _ = found(verify())
    assert (stream, sequence) in {(STREAM, 3), ("person:2", 2)}


def test_a_chain_computed_anew_holds_in_itself_but_not_against_the_anchor() -> None:
    anchor(actor=HOUSE, day=DAY)
    note(number=4)  # goes on after the anchor
    sql("UPDATE audit_event SET details = %s WHERE id = %s", '{"number": 7}', at(2))
    recompute(STREAM)
    assert found(verify()) == (STREAM, 3, "与2026-03-02的日锚不符，此前的记录被改写过")


def test_a_chain_computed_anew_before_any_anchor_is_not_found() -> None:
    """The limit that `verification` states: an anchor is what makes it findable."""
    sql("UPDATE audit_event SET details = %s WHERE id = %s", '{"number": 7}', at(2))
    recompute(STREAM)
    assert verify().intact


def test_a_shortened_chain_computed_anew_is_found_by_the_anchor() -> None:
    anchor(actor=HOUSE, day=DAY)
    sql("DELETE FROM audit_event WHERE id = %s", at(2))
    recompute(STREAM)
    assert found(verify()) == (STREAM, 3, "与2026-03-02的日锚不符，此前的记录被改写过")


def test_a_chain_that_went_whole_is_found_by_the_anchor() -> None:
    anchor(actor=HOUSE, day=DAY)
    with connection.constraint_checks_disabled():
        sql("DELETE FROM audit_event WHERE stream_id = %s", STREAM)
        if connection.vendor == "sqlite":
            sql("DELETE FROM audit_stream WHERE name = %s", STREAM)
        else:
            sql("UPDATE audit_stream SET sequence = 0 WHERE name = %s", STREAM)
        assert found(verify()) == (STREAM, 3, "与2026-03-02的日锚不符，此前的记录被改写过")
        sql("DELETE FROM audit_anchored_head")
        sql("DELETE FROM audit_anchor")


def test_links_without_their_chain_are_found() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL 的外键不允许链被单独删除")
    with connection.constraint_checks_disabled():
        sql("DELETE FROM audit_stream WHERE name = 'person:2'")
        assert found(verify()) == ("person:2", 1, "所在的链已不存在")
        sql("DELETE FROM audit_event WHERE stream_id = 'person:2'")


# --- anchors -------------------------------------------------------------------------------------


@pytest.fixture
def three_anchors() -> list[Anchor]:
    made = []
    for number in range(3):
        with clock.at(beijing(2026, 3, 2) + timedelta(days=number)):
            note(number=10 + number)
            made.append(anchor(actor=HOUSE, day=clock.today()))
    return made


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("hash = 'f'", "日锚内容与校验值不符"),
        ("events = 1", "日锚内容与校验值不符"),
        ("streams = 1", "日锚内容与校验值不符"),
        ("heads = 'f'", "日锚内容与校验值不符"),
        ("previous = 'f'", "与前一个日锚不相连"),
    ],
)
def test_a_changed_anchor_is_found(three_anchors: list[Anchor], change: str, fault: str) -> None:
    sql(f"UPDATE audit_anchor SET {change} WHERE day = '2026-03-03'")
    assert found(verify()) == ("anchor:2026-03-03", 0, fault)


def test_a_changed_anchored_head_is_found(three_anchors: list[Anchor]) -> None:
    row = AnchoredHead.objects.filter(stream=STREAM).order_by("sequence").first()
    assert row is not None
    sql("UPDATE audit_anchored_head SET head = 'f' WHERE id = %s", row.pk)
    assert found(verify()) == ("anchor:2026-03-02", 0, "日锚所记的链头与校验值不符")


def test_a_removed_anchored_head_is_found(three_anchors: list[Anchor]) -> None:
    sql("DELETE FROM audit_anchored_head WHERE stream_id = %s", STREAM)
    assert found(verify()) == ("anchor:2026-03-02", 0, "日锚所记的链头与校验值不符")


@pytest.mark.parametrize("day", ["2026-03-02", "2026-03-03", "2026-03-04"])
def test_a_removed_anchor_is_found_even_the_last(three_anchors: list[Anchor], day: str) -> None:
    sql("DELETE FROM audit_anchored_head WHERE anchor_id = %s", day)
    sql("DELETE FROM audit_anchor WHERE day = %s", day)
    assert not verify().intact


def test_a_hash_noted_outside_is_asked_for(three_anchors: list[Anchor]) -> None:
    assert verify(noted=[Noted(three_anchors[1].hash)]).intact
    assert found(verify(noted=[Noted("f" * 64)])) == (
        "anchor",
        0,
        f"没有校验值为{'f' * 64}的日锚，与另行留存的不符",
    )


def test_the_verdict_names_the_last_anchor_to_be_noted(three_anchors: list[Anchor]) -> None:
    last = verify().last_anchor
    assert last is not None
    assert last.hash == three_anchors[-1].hash
    assert Stream.objects.filter(name__startswith="anchor:").count() == 3
