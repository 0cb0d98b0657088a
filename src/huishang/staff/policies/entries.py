"""What may be wrong with what is typed, and what stands in the way."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import date

from huishang.kernel import clock
from huishang.kernel.basis import Basis
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.resident_id import ResidentId, age_on
from huishang.kernel.terms import Sex
from huishang.kernel.texts import phone_fault, text_fault
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations.queries import Post

from ..labels import Service, SupporterKind
from ..models import Supporter

Asked = tuple[str, str, int]
"""Label, what was typed, longest."""

_LONGEST_DAY = 24 * 40
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def text_faults(asked: Mapping[str, Asked], *, optional: Collection[str] = ()) -> dict[str, str]:
    """Field → what is wrong with it, for several boxes at once."""
    found = {
        name: text_fault(label, text, longest=longest, required=name not in optional, lines=True)
        for name, (label, text, longest) in asked.items()
    }
    return {name: fault for name, fault in found.items() if fault}


def day_faults(
    name: str, label: str, day: date | None, *, first: date | None = None
) -> dict[str, str]:
    """:param first: the day before which it cannot have been."""
    if day is None:
        return {name: f"请填写“{label}”。"}
    if day > clock.today():
        return {name: f"“{label}”不能晚于今天。"}
    if first is not None and day < first:
        return {name: f"“{label}”不能早于{first:%Y年%-m月%-d日}。"}
    return {}


def choice_faults(
    asked: Mapping[str, tuple[str, str, Collection[str]]],
) -> dict[str, str]:
    """Field → (label, value, what it may be)."""
    return {
        name: f"请选择“{label}”。"
        for name, (label, value, known) in asked.items()
        if value not in known
    }


def number_faults(resident_id: str, sex: str, place: str) -> dict[str, str]:
    """A whole number, of an adult, that agrees with the sex that was chosen."""
    try:
        number = ResidentId.parse(resident_id)
    except ValueError as mistake:
        return {"resident_id": str(mistake)}
    today = clock.today()
    if age_on(number.birth_date, today) < Rules.at(place, today).value(provisions.MINOR_BELOW):
        return {"resident_id": "按居民身份号码，此人未成年，不能担任。请核对证件后重填。"}
    if number.sex is not Sex.UNKNOWN and sex != number.sex:
        return {"sex": f"与居民身份号码不符，号码对应的性别为{number.sex.label}，请核对。"}
    return {}


def credit_code_fault(code: str) -> str | None:
    """统一社会信用代码, eighteen characters of which the last is a check (GB 32100-2015)."""
    if not re.fullmatch(f"[{_CREDIT}]{{18}}", code):
        return "统一社会信用代码应为18位数字和大写字母（不含I、O、S、V、Z）。请核对登记证书后重填。"
    weighed = sum(_CREDIT.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    if _CREDIT[-weighed % 31] != code[17]:
        return "统一社会信用代码的校验位不符，可能抄错了一位。请核对登记证书后重填。"
    return None


def supporter_faults(
    *, kind: str, name: str, credit_code: str, qualification: str, contact: str, phone: str,
    services: Collection[str],
) -> dict[str, str]:  # fmt: skip
    wrong = text_faults(
        {
            "name": ("名称或者姓名", name, 80),
            "contact": ("联系人", contact, 60),
            "qualification": ("资质", qualification, 120),
        },
        optional=("qualification",),
    ) | choice_faults({"kind": ("类别", kind, SupporterKind.values)})
    if fault := phone_fault("联系电话", phone, required=True):
        wrong["phone"] = fault
    if kind == SupporterKind.ORGANISATION and (fault := credit_code_fault(credit_code)):
        wrong["credit_code"] = fault
    if kind == SupporterKind.VOLUNTEER and credit_code:
        wrong["credit_code"] = "志愿者没有统一社会信用代码，请删去或者改选社会组织。"
    if not services or not set(services) <= set(Service.values):
        wrong["services"] = "请选择可以请其提供的服务，至少一项。"
    return wrong


def hours_faults(hours: int | None) -> dict[str, str]:
    if hours is None or not 1 <= hours <= _LONGEST_DAY:
        return {"hours": f"“学时”应为1至{_LONGEST_DAY}之间的整数。"}
    return {}


def year_faults(year: int | None, since: date) -> dict[str, str]:
    """A year in which the post was held, the present one at the latest."""
    if year is None or not since.year <= year <= clock.today().year:
        return {"year": f"“考核年度”应在{since.year}年至{clock.today().year}年之间。"}
    return {}


def can_ask(waiting: bool) -> Decision:
    if waiting:
        return refused("上一次查询还没有答复。", instead="请先登记答复，再提请新的查询。")
    return ALLOWED


def can_end(supporter: Supporter) -> Decision:
    if supporter.ended_on is not None:
        return refused("该志愿者（社会组织）已经退出。")
    return ALLOWED


def barring(place: str) -> Decision:
    """Somebody with a record may not do this work; who appointed them has to end it."""
    law = Rules.at(place, clock.today())
    return refused(
        "查询答复有违法犯罪记录，不得从事儿童工作，应当立即停止其工作并办理离任。",
        instead="请联系安全管理员办理离任登记，并由村（居）、乡镇另行确定人选。",
        basis=law.basis(provisions.RECORD_CHECK_ON_ENTRY),
    )


def not_to_be_asked(basis: tuple[Basis, ...]) -> Decision:
    """Why a supporter may not be given anything to do now; not told: what was answered."""
    return refused(
        "没有有效的违法犯罪记录查询结果，暂不能安排。",
        instead="请县级未保办办理查询。",
        basis=basis,
    )


def still_serving(post: Post, today: date) -> Decision:
    if post.held_until is not None and post.held_until <= today:
        return refused(
            f"已于{post.held_until:%Y年%-m月%-d日}离任，登记不再增加。",
            instead="重新任职的，请在新的岗位上登记。",
        )
    return ALLOWED


def is_awaited(waiting: bool) -> Decision:
    return ALLOWED if waiting else refused("没有等待答复的查询。", instead="请先提请查询。")
