"""Words of this room that are chosen from lists."""

from __future__ import annotations

from huishang.law.values.labelled import Labelled


class Why(Labelled):
    """Why nobody of a household was met."""

    AWAY = "away", "全家外出"
    NOBODY = "nobody", "多次上门无人"
    REFUSED = "refused", "拒绝入户"
    UNKNOWN = "unknown", "找不到这一户"


class PatrolKind(Labelled):
    """How a patrol goes (重点走访、街面巡查、跟踪随访)."""

    KEY = "key", "重点走访"
    STREET = "street", "街面巡查"
    FOLLOW = "follow", "跟踪随访"


class Outcome(Labelled):
    """What became of a household nobody had met."""

    MET = "met", "已补访"
    MOVED = "moved", "已搬离，告知迁入地"
    MISTAKEN = "mistaken", "登记有误"

    @property
    def leaves_a_household(self) -> bool:
        """Whether there still is one to be met here."""
        return self is Outcome.MET
