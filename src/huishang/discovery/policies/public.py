"""What somebody without an account tells, and what is wrong with it: as little as possible."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import name_fault, phone_fault, text_fault, tidy

from ..models import Report
from .intake import LINE, NARRATIVE, TOLD
from .receipts import is_key

REMARK = 2_000
"""Characters; a limit of the platform, not of any rule."""
NOT_SAID = "报告人没有说明。"
STALE = "页面已经失效，请重新打开后再提交。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEntry:
    """
    :param key: of the form; the same form handed in again brings the same receipt.
    :param place: twelve digits, from county level down. :param where: in words.
    :param poster: key of the body whose poster was scanned, as the address has it.
    :param child: who the child is or what it looks like, as far as anybody can say.
    """

    key: str
    place: str
    narrative: str
    poster: str = ""
    where: str = ""
    child: str = ""
    reporter_name: str = ""
    reporter_phone: str = ""

    @property
    def told(self) -> str:
        """As it is kept: where it happened belongs to what happened."""
        where = tidy(self.where)
        return f"{tidy(self.narrative)}\n地点：{where}" if where else tidy(self.narrative)

    @property
    def told_child(self) -> str:
        return tidy(self.child) or NOT_SAID


def public_faults(entry: PublicEntry) -> dict[str, str]:
    """Field → what is wrong; the place is examined beside."""
    found = {
        "key": None if is_key(entry.key) else STALE,
        "narrative": text_fault("发生了什么", entry.narrative, longest=NARRATIVE // 2, lines=True),
        "where": text_fault("具体地点", entry.where, longest=LINE * 2, required=False),
        "child": text_fault("孩子的情况", entry.child, longest=TOLD, required=False, lines=True),
        "reporter_name": name_fault("称呼", entry.reporter_name, longest=LINE, required=False),
        "reporter_phone": phone_fault("电话", entry.reporter_phone),
    }
    return {field: fault for field, fault in found.items() if fault}


def remark_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=REMARK, lines=True)


def has_receipt(report: Report) -> bool:
    """Whether the reporter holds one; asked of a report loaded with it."""
    return hasattr(report, "receipt")


def can_answer_reporter(report: Report) -> Decision:
    """Where the reporter holds a receipt."""
    if has_receipt(report):
        return ALLOWED
    return refused(
        "这件报告不是通过网上报告页面提交的，不能在这里答复报告人。",
        instead=f"请由接收报告的{report.organisation.name}告知报告人。",
    )
