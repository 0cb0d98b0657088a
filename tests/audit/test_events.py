"""An event is written with its change or not at all, at the end of its own chain."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from typing import Any

import pytest
from django.db import connection, connections, transaction
from hypothesis import HealthCheck, given, settings

from huishang.audit.actions import Subject, record, record_refusal
from huishang.audit.chain import GENESIS, digest
from huishang.audit.event_types import EventCatalogue, catalogue
from huishang.audit.models import Event, Stream
from huishang.audit.verification import verify
from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.organisations.events import PERSON_REGISTERED
from tests.audit.test_chain import json_values
from tests.audit.writing import HOUSE, keep_apart, note, told
from tests.places import jurisdiction, somebody
from tests.together import at_once


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused() -> None:
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(actor=HOUSE, event=PERSON_REGISTERED, subject=Subject("person", "1"))
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_the_change_that_failed() -> None:
    def fails() -> None:
        with transaction.atomic():
            note()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert not Event.objects.exists()
    assert verify().intact


@pytest.mark.django_db
def test_links_of_a_stream_hold_each_other_in_order() -> None:
    first, second = note(), note()
    other = note("person:2")
    assert [first.sequence, second.sequence, other.sequence] == [1, 2, 1]
    assert first.previous == GENESIS
    assert second.previous == first.hash
    assert other.previous == GENESIS
    stream = Stream.objects.get(name="person:1")
    assert (stream.sequence, stream.head) == (2, second.hash)


@pytest.mark.django_db
def test_events_of_a_case_form_one_chain_whatever_they_are_about() -> None:
    case_id = new_id()
    events = [note("seat:1", case_id=case_id), note("minutes:2", case_id=case_id)]
    assert {event.stream_id for event in events} == {f"case:{case_id}"}
    assert events[1].previous == events[0].hash


@pytest.mark.django_db
def test_an_event_keeps_who_when_where_and_why() -> None:
    city = jurisdiction("140800", "运城市")
    director = somebody(city.office, PostKind.OFFICE_DIRECTOR, name="测试甲")
    with clock.at(beijing(2026, 3, 2)), transaction.atomic():
        event = record(
            actor=director,
            event=PERSON_REGISTERED,
            subject=Subject("person", "1"),
            basis=[Basis("some-2022", "12.1")],
        )
    event.refresh_from_db()
    assert event.actor_label == director.label
    assert "测试甲" in event.actor_label
    assert (event.actor_account, event.actor_post) == (director.account_id, director.post_id)
    assert event.division == city.place.code
    assert event.at == beijing(2026, 3, 2)
    assert event.basis == ["some-2022#12.1"]


@pytest.mark.django_db
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(json_values)
def test_the_hash_can_be_computed_again_from_what_the_database_gives_back(value: Any) -> None:
    """Also of what lies apart, whatever somebody typed."""
    written = keep_apart(actor=HOUSE, value=value)
    read = Event.objects.get(pk=written.pk)
    assert digest(read.content(), read.previous) == written.hash
    assert verify().intact


@pytest.mark.django_db
def test_a_whole_number_is_kept_as_one() -> None:
    """PostgreSQL keeps numbers by value: what went in as 2.0 would come back as 2."""
    kept = Event.objects.get(pk=note(number=2.0, half=0.5).pk).details
    assert (repr(kept["number"]), repr(kept["half"])) == ("2", "0.5")


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_moment_never_fork_a_chain() -> None:
    answers = at_once(*[partial(note, number=number) for number in range(8)])
    assert not [answer for answer in answers if isinstance(answer, Exception)]
    links = Event.objects.filter(stream="person:1").order_by("sequence")
    assert [link.sequence for link in links] == list(range(1, 9))
    assert verify().intact


_PROCESS = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from huishang.audit.details import Code
from tests.audit.writing import note
for number in range(15):
    note(number=number, process=Code(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
def test_processes_at_the_same_moment_never_fork_a_chain() -> None:
    name = str(connection.settings_dict["NAME"])
    running = [
        subprocess.Popen([sys.executable, "-c", _PROCESS, name, key], env=os.environ)
        for key in ("a", "b")
    ]
    assert [process.wait(timeout=60) for process in running] == [0, 0]
    links = Event.objects.filter(stream="person:1").order_by("sequence")
    assert [link.sequence for link in links] == list(range(1, 31))
    assert {link.details["process"] for link in links} == {"a", "b"}
    assert verify().intact
    connections.close_all()


@pytest.mark.django_db
def test_a_refusal_is_kept_without_what_was_typed() -> None:
    city = jurisdiction("140800", "运城市")
    liaison = somebody(city.department("police"), PostKind.LIAISON)
    error = NotPermitted("无权。", basis=(Basis("some-2022", "8"),))
    event = record_refusal(liaison, error, "/cases/1/close/?note=秘密")
    assert event.actor_post == liaison.post_id
    assert event.basis == ["some-2022#8"]
    assert event.details == {"code": "not_permitted"}
    assert told(event) == {"path": "/cases/1/close/"}
    typed = record_refusal(liaison, InvalidData({"name": "“张三”不对"}), "/x" * 500)
    assert "张三" not in json.dumps(typed.content(), ensure_ascii=False)
    assert len(told(typed)["path"]) == 200
    assert record_refusal(HOUSE, NotVisible(), "").subject_id == "system"


@pytest.mark.django_db(transaction=True)
def test_a_refusal_is_not_lost_with_the_transaction_it_ended() -> None:
    """Kept inside the refused transaction it would vanish with it, so that is an error."""
    with pytest.raises(RuntimeError), transaction.atomic():
        record_refusal(HOUSE, NotVisible(), "/")


def test_an_event_type_is_declared_once_and_read_by_its_word() -> None:
    own = EventCatalogue()
    own.declare("tests.open", "打开")
    with pytest.raises(ValueError, match="declared twice"):
        own.declare("tests.open", "另一个")
    assert own.label("tests.open") == "打开"
    assert own.label("tests.of_an_older_version") == "tests.of_an_older_version"


def test_every_event_of_the_house_has_a_chinese_word() -> None:
    kinds = list(catalogue)
    assert kinds
    assert all(kind.label and not kind.label.isascii() for kind in kinds)
