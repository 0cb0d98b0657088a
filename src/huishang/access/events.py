"""What access writes into the audit: who came in, and who was let into what."""

from huishang.audit.event_types import Nature, declare

ACCOUNT_CREATED = declare("access.create_account", "开通账号")
SIGNED_IN = declare("access.sign_in", "登录", Nature.READ)
SIGNED_OUT = declare("access.sign_out", "退出登录", Nature.READ)
SIGN_IN_FAILED = declare("access.sign_in_failed", "登录失败", Nature.REFUSAL)

INVOLVED = declare("access.involve", "单位介入")
INVOLVEMENT_ENDED = declare("access.end_involvement", "单位退出")
GRANTED = declare("access.grant", "授权查阅")
REVOKED = declare("access.revoke", "撤销授权")
RECUSED = declare("access.recuse", "回避")
RECUSAL_LIFTED = declare("access.lift_recusal", "解除回避")
