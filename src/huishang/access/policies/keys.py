"""When a key may go."""

from __future__ import annotations

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.vault import queries as vault


def can_retire_key(number: int) -> Decision:
    """A key may go once a newer one closes everything."""
    known = {use.number: use for use in vault.uses()}
    if number not in known:
        return refused(f"没有第{number}版密钥。", instead="请运行 huishang keys status 核对。")
    if known[number].is_current:
        return refused(
            f"第{number}版密钥正在使用，不能停用。", instead="请先运行 huishang keys rotate。"
        )
    if left := sum(vault.under_other_keys().values()):
        return refused(
            f"还有{left}项内容没有改用新密钥，旧密钥不能停用。",
            instead="请先运行 huishang keys rotate，待其完成。",
        )
    return ALLOWED
