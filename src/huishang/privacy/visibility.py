"""Who sees what is kept here.

The register, the assessments and the breaches of a place: its office director and its security
administrator; neither holds a child's name. Rights requests: the office's own staff and nobody
else, for a requester and a child are named in them. The rules for children under fourteen:
everybody who works in the place they were published for.
"""

from __future__ import annotations

from django.db.models import Q

from huishang.access.scoping import NOTHING
from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind

RESPONSIBLE = (PostKind.OFFICE_DIRECTOR, PostKind.SECURITY_ADMINISTRATOR)
OFFICE_STAFF = (PostKind.OFFICE_DIRECTOR, PostKind.OFFICE_CLERK)


def of_this_place(actor: Actor) -> Q:
    if actor.is_any(*RESPONSIBLE):
        return Q(division=actor.division.code)
    return NOTHING


def requests_in_sight(actor: Actor) -> Q:
    if actor.is_any(*OFFICE_STAFF):
        return Q(organisation_id=actor.organisation_id)
    return NOTHING


def rules_in_sight(actor: Actor) -> Q:
    return Q(division__in=places_above(actor.division))


def places_above(place: DivisionCode) -> list[str]:
    """The codes of a place and of all it lies in, the nearest first."""
    lengths = (12, 9, 6, 4, 2)
    codes = [place.code[:length].ljust(12, "0") for length in lengths]
    found = [code for code in codes if DivisionCode(code).level is not Level.NATION]
    return list(dict.fromkeys(found))
