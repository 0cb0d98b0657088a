"""Who sees a case: by duty or by grant (see `access.visibility`).

A county that is competent but does not lead has a duty and no file until the lead lets it in. Who
is recused is locked out of the case, its report and the child alike.
"""

from __future__ import annotations

from django.db.models import Q

from huishang.access.queries import Matter
from huishang.access.visibility import Section, matters_in_sight
from huishang.kernel.actor import Actor


def cases_in_sight(actor: Actor) -> Q:
    return matters_in_sight(actor, Matter.CASE)


def told_of_case_in_sight(actor: Actor) -> Q:
    """On what tells of a case: for those who read that section of its file."""
    return matters_in_sight(actor, Matter.CASE, "case_id", Section.NARRATIVE)
