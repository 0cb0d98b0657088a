"""A page that is one small form."""

from __future__ import annotations

from dataclasses import dataclass

from ....components import Fact, Link
from ....forms import HouseForm
from ....page import Page


@dataclass(frozen=True, kw_only=True)
class StepPage(Page):
    """:param verb: the word on its button. :param consequence: what handing it in brings about."""

    template = "web/conferences/step.html"

    form: HouseForm
    verb: str
    back: Link
    facts: tuple[Fact, ...] = ()
    consequence: str = ""
