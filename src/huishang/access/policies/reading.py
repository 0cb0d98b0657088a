"""What a request to read a file, or its opening in an emergency, has to say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import provisions
from huishang.law.rules import Rules

from ..visibility.sections import Section


def last_day_of_access(actor: Actor) -> date:
    """The last day an approval given today may reach. Basis: ``access_approval_lasts``."""
    law = Rules.at(actor.division, clock.today())
    return law.book.due(clock.today(), law.value(provisions.ACCESS_APPROVAL_LASTS)).on


def asking_faults(
    actor: Actor, *, number: str, reason: str, sections: Iterable[str], until: date
) -> dict[str, str]:
    """Field → what is wrong with a request to read a file."""
    wrong = {}
    if not number.strip():
        wrong["number"] = "请填写个案编号。"
    if not reason.strip():
        wrong["reason"] = "请写明为什么需要查阅，以及查阅后用于什么。"
    wanted = set(sections)
    if not wanted:
        wrong["sections"] = "请至少选择一项查阅内容。"
    elif not wanted <= set(Section):
        wrong["sections"] = "查阅内容有不认识的项目，请重新选择。"
    last = last_day_of_access(actor)
    if not clock.today() <= until <= last:
        wrong["until"] = f"截止日期应在今天至{last.year}年{last.month}月{last.day}日之间。"
    return wrong


def emergency_faults(number: str, reason: str) -> dict[str, str]:
    """Field → what is wrong with opening a file in an emergency."""
    wrong = {}
    if not number.strip():
        wrong["number"] = "请填写个案编号。"
    if not reason.strip():
        wrong["reason"] = "请写明儿童面临什么危险、为什么来不及审批。"
    return wrong


def sections_fault(sections: Iterable[str], asked: Iterable[str]) -> str:
    """An approval gives some of what was asked, never more, never nothing."""
    given = set(sections)
    if not given:
        return "请至少选择一项准予查阅的内容；都不同意的，请选择不批准。"
    return "" if given <= set(asked) else "准予查阅的内容不能多于申请的内容。"
