"""When a category may be recognised: it holds today, and every paper it rests on is at hand."""

from __future__ import annotations

from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.law.categories import Ground, Holding

from ..models import Recognition


def can_recognise(found: Holding | None) -> Decision:
    """:param found: the category, where it holds by the facts written down."""
    if found is None:
        return refused(
            "按已登记的情形，这名儿童不属于该类别。", instead="请先核对并登记有关情形，再作认定。"
        )
    if found.missing:
        return refused(
            f"还缺材料：{'；'.join(map(wanted, found.missing))}。",
            instead="请取得材料，在所列情形上更正登记后再作认定。",
            basis=(found.category.basis,),
        )
    return ALLOWED


def can_end_recognition(found: Recognition) -> Decision:
    if found.ended_on is None:
        return ALLOWED
    return refused("这项认定已经终止。", instead="无须重复办理。")


def wanted(ground: Ground) -> str:
    """父母（一）死亡或者失踪：人民法院裁判文书或者公安机关证明."""
    papers = "、".join(proof.label for proof in ground.situation.proofs)
    return f"{ground.whose}“{ground.situation.label}”应有{papers}之一"
