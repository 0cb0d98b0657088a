"""Whether a number is already some child's, answered without telling more than one may know."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

from huishang.kernel.actor import Actor
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.resident_id import ResidentId
from huishang.vault.sealing import blind_index, blind_indexes

from ..models import Child

NOT_USABLE = (
    "这个居民身份号码不能用于本次登记。请核对号码和姓名；核对无误的，请留空号码先行提交，"
    "由受理的未保办核实身份。"
)
"""One answer whether the number is another child's or belongs to a file out of sight."""

KEPT_IN_SIGHT = "这个居民身份号码已经登记在您能查看的另一份儿童档案中，请先打开那份档案核对。"
KEPT_ELSEWHERE = (
    "这个居民身份号码不能登记到这份档案。请核对证件上的号码；核对无误的，请报所在县（市、区）"
    "未保办核对；未保办也查不到的，请报上一级未保办。"
)
"""Whom to ask, for a file out of sight; nothing of whose or where it is."""


def index_of(number: str) -> str:
    """What the sealed number is kept under; empty for no number."""
    return blind_index("resident_id", number)


def same_number(number: str) -> Q:
    """On `Child`: the one with this number, also while keys are being moved."""
    return Q(resident_id_index__in=blind_indexes("resident_id", number))


def whole_number(text: str) -> str:
    """The resident number somebody typed; empty for a text that is none."""
    try:
        return ResidentId.parse(text).number
    except ValueError:
        return ""


def known_child(
    actor: Actor, columns: Mapping[str, Any], *, destination: DivisionCode | None = None
) -> tuple[Child | None, dict[str, str]]:
    """The child already kept under the number of an entry, or why the number cannot be used.

    A child in sight is found again. So is one living at ``destination``, where the entry is
    handed to: that office sees the child anyway, and the sender learns nothing from it.
    """
    if not columns["resident_id"]:
        return None, {}
    found = (
        Child.objects.unscoped(reason="核对居民身份号码是否已有档案")
        .filter(same_number(columns["resident_id"]))
        .first()
    )
    if found is None:
        return None, {}
    same_name = found.name == columns["name"]
    if Child.objects.visible_to(actor).filter(pk=found.pk).exists():
        if same_name:
            return found, {}
        return None, {"name": "这个居民身份号码的档案登记的是另一个姓名，请核对号码和姓名。"}
    lives_there = destination is not None and destination.contains(
        DivisionCode(found.residence_division)
    )
    return (found, {}) if same_name and lives_there else (None, {"resident_id": NOT_USABLE})
