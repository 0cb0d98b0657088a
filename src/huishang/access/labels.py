"""Words of access that are chosen from lists."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """Why somebody opens a child's file; written down with every look."""

    CASE = "case", "办理个案"
    REPORT = "report", "处置报告"
    VISIT = "visit", "走访探视"
    VERIFY = "verify", "核实身份"
    SUPERVISE = "supervise", "督导检查"
    RESEARCH = "research", "联合调研"
    LEGAL = "legal", "司法和法律援助"

    label: str

    def __new__(cls, value: str, label: str) -> Purpose:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Asked(StrEnum):
    """What is counted by the minute. ``rule``: the field of `AccountRules` that limits it."""

    PAGE = "page", "操作"
    SEARCH = "search", "查找"
    DOWNLOAD = "download", "导出和下载"
    UPLOAD = "upload", "上传"
    CALL = "token", "接口调用"
    TELL = "tell", "网上报告"

    label: str

    def __new__(cls, value: str, label: str) -> Asked:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @property
    def rule(self) -> str:
        return f"{self.value}_calls"


SCOPES = {
    "reports:read": "查看发现报告",
    "reports:write": "提交发现报告",
    "cases:read": "查看个案",
    "cases:write": "办理个案",
    "conferences:read": "查看会商",
    "conferences:write": "办理会商",
    "assignments:read": "查看交办事项",
    "assignments:write": "办理交办事项",
}
"""What a token may be let do: the subject of the interface, and whether it changes anything. What
is seen and may be done within it follows from the post, as for anybody."""
