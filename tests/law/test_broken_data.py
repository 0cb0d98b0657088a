"""One broken file per mistake: the loader finds it, names the place and says what is wrong.

The first lines of each file say what is expected of the loader; nothing else may be found.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from huishang.kernel.errors import InvalidData
from huishang.law.loader import LawDataError, load
from tests.law.data import HEAD, HERE, book_with

BROKEN = sorted((HERE / "broken").iterdir())
WHERE, WHY = "# 位置: ", "# 原因: "


def _expected(case: Path) -> tuple[str, str, str]:
    """File, key and words, from the file of the case that carries them."""
    for path in sorted(case.glob("*.yaml")) if case.is_dir() else [case]:
        where, why, *_ = path.read_text(encoding="utf-8").splitlines()
        if why.startswith(WHY):
            return path.name, where.removeprefix(WHERE.strip()).strip(), why.removeprefix(WHY)
    raise AssertionError(f"{case} says nothing of what is expected")


def _problems(directory: Path) -> LawDataError:
    with pytest.raises(LawDataError) as raised:
        load(directory)
    return raised.value


@pytest.mark.parametrize("case", BROKEN, ids=lambda path: path.stem)
def test_a_mistake_is_found_where_it_stands_and_said_in_words(case: Path, tmp_path: Path) -> None:
    if case.is_dir():
        shutil.copytree(case, tmp_path, dirs_exist_ok=True)
    else:
        shutil.copy(case, tmp_path)
    file, key, words = _expected(case)
    (problem,) = _problems(tmp_path).problems
    assert (problem.file, problem.key) == (file, key)
    assert words in problem.reason


def test_the_sample_the_broken_ones_are_made_from_is_whole(tmp_path: Path) -> None:
    whole = HEAD + "  attendance_duty:\n    - {value: true, basis: sample-document#1}\n"
    assert book_with(tmp_path, whole=whole).regimes["sample"].place == "样例县"


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    many = HEAD + (
        "  attendance_duty:\n    - {value: 是, basis: sample-document#3}\n"
        "  quorm:\n    - {silent: true, note: 无}\n"
        "  chair:\n"
        "    - value:\n"
        "        - {severity: ordinary, posts: [boss]}\n"
        "        - {severity: major, posts: [judge], note: 无}\n"
        "      basis: sample-document#1\n"
    )
    (tmp_path / "many.yaml").write_text(many, encoding="utf-8")
    (tmp_path / "other.yaml").write_text("year: 明年\n", encoding="utf-8")
    assert [(problem.file, problem.key) for problem in _problems(tmp_path).problems] == [
        ("many.yaml", "provisions.attendance_duty[0].basis"),
        ("many.yaml", "provisions.attendance_duty[0].value"),
        ("many.yaml", "provisions.chair[0].value[0].posts[0]"),
        ("many.yaml", "provisions.chair[0].value[1].note"),
        ("many.yaml", "provisions.quorm"),
        ("other.yaml", ""),
        ("other.yaml", ""),
    ]


def test_a_regime_meant_to_carry_a_conference_answers_or_declares_every_question(
    tmp_path: Path,
) -> None:
    lonely = HEAD.replace("140899", "995501")
    whole = "  attendance_duty:\n    - {value: true, basis: sample-document#1}\n"
    (tmp_path / "lonely.yaml").write_text(lonely + whole, encoding="utf-8")
    reasons = {problem.key: problem.reason for problem in _problems(tmp_path).problems}
    assert reasons["provisions.chair"] == (
        "县级自2024-01-01起没有“会议主持”的规定，也没有写明 silent（未作规定）"
    )
    assert "provisions.attendance_duty" not in reasons
    assert "provisions.day_counting" not in reasons, "the nation answers"


def test_a_regime_for_some_questions_only_says_so(tmp_path: Path) -> None:
    partial = HEAD.replace("140899", "995501").replace(
        "provisions:", "complete: false\nprovisions:"
    )
    clause = "  attendance_duty:\n    - {value: true, basis: sample-document#1}\n"
    assert not book_with(tmp_path, partial=partial + clause).regimes["sample"].complete


def test_a_regime_is_not_blamed_for_an_instrument_that_cannot_be_read(tmp_path: Path) -> None:
    clause = "  attendance_duty:\n    - {value: true, basis: sample-document#1}\n"
    broken = HEAD.replace('{"1": 虚构条文}', "[]") + clause
    (tmp_path / "broken.yaml").write_text(broken, encoding="utf-8")
    (problem,) = _problems(tmp_path).problems
    assert problem.key == "instruments[0].articles"


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path / "nowhere").problems
    assert problem.reason == "没有这个目录"


def test_the_error_is_a_refusal_like_any_other_with_a_line_for_each_mistake(
    tmp_path: Path,
) -> None:
    (tmp_path / "bad.yaml").write_text("year: 2027\n", encoding="utf-8")
    error = _problems(tmp_path)
    assert isinstance(error, InvalidData)
    assert "bad.yaml::缺少“holidays”" in error.message.splitlines()
    assert "huishang law check" in error.instead
