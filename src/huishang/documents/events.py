"""What documents write into the audit."""

from huishang.audit.event_types import Nature, declare

STORE_FILE = declare("documents.store_file", "上传附件")
READ_FILE = declare("documents.read_file", "查阅附件", Nature.READ, opens_file=True, export=True)
ISSUE = declare("documents.issue", "印发公文")
CORRECT = declare("documents.correct", "更正公文")
SIGN_FOR = declare("documents.sign_for", "签收公文")
SET_LEVEL = declare("documents.set_level", "变更密级")
EXPORTED = declare("documents.export", "导出", Nature.READ, export=True, legible=True)
EXPORT_FETCHED = declare("documents.fetch_export", "下载导出文件", Nature.READ, export=True)
EXPORT_REMOVED = declare("documents.remove_export", "清理到期导出文件", Nature.SYSTEM)
