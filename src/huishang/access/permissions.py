"""Who opens accounts. Who is let into a matter is decided by the room that owns the matter."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel import clock
from huishang.kernel.actor import Actor, AnyActor, SystemActor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import PostKind
from huishang.law import provisions
from huishang.law.rules import Rules

from .models import AccessRequest, Account, Emergency, Secondment, Unsealing
from .visibility.asking import REVIEWS
from .visibility.matters import KEEPS_THE_PLATFORM
from .visibility.sections import Reach, Section, reach_of

KEEPERS = (PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR)
"""One gives and takes the way in, the other guards it; neither can do the other's part, so that
nobody alone takes an account over: who resets a password cannot take the second factor off."""


def may_create_account(actor: AnyActor) -> Decision:
    """The system administrator gives the way in; the post, and with it sight, comes from another
    administrator (三员分立, GB/T 22239-2019 8.1.5)."""
    if isinstance(actor, SystemActor) or actor.is_any(PostKind.SYSTEM_ADMINISTRATOR):
        return ALLOWED
    return refused("账号由系统管理员开通。", instead="请联系系统管理员。")


def may_keep_keys(actor: AnyActor) -> Decision:
    """Whoever has the machine and its keys, at the command line; no post reaches them by a page."""
    if isinstance(actor, SystemActor):
        return ALLOWED
    return refused("密钥只能在服务器上用命令行管理。", instead="请安全管理员会同运维人员办理。")


def keeps_accounts(actor: AnyActor) -> bool:
    """Whose posts see the list of accounts of their place at all."""
    return isinstance(actor, SystemActor) or actor.is_any(*KEEPERS)


def _by(actor: AnyActor, post: PostKind, what: str, account: Account | None = None) -> Decision:
    if isinstance(actor, SystemActor):
        return ALLOWED
    if not actor.is_any(post):
        return refused(f"{what}由{post.label}办理。", instead=f"请联系{post.label}。")
    if account is not None and account.person_id == actor.person_id:
        return refused(f"{what}不能由本人办理。", instead=f"请由另一名{post.label}办理。")
    return ALLOWED


def may_change_password(actor: AnyActor, account_id: UUID) -> Decision:
    """Nobody knows another's password."""
    if isinstance(actor, SystemActor) or actor.account_id == account_id:
        return ALLOWED
    return refused("密码只能由本人修改。", instead="忘记密码的，由系统管理员重置。")


def may_reset_password(actor: AnyActor, account: Account) -> Decision:
    return _by(actor, PostKind.SYSTEM_ADMINISTRATOR, "重置密码", account)


def may_close_account(actor: AnyActor, account: Account) -> Decision:
    return _by(actor, PostKind.SYSTEM_ADMINISTRATOR, "账号停用和启用", account)


def may_bind_identity(actor: AnyActor, account: Account) -> Decision:
    return _by(actor, PostKind.SYSTEM_ADMINISTRATOR, "统一身份绑定", account)


def may_keep_programs(actor: AnyActor) -> Decision:
    """Service accounts and their tokens; their posts come from the security administrator."""
    return _by(actor, PostKind.SYSTEM_ADMINISTRATOR, "服务账号和接口令牌的管理")


def may_guard(actor: AnyActor, account: Account) -> Decision:
    """Locks, sessions and lost second factors of others."""
    return _by(actor, PostKind.SECURITY_ADMINISTRATOR, "账号解锁、会话和第二因素的管理", account)


# --- 查阅 --------------------------------------------------------------------------------------


def may_ask(actor: Actor) -> Decision:
    """Ask to read a file one has no duty in: anybody but those who keep the platform."""
    if actor.is_any(*KEEPS_THE_PLATFORM):
        return refused("管理员不查阅儿童档案和案卷。", instead="确需查阅的，由业务岗位人员申请。")
    return ALLOWED


def may_decide_request(actor: Actor, asked: AccessRequest) -> Decision:
    """The responsible person of the office the matter lies with, never on an own request.

    Basis: provision ``access_approvers`` (未成年人网络保护条例第三十六条).
    """
    found = Rules.at(actor.division, clock.today()).find(provisions.ACCESS_APPROVERS)
    words = "、".join(post.label for post in found.value)
    if actor.organisation_id != asked.office_id or actor.post not in found.value:
        return refused(f"调阅由管辖未保办的{words}审批。", basis=found.basis)
    if actor.person_id == asked.person_id:
        return refused("本人的调阅申请不能由本人审批。", instead="请由上一级未保办办理。")
    return ALLOWED


def may_withdraw(actor: Actor, asked: AccessRequest) -> Decision:
    if actor.person_id == asked.person_id:
        return ALLOWED
    return refused("调阅申请由申请人本人撤回。")


def may_open_in_emergency(actor: Actor) -> Decision:
    """Basis: provision ``emergency_openers``."""
    found = Rules.at(actor.division, clock.today()).find(provisions.EMERGENCY_OPENERS)
    if actor.post in found.value:
        return ALLOWED
    words = "、".join(post.label for post in found.value)
    return refused(
        f"紧急查阅限于直接处置危险的岗位（{words}）。",
        instead="儿童面临危险的，请立即报警，并告知当地未保办。",
        basis=found.basis,
    )


def may_review(actor: Actor, opened: Emergency) -> Decision:
    """The responsible person of the reviewing body, and somebody else than who opened it."""
    if actor.organisation_id != opened.reviewing_id or not actor.is_any(*REVIEWS):
        return refused(f"这次紧急查阅由{opened.reviewing.name}负责人复核。")
    if actor.person_id == opened.person_id:
        return refused("紧急查阅应当由他人复核。", instead="请由本单位另一名负责人复核。")
    return ALLOWED


def may_second(actor: Actor) -> Decision:
    """Draw a team together to look into matters: the director of the office that answers."""
    if actor.is_any(PostKind.OFFICE_DIRECTOR):
        return ALLOWED
    return refused("联合工作组由未保办主任组建。", instead="请报本级未保办主任。")


def may_end_secondment(actor: Actor, team: Secondment) -> Decision:
    """The director of the office that leads it, while it runs."""
    if team.ended_at is not None or team.valid_until < clock.today():
        return refused("联合工作组已经结束。", instead="无须办理。")
    if actor.organisation_id != team.led_by_id:
        return refused(f"联合工作组由{team.led_by.name}主任结束。")
    return may_second(actor)


# --- 封存 --------------------------------------------------------------------------------------


def may_seal(actor: Actor) -> Decision:
    """The posts the rules name, of those that may read the justice section: whoever could not
    read it has nothing to seal. Basis: provision ``sealed_by``."""
    found = Rules.at(actor.division, clock.today()).find(provisions.SEALED_BY)
    if actor.post in found.value and reach_of(actor.post, Section.JUSTICE) >= Reach.READ:
        return ALLOWED
    words = "、".join(post.label for post in found.value)
    return refused(
        f"封存由{words}办理。", instead="收到封存决定的，请转交本级未保办。", basis=found.basis
    )


def may_ask_unsealing(actor: Actor) -> Decision:
    """Basis: provision ``unsealing_asked_by``."""
    found = Rules.at(actor.division, clock.today()).find(provisions.UNSEALING_ASKED_BY)
    if actor.post in found.value:
        return ALLOWED
    words = "、".join(post.label for post in found.value)
    return refused(f"封存记录的查询由{words}登记申请。", instead="请将查询公函交其办理。")


def may_decide_unsealing(actor: Actor, asked: Unsealing) -> Decision:
    """A responsible person of a body at the keeper's place or above, of another organisation than
    the one that asks, and not the one who is to look. Basis: provision ``unsealing_approvers``."""
    found = Rules.at(actor.division, clock.today()).find(provisions.UNSEALING_APPROVERS)
    if actor.post not in found.value or not actor.division.contains(asked.keeper.division.place):
        words = "、".join(post.label for post in found.value)
        return refused(
            f"封存记录的查询由{asked.keeper.name}一级以上的{words}审批。", basis=found.basis
        )
    if actor.person_id in (asked.person_id, asked.viewer_id):
        return refused("申请人和查阅人不能审批自己的查询。", instead="请由其他单位的负责人审批。")
    if actor.organisation_id == asked.post.organisation_id:
        return refused(
            "申请查询的单位不能审批本单位的申请。", instead="请由其他两个单位的负责人审批。"
        )
    if asked.approvals.filter(organisation_id=actor.organisation_id).exists():
        return refused(
            "本单位已经同意，还须由另一个单位的负责人同意。", instead="请等待另一个单位审批。"
        )
    return ALLOWED


def may_withdraw_unsealing(actor: Actor, asked: Unsealing) -> Decision:
    if actor.person_id == asked.person_id:
        return ALLOWED
    return refused("查询申请由申请人本人撤回。")


def may_look(actor: Actor, asked: Unsealing) -> Decision:
    """The one person it was opened for."""
    if actor.person_id == asked.viewer_id:
        return ALLOWED
    return refused(
        "封存记录只能由申请中写明的查阅人查阅。", instead="需要由他人查阅的，请另行申请。"
    )
