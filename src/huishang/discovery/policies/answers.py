"""What a program that handed a report in is told of its steps: words for whoever reported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum


class AnswerStep(StrEnum):
    """As the receiver reads it. A word once given keeps its meaning."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    OPENED = "opened"
    SETTLED = "settled"
    PASSED_ON = "passed_on"
    HANDED_UP = "handed_up"
    TOLD = "told"


WORDS = {
    AnswerStep.ACCEPTED: "报告已受理，正在核实处置。",
    AnswerStep.REFUSED: "报告经审查不予受理，原因由承办单位告知。",
    AnswerStep.OPENED: "报告已立案，正在办理。",
    AnswerStep.SETTLED: "报告已处置，不另立案。",
    AnswerStep.PASSED_ON: "报告已转交责任部门办理。",
    AnswerStep.HANDED_UP: "报告已报请上级单位办理。",
}
"""The same for every report. What an office writes about its own decision stays in the house;
only what it says to the reporter (`AnswerStep.TOLD`) goes out, as it was written."""

NAMES_SOMEBODY = "办理结果已登记，其中涉及个人信息，不在此发出，请向承办单位了解。"

_NUMBER = re.compile(r"[0-9][0-9 \-]{5,}[0-9Xx]")
"""A telephone, a resident number, however it is grouped."""


def told_outside(text: str, names: Iterable[str]) -> str:
    """What an office said to the reporter, unless it names somebody or gives a number."""
    bare = re.sub(r"\s", "", text)
    if _NUMBER.search(text) or any(name and re.sub(r"\s", "", name) in bare for name in names):
        return NAMES_SOMEBODY
    return text
