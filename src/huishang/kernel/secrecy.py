"""The levels this platform holds, and how the markings of what it may never hold are recognised.

State secrets do not come in (保守国家秘密法 第三十一条第（三）项). A marking is known by its form —
the grade with its star and term, a named field, brackets, a line of its own on a first page — never
by the word alone: 保守秘密 is ordinary prose.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Confidentiality(StrEnum):
    """密级 of a case, a paper or a file, from the most open to what nobody sees."""

    PUBLIC = "public"
    INTERNAL = "internal"
    SENSITIVE = "sensitive"
    SEALED = "sealed"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Confidentiality.PUBLIC: "公开",
    Confidentiality.INTERNAL: "内部",
    Confidentiality.SENSITIVE: "敏感",
    Confidentiality.SEALED: "封存",
}

REFUSAL = "涉密内容不得进入本平台。请走涉密渠道，可登记线下存放指引"
"""Said wherever a marking is found, with the article."""
ARTICLE = "保守国家秘密法 第三十一条第（三）项"

_GRADE = "(?:绝密|机密|秘密)"
_SPREAD = r"[绝机秘][ \u3000]*密"
_TERM = r"(?:[0-9一二三四五六七八九十]{1,3}[ \u3000]*(?:年|个月|月|日)|长期)"
_NOT_OF_STATE = r"(?<!工作)(?<!商业)(?<!个人)(?<!内部)"
_TYPED = re.compile(
    rf"{_NOT_OF_STATE}{_SPREAD}[ \u3000]*(?:级[ \u3000]*)?[★☆＊*][ \u3000]*{_TERM}?"
    rf"|[★☆＊*][ \u3000]*{_SPREAD}(?![一-鿿])"
    rf"|密[ \u3000]*级[ \u3000]*[:：为][ \u3000]*[“\"]?{_SPREAD}"
    rf"|[【〔［\[]{_SPREAD}(?:级)?(?:[·•・,，]?{_TERM})?[】〕］\]]"
    rf"|{_NOT_OF_STATE}{_GRADE}[·•・]{_TERM}"
)
_LINE = re.compile(rf"^[ \t\u3000]*{_SPREAD}(?:级)?[ \u3000]*{_TERM}?[ \t\u3000]*$", re.MULTILINE)
_NAME = re.compile(rf"^(?:[（(]{_SPREAD}(?:级)?[）)]|{_GRADE}(?:级)?(?:[-_－—. 　]|$))")


def marking_in(text: str) -> str:
    """The marking of a state secret somewhere in what was typed; empty if there is none."""
    return _found(_TYPED, text)


def marking_on_page(text: str) -> str:
    """The same on a file's first page, where a grade may also stand in a line of its own."""
    return marking_in(text) or _found(_LINE, text)


def marking_in_name(name: str) -> str:
    """The same in a file's name, which may also begin with a grade: 机密_名单.docx."""
    return marking_in(name) or _found(_NAME, name.strip())


def _found(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found.group().strip() if found else ""


def refusal_of(where: str, marking: str) -> str:
    """“标题”标有“机密★1年”。涉密内容不得进入本平台。…"""
    return f"{where}标有“{marking}”。{REFUSAL}（{ARTICLE}）。"


def level_of(text: str) -> tuple[Confidentiality | None, str]:
    """A level by its code or its word, or what is wrong with it."""
    asked = text.strip()
    for level in Confidentiality:
        if asked in (level.value, level.label):
            return level, ""
    if re.match(_SPREAD, asked) or marking_in(asked):
        return None, refusal_of("“密级”", asked)
    return (
        None,
        f"没有“{asked}”这一级，可选：{'、'.join(level.label for level in Confidentiality)}。",
    )
