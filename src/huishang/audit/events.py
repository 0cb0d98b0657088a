"""What the audit writes about itself."""

from .event_types import Nature, declare

ANCHORED = declare("audit.anchor", "日锚", Nature.SYSTEM)
VERIFIED = declare("audit.verify", "核验审计记录", Nature.SYSTEM, legible=True)
VERIFICATION_ASKED = declare("audit.ask_verification", "申请核验审计记录")
REFUSED = declare("audit.refuse", "拒绝办理", Nature.REFUSAL, legible=True)
SHREDDED = declare("audit.shred", "销毁单独保存的内容", legible=True)
PRIVATE_OPENED = declare("audit.open_private", "调取单独保存的内容", Nature.READ, legible=True)
HISTORY_READ = declare("audit.read_history", "查看查阅历史", Nature.READ)
EXPORTED = declare("audit.export", "导出审计材料", Nature.READ, export=True)
JOB_RAN = declare("audit.run_job", "系统例行", Nature.SYSTEM)
FOUND = declare("audit.find", "发现异常查阅", Nature.SYSTEM)
EXPLAINED = declare("audit.explain", "异常查阅已说明", legible=True)
FORWARDED = declare("audit.forward", "异常查阅移交核查", legible=True)
