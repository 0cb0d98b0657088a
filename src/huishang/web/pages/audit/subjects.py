"""What the record's subjects and details are called."""

from __future__ import annotations

from typing import Any

from huishang.access.labels import Asked, Purpose
from huishang.audit.labels import Exported, Oddity
from huishang.audit.queries import SHREDDED, Entry

SUBJECTS = {
    "account": "账号",
    "activity": "处理活动",
    "address": "网络地址",
    "anchor": "日锚",
    "assignment": "交办事项",
    "audit": "审计记录",
    "breach": "泄露事件",
    "case": "个案",
    "child": "儿童档案",
    "conference": "会商",
    "conference_request": "会商申请",
    "division": "行政区划",
    "document": "公文",
    "event": "审计记录",
    "extension": "延期申请",
    "file": "文件",
    "finding": "异常查阅",
    "guardian": "监护人",
    "handling_rules": "处理规则",
    "implementation_report": "落实情况报告",
    "job": "系统例行",
    "key": "密钥",
    "message": "通知",
    "minutes": "会议纪要",
    "organisation": "单位",
    "person": "人员",
    "post": "岗位",
    "refusal": "拒绝",
    "report": "报告",
    "role": "职责",
    "rights_request": "权利请求",
    "search": "查找",
    "seat": "参会席位",
    "supervision_order": "督办",
    "token": "接口令牌",
    "export": "导出",
    "sealed_record": "封存记录",
    "unsealing": "封存记录查询",
}

LOOKED_AT = ("child", "case")
"""Subjects whose looks are told by themselves (查阅历史)."""

APART = "单独保存的内容"

_DETAILS = {
    "account": "账号",
    "act": "事项",
    "address": "网络地址",
    "anchors": "日锚",
    "at": "时间",
    "before": "修改前",
    "body": "查询单位",
    "broken_at": "断裂处",
    "case": "个案",
    "child": "儿童档案",
    "code": "类别",
    "count": "数量",
    "day": "日期",
    "document_number": "文书编号",
    "due_on": "期限",
    "edition": "版次",
    "events": "记录",
    "filters": "筛选",
    "fault": "问题",
    "found": "数量",
    "from": "原状态",
    "hash": "校验值",
    "household": "与本人有监护关系",
    "intact": "是否完整",
    "kind": "种类",
    "list": "列表",
    "matches": "找到",
    "month": "月份",
    "most": "每分钟上限",
    "name": "名称",
    "networks": "允许的网络",
    "number": "编号",
    "oddity": "情形",
    "of": "所属",
    "office": "单位",
    "on_duty": "因职责查阅",
    "paper": "所凭证件",
    "organisation": "单位",
    "part": "内容",
    "path": "页面",
    "person": "人员",
    "purpose": "用途",
    "reason": "理由",
    "report": "报告",
    "role": "职责",
    "since": "起始",
    "streams": "链",
    "to": "现状态",
    "until": "截止",
    "what": "内容",
    "why": "原因",
    "year": "年度",
}

_CODES: dict[str, dict[str, str]] = {
    "oddity": dict(Oddity.choices),
    "purpose": {purpose.value: purpose.label for purpose in Purpose},
    "what": dict(Exported.choices) | {asked.value: asked.label for asked in Asked},
}
"""Name of a detail → what its codes are called."""


def words_of(entry: Entry) -> tuple[tuple[str, str], ...]:
    """What an event tells as name and value in words; what has no word stands as it was written.

    What is kept apart comes last, and where it is gone, that it is.
    """
    told = {**entry.details, **entry.apart}
    gone = ((APART, SHREDDED),) if entry.shredded else ()
    return tuple((_DETAILS.get(name, name), _said(name, value)) for name, value in told.items()) + (
        gone
    )


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(map(str, value))
    return _CODES.get(name, {}).get(str(value), str(value))
