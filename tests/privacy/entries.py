"""What somebody types into the registers, right unless told otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any

from huishang.kernel.clock import beijing
from huishang.privacy.actions import ActivityEntry, BreachEntry, RequestEntry


def activity(**changes: Any) -> ActivityEntry:
    return ActivityEntry(
        **{
            "name": "个案会商",
            "purpose": "研究重大疑难个案，确定帮扶措施。",
            "ground": "duty",
            "categories": "身份、家庭、健康、就学情况",
            "persons": "困境儿童及其监护人",
            "recipients": "参会成员单位",
            "retention": "长期",
            "measures": "按岗位授权，查阅留痕，字段加密。",
            **changes,
        }
    )


def request(**changes: Any) -> RequestEntry:
    return RequestEntry(
        **{
            "right": "delete",
            "requester_kind": "guardian",
            "requester": "测试监护人",
            "contact": "13900000000",
            "child": "测试小童",
            "asked": "请删除走访照片。",
            "received_on": date(2026, 3, 2),
            **changes,
        }
    )


def breach(**changes: Any) -> BreachEntry:
    return BreachEntry(
        **{
            "title": "纸质名册遗失",
            "categories": "姓名、住址、监护人电话",
            "affected": 12,
            "account": "工作人员下乡途中遗失文件袋。",
            "harm": "可能被用于骚扰、诈骗。",
            "discovered_at": beijing(2026, 3, 2, 9),
            **changes,
        }
    )
