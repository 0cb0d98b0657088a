"""What an account's name and password must be like, whoever opens it; what its state allows."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind
from huishang.kernel.texts import name_fault

from ..models import Account, Birth

SECOND_FACTOR = (
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
    PostKind.SYSTEM_ADMINISTRATOR,
    PostKind.SECURITY_ADMINISTRATOR,
    PostKind.AUDIT_ADMINISTRATOR,
)
"""Posts that go on only with a second factor (GB/T 22239-2019 8.1.4.1 d). They sign, or they keep
the platform; a program, which can show none, never acts in one of them."""

_USERNAME = re.compile(r"[\w.@-]{2,64}")

_WEAK = {
    "password_entirely_numeric": "密码不能全是数字。",
    "password_too_similar": "密码与用户名太相似。",
}
"""Django's own validators in the house's words; those of `passwords` speak for themselves."""


def account_faults(account: Account, password: str, *, taken: bool) -> dict[str, str]:
    """Field → what is wrong with an account being opened."""
    wrong = username_faults(account.username, taken=taken)
    if weak := password_faults(account, password):
        wrong["password"] = weak
    return wrong


def username_faults(username: str, *, taken: bool) -> dict[str, str]:
    if not _USERNAME.fullmatch(username):
        return {"username": "用户名为2至64个汉字、字母、数字或者 . @ - _，请重新填写。"}
    if taken:
        return {"username": "这个用户名已被使用，请换一个。"}
    return {}


def password_faults(account: Account, password: str) -> str:
    """Everything that makes a password unfit for this account, in one go; empty for a fit one."""
    try:
        validate_password(password, account)
    except ValidationError as weak:
        words = (_WEAK.get(found.code or "", str(found.message)) for found in weak.error_list)
        return f"{''.join(words)}请换一个。"
    return ""


def wanted_words() -> str:
    """What a new password must be like, as the page that asks for one says it."""
    words = f"至少{rules().password_length}位，不能全是数字，不能与用户名相似，不能是常见的"
    words += "或者已经泄露的密码"
    if rules().password_history:
        words += f"，不能与最近{rules().password_history}次用过的相同"
    return f"{words}。"


def program_name_faults(name: str) -> dict[str, str]:
    fault = name_fault("程序名称", name, longest=60)
    return {"name": fault} if fault else {}


def must_change_password(account: Account) -> bool:
    """Given by somebody else, or older than the unit lets one grow."""
    if account.must_change_password:
        return True
    age = clock.now() - account.password_changed_at
    return bool(rules().password_days) and age > timedelta(days=rules().password_days)


def can_sign_in(account: Account, *, in_demo: bool) -> Decision:
    """Beyond the right password."""
    if account.is_program:
        return refused("服务账号不能登录页面。", instead="请以本人账号登录。")
    if account.is_demo and not in_demo:
        return refused(
            "演示账号不能在正式环境登录。", instead="请使用系统管理员为您开通的账号登录。"
        )
    return ALLOWED


def can_hold_demo_accounts(in_demo: bool) -> Decision:
    if in_demo:
        return ALLOWED
    return refused("正式环境不能建立演示账号。", instead="请另建演示环境。")


def can_begin_as(standing: Birth | None, wanted: Birth) -> Decision:
    """A database stays what it was born as."""
    if standing is None or standing is wanted:
        return ALLOWED
    return refused(
        f"这个数据库是{standing.label}环境，不能改作{wanted.label}环境。",
        instead="请换一个数据目录，例如 HUISHANG_HOME=var-demo。",
    )


def is_open(account: Account) -> Decision:
    return ALLOWED if account.is_active else refused("该账号已停用。", instead="无须重复办理。")


def is_closed(account: Account) -> Decision:
    return refused("该账号没有停用。", instead="无须办理。") if account.is_active else ALLOWED


def has_a_password(account: Account) -> Decision:
    if account.is_program:
        return refused("服务账号没有密码。", instead="请为其签发或者吊销接口令牌。")
    return ALLOWED


def is_locked(until: datetime | None) -> Decision:
    return ALLOWED if until else refused("该账号目前没有锁定。", instead="无须办理。")


def has_factors(held: bool) -> Decision:
    return ALLOWED if held else refused("该账号没有启用第二因素。", instead="无须办理。")
