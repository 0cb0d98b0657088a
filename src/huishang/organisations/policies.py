"""What the registers refuse from anyone: words, dates, and posts that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Model

from huishang.kernel import clock
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.terms import ADMINISTRATORS, OrganisationKind, PostKind
from huishang.kernel.texts import name_fault, phone_fault, text_fault, tidy
from huishang.law import book, provisions
from huishang.law.rules import Rules

from .models import DelegatedAct, Delegation, Division, Organisation, Person, Post
from .permissions import LEADS

_LONGEST_NAME = 60


def _text(
    table: type[Model], column: str, label: str, text: str, *, required: bool = False
) -> str | None:
    """What is wrong with a text that a column is to hold; no longer than the column."""
    field = table._meta.get_field(column)
    assert isinstance(field, CharField)
    return text_fault(label, text, longest=field.max_length or 0, required=required)


def _found(**faults: str | None) -> dict[str, str]:
    return {field: fault for field, fault in faults.items() if fault}


def date_faults(
    starts: date, ends: date | None, *, field: str, wording: str = "结束日期"
) -> dict[str, str]:
    """An interval is half-open: the day it ends is no longer part of it."""
    if ends is not None and ends <= starts:
        return {field: f"{wording}应晚于开始日期。"}
    return {}


def division_faults(*, name: str, full_name: str, taken: bool) -> dict[str, str]:
    """Field → what is wrong with a place being registered."""
    return _found(
        name=_text(Division, "name", "行政区划名称", name, required=True),
        full_name=_text(Division, "full_name", "行政区划全称", full_name),
        code="该行政区划已登记，请核对代码。" if taken else None,
    )


def person_faults(*, name: str, phone: str, specialty: str) -> dict[str, str]:
    """Field → what is wrong with a person being registered."""
    return _found(
        name=name_fault("姓名", name, longest=_LONGEST_NAME),
        phone=phone_fault("电话", phone),
        specialty=_text(Person, "specialty", "专业领域", specialty),
    )


def post_faults(*, title: str, held_from: date, held_until: date | None) -> dict[str, str]:
    """Field → what is wrong with an appointment."""
    return _found(title=_text(Post, "title", "职务", title)) | date_faults(
        held_from, held_until, field="held_until", wording="离任日期"
    )


def _mark_fault(mark: str) -> str | None:
    """A number is read back from its mark: 运未保办〔2026〕3号."""
    return "机关代字中间不能有空格和六角括号。" if re.search(r"[\s〔〕]", tidy(mark)) else None


def organisation_faults(
    *,
    name: str,
    short_name: str,
    document_mark: str,
    kind: OrganisationKind,
    department: str,
    division: Division | None,
    committee: Organisation | None,
    taken: bool,
) -> dict[str, str]:
    """Field → what is wrong with a body being registered."""
    wrong = _found(
        name=_text(Organisation, "name", "单位名称", name, required=True)
        or ("该行政区域内已有同名单位，请核对是否重复登记。" if taken else None),
        short_name=_text(Organisation, "short_name", "单位简称", short_name),
        document_mark=_text(Organisation, "document_mark", "机关代字", document_mark)
        or _mark_fault(document_mark),
    )
    if division is None:
        wrong["division"] = "没有这个行政区划，请先登记行政区划或者核对代码。"
    if department and department not in book.current().departments:
        wrong["department"] = f"没有代码为“{department}”的职能部门，请从列表中选择。"
    elif (kind is OrganisationKind.DEPARTMENT) and not department:
        wrong["department"] = "登记职能部门时，请选择它属于哪一个部门。"
    if kind is OrganisationKind.OFFICE and committee is None:
        wrong["committee"] = "登记未保办时，请选择它所服务的未保委。"
    elif committee is not None and committee.kind != OrganisationKind.COMMITTEE:
        wrong["committee"] = f"{committee.name}不是未保委（领导小组），请重新选择。"
    return wrong


@dataclass(frozen=True, slots=True)
class Conflict:
    """Posts one person may not hold together: any of ``these`` with any other of ``those``."""

    these: frozenset[PostKind]
    those: frozenset[PostKind]
    why: str
    basis: str

    def forbids(self, one: PostKind, other: PostKind) -> bool:
        return one is not other and any(
            first in self.these and second in self.those
            for first, second in ((one, other), (other, one))
        )


_SEPARATION = "GB/T 22239-2019第8.1.5条"
CONFLICTS = (
    Conflict(
        frozenset(ADMINISTRATORS),
        frozenset(ADMINISTRATORS),
        "系统管理、安全管理、审计管理由不同的人承担",
        _SEPARATION,
    ),
    Conflict(
        frozenset(ADMINISTRATORS),
        frozenset(PostKind) - frozenset(ADMINISTRATORS),
        "管理员不接触未成年人的信息",
        _SEPARATION,
    ),
)
"""Administrators exclude each other and every post that sees children or works for them."""


def can_hold(kind: PostKind, held: Iterable[PostKind]) -> Decision:
    """Whether somebody who holds these posts may take this one too (三员互斥)."""
    for other in held:
        for conflict in CONFLICTS:
            if conflict.forbids(kind, other):
                return refused(
                    f"{kind.label}与{other.label}不能由同一人担任：{conflict.why}"
                    f"（{conflict.basis}）。",
                    instead=f"请另行确定人选，或者先办理{other.label}的离任。",
                )
    return ALLOWED


def held_on(post: Post, on: date) -> bool:
    return post.held_from <= on and (post.held_until is None or on < post.held_until)


ENTRUSTED: dict[DelegatedAct, tuple[PostKind, ...]] = {
    DelegatedAct.CHAIR_CONFERENCE: (*LEADS, PostKind.OFFICE_CLERK),
    DelegatedAct.SIGN_MINUTES: LEADS,
}
"""Which posts may be entrusted with an act; a signature stays with those who lead."""


def can_delegate(from_post: Post, act: DelegatedAct) -> Decision:
    """A regime may keep the signature with its signer. Basis: provision ``minutes_signer``."""
    if act is not DelegatedAct.SIGN_MINUTES:
        return ALLOWED
    law = Rules.at(from_post.organisation.division_id, clock.today())
    found = law.find(provisions.MINUTES_SIGNER)
    if found.value.delegate:
        return ALLOWED
    return refused(
        f"纪要{found.value}，不能委托签发。", instead="请由其本人签发。", basis=found.cited
    )


def delegation_faults(
    from_post: Post,
    to_post: Post,
    *,
    act: DelegatedAct,
    within: Collection[UUID],
    reason: str,
    valid_from: date,
    valid_until: date,
) -> dict[str, str]:
    """Both hold their posts when it begins; it goes to somebody else who may do it, and says why.

    :param within: the office and the committee it serves, of the one who entrusts.
    """
    wrong = _found(
        reason=_text(Delegation, "reason", "委托事由和范围", reason, required=True)
    ) | date_faults(valid_from, valid_until, field="valid_until", wording="委托截止日期")
    if not held_on(from_post, valid_from):
        wrong["valid_from"] = "委托人在委托开始之日不在该岗位，请调整委托期限。"
    if from_post.person_id == to_post.person_id:
        wrong["to_post"] = "不能委托给本人，请选择其他人员。"
    elif to_post.organisation_id not in within or to_post.kind not in ENTRUSTED[act]:
        posts = "、".join(kind.label for kind in ENTRUSTED[act])
        wrong["to_post"] = f"“{act.label}”只能委托给本级未保办和未保委的{posts}，请另选受托人。"
    elif not held_on(to_post, valid_from):
        wrong["to_post"] = "受托人在委托开始之日不在该岗位，请另选受托人。"
    return wrong


def can_end_delegation(given: Delegation, today: date) -> Decision:
    if given.ended_at is not None:
        return refused("这项委托已经收回。")
    if given.valid_until <= today:
        return refused("这项委托已经到期，不需要收回。")
    return ALLOWED
