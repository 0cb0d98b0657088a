"""What the register writes into the audit."""

from huishang.audit.event_types import Nature, declare

ENTERED = declare("staff.enter", "实名登记")
TRAINED = declare("staff.record_training", "登记培训")
CHECK_ASKED = declare("staff.ask_check", "提请违法犯罪记录查询")
CHECK_ANSWERED = declare("staff.answer_check", "登记查询答复")
APPRAISED = declare("staff.appraise", "年度考核")
SHEET_READ = declare("staff.read_sheet", "查阅队伍人员登记", Nature.READ)
ALERTED = declare("staff.alert", "队伍到期提醒", Nature.SYSTEM)

SUPPORTER_REGISTERED = declare("staff.register_supporter", "登记社会力量")
SUPPORTER_ENDED = declare("staff.end_supporter", "社会力量退出")
