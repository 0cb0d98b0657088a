"""What a token must be like, and each use of it."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from datetime import date, timedelta

from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind
from huishang.kernel.texts import name_fault

from ..labels import SCOPES
from ..models import Account, Token
from .accounts import SECOND_FACTOR


def can_hold_tokens(account: Account, post: PostKind) -> Decision:
    """A program, in a post that asks for no second factor."""
    if not account.is_program:
        return refused("接口令牌只签发给服务账号。", instead="请先开通服务账号。")
    if not account.is_active:
        return refused("该服务账号已停用。", instead="请先启用该账号。")
    if post in SECOND_FACTOR:
        return refused(
            f"{post.label}办理业务须验证第二因素，不能由程序担任。",
            instead="请由安全管理员为该服务账号登记其他岗位。",
        )
    return ALLOWED


def token_faults(
    *, name: str, scopes: Iterable[str], networks: Iterable[str], expires_on: date
) -> dict[str, str]:
    """Field → what is wrong with a token being issued."""
    wrong = {}
    if fault := name_fault("令牌用途", name, longest=60):
        wrong["name"] = fault
    chosen = list(scopes)
    if not chosen or not set(chosen) <= set(SCOPES):
        wrong["scopes"] = "请至少选择一项权限，且只能从所列权限中选择。"
    if bad := [text for text in networks if not is_network(text)]:
        wrong["networks"] = f"{'、'.join(bad)}不是网络地址，请按 10.1.2.0/24 的写法填写。"
    last = clock.today() + timedelta(days=rules().token_days)
    if not clock.today() < expires_on <= last:
        wrong["expires_on"] = f"有效期应在明天至{last:%Y年%-m月%-d日}之间。"
    return wrong


def is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def can_call(token: Token, *, address: str, scope: str) -> Decision:
    """Each use of a token."""
    if token.revoked_at is not None:
        return refused("这个接口令牌已吊销。", instead="请联系系统管理员重新签发。")
    if token.expires_on < clock.today():
        return refused("这个接口令牌已过期。", instead="请联系系统管理员重新签发。")
    if not token.account.is_active:
        return refused("该服务账号已停用。", instead="请联系系统管理员。")
    if token.networks and not _is_within(address, token.networks):
        return refused(
            f"这个接口令牌不能从网络地址{address}使用。", instead="请从登记的网络地址调用。"
        )
    if scope and scope not in token.scopes:
        return refused(
            f"这个接口令牌没有“{SCOPES[scope]}”的权限。", instead="请联系系统管理员另行签发。"
        )
    return ALLOWED


def _is_within(address: str, networks: Iterable[str]) -> bool:
    try:
        caller = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(caller in ipaddress.ip_network(network) for network in networks)
