"""What sweeps write into the audit."""

from huishang.audit.event_types import Nature, declare

BEGUN = declare("sweeps.begin", "部署排查")
CLOSED = declare("sweeps.closed", "结束排查")
HANDED_IN = declare("sweeps.handed_in", "报送本村排查")
RETURNED = declare("sweeps.returned", "退回本村排查")
MISSED = declare("sweeps.note_missed", "登记未走访户")
SETTLED = declare("sweeps.settle_missed", "未走访户补办")
READ = declare("sweeps.read_stretch", "查阅未走访户", Nature.READ)
PATROLLED = declare("sweeps.log_patrol", "登记巡查")
PATROL_WITHDRAWN = declare("sweeps.withdraw_patrol", "撤销巡查登记")
LATE = declare("sweeps.late", "排查逾期提醒", Nature.SYSTEM)
