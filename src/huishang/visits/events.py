"""What assessments and visits write into the audit; opening one is an event too."""

from huishang.audit.event_types import Nature, declare

HANDED_IN = declare("visits.assess", "提交风险评估")
CONFIRMED = declare("visits.assessment_confirmed", "复核确认风险评估")
RETURNED = declare("visits.assessment_returned", "退回风险评估")
READ = declare("visits.read_assessment", "查阅风险评估", Nature.READ, opens_file=True)
VISITED = declare("visits.visit", "登记走访")
VISIT_WITHDRAWN = declare("visits.withdraw_visit", "撤销走访登记")
VISIT_READ = declare("visits.read_visit", "查阅走访记录", Nature.READ, opens_file=True)
MISSED = declare("visits.missed", "走访逾期提醒", Nature.SYSTEM)
