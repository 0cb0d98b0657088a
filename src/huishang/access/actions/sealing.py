"""Close a record so that nobody sees it again, the one who closes it included (封存).

Basis: provision ``sealed_kinds``.
"""

from __future__ import annotations

import secrets
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.audit.actions import Subject, record
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.texts import tidy
from huishang.organisations import queries as organisations
from huishang.vault.sealing import blind_index

from .. import events, permissions, policies
from ..models import Matter, SealedMatter, SealedRecord

NUMBER, NAME = "sealed_number", "sealed_name"
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_DRAWN = 8


def named(name: str, born: date | None) -> str:
    """What somebody without a number is found by: the name and the day of birth."""
    return f"{tidy(name)} {born.isoformat() if born else ''}".strip()


@transaction.atomic
def seal_record(
    *,
    actor: Actor,
    kind: str,
    name: str,
    born: date,
    number: str = "",
    decided_by: str,
    document_number: str,
    text: str,
) -> str:
    """Close one record about a person (封存记录). Answers its handle and nothing else.

    :param kind: a code of ``sealed_kinds`` in force at the actor's place.
    :param number: resident number, where known.
    :param decided_by: the organ whose decision it is; ``document_number`` of that decision.
    :raises NotPermitted / InvalidData / NoRuleInForce
    """
    permissions.may_seal(actor).require(NotPermitted)
    if wrong := policies.sealing_faults(
        actor,
        kind=kind,
        name=name,
        born=born,
        number=number,
        decided_by=decided_by,
        document_number=document_number,
        text=text,
    ):
        raise InvalidData(wrong)
    content = {
        "name": tidy(name),
        "born": born.isoformat(),
        "number": number.strip().upper(),
        "decided_by": tidy(decided_by),
        "document_number": tidy(document_number),
        "text": tidy(text),
    }
    return keep_sealed(actor=actor, kind=kind, keeper_id=keeper_of(actor.division), content=content)


@transaction.atomic
def keep_sealed(*, actor: Actor, kind: str, keeper_id: UUID, content: dict[str, Any]) -> str:
    """The record itself; a step of acts that asked their own permission. Answers its handle.

    :param content: at least ``name``, ``born`` (ISO date) and ``number`` of whom it concerns.
    """
    born = date.fromisoformat(content["born"]) if content["born"] else None
    who = named(content["name"], born)
    kept = SealedRecord(
        handle=f"封{''.join(secrets.choice(_LETTERS) for _ in range(_DRAWN))}",
        keeper_id=keeper_id,
        kind=kind,
        sealed_number=content["number"],
        sealed_number_index=blind_index(NUMBER, content["number"]),
        sealed_name=who,
        sealed_name_index=blind_index(NAME, who),
        content={**content, "sealed_on": clock.today().isoformat()},
    )
    kept.save(force_insert=True)
    record(
        actor=actor,
        event=events.SEALED,
        subject=Subject("sealed_record", kept.pk),
    )
    return kept.handle


@transaction.atomic
def seal_matter(*, actor: Actor, matter: Matter, matter_id: UUID) -> None:
    """Take a matter and all that belongs to it out of everybody's sight; a step of the act of the
    room that owns it. Repeating changes nothing."""
    _, is_new = SealedMatter.objects.get_or_create(matter=matter, matter_id=matter_id)
    if is_new:
        record(
            actor=actor,
            event=events.MATTER_SEALED,
            subject=Subject(Matter(matter).value, matter_id),
            case_id=matter_id if matter == Matter.CASE else None,
        )


def keeper_of(place: DivisionCode) -> UUID:
    """The office that keeps what is sealed at a place: its own, or the nearest above it."""
    for above in place.upward:
        if (office := organisations.office_or_none(above)) is not None:
            return office.pk
    return organisations.office_at(place).pk
