"""What cases write into the audit; opening a file is an event too."""

from huishang.audit.event_types import Nature, declare

OPENED = declare("cases.open", "立案")
CHILD_ADDED = declare("cases.add_child", "增列儿童")
OFFICE_JOINED = declare("cases.join_office", "单位参与办理", legible=True)
OFFICE_MOVED = declare("cases.move_office", "变更管辖未保办")
RECUSED = declare("cases.recuse", "回避")
RECUSAL_LIFTED = declare("cases.lift_recusal", "解除回避")
ENTER = declare("cases.enter_conference", "进入会商")
LEAVE = declare("cases.leave_conference", "退出会商")
IMPLEMENT = declare("cases.begin_implementation", "进入落实")
FOLLOWED_UP = declare("cases.follow_up", "跟踪回访")
CLOSED = declare("cases.close", "结案")
REOPENED = declare("cases.reopen", "重新办理")
FILE_READ = declare("cases.read_file", "查阅个案", Nature.READ, opens_file=True, legible=True)
SET_LEVEL = declare("cases.set_level", "变更密级")
SEALED = declare("cases.seal", "封存个案")
