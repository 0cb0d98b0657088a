"""What the protection of personal data writes into the audit."""

from huishang.audit.event_types import Nature, declare

ACTIVITY_REGISTERED = declare("privacy.register_activity", "登记处理活动", legible=True)
ACTIVITY_REVISED = declare("privacy.revise_activity", "修改处理活动", legible=True)
ACTIVITY_ENDED = declare("privacy.end_activity", "终止处理活动")
ASSESSED = declare("privacy.assess", "个人信息保护影响评估")
RULES_PUBLISHED = declare("privacy.publish_rules", "发布未成年人个人信息处理规则")
RULES_ACKNOWLEDGED = declare("privacy.acknowledge_rules", "确认已阅读处理规则")

REQUEST_RECEIVED = declare("privacy.receive_request", "收到权利请求")
REQUEST_FULFILLED = declare("privacy.fulfil_request", "办理权利请求")
REQUEST_REFUSED = declare("privacy.refuse_request", "书面拒绝权利请求")
REQUEST_WITHDRAWN = declare("privacy.withdraw_request", "权利请求撤回")
REQUEST_READ = declare("privacy.read_request", "查阅权利请求", Nature.READ)
LETTER_EXPORTED = declare("privacy.export_letter", "下载权利请求告知书", Nature.READ, export=True)

BREACH_FOUND = declare("privacy.find_breach", "登记泄露事件")
BREACH_REMEDIED = declare("privacy.remedy_breach", "泄露补救")
BREACH_REPORTED = declare("privacy.report_breach", "泄露报告网信等部门")
BREACH_TOLD = declare("privacy.tell_breach", "泄露告知本人和监护人")
BREACH_CLOSED = declare("privacy.close_breach", "泄露事件办结")
