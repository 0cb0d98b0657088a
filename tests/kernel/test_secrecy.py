"""State secrets are known by the form of their marking; ordinary words are left in peace."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.kernel.secrecy import (
    Confidentiality,
    level_of,
    marking_in,
    marking_in_name,
    marking_on_page,
)
from huishang.kernel.texts import text_fault
from huishang.law import provisions
from huishang.law.book import current
from huishang.law.rules import Rules

MARKED = (
    "机密★",
    "机密★1年",
    "秘密★6个月",
    "绝密★长期",
    "机 密 ★ 1 年",
    "机　密★　10年",
    "关于某案的情况（机密★5年）",
    "密级：秘密",
    "密级:机密",
    "密  级： 绝密",
    "【机密】某案情况",
    "〔绝密〕",
    "[秘密·1年]",
    "机密·十年",
    "★绝密",
    "秘密*1年",
)
PLAIN = (
    "保守秘密",
    "严格保守国家秘密和工作秘密",
    "秘密",
    "这是孩子的小秘密，他没有告诉母亲",
    "不得含有绝密、机密、秘密内容",
    "本案不含机密级文件",
    "工作秘密★1年",
    "商业秘密★",
    "家访中发现孩子的机密本",
    "★重点关注的儿童",
    "秘密地离开家已有3年",
    "保密级别为内部",
    "父亲说的是商业机密，2年前的事",
)


@pytest.mark.parametrize("text", MARKED)
def test_a_marking_is_recognised_by_its_form(text: str) -> None:
    assert marking_in(text)
    assert "第三十一条" in (text_fault("标题", text, longest=200) or "")


@pytest.mark.parametrize("text", PLAIN)
def test_ordinary_words_are_no_marking(text: str) -> None:
    assert marking_in(text) == ""
    assert text_fault("标题", text, longest=200) is None


@pytest.mark.parametrize(
    "page", ["秘密\n关于某事的报告", "某区政府\n　机　密　\n第一章", "机密 5年\n正文"]
)
def test_on_a_first_page_a_grade_in_a_line_of_its_own_is_a_marking(page: str) -> None:
    assert marking_on_page(page)
    assert marking_in(page) == ""


@pytest.mark.parametrize("page", ["秘密花园\n读后感", "他说\n这是秘密。", "保守\n秘密的约定"])
def test_on_a_first_page_a_word_in_a_sentence_is_none(page: str) -> None:
    assert marking_on_page(page) == ""


@pytest.mark.parametrize(
    "name", ["机密_名单.docx", "（秘密）情况.pdf", "绝密-通报.doc", "机密★1年.pdf"]
)
def test_a_name_that_begins_with_a_grade_is_marked(name: str) -> None:
    assert marking_in_name(name)


@pytest.mark.parametrize("name", ["秘密花园.txt", "保守秘密承诺书.docx", "机密性评估.pdf"])
def test_a_name_with_the_word_in_it_is_not(name: str) -> None:
    assert marking_in_name(name) == ""


def test_the_four_levels_are_told_by_code_or_word() -> None:
    assert [level_of(level.value)[0] for level in Confidentiality] == list(Confidentiality)
    assert [level_of(level.label)[0] for level in Confidentiality] == list(Confidentiality)
    assert level_of("很内部")[0] is None


@pytest.mark.parametrize("grade", ["绝密", "机密", "秘密", "机密级", "秘密★1年"])
def test_a_grade_of_state_secrets_is_no_level_here(grade: str) -> None:
    level, fault = level_of(grade)
    assert level is None
    assert "涉密渠道" in fault


def test_the_refusal_names_the_article_the_law_data_names() -> None:
    found = Rules.at("140800", date(2026, 3, 2)).find(provisions.REFUSED_MARKINGS)
    assert found.is_law
    assert set(found.value) == {"绝密", "机密", "秘密"}
    assert current().cite(*found.basis).endswith("第三十一条第（三）项")
