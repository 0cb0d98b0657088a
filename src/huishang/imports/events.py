"""What imports write into the audit; each file begun writes its own event besides."""

from huishang.audit.event_types import Nature, declare

UPLOADED = declare("imports.upload", "上传导入文件")
CHECKED = declare("imports.checked", "核对导入文件", Nature.SYSTEM)
CONFIRMED = declare("imports.confirmed", "开始导入")
FINISHED = declare("imports.finished", "导入完成", Nature.SYSTEM)
STOPPED = declare("imports.stopped", "停止导入")
REMOVED = declare("imports.remove_file", "清理导入文件", Nature.SYSTEM)
