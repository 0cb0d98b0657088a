"""What an empty workbench says: what this post usually does here, and the first step."""

from __future__ import annotations

from django.urls import reverse

from huishang.kernel.terms import PostKind

from ...components import Empty, Link

_FIRST_STEPS: dict[PostKind, tuple[str, str, str]] = {
    PostKind.CHILD_DIRECTOR: (
        "走访中发现未成年人受到侵害、疑似受到侵害或者面临其他危险的，在这里立即报告。",
        "立即报告",
        "reports:new",
    ),
    PostKind.CHILD_SUPERVISOR: (
        "汇总各村（社区）的报告；村里解决不了的，报县级未保办。",
        "查看报告",
        "reports:list",
    ),
    PostKind.CASE_WORKER: (
        "受理报告、建立个案、评估和跟踪；一个部门办不了的，提请会商。",
        "登记报告",
        "reports:new",
    ),
    PostKind.OFFICE_CLERK: (
        "审核会商申请，发出会议通知，整理纪要，催办落实并备案。",
        "登记报告",
        "reports:new",
    ),
    PostKind.OFFICE_DIRECTOR: (
        "审核会商申请，确定会议时间和层级，签发督办。",
        "查看个案",
        "cases:list",
    ),
    PostKind.LIAISON: (
        "需要本单位参会、提出意见、落实的事项，会按期限列在这里。",
        "查看交办事项",
        "assignments:ledger",
    ),
    PostKind.COMMITTEE_CHAIR: (
        "需要您主持的会议、签发的纪要，会按期限列在这里。",
        "查看会商",
        "conferences:list",
    ),
    PostKind.COMMITTEE_VICE_CHAIR: (
        "需要您主持的会议、签发的纪要，会按期限列在这里。",
        "查看会商",
        "conferences:list",
    ),
    PostKind.EXPERT: (
        "受邀参加的会商会列在这里，会前可以查阅材料。",
        "查看会商",
        "conferences:list",
    ),
    PostKind.INSPECTOR: (
        "督办事项和逾期未落实的事项会列在这里。",
        "查看督办",
        "assignments:ledger",
    ),
    PostKind.HOTLINE_OPERATOR: (
        "接到来电后在这里登记，系统给出受理编号，办理结果会反馈给您。",
        "登记报告",
        "reports:new",
    ),
    PostKind.SYSTEM_ADMINISTRATOR: (
        "维护单位和名册，查看系统运行情况。系统管理员看不到儿童和个案。",
        "查看系统状态",
        "system:status",
    ),
    PostKind.SECURITY_ADMINISTRATOR: (
        "安全管理员看不到儿童和个案；需要处理的事项会列在这里。",
        "查看通知",
        "inbox:list",
    ),
    PostKind.AUDIT_ADMINISTRATOR: (
        "查阅操作留痕，核验记录是否完整。审计管理员看不到儿童和个案的内容。",
        "查看审计记录",
        "audit:list",
    ),
}


def empty(post: PostKind) -> Empty:
    text, label, view = _FIRST_STEPS[post]
    return Empty("目前没有待办事项", text, Link(label, reverse(view)))
