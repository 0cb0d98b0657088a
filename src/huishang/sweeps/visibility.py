"""Who sees which sweep: those who keep files there, each as far as the own place reaches.

A child director the part of the own village, a child supervisor those of the own town, case workers
and office of a county all of it. A sweep itself is seen by whoever has a part in it. Nobody above
the county: which door stayed shut is no coordination matter.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from huishang.access.scoping import NOTHING
from huishang.kernel.actor import Actor
from huishang.people.visibility import place_kept

from .models import Stretch


def stretches_in_sight(actor: Actor) -> Q:
    """On `Stretch`: of a village within the place whose files the actor keeps."""
    place = place_kept(actor)
    return NOTHING if place is None else Q(division__startswith=place.prefix)


def sweeps_in_sight(actor: Actor) -> Q:
    parts = Stretch.objects.visible_to(actor).filter(sweep=OuterRef("pk"))
    return Q(Exists(parts))


def patrols_in_sight(actor: Actor) -> Q:
    """As the parts of sweeps: of the place whose files the actor keeps, and all below it."""
    return stretches_in_sight(actor)


def missed_in_sight(actor: Actor) -> Q:
    parts = Stretch.objects.visible_to(actor).filter(pk=OuterRef("stretch_id"))
    return Q(Exists(parts))
