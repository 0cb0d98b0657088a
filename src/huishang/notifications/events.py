"""What a message leaves in the audit: that it went out, arrived, and was opened."""

from huishang.audit.event_types import Nature, declare

SENT = declare("notifications.send", "发出通知", Nature.SYSTEM)
DELIVERED = declare("notifications.deliver", "通知送达", Nature.READ)
READ = declare("notifications.read", "通知已阅", Nature.READ)
