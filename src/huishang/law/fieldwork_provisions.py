"""Provisions about going out to find children: how often everybody is asked, who goes on patrol.

Declared as those of `provisions` are; `vocabulary` reads them all.
"""

from __future__ import annotations

from .provision import Provision
from .values import Choice, Duration

SWEEP_EVERY: Provision[Duration] = Provision(
    "sweep_every", "排查间隔", "每个村（居）最长隔多久排查一遍。"
)
TOWN_PATROL: Provision[tuple[Choice, ...]] = Provision(
    "town_patrol", "镇级巡查队伍", "乡镇（街道）的巡查由哪些人员一起进行。"
)
VILLAGE_PATROL: Provision[tuple[Choice, ...]] = Provision(
    "village_patrol", "村级巡查队伍", "村（居）的巡查由哪些人员一起进行。"
)
