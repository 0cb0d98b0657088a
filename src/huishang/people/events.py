"""What the children's files write into the audit; opening one is an event too."""

from huishang.audit.event_types import Nature, declare

REGISTERED = declare("people.register_child", "建立儿童档案")
VERIFIED = declare("people.verify_identity", "核验儿童身份")
GUARDIAN_ADDED = declare("people.add_guardian", "登记监护人")
FILE_READ = declare("people.read_file", "查阅儿童档案", Nature.READ, opens_file=True, legible=True)
REVEALED = declare("people.reveal", "显示儿童身份信息", Nature.READ, opens_file=True, legible=True)
SEARCHED = declare("people.search", "按姓名或者号码查找儿童", Nature.READ)
