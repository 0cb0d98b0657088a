"""What reports write into the audit; opening one is an event too."""

from huishang.audit.event_types import Nature, declare

RECEIVED = declare("discovery.receive_report", "收到报告")
CHILD_NAMED = declare("discovery.name_child", "查明儿童")
ACCEPTED = declare("discovery.report_accepted", "受理报告")
REFUSED = declare("discovery.report_refused", "报告不予受理")
FED_BACK = declare("discovery.tell_reporter", "告知报告人结果")
HANDED_ON = declare("discovery.hand_on", "送达报告")
SIGNED_FOR = declare("discovery.sign_for", "签收报告")
OPENED = declare("discovery.report_opened", "报告立案")
SETTLED = declare("discovery.report_settled", "报告处置（不立案）")
ASKED_ABOUT = declare("discovery.open_conversation", "报告人查询回复", Nature.READ)
FACT_ADDED = declare("discovery.add_fact", "报告人补充情况")
PHOTO_ADDED = declare("discovery.add_photos", "报告人提交照片")
ANSWERED = declare("discovery.answer_reporter", "答复报告人")
READ = declare("discovery.read_report", "查阅报告", Nature.READ, opens_file=True)
REPORTER_SHOWN = declare("discovery.show_reporter", "显示报告人", Nature.READ, opens_file=True)
