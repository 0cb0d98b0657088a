"""The eight ways the house says no, each with what happened, why, and what to do instead.

Nothing else is raised for a person to read. Faces turn them into a page (`web`),
``application/problem+json`` (`api`) or a line on the terminal (`cli`), in one place each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from .basis import Basis


class HuishangError(Exception):
    """Base of every refusal.

    :param message: what cannot be done and why, one Chinese sentence.
    :param instead: what the person can do about it.
    :param basis: the articles it rests on; empty when the reason is not a rule.
    """

    code: ClassVar[str]
    http_status: ClassVar[int]
    title: ClassVar[str]

    def __init__(self, message: str, *, instead: str = "", basis: tuple[Basis, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.instead = instead
        self.basis = basis


class NotVisible(HuishangError):
    """It does not exist, or it is not for these eyes; the two are never told apart."""

    code, http_status, title = "not_visible", 404, "没有找到"

    def __init__(self, what: str = "内容") -> None:
        super().__init__(
            f"没有找到这项{what}，或者它不在您的查看范围内。",
            instead="请核对链接；确需查看的，请联系承办单位。",
        )


class NotPermitted(HuishangError):
    """Seen, but this post may not do this."""

    code, http_status, title = "not_permitted", 403, "无权办理"


class NotInThisState(HuishangError):
    """The step is not open in the present state, whoever asks."""

    code, http_status, title = "not_in_this_state", 409, "当前环节不能办理"


class RuleUnmet(HuishangError):
    """A written rule of the place is not met."""

    code, http_status, title = "rule_unmet", 422, "不符合制度规定"


class NoRuleInForce(HuishangError):
    """The law data has no rule for this place on this day. Never replaced by a silent default."""

    code, http_status, title = "no_rule_in_force", 422, "没有现行规定"


class Conflict(HuishangError):
    """Somebody else changed it first; what was typed is kept by the caller."""

    code, http_status, title = "conflict", 409, "内容已被他人修改"


class InvalidData(HuishangError):
    """Something typed or sent is wrong.

    :param fields: field name → what is wrong with it and what to do, in Chinese.
    """

    code, http_status, title = "invalid_data", 422, "填写有误"

    def __init__(self, fields: Mapping[str, str], message: str = "") -> None:
        super().__init__(
            message or "；".join(fields.values()),
            instead="请按提示修改后重新提交，已填写的内容不会丢失。",
        )
        self.fields = dict(fields)


class TooOften(HuishangError):
    """Asked more often than is given; nothing was done.

    :param wait: seconds until it may be asked again.
    """

    code, http_status, title = "too_often", 429, "请稍后再试"

    def __init__(self, message: str, *, wait: int) -> None:
        super().__init__(message, instead=f"请等{wait}秒后再试。")
        self.wait = wait


class NotScoped(AssertionError):
    """A programmer's mistake: a query that never said who is asking. Never shown to a person."""
