"""What an account's name and password must be like, whoever opens it."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from huishang.account_rules import rules
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.terms import PostKind
from huishang.kernel.texts import name_fault, text_fault
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.law.values import SealedKind, UnsealingGround
from huishang.organisations import queries as organisations
from huishang.vault import queries as vault

from .labels import SCOPES
from .lifecycle import UnsealingState
from .models import Account, Birth, Token, Unsealing
from .visibility.sections import Section

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


# --- accounts ------------------------------------------------------------------------------------


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


# --- tokens --------------------------------------------------------------------------------------


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


# --- keys ----------------------------------------------------------------------------------------


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


# --- 查阅 --------------------------------------------------------------------------------------


def last_day_of_access(actor: Actor) -> date:
    """The last day an approval given today may reach. Basis: ``access_approval_lasts``."""
    law = Rules.at(actor.division, clock.today())
    return law.book.due(clock.today(), law.value(provisions.ACCESS_APPROVAL_LASTS)).on


def asking_faults(
    actor: Actor, *, number: str, reason: str, sections: Iterable[str], until: date
) -> dict[str, str]:
    """Field → what is wrong with a request to read a file."""
    wrong = {}
    if not number.strip():
        wrong["number"] = "请填写个案编号。"
    if not reason.strip():
        wrong["reason"] = "请写明为什么需要查阅，以及查阅后用于什么。"
    wanted = set(sections)
    if not wanted:
        wrong["sections"] = "请至少选择一项查阅内容。"
    elif not wanted <= set(Section):
        wrong["sections"] = "查阅内容有不认识的项目，请重新选择。"
    last = last_day_of_access(actor)
    if not clock.today() <= until <= last:
        wrong["until"] = f"截止日期应在今天至{last.year}年{last.month}月{last.day}日之间。"
    return wrong


def emergency_faults(number: str, reason: str) -> dict[str, str]:
    """Field → what is wrong with opening a file in an emergency."""
    wrong = {}
    if not number.strip():
        wrong["number"] = "请填写个案编号。"
    if not reason.strip():
        wrong["reason"] = "请写明儿童面临什么危险、为什么来不及审批。"
    return wrong


def sections_fault(sections: Iterable[str], asked: Iterable[str]) -> str:
    """An approval gives some of what was asked, never more, never nothing."""
    given = set(sections)
    if not given:
        return "请至少选择一项准予查阅的内容；都不同意的，请选择不批准。"
    return "" if given <= set(asked) else "准予查阅的内容不能多于申请的内容。"


# --- 封存 --------------------------------------------------------------------------------------


def kinds(place: DivisionCode) -> dict[str, SealedKind]:
    """Code → what the law in force there today closes."""
    found = Rules.at(place, clock.today()).value(provisions.SEALED_KINDS)
    return {kind.code: kind for kind in found}


def grounds(place: DivisionCode) -> dict[str, UnsealingGround]:
    found = Rules.at(place, clock.today()).value(provisions.UNSEALING_GROUNDS)
    return {ground.code: ground for ground in found}


def kinds_under(place: DivisionCode, basis: Iterable[str]) -> list[str]:
    """Codes of the kinds closed by one of some articles: a ground opens no others."""
    named = set(basis)
    return [kind.code for kind in kinds(place).values() if str(kind.basis) in named]


def note_fault(label: str, text: str) -> str | None:
    return text_fault(label, text, longest=300, lines=True)


def _person_faults(name: str, born: date | None, number: str) -> dict[str, str | None]:
    wrong = {"name": name_fault("姓名", name, longest=60), "born": None, "number": None}
    if born is None and not number.strip():
        wrong["born"] = "请填写出生日期或者居民身份号码，至少一项。"
    elif born is not None and born > clock.today():
        wrong["born"] = "出生日期还没有到，请核对。"
    try:
        if number.strip() and ResidentId.parse(number).birth_date != (born or _born(number)):
            wrong["number"] = "居民身份号码与出生日期不一致，请核对。"
    except ValueError as mistake:
        wrong["number"] = str(mistake)
    return wrong


def _born(number: str) -> date:
    return ResidentId.parse(number).birth_date


def _said(found: Mapping[str, str | None]) -> dict[str, str]:
    return {field: fault for field, fault in found.items() if fault}


def sealing_faults(
    actor: Actor, *, kind: str, name: str, born: date, number: str, decided_by: str,
    document_number: str, text: str,
) -> dict[str, str]:  # fmt: skip
    """Field → what is wrong with a record about to be closed."""
    return _said(
        {
            **_person_faults(name, born, number),
            "kind": None if kind in kinds(actor.division) else "请选择依法应当封存的记录种类。",
            "decided_by": text_fault("决定机关", decided_by, longest=100),
            "document_number": text_fault("决定文书号", document_number, longest=60),
            "text": text_fault("记录内容", text, longest=5_000, lines=True),
        }
    )


def unsealing_faults(
    actor: Actor, *, body: str, ground: str, document_number: str, purpose: str, viewer_id: UUID,
    name: str, born: date | None, number: str,
) -> dict[str, str]:  # fmt: skip
    """Field → what is wrong with a request to look at what is closed."""
    viewer = organisations.posts_of(viewer_id)
    return _said(
        {
            **_person_faults(name, born, number),
            "body": text_fault("查询单位", body, longest=100),
            "ground": None if ground in grounds(actor.division) else "请选择法定的查询事由。",
            "document_number": text_fault("查询公函文号", document_number, longest=60),
            "purpose": text_fault("查询目的", purpose, longest=500, lines=True),
            "viewer_id": None if viewer else "查阅人应是平台上的在任人员，请重新选择。",
        }
    )


def can_be_looked_at(asked: Unsealing) -> Decision:
    """Between the last approval and the hour it ends."""
    if asked.status == UnsealingState.OPEN and asked.ends_at and clock.now() < asked.ends_at:
        return ALLOWED
    if asked.status == UnsealingState.OPEN:
        return refused("开启时限已过，不能再查阅。", instead="仍需查阅的，请凭公函重新申请。")
    return refused(
        f"这项查询目前为“{asked.status_label}”，还不能查阅。",
        instead="须经两个不同单位的负责人同意后查阅。",
    )
