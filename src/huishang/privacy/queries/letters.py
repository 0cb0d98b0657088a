"""The written refusal of a request, as a letter (信函格式)."""

from __future__ import annotations

from datetime import date

from huishang.documents.rendering.form import (
    DocumentNumber,
    Layout,
    Masthead,
    NoticeForm,
    Section,
    Signature,
)

from ..models import RightsRequest


def refusal_letter(
    request: RightsRequest,
    *,
    right: str,
    issuer: str,
    number: DocumentNumber,
    reason: str,
    basis: str,
    on: date,
) -> NoticeForm:
    """What is refused, why, under which article, and where to turn."""
    received = f"{request.received_on:%Y年%-m月%-d日}"
    return NoticeForm(
        masthead=Masthead(issuer, number=number, disclosure_note="此件不公开"),
        title="个人信息权利请求不予办理告知书",
        addressees=(request.requester,),
        opening=(
            f"您于{received}就{request.child}的个人信息提出的“{right}”请求（编号{request.number}）"
            "收悉。经核实，不予办理，现告知如下。",
        ),
        sections=(
            Section("请求内容", (request.asked,)),
            Section("不予办理的理由", (reason,)),
            Section("依据", (f"依照{basis}，书面告知并说明理由。",) if basis else ()),
            Section(
                "救济途径",
                ("对本答复有异议的，可以向本单位申请复核，也可以依法向有关部门投诉、举报。",),
            ),
        ),
        closing="特此告知。",
        signature=Signature(issuer, on),
        layout=Layout.LETTER,
    )
