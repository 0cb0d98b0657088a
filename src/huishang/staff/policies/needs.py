"""What is asked of a post at a place, out of the law and the local settings."""

from __future__ import annotations

from datetime import date

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.law import book, provisions
from huishang.law.rules import Rules
from huishang.law.values import Staffing

from .standing import Need, Needs


def needs_of(kind: PostKind, place: DivisionCode, on: date) -> Needs:
    """:param place: the county; towns and villages follow it."""
    law = Rules.at(place, on)
    basis: dict[Need, tuple[Basis, ...]] = {}
    if (named := law.find(provisions.STAFF_REAL_NAME)).value:
        basis[Need.REAL_NAME] = named.cited
    if (before := law.find(provisions.TRAINING_BEFORE_DUTY)).value:
        basis[Need.TRAINING_BEFORE_DUTY] = before.cited
    basis[Need.TRAINING_YEARLY] = law.basis(provisions.TRAINING_EVERY)
    if kind in law.value(provisions.STAFF_CHECKED):
        basis |= _checks(law)
    return _needs(law, basis)


def needs_of_supporters(place: DivisionCode, on: date) -> Needs:
    """A volunteer, or the people an organisation sends: checked, and nothing else."""
    law = Rules.at(place, on)
    return _needs(law, _checks(law))


def _checks(law: Rules) -> dict[Need, tuple[Basis, ...]]:
    """That they are checked at all is a local setting; when, the law says."""
    whom = law.basis(provisions.STAFF_CHECKED)
    basis = {Need.CHECK_YEARLY: (*law.basis(provisions.RECORD_CHECK_EVERY), *whom)}
    if (entry := law.find(provisions.RECORD_CHECK_ON_ENTRY)).value:
        basis[Need.CHECK_ON_ENTRY] = (*entry.cited, *whom)
    return basis


def _needs(law: Rules, basis: dict[Need, tuple[Basis, ...]]) -> Needs:
    return Needs(
        basis,
        {
            Need.TRAINING_YEARLY: law.value(provisions.TRAINING_EVERY),
            Need.CHECK_YEARLY: law.value(provisions.RECORD_CHECK_EVERY),
        },
        law.value(provisions.STAFF_ALERT_AHEAD),
        book.current().calendar(law.on),
    )


def staffing(place: DivisionCode, on: date) -> tuple[Staffing, ...]:
    """Who must be at every place of which level."""
    return Rules.at(place, on).value(provisions.STAFF_POSTS)
