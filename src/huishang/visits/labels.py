"""Words of this room that are chosen from lists."""

from __future__ import annotations

from huishang.law.values.labelled import Labelled


class VisitKind(Labelled):
    """Why somebody goes there (重点走访、街面巡查、跟踪随访; 回访 after a case was closed)."""

    KEY = "key", "重点走访"
    PATROL = "patrol", "街面巡查"
    FOLLOW = "follow", "跟踪随访"
    RETURN = "return", "回访"


class Work(Labelled):
    """What a village does for a child: the seven kinds of its log."""

    VISIT = "visit", "入户走访"
    SURVEY = "survey", "摸底排查"
    GUARDIANSHIP = "guardianship", "监护干预"
    REFERRAL = "referral", "帮扶转介"
    COMFORT = "comfort", "心理疏导"
    FILING = "filing", "档案管理"
    TRACKING = "tracking", "跟踪回访"


class Found(Labelled):
    """What a check came to."""

    WELL = "well", "正常"
    WRONG = "wrong", "有问题"
    UNSEEN = "unseen", "没有看到"


class Step(Labelled):
    """What is done about something wrong; never words alone."""

    FACT = "fact", "登记到档案"
    REPORT = "report", "立即报告"
    SCORE = "score", "重新评估"
    SOLVED = "solved", "已当场解决"


class Confirmed(Labelled):
    """Whether who answers for the child confirms that somebody was there."""

    SIGNED = "signed", "已签字"
    SPOKEN = "spoken", "口头确认"
    AWAY = "away", "不在家"
    REFUSED = "refused", "不愿确认"


class Need(Labelled):
    """What an assessment looks at, beside the score (评估儿童发展需求和各类困境)."""

    DEVELOPMENT = "development", "儿童发展需求"
    CHILD = "child", "儿童困境"
    FAMILY = "family", "家庭困境"
    GUARDIANSHIP = "guardianship", "监护困境"
    TEMPORARY = "temporary", "临时困境"
