"""The text of the .docx, from first paragraph to 版记 (GB/T 9704-2012 7.3, 7.4, 10.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from docx.oxml.ns import qn

from huishang.documents.rendering.form import (
    AgendaItem,
    Attendance,
    DecisionRow,
    Masthead,
    Seal,
    Section,
    Signature,
)
from huishang.documents.rendering.standard import Element

from .rendering_forms import ITEM, letter, minutes, notice
from .reopened import attribute, east_asian, paragraph, reopened, styled, texts


def test_minutes_read_in_the_order_of_the_standard():
    assert texts(reopened(minutes())) == [
        "甲市未成年人保护工作个案会商纪要",
        "甲未保办纪〔2026〕3号",
        "关于某某监护缺失个案的会商纪要",
        "时间：2026年11月2日（星期一）9时30分至11时40分",
        "地点：市民政局三楼会议室",
        "主持：市未保办主任王某某",
        "记录：市未保办赵某某",
        "一、案情",
        "某某，女，十二周岁，由祖母代为照料，父亲失去联系六个月以上。",
        "二、会商意见",
        "市公安局：已受案调查。",
        "市民政局：建议先行临时监护。",
        "三、议定事项",
        "1. 对某某实施临时监护，开展监护评估。"
        "（牵头单位：市民政局；配合单位：市公安局、市妇联；完成时限：2026年12月14日前）",
        "2. 查找其父下落。（牵头单位：市公安局；完成时限：暂定2027年1月6日前）",
        "市卫生健康委保留意见：宜先作伤情鉴定。",
        "出席：市公安局副局长张某某、科长李某，市民政局副局长陈某某",
        "请假：市司法局副局长冯某某（因公出差，褚某某代会）",
        "列席：市心理卫生协会专家卫某某",
        "（此件不公开）",
    ]


def test_notice_reads_in_the_order_of_the_standard():
    assert texts(reopened(notice())) == [
        "甲市未成年人保护工作委员会",
        "甲未保办〔2026〕12号",
        "关于召开个案会商会议的通知",
        "乙县未成年人保护工作委员会，市公安局、市民政局：",
        "经研究，定于近期召开个案会商会议。现将有关事项通知如下：",
        "一、会议时间：2026年11月2日（星期一）9时30分",
        "二、会议地点：市民政局三楼会议室",
        "三、会议主持：市未保办主任王某某",
        "四、会商事项",
        "1. 临时监护和安置。",
        "2. 身份核查。",
        "五、有关要求",
        "请指派分管负责人参加。",
        "联系人：赵某某，电话：0000-0000000。",
        "特此通知。",
        "附件：1. 会商议题",
        "2. 参会回执",
        "甲市未成年人保护工作委员会",
        "2026年10月30日",
        "（此件不公开）",
    ]


def test_a_supervision_order_is_a_notice_without_a_meeting():
    order = notice(
        title="督办通知",
        meeting=None,
        sections=(
            Section("督办事项", items=("限期报送落实情况。",)),
            Section("办理要求", ("逐项落实。",)),
        ),
        contact=None,
        attachments=(),
    )
    assert texts(reopened(order))[5:10] == [
        "一、督办事项",
        "1. 限期报送落实情况。",
        "二、办理要求",
        "逐项落实。",
        "特此通知。",
    ]


def test_several_cases_are_headed_by_their_subjects_in_heiti_their_parts_in_kaiti():
    second = AgendaItem("关于另一个案", facts=("另案。",), unsettled=("费用分担，提交专题会议。",))
    document = reopened(minutes(items=(ITEM, second)))
    headings = [p.text for p in styled(document, Element.HEADING_1)]
    parts = [p.text for p in styled(document, Element.HEADING_2)]
    assert headings == ["一、关于某某监护缺失个案", "二、关于另一个案"]
    assert parts == [
        "（一）案情",
        "（二）会商意见",
        "（三）议定事项",
        "（一）案情",
        "（二）未形成一致意见的事项",
    ]


def test_headings_are_known_to_the_outline_and_stay_with_their_text():
    styles = reopened(minutes()).styles
    for level, element in enumerate([Element.TITLE, Element.HEADING_1, Element.HEADING_2]):
        properties = styles[element.value].element.pPr
        assert attribute(properties, "w:outlineLvl", "val") == str(level)
        assert properties.find(qn("w:keepNext")) is not None


@pytest.mark.parametrize("label", ["时间", "地点", "主持", "记录", "出席", "请假", "列席"])
def test_labels_are_heiti_and_names_hang_under_the_first(label):
    line = paragraph(reopened(minutes()), f"{label}：")
    assert line.runs[0].text == f"{label}："
    assert east_asian(line) == ["黑体", "仿宋_GB2312"]
    indent = "w:pPr/w:ind"
    assert attribute(line.style.element, indent, "leftChars") == "500"
    assert attribute(line.style.element, indent, "hangingChars") == "300"


def test_attendance_stands_one_line_below_the_text_and_empty_lists_are_left_out():
    attendance = Attendance(observing=minutes().attendance.observing)
    document = reopened(minutes(attendance=attendance))
    line = paragraph(document, "列席：")
    assert attribute(line._p, "w:pPr/w:spacing", "beforeLines") == "100"
    assert not any(text.startswith(("出席", "请假", "缺席")) for text in texts(document))


def test_absent_without_excuse_is_named_last():
    attendance = replace(minutes().attendance, absent=minutes().attendance.present[:1])
    assert texts(reopened(minutes(attendance=attendance)))[-2] == "缺席：市公安局副局长张某某"


def test_responsibility_of_a_decision_is_set_in_kaiti():
    line = paragraph(reopened(minutes()), "1. 对某某")
    assert east_asian(line) == ["仿宋_GB2312", "楷体_GB2312"]


def test_body_is_indented_by_two_characters():
    style = reopened(minutes()).styles[Element.BODY.value].element
    assert attribute(style, "w:pPr/w:ind", "firstLineChars") == "200"
    assert attribute(style, "w:pPr/w:jc", "val") == "both"


def test_a_matter_of_several_lines_keeps_its_number_and_ends_in_its_responsibility():
    item = replace(ITEM, decisions=(DecisionRow("甲。\n乙。", lead="市民政局"),))
    read = texts(reopened(minutes(items=(item,))))
    assert read[read.index("三、议定事项") + 1 :][:2] == ["1. 甲。", "乙。（牵头单位：市民政局）"]


def test_a_single_attachment_has_no_number_and_names_end_without_full_stop():
    document = reopened(notice(attachments=("会商议题",)))
    line = paragraph(document, "附件：")
    assert line.text == "附件：会商议题"
    assert attribute(line._p, "w:pPr/w:ind", "leftChars") == "500"


def test_attachment_names_hang_under_one_another():
    document = reopened(notice())
    first, second = styled(document, Element.ATTACHMENT)
    measured = [
        tuple(int(attribute(line._p, "w:pPr/w:ind", n)) for n in ("leftChars", "hangingChars"))
        for line in (first, second)
    ]
    assert measured == [(650, 450), (650, 150)]  # both names begin 6.5 字 in


SHORT = "甲市未保办"  # 5 字; the date 2026年1月2日 takes 6
LONG = "甲市未成年人保护工作委员会"  # 13 字


@pytest.mark.parametrize(
    ("seal", "name", "name_right", "date_right"),
    [
        (Seal.NONE, LONG, 2, 7),  # 13+2 to the name's start, the date starts 2 later: 13 = 7+6
        (Seal.NONE, SHORT, 5, 2),  # the date is longer: it leaves 2, the name starts 2 before it
        (Seal.OWN, LONG, 0.5, 4),  # centres: 4 + 6/2 = 0.5 + 13/2
        (Seal.ON_BEHALF, LONG, 0, 5.5),  # 17 字 with （代章）: pushed left to stay on the page
        (Seal.OWN, SHORT, 4.5, 4),
    ],
)
def test_signature_and_date_stand_where_the_standard_puts_them(seal, name, name_right, date_right):
    document = reopened(notice(signature=Signature(name, date(2026, 1, 2), seal)))
    signer, signed_on = styled(document, Element.SIGNATURE)
    assert signer.text == name + ("（代章）" if seal is Seal.ON_BEHALF else "")
    assert signed_on.text == "2026年1月2日"
    rights = [int(attribute(p._p, "w:pPr/w:ind", "rightChars")) / 100 for p in (signer, signed_on)]
    assert rights == [name_right, date_right]


def test_disclosure_note_is_bracketed_and_may_be_left_out():
    said = notice(masthead=Masthead("甲市", disclosure_note="此件公开发布"))
    silent = notice(masthead=Masthead("甲市", disclosure_note=""))
    assert texts(reopened(said))[-1] == "（此件公开发布）"
    assert texts(reopened(silent))[-1] == "2026年10月30日"


def imprint_rows(document):
    (table,) = document.tables
    return [(row, row.cells[0].paragraphs[0]) for row in table.rows if row.cells[0].text]


def rule_mm(row, side):
    return int(attribute(row._tr.tc_lst[0], f"w:tcPr/w:tcBorders/w:{side}", "sz")) / 8 / 72 * 25.4


def test_imprint_names_copies_then_office_and_date():
    copies, office = (p for _, p in imprint_rows(reopened(minutes())))
    assert copies.text == "抄送：市公安局，市民政局。"
    assert office.text == "甲市未成年人保护工作委员会办公室\t2026年11月3日印发"
    assert copies.style.name == office.style.name == Element.IMPRINT
    assert attribute(copies._p, "w:pPr/w:ind", "leftChars") == "400"
    assert attribute(copies._p, "w:pPr/w:ind", "hangingChars") == "300"


def test_imprint_rules_are_thick_outside_and_thin_between():
    (first, _), (last, _) = imprint_rows(reopened(minutes()))
    assert rule_mm(first, "top") == pytest.approx(0.35, abs=0.02)
    assert rule_mm(first, "bottom") == pytest.approx(0.25, abs=0.02)
    assert rule_mm(last, "top") == pytest.approx(0.25, abs=0.02)
    assert rule_mm(last, "bottom") == pytest.approx(0.35, abs=0.02)


def test_imprint_without_copies_has_thick_rules_only():
    (only,) = imprint_rows(reopened(minutes(imprint=replace(minutes().imprint, copies_to=()))))
    assert rule_mm(only[0], "top") == rule_mm(only[0], "bottom") == pytest.approx(0.35, abs=0.02)


def test_imprint_is_as_wide_as_the_core_and_ends_on_its_lower_edge():
    document = reopened(minutes())
    (table,) = document.tables
    properties = table._tbl.tblPr
    width = int(attribute(properties, "w:tblW", "w")) / 1440 * 25.4
    left = int(attribute(properties, "w:tblpPr", "tblpX")) / 1440 * 25.4
    air = table.rows[-1]
    below = int(attribute(air._tr, "w:trPr/w:trHeight", "val")) / 1440 * 25.4
    assert width == pytest.approx(156, abs=0.02)
    assert left == pytest.approx(28, abs=0.02)
    assert attribute(properties, "w:tblpPr", "vertAnchor") == "margin"
    assert attribute(properties, "w:tblpPr", "tblpYSpec") == "bottom"
    assert document.sections[0].bottom_margin.mm + below == pytest.approx(35, abs=0.02)


def test_letters_imprint_has_copies_alone_and_no_rules():
    ((row, line),) = imprint_rows(reopened(letter()))
    assert line.text == "抄送：市政府办公室。"
    assert list(row._tr.iter(qn("w:tcBorders"))) == []
