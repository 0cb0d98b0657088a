"""What the record's subjects are called."""

from __future__ import annotations

SUBJECTS = {
    "account": "账号",
    "anchor": "日锚",
    "assignment": "交办事项",
    "case": "个案",
    "child": "儿童档案",
    "conference": "会商",
    "conference_request": "会商申请",
    "division": "行政区划",
    "document": "公文",
    "extension": "延期申请",
    "file": "文件",
    "guardian": "监护人",
    "implementation_report": "落实情况报告",
    "message": "通知",
    "minutes": "会议纪要",
    "organisation": "单位",
    "person": "人员",
    "post": "岗位",
    "refusal": "拒绝",
    "report": "报告",
    "seat": "参会席位",
    "supervision_order": "督办",
}
