"""The articles behind a page of access."""

from __future__ import annotations

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.law.provision import Provision
from huishang.law.rules import Rules


def basis_of(actor: Actor, provision: Provision[object]) -> tuple[Basis, ...]:
    """Empty where it is a local setting, which is never shown as law."""
    return Rules.at(actor.division, clock.today()).basis(provision)
