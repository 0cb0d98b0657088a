"""A link holds no words: what cannot be changed any more is never what somebody typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from huishang.access import actions as access
from huishang.access.actions import door
from huishang.audit.actions import Subject, record, record_refusal, shred
from huishang.audit.details import Code, Digest, Reference, Version, written
from huishang.audit.models import Event, Private
from huishang.audit.verification import verify
from huishang.cases import actions as cases
from huishang.conferences import actions as conferences
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import NotPermitted
from huishang.kernel.terms import PostKind
from huishang.organisations.events import APPOINTED
from tests.audit.tampering import dumped
from tests.audit.writing import HOUSE
from tests.conferences.road import MEETING, ON, Road
from tests.places import somebody
from tests.vault.test_nothing_in_the_clear import sealed_values

KEY = UUID("01932c07-a000-7000-8000-000000000001")
WORDS = ("张三", "因病调离本县", "zhang san", "13800001234", "0359-2012345678", "10.0.0.1", "")


# --- what may stand there ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (True, True),
        (3, 3),
        (2.0, 2),
        (KEY, str(KEY)),
        (date(2026, 3, 2), "2026-03-02"),
        (beijing(2026, 3, 2, 9), "2026-03-02T09:00:00+08:00"),
        (PostKind.EXPERT, "expert"),
        (Code("cases:read"), "cases:read"),
        (Code("12345"), "12345"),
        (Reference("运未保办〔2026〕3号"), "运未保办〔2026〕3号"),
        (Reference("导KX7PQ2AB"), "导KX7PQ2AB"),
        (Version("2022-06-17+1a2b3c4d"), "2022-06-17+1a2b3c4d"),
        (Digest("0" * 64), "0" * 64),
        (DivisionCode("140802000000"), "140802000000"),
        (Subject("seat", KEY), f"seat:{KEY}"),
        ((Code("51"), PostKind.EXPERT), ["51", "expert"]),
    ],
)
def test_keys_codes_numbers_dates_and_references_are_kept(value: Any, kept: object) -> None:
    assert written({"value": value}) == {"value": kept}


@pytest.mark.parametrize("value", [*WORDS, "court", ["张三"], ("张三",), {"name": "张三"}, None])
def test_what_is_no_detail_is_refused_before_anything_is_written(db: None, value: Any) -> None:
    with pytest.raises(TypeError, match="private"), transaction.atomic():
        record(
            actor=HOUSE,
            event=APPOINTED,
            subject=Subject("post", KEY),
            details={"reason": value},
        )
    assert not Event.objects.exists()


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("form", [Code, Reference, Version, Digest])
def test_no_form_of_text_takes_words_a_phone_or_an_address(
    form: Callable[[str], str], words: str
) -> None:
    with pytest.raises(ValueError, match="no place in a link"):
        form(words)


@given(st.text(st.characters(categories=["Lo"]), min_size=1))
def test_no_form_takes_any_chinese_text_of_one_run(words: str) -> None:
    for form in (Code, Reference, Version, Digest):
        with pytest.raises(ValueError, match="no place in a link"):
            form(words)


@pytest.mark.parametrize("words", WORDS)
def test_neither_is_a_subject_or_a_name_of_a_detail_made_of_them(words: str) -> None:
    with pytest.raises(ValueError, match="no key"):
        Subject("address", words)
    with pytest.raises(ValueError, match="no place in a link"):
        written({words: 1})


def test_a_vocabulary_is_kept_by_its_code_and_never_by_its_label() -> None:
    class Reason(Enum):
        ILL = "ill"

    assert written({"reason": Reason.ILL}) == {"reason": "ill"}


# --- what the rooms write ------------------------------------------------------------------------


def _close_account(road: Road, words: str) -> None:
    keeper = somebody(road.city.office, PostKind.SYSTEM_ADMINISTRATOR)
    access.close_account(actor=keeper, account_id=road.clerk.account_id, reason=words)


def _set_level(road: Road, words: str) -> None:
    cases.set_level(actor=road.county_clerk, case_id=road.case.pk, level="内部", reason=words)


def _reschedule(road: Road, words: str) -> None:
    conference, _ = road.notified()
    conferences.reschedule(
        actor=road.director,
        conference_id=conference.pk,
        starts_at=MEETING + timedelta(days=1),
        place="三楼",
        reason=words,
    )


def _cancel(road: Road, words: str) -> None:
    conference, _ = road.notified()
    conferences.cancel(actor=road.director, conference_id=conference.pk, reason=words)


def _withdraw(road: Road, words: str) -> None:
    conferences.withdraw(actor=road.county_clerk, request_id=road.ask().pk, reason=words)


def _fail_to_sign_in(road: Road, words: str) -> None:
    door.count_failure(username="nobody", address=words)


def _guess_tokens(road: Road, words: str) -> None:
    for _ in range(20):
        door.count_bad_token(address=words)


def _be_refused(road: Road, words: str) -> None:
    record_refusal(road.clerk, NotPermitted("不能。"), f"/law/{words}/")


TYPED = "独此一句理由"
ADDRESS = "203.0.113.77"
LETTERS = {"notifications_message.body"}
"""Who was invited is told why; what they were sent is theirs, and sealed."""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("act", "words", "told_in", "sent_in"),
    [
        (_close_account, TYPED, "access.close_account", set()),
        (_set_level, TYPED, "cases.set_level", set()),
        (_reschedule, TYPED, "conferences.reschedule", LETTERS),
        (_cancel, TYPED, "conferences.cancel", LETTERS),
        (_withdraw, TYPED, "conferences.withdraw", set()),
        (_fail_to_sign_in, ADDRESS, "access.sign_in_failed", set()),
        (_guess_tokens, ADDRESS, "access.lock_address", set()),
        (_be_refused, TYPED, "audit.refuse", set()),
    ],
)
def test_words_are_in_no_link_and_once_shredded_in_no_table(
    act: Callable[[Road, str], None], words: str, told_in: str, sent_in: set[str]
) -> None:
    with clock.at(ON):
        act(Road(), words)
    assert words not in str([event.content() for event in Event.objects.all()])
    telling = [each.event for each in Private.objects.all() if words in str(each.content)]
    assert {event.act for event in telling} == {told_in}
    with clock.at(ON + timedelta(days=200)):
        for event in telling:
            shred(actor=HOUSE, event_id=event.pk, reason="留存期满")
    assert {where for where, text in sealed_values() if words in text} == sent_in
    assert [
        table for table in connection.introspection.table_names() if words in dumped(table)
    ] == []
    assert verify().intact
