"""What assessments write into the audit; opening one is an event too."""

from huishang.audit.event_types import Nature, declare

HANDED_IN = declare("visits.assess", "提交风险评估")
CONFIRMED = declare("visits.assessment_confirmed", "复核确认风险评估")
RETURNED = declare("visits.assessment_returned", "退回风险评估")
READ = declare("visits.read_assessment", "查阅风险评估", Nature.READ, opens_file=True)
