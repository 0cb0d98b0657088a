"""Whether two files can be kept as one, and which of them stays."""

from __future__ import annotations

from uuid import UUID

from huishang.kernel.decision import ALLOWED, Decision, refused

from ..models import Child, Pair


def usual_kept(first: Child, second: Child) -> Child:
    """The one proposed to stay: with a number before one without, then the older file."""
    return min((first, second), key=lambda one: (not one.resident_id_index, one.created_at, one.pk))


def can_be_one(first: Child, second: Child) -> Decision:
    """Two numbers are two persons."""
    if first.resident_id_index and second.resident_id_index:
        return refused(
            "两份档案都登记有居民身份号码，而且号码不同，不能合并。",
            instead="请核对证件。确属两名儿童的，请选“不是同一人”；号码登记有误的，请报上一级未保办。",
        )
    return ALLOWED


def kept_fault(pair: Pair, kept_id: UUID | None) -> str | None:
    """Why that file cannot be the one that stays; the number must not be lost from sight."""
    by_key = {pair.first_id: pair.first, pair.second_id: pair.second}
    if kept_id is None or kept_id not in by_key:
        return "请选择保留哪一份档案。"
    if any(child.resident_id_index for key, child in by_key.items() if key != kept_id):
        return "另一份档案登记有居民身份号码，请保留那一份。"
    return None
