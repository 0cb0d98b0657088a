"""What the documents promise exists, and every page can be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from huishang.account_rules import meanings
from huishang.cli import COMMANDS
from tests.house.source import ROOT

DOCS = ROOT / "docs"
INDEX = DOCS / "index.md"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s#]+)[^)]*\)")
LOCAL_PATH = re.compile(r"(?<![\w.])/(work|root|home|Users|mnt|opt)/\w")
TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)
TWINS = {"README.md": "README.en.md"}

pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))


def _links(page: Path) -> list[Path]:
    """The files a page links to."""
    targets = LINK.findall(page.read_text(encoding="utf-8"))
    return [(page.parent / target).resolve() for target in targets if "://" not in target]


@pages
def test_a_page_links_only_to_what_exists(page: Path) -> None:
    assert [str(target) for target in _links(page) if not target.exists()] == []


def test_every_page_is_reached_from_the_index() -> None:
    reached: set[Path] = set()
    ahead = [INDEX]
    while ahead:
        page = ahead.pop()
        if page not in reached and page.suffix == ".md" and page.is_relative_to(DOCS):
            reached.add(page)
            ahead += _links(page)
    assert set(DOCS.rglob("*.md")) - reached == set()


@pages
def test_a_named_make_target_exists(page: Path) -> None:
    targets = set(TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"`make ([a-z]+)|^make ([a-z]+)", page.read_text("utf-8"), re.MULTILINE))
    assert {first or second for first, second in named} <= targets


@pages
def test_a_named_command_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:`|^)huishang ([a-z]+)", text, re.MULTILINE)) <= set(COMMANDS)


@pages
def test_no_page_names_a_directory_of_somebodys_machine(page: Path) -> None:
    assert LOCAL_PATH.search(page.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize(("chinese", "english"), TWINS.items())
def test_the_english_twin_gives_the_same_commands(chinese: str, english: str) -> None:
    blocks = [
        re.findall(r"```(?:sh|bash)\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
        for name in (chinese, english)
    ]
    commands = [
        [line.split("#")[0].strip() for block in found for line in block.splitlines()]
        for found in blocks
    ]
    assert commands[0] == commands[1]
    assert commands[0]


def test_every_setting_is_documented() -> None:
    """What the code or the make targets read from the environment stands in the reference."""
    sources = [*ROOT.glob("src/**/*.py"), ROOT / "tests/conftest.py", *ROOT.glob("tools/*")]
    read = {
        name
        for source in sources
        if source.is_file()
        for name in re.findall(r"\bHUISHANG_[A-Z]+(?:_[A-Z]+)*", source.read_text("utf-8"))
    }
    read |= set(meanings())
    inward = {
        "HUISHANG_TEST_ROOT",  # how a run tells its workers where it is
        "HUISHANG_TEST_KILLS",
        "HUISHANG_KEY",  # the beginning of a name, and an example of one
        "HUISHANG_KEY_DATA",
        "HUISHANG_ANSWER",
    }
    documented = set(
        re.findall(r"`(HUISHANG_[A-Z_]+)`", (DOCS / "reference/settings.md").read_text("utf-8"))
    )
    assert read - inward <= documented
    assert documented <= read


THREATS = ROOT / "THREAT_MODEL.md"
NAMED_TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def _threats() -> list[str]:
    """The rows of every table of what is done against what."""
    done = THREATS.read_text("utf-8").partition("## 已做到的")[2].partition("## 没有做到的")[0]
    rows = [line for line in done.splitlines() if line.startswith("| ")]
    return [row for row in rows if not row.startswith("| 威胁 |")]


@pytest.mark.parametrize("row", _threats(), ids=lambda row: row.split("|")[1].strip())
def test_a_threat_names_who_and_the_tests_that_stand_against_it(row: str) -> None:
    _, threat, who, measure, tests, _ = (cell.strip() for cell in row.split("|"))
    assert threat
    assert measure
    actors = set(re.findall(r"^\| (A\d+) \|", THREATS.read_text("utf-8"), re.MULTILINE))
    assert who == "—" or set(who.split()) <= actors
    named = NAMED_TEST.findall(tests)
    assert named
    assert tests == " ".join(f"`{path}::{name}`" for path, name in named)
    for path, name in named:
        source = (ROOT / path).read_text(encoding="utf-8")
        assert re.search(rf"^\s*(async )?def {name}\(", source, re.MULTILINE), f"{path}::{name}"


def test_every_actor_of_the_threat_model_threatens_something() -> None:
    text = THREATS.read_text("utf-8")
    actors = set(re.findall(r"^\| (A\d+) \|", text, re.MULTILINE))
    assert actors == {who for row in _threats() for who in re.findall(r"A\d+", row.split("|")[2])}
