"""What is asked of a post at a place, out of the law and the local settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind
from huishang.law import book, provisions
from huishang.law.provision import Provision
from huishang.law.rules import Rules
from huishang.law.values import Staffing

from .standing import Need, Needs

_Asked = Mapping[Need, Provision[Any]]

_OF_POSTS: _Asked = {
    Need.REAL_NAME: provisions.STAFF_REAL_NAME,
    Need.TRAINING_BEFORE_DUTY: provisions.TRAINING_BEFORE_DUTY,
    Need.TRAINING_YEARLY: provisions.TRAINING_EVERY,
}
_CHECKS: _Asked = {
    Need.CHECK_ON_ENTRY: provisions.RECORD_CHECK_ON_ENTRY,
    Need.CHECK_YEARLY: provisions.RECORD_CHECK_EVERY,
}
"""Need → the provision that asks for it, by a yes or by saying how often."""


def needs_of(kind: PostKind, place: DivisionCode, on: date) -> Needs:
    """:param place: the county; towns and villages follow it."""
    law = Rules.at(place, on)
    checked = kind in law.value(provisions.STAFF_CHECKED)
    return _needs(law, _asked(law, _OF_POSTS) | (_checks(law) if checked else {}))


def needs_of_supporters(place: DivisionCode, on: date) -> Needs:
    """A volunteer, or the people an organisation sends: checked, and nothing else."""
    law = Rules.at(place, on)
    return _needs(law, _checks(law))


def _checks(law: Rules) -> dict[Need, tuple[Basis, ...]]:
    """That they are checked at all is a local setting; when, the law says."""
    whom = law.basis(provisions.STAFF_CHECKED)
    return {need: (*basis, *whom) for need, basis in _asked(law, _CHECKS).items()}


def _asked(law: Rules, needs: _Asked) -> dict[Need, tuple[Basis, ...]]:
    """Those the place asks for, each with what it rests on."""
    return {need: found.cited for need, rule in needs.items() if (found := law.find(rule)).value}


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
