"""Provisions about going out to find children: how often everybody is asked.

Declared as those of `provisions` are; `vocabulary` reads them all.
"""

from __future__ import annotations

from .provision import Provision
from .values import Duration

SWEEP_EVERY: Provision[Duration] = Provision(
    "sweep_every", "排查间隔", "每个村（居）最长隔多久排查一遍。"
)
