"""What assignments write into the audit."""

from huishang.audit.event_types import Nature, declare

ASSIGN = declare("assignments.assign", "交办")
ACCEPT = declare("assignments.accept", "认领")
PROGRESS = declare("assignments.note_progress", "记录进展")
REPORT = declare("assignments.report", "报送落实情况")
RETURN = declare("assignments.return_report", "退回补充")
FILE = declare("assignments.file", "备案")
REPORT_RETURNED = declare("assignments.report_returned", "落实情况报告退回")
REPORT_ACCEPTED = declare("assignments.report_accepted", "落实情况报告采纳")

REQUEST_EXTENSION = declare("assignments.request_extension", "申请延期")
GRANT_EXTENSION = declare("assignments.grant_extension", "同意延期")
REFUSE_EXTENSION = declare("assignments.refuse_extension", "不同意延期")
RECOUNT = declare("assignments.recount", "重算期限", Nature.SYSTEM)

REMIND = declare("assignments.remind", "催办")
REMIND_AUTOMATICALLY = declare("assignments.remind_automatically", "自动提醒", Nature.SYSTEM)
PROPOSE_SUPERVISION = declare("assignments.propose_supervision", "建议督办", Nature.SYSTEM)
SUPERVISE = declare("assignments.supervise", "督办")
ANSWER_SUPERVISION = declare("assignments.answer_supervision", "回复督办")
RELEASE_SUPERVISION = declare("assignments.release_supervision", "督办销号")
