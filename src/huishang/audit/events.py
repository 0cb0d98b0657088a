"""What the audit writes about itself."""

from .event_types import Nature, declare

ANCHORED = declare("audit.anchor", "日锚", Nature.SYSTEM)
REFUSED = declare("audit.refuse", "拒绝办理", Nature.REFUSAL)
