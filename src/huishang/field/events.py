"""What the phones of the villages write into the audit."""

from huishang.audit.event_types import Nature, declare

CARRIED = declare("field.carry", "启用离线走访手机", legible=True)
TAKEN = declare("field.take", "下载走访资料到手机", Nature.READ, opens_file=True, export=True)
WIPED = declare("field.wipe", "清除手机走访资料")
WIPE_TOLD = declare("field.wipe_told", "手机收到清除指令", Nature.SYSTEM)
