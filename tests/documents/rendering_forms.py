"""Filled forms the rendering tests print. Every person and place in them is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from huishang.documents.rendering.form import (
    AgendaItem,
    Attendance,
    Attendee,
    Contact,
    DecisionRow,
    DocumentNumber,
    Imprint,
    Layout,
    Masthead,
    MeetingCall,
    MeetingRecord,
    MinutesForm,
    NoticeForm,
    Section,
    Signature,
)
from huishang.documents.rendering.wording import due
from huishang.kernel.clock import beijing

AT = beijing(2026, 11, 3)

ITEM = AgendaItem(
    subject="关于某某监护缺失个案",
    facts=("某某，女，十二周岁，由祖母代为照料，父亲失去联系六个月以上。",),
    opinions=("市公安局：已受案调查。\n市民政局：建议先行临时监护。",),
    decisions=(
        DecisionRow(
            "对某某实施临时监护，开展监护评估。",
            lead="市民政局",
            supporting=("市公安局", "市妇联"),
            due=due(date(2026, 12, 14)),
        ),
        DecisionRow(
            "查找其父下落。",
            lead="市公安局",
            due=due(date(2027, 1, 6), provisional=True),
            dissents=("市卫生健康委保留意见：宜先作伤情鉴定。",),
        ),
    ),
)


def minutes(**changes: Any) -> MinutesForm:
    form = MinutesForm(
        masthead=Masthead(
            "甲市未成年人保护工作个案会商纪要", DocumentNumber("甲未保办纪", 2026, 3)
        ),
        title="关于某某监护缺失个案的会商纪要",
        meeting=MeetingRecord(
            starts=beijing(2026, 11, 2, 9, 30),
            ends=beijing(2026, 11, 2, 11, 40),
            place="市民政局三楼会议室",
            chair=Attendee("市未保办", "王某某", "主任"),
            recorder=Attendee("市未保办", "赵某某"),
        ),
        items=(ITEM,),
        attendance=Attendance(
            present=(
                Attendee("市公安局", "张某某", "副局长"),
                Attendee("市公安局", "李某", "科长"),
                Attendee("市民政局", "陈某某", "副局长"),
            ),
            excused=(Attendee("市司法局", "冯某某", "副局长", "因公出差，褚某某代会"),),
            observing=(Attendee("市心理卫生协会", "卫某某", "专家"),),
        ),
        imprint=Imprint(
            "甲市未成年人保护工作委员会办公室", date(2026, 11, 3), ("市公安局", "市民政局")
        ),
    )
    return replace(form, **changes)


def notice(**changes: Any) -> NoticeForm:
    form = NoticeForm(
        masthead=Masthead("甲市未成年人保护工作委员会", DocumentNumber("甲未保办", 2026, 12)),
        title="关于召开个案会商会议的通知",
        addressees=("乙县未成年人保护工作委员会", "市公安局、市民政局"),
        opening=("经研究，定于近期召开个案会商会议。现将有关事项通知如下：",),
        meeting=MeetingCall(
            starts=beijing(2026, 11, 2, 9, 30),
            place="市民政局三楼会议室",
            chair="市未保办主任王某某",
            matters=("临时监护和安置。", "身份核查。"),
        ),
        sections=(Section("有关要求", ("请指派分管负责人参加。",)),),
        contact=Contact("赵某某", "0000-0000000"),
        attachments=("会商议题", "参会回执"),
        signature=Signature("甲市未成年人保护工作委员会", date(2026, 10, 30)),
        imprint=Imprint("甲市未成年人保护工作委员会办公室", date(2026, 10, 30), ("市政府办公室",)),
    )
    return replace(form, **changes)


def letter(**changes: Any) -> NoticeForm:
    return notice(layout=Layout.LETTER, **changes)
