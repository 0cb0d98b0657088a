"""Who keeps the registers.

The platform itself lays the first rows of an empty installation. After that one administrator
registers bodies, another one appoints (三员分立, GB/T 22239-2019 8.1.5), and an office keeps the
liaisons and experts of its own place.
"""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import PostKind

OFFICE_STAFF = (PostKind.OFFICE_CLERK, PostKind.OFFICE_DIRECTOR)
LEADS = (
    PostKind.OFFICE_DIRECTOR,
    PostKind.COMMITTEE_CHAIR,
    PostKind.COMMITTEE_VICE_CHAIR,
)
"""Those who chair conferences and sign minutes, and so have something to entrust."""
KEPT_BY_OFFICES = (PostKind.LIAISON, PostKind.EXPERT)


def _administers(actor: AnyActor, post: PostKind, place: DivisionCode, what: str) -> Decision:
    if isinstance(actor, SystemActor):
        return ALLOWED
    if not actor.is_any(post):
        return refused(f"{what}由{post.label}办理。", instead=f"请联系{post.label}。")
    if not actor.division.contains(place):
        return refused(f"{what}只能在本行政区域内办理。", instead=f"请联系当地的{post.label}。")
    return ALLOWED


def may_register(actor: AnyActor, place: DivisionCode) -> Decision:
    """Divisions and organisations: the system administrator of the place or above it."""
    return _administers(actor, PostKind.SYSTEM_ADMINISTRATOR, place, "行政区划和单位的登记")


def may_register_person(actor: AnyActor) -> Decision:
    """Whoever may give somebody a post may write that person down."""
    if isinstance(actor, SystemActor) or actor.is_any(
        PostKind.SYSTEM_ADMINISTRATOR, PostKind.SECURITY_ADMINISTRATOR, *OFFICE_STAFF
    ):
        return ALLOWED
    return refused("工作人员和专家由管理员或者未保办登记。", instead="请将人员信息函告本级未保办。")


def may_admit(actor: AnyActor, *, place: DivisionCode, own_committee: bool) -> Decision:
    """A committee's members are kept by its office."""
    if own_committee and not isinstance(actor, SystemActor) and actor.is_any(*OFFICE_STAFF):
        return ALLOWED
    return _administers(actor, PostKind.SYSTEM_ADMINISTRATOR, place, "成员单位的登记")


def may_appoint(
    actor: AnyActor,
    *,
    person_id: UUID,
    kind: PostKind,
    place: DivisionCode,
    own_member: bool,
) -> Decision:
    """Liaisons of its member units and experts of its place: the office. Others: an administrator.

    :param own_member: the organisation is a member unit of the committee the actor's office serves.
    """
    if isinstance(actor, SystemActor):
        return ALLOWED
    if actor.person_id == person_id:
        return refused("任何人不能为自己登记任职。", instead="请由其他有权人员办理。")
    if kind in KEPT_BY_OFFICES and actor.is_any(*OFFICE_STAFF):
        return _office_keeps(actor.division.contains(place), kind, own_member)
    return _administers(actor, PostKind.SECURITY_ADMINISTRATOR, place, f"{kind.label}的任职登记")


def _office_keeps(within: bool, kind: PostKind, own_member: bool) -> Decision:
    if kind is PostKind.LIAISON and not own_member:
        return refused(
            "该单位不是本级未保委的成员单位，不能登记联络员。", instead="请先将其列为成员单位。"
        )
    if kind is PostKind.EXPERT and not within:
        return refused("专家所在单位不在本行政区域内。", instead="请由当地未保办登记后邀请。")
    return ALLOWED


def may_delegate(actor: AnyActor, from_post_id: UUID) -> Decision:
    """Only the holder of a leading post, and only while acting in that very post."""
    if isinstance(actor, SystemActor):
        return ALLOWED
    if not actor.is_any(*LEADS):
        return refused(
            "委托由主持会商、签发纪要的岗位办理。",
            instead=f"请由{'、'.join(post.label for post in LEADS)}办理。",
        )
    if actor.post_id != from_post_id:
        return refused("委托只能由岗位任职人本人办理。", instead="请由委托人登录后办理。")
    return ALLOWED
