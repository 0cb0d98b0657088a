"""Words of this room that are chosen from lists."""

from __future__ import annotations

from huishang.law.values.labelled import Labelled


class Need(Labelled):
    """What an assessment looks at, beside the score (评估儿童发展需求和各类困境)."""

    DEVELOPMENT = "development", "儿童发展需求"
    CHILD = "child", "儿童困境"
    FAMILY = "family", "家庭困境"
    GUARDIANSHIP = "guardianship", "监护困境"
    TEMPORARY = "temporary", "临时困境"
