"""Rules live in the law data with their article: no code asks where it is, or knows a number."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.source import ROOMS, Module, modules, sample, texts

SUBJECT_IS_A_PLACE = ("law/", "cli/demo")
"""Where places and regimes are the subject: the law data's own package, and the demonstration,
whose stories happen somewhere."""

PLACE_WORDS = {"division", "division_code", "regime", "regime_key", "province", "city", "county"}
NAMES_A_PLACE = re.compile(
    r"(?!0+$)[1-6][0-9]{5}([0-9]{6})?|(yuncheng|henan|huangpu|huancui|suzhou)[-_a-z0-9]*(#.*)?"
)
PERIODS = {"timedelta", "Duration"}


def judged() -> list[Module]:
    return [m for m in modules() if not str(m.relative).startswith(SUBJECT_IS_A_PLACE)]


def _word(node: ast.expr) -> str:
    """The noun of ``case.division.code`` is ``division``."""
    if isinstance(node, ast.Attribute):
        return _word(node.value) if node.attr in {"code", "key", "pk", "value"} else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return any(_is_literal(item) for item in node.elts)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def place_questions(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            if any(_word(side) in PLACE_WORDS for side in sides) and any(map(_is_literal, sides)):
                yield module.at(node)
        elif isinstance(node, ast.Match) and _word(node.subject) in PLACE_WORDS:
            yield module.at(node)


def place_names(module: Module) -> Iterator[str]:
    for text in texts(module):
        if NAMES_A_PLACE.fullmatch(str(text.value)):
            yield f"{module.at(text)} {text.value}"


def written_periods(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", "") or getattr(node.func, "id", "")
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        if name in PERIODS and any(
            isinstance(value, ast.Constant) and isinstance(value.value, int) and value.value > 1
            for value in values
        ):
            yield module.at(node)


def test_no_code_asks_which_place_it_is_in() -> None:
    assert [fault for module in judged() for fault in place_questions(module)] == []


def test_no_code_names_a_place_or_a_regime() -> None:
    assert [fault for module in judged() for fault in place_names(module)] == []


def test_no_period_of_a_rule_is_written_in_code() -> None:
    """A number of days beyond one is somebody's rule, and a rule has an article."""
    rooms_and_faces = {*ROOMS, "web", "api", "workflow"}
    inside = [module for module in judged() if module.package in rooms_and_faces]
    assert [fault for module in inside for fault in written_periods(module)] == []


# --- and each check finds the mistake it is for ----------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "if division == '140800': ...",
        "if '140800' == case.division: ...",
        "if case.division.code in ('140800000000', '410000000000'): ...",
        "if regime.key != 'yuncheng': ...",
        "match regime:\n    case 'yuncheng': ...",
    ],
)
def test_a_question_about_the_place_is_found(source: str) -> None:
    assert list(place_questions(sample(source)))


@pytest.mark.parametrize("text", ["140800", "140800000000", "yuncheng-2022#12", "henan"])
def test_a_place_or_regime_by_name_is_found(text: str) -> None:
    assert list(place_names(sample(f"where = {text!r}")))


@pytest.mark.parametrize("source", ["timedelta(days=30)", "datetime.timedelta(30)", "Duration(3)"])
def test_a_written_period_is_found(source: str) -> None:
    assert list(written_periods(sample(source)))


def test_what_is_no_rule_is_left_in_peace() -> None:
    innocent = "if division == other: ...\nday = timedelta(days=1)\ncode = '000000000000'"
    assert not [
        *place_questions(sample(innocent)),
        *place_names(sample(innocent)),
        *written_periods(sample(innocent)),
    ]
