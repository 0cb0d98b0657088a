"""What an event says about a person lies apart: sealed, provable, and one day shredded."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection

from huishang.audit import queries
from huishang.audit.actions import open_private, record_refusal, shred
from huishang.audit.models import Event, Private
from huishang.audit.verification import verify
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible, RuleUnmet
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.audit.tampering import dumped, sql
from tests.audit.writing import HOUSE, keep_apart, note, told
from tests.places import Jurisdiction, jurisdiction, somebody

pytestmark = pytest.mark.django_db(transaction=True)

WRITTEN = beijing(2026, 3, 2)
LATER = beijing(2026, 9, 3)
WHY = "权利请求〔2026〕3号"


@pytest.fixture
def city() -> Jurisdiction:
    return jurisdiction("140800", "运城市")


@pytest.fixture
def auditor(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)


@pytest.fixture
def event(city: Jurisdiction) -> Event:
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    with clock.at(WRITTEN):
        return keep_apart(actor=clerk, text="张小童")


def _row(event: Event) -> str:
    return event.pk.hex if connection.vendor == "sqlite" else str(event.pk)


def test_it_is_neither_in_the_link_nor_readable_beside_it(event: Event) -> None:
    assert "张小童" not in dumped("audit_event", "audit_private")
    assert event.commitment in event.content().values()
    assert verify().intact


def test_equal_contents_have_unequal_commitments() -> None:
    """A commitment in a copied database cannot be compared with a guess."""
    first, second = (keep_apart(actor=HOUSE, text="张小童") for _ in range(2))
    assert first.commitment != second.commitment


def test_an_event_that_keeps_nothing_apart_is_hashed_as_it_ever_was() -> None:
    plain = note()
    assert plain.commitment == ""
    assert "commitment" not in plain.content()
    assert not Private.objects.exists()


def test_shredded_it_is_gone_and_the_chain_holds(event: Event, auditor: Actor) -> None:
    with clock.at(LATER):
        gone = shred(actor=auditor, event_id=event.pk, reason=WHY)
    assert not Private.objects.filter(pk=event.pk).exists()
    assert verify().intact
    assert gone.details == {"act": event.act, "at": "2026-03-02"}
    assert told(gone) == {"reason": WHY}
    assert gone.basis == ["cybersecurity-law#23"]
    with clock.at(LATER), pytest.raises(NotVisible):
        shred(actor=auditor, event_id=event.pk, reason=WHY)


@pytest.mark.parametrize(
    ("on", "allowed"),
    [(beijing(2026, 9, 2, 23), False), (beijing(2026, 9, 3, 0), True)],
)
def test_nothing_younger_than_six_months_is_shredded(
    event: Event, auditor: Actor, on: object, allowed: bool
) -> None:
    """网络安全法 第二十三条."""
    with clock.at(on):  # type: ignore[arg-type]
        if allowed:
            shred(actor=auditor, event_id=event.pk, reason=WHY)
            return
        with pytest.raises(RuleUnmet) as refusal:
            shred(actor=auditor, event_id=event.pk, reason=WHY)
    assert [str(basis) for basis in refusal.value.basis] == ["cybersecurity-law#23"]
    assert Private.objects.exists()


def test_a_shredding_has_a_reason(event: Event, auditor: Actor) -> None:
    with clock.at(LATER), pytest.raises(InvalidData):
        shred(actor=auditor, event_id=event.pk, reason=" ")


@pytest.mark.parametrize(
    "kind", [kind for kind in PostKind if kind is not PostKind.AUDIT_ADMINISTRATOR]
)
def test_nobody_but_the_audit_administrator_shreds(
    city: Jurisdiction, event: Event, kind: PostKind
) -> None:
    with clock.at(LATER), pytest.raises(NotPermitted):
        shred(actor=somebody(city.office, kind), event_id=event.pk, reason=WHY)


def test_an_auditor_shreds_neither_elsewhere_nor_their_own(event: Event, auditor: Actor) -> None:
    elsewhere = jurisdiction("140100", "太原市")
    other = somebody(elsewhere.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
    with clock.at(LATER), pytest.raises(NotPermitted):
        shred(actor=other, event_id=event.pk, reason=WHY)
    with clock.at(WRITTEN):
        own = keep_apart(actor=auditor, text="张小童")
    with clock.at(LATER), pytest.raises(NotPermitted):
        shred(actor=auditor, event_id=own.pk, reason=WHY)


def test_no_post_opens_it_and_the_machine_does_with_a_reason(event: Event, auditor: Actor) -> None:
    with pytest.raises(NotPermitted):
        open_private(actor=auditor, event_id=event.pk, reason="核查")
    assert open_private(actor=HOUSE, event_id=event.pk, reason="依法调查") == {"text": "张小童"}
    opened = Event.objects.get(act="audit.open_private")
    assert (opened.subject_id, told(opened)) == (event.pk.hex, {"reason": "依法调查"})


def test_the_auditor_sees_that_something_is_kept_and_not_what(event: Event, auditor: Actor) -> None:
    [entry] = [e for e in queries.events(auditor).rows if e.id == event.pk]
    assert entry.keeps_apart
    assert "张小童" not in json.dumps(entry.details, ensure_ascii=False)
    assert queries.event(auditor, event.pk).sealed


# --- found by verification -----------------------------------------------------------------------


def _broken() -> tuple[str, int, str]:
    first = verify().first_break
    assert first is not None
    return first.stream, first.sequence, first.fault


def test_a_private_part_removed_without_a_word_is_found(event: Event) -> None:
    sql("DELETE FROM audit_private WHERE event_id = %s", _row(event))
    assert _broken() == (event.stream_id, 1, "单独保存的内容缺失，也没有销毁记录")


def test_a_private_part_put_in_the_place_of_another_is_found(event: Event) -> None:
    other = keep_apart(actor=HOUSE, text="李小童")
    sql(
        "UPDATE audit_private SET content = (SELECT content FROM audit_private WHERE event_id = %s)"
        " WHERE event_id = %s",
        _row(other),
        _row(event),
    )
    assert _broken() == (event.stream_id, 1, "单独保存的内容被改动过")


def test_a_private_part_written_anew_under_the_right_key_is_found(event: Event) -> None:
    private = Private.objects.get(pk=event.pk)
    private.content = {**private.content, "told": {"text": "王小童"}}
    private.save()
    assert _broken() == (event.stream_id, 1, "单独保存的内容被改动过")


def test_a_commitment_taken_out_of_its_link_is_found(event: Event) -> None:
    sql("DELETE FROM audit_private WHERE event_id = %s", _row(event))
    sql("UPDATE audit_event SET commitment = '' WHERE id = %s", _row(event))
    assert _broken() == (event.stream_id, 1, "内容与校验值不符")


def test_a_private_part_smuggled_in_is_found(event: Event) -> None:
    plain = note()
    Private.objects.create(event=plain, content={"salt": "0", "told": {"text": "谁"}})
    assert _broken() == (plain.stream_id, 1, "单独保存的内容被改动过")


# --- retention -----------------------------------------------------------------------------------


def test_nothing_in_the_house_removes_an_event() -> None:
    """No period, no setting and no act: what is not there cannot be set too low."""
    import huishang.audit.actions as actions

    assert {name for name in actions.__all__ if "delete" in name or "purge" in name} == set()
    from tests.house.source import modules

    removed = [
        module.at(node)
        for module in modules()
        for node in module.walk(__import__("ast").Attribute)
        if getattr(node, "attr", "") == "delete"
        and "Event.objects" in __import__("ast").unparse(node)
        and module.package == "audit"
    ]
    assert removed == []


def test_the_period_cannot_be_set_below_six_months() -> None:
    """A place may keep longer; the law data of one that keeps less are refused."""
    from huishang.law import book, provisions
    from huishang.law.regimes import Floor
    from huishang.law.values import Duration, Unit

    clauses = [
        clause
        for clause in book.current().regimes["china"].clauses
        if clause.provision is provisions.LOG_RETENTION
    ]
    assert {clause.floor for clause in clauses} == {Floor.MAY_LENGTHEN}
    assert {clause.value for clause in clauses} == {Duration(6, Unit.MONTH)}


def test_a_refusal_still_keeps_nothing_that_was_typed() -> None:
    kept = record_refusal(HOUSE, NotVisible(), "/children/?q=张小童")
    assert "张小童" not in json.dumps(kept.content(), ensure_ascii=False)
    assert kept.at.date() >= date(2020, 1, 1)
