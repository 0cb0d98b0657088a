"""What the children's files write into the audit; opening one is an event too."""

from huishang.audit.event_types import Nature, declare

REGISTERED = declare("people.register_child", "建立儿童档案")
CORRECTED = declare("people.correct_file", "更正档案")
MOVED = declare("people.move_child", "登记迁居")
VERIFIED = declare("people.verify_identity", "核验儿童身份")
GUARDIAN_ADDED = declare("people.add_guardian", "登记监护人")
FACT_ADDED = declare("people.add_fact", "登记情形")
FACT_CORRECTED = declare("people.correct_fact", "更正情形")
FACT_ENDED = declare("people.end_fact", "情形终止")
FACT_WITHDRAWN = declare("people.withdraw_fact", "撤销情形登记")
PARTICULAR_ADDED = declare("people.add_particular", "登记生活情况")
PARTICULAR_CORRECTED = declare("people.correct_particular", "更正生活情况")
PARTICULAR_ENDED = declare("people.end_particular", "生活情况终止")
PARTICULAR_WITHDRAWN = declare("people.withdraw_particular", "撤销生活情况登记")
RECOGNISED = declare("people.recognise", "认定儿童类别")
RECOGNITION_ENDED = declare("people.end_recognition", "终止类别认定")
FILE_READ = declare("people.read_file", "查阅儿童档案", Nature.READ, opens_file=True, legible=True)
REVEALED = declare("people.reveal", "显示儿童身份信息", Nature.READ, opens_file=True, legible=True)
SEARCHED = declare("people.search", "按姓名或者号码查找儿童", Nature.READ)
