"""``huishang demo``: both stories end in filing, with the seats, people and dates promised."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest

HUISHANG = Path(sys.executable).with_name("huishang")


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key != "HUISHANG_DATABASE_URL"
    }
    return subprocess.run(
        [HUISHANG, "demo", *arguments],
        env={**environment, "HUISHANG_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def told(home: Path) -> dict[str, Any]:
    answer = run(home, "--json")
    assert answer.returncode == 0, answer.stderr
    content: dict[str, Any] = json.loads(answer.stdout)
    return content


@pytest.fixture(scope="module")
def stories(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {story["key"]: story for story in told["stories"]}


def test_there_is_an_account_for_every_kind_of_post(told: dict[str, Any]) -> None:
    from huishang.kernel.terms import PostKind

    assert {account["post"] for account in told["accounts"]} == {kind.value for kind in PostKind}
    for account in told["accounts"]:
        assert {"post", "organisation", "division", "username", "password"} <= set(account)


def test_no_password_that_can_be_drawn_is_like_any_username(told: dict[str, Any]) -> None:
    """Of the most alike; one refused would break the whole demonstration off."""
    from huishang.access.models import Account
    from huishang.access.policies import password_faults
    from huishang.cli.demo.command import SIGNS

    for username in {account["username"] for account in told["accounts"]}:
        known = set(username.upper())
        worst = "".join(min(signs, key=lambda sign: sign not in known) for signs in SIGNS)
        spread = [sign for sign in username.upper() if sign in "".join(SIGNS)]
        worst = "".join(spread + list(worst))[: len(SIGNS)]
        assert not password_faults(Account(username=username), worst), username


def test_yuncheng_ends_in_five_filings_one_of_them_extended(
    stories: dict[str, dict[str, Any]],
) -> None:
    story = stories["yuncheng"]
    assert story["regime"] == "yuncheng-2022"
    assert (story["seats"], story["attendees"]) == (8, 7)
    assert (story["due_on"], story["due_provisional"]) == ("2026-03-19", False)
    assert [row["state"] for row in story["assignments"]] == ["filed"] * 5
    assert sorted(row["due_on"] for row in story["assignments"]) == [
        *["2026-03-19"] * 4,
        "2026-04-17",
    ]
    assert len({row["filing_number"] for row in story["assignments"]}) == 5


def test_yuncheng_was_passed_up_missed_by_one_chased_and_supervised(
    stories: dict[str, dict[str, Any]],
) -> None:
    acts = [line["act"] for line in stories["yuncheng"]["timeline"]]
    for act in ("上报上级会商", "记录无故缺席", "同意延期", "催办", "督办", "督办销号", "结案"):
        assert act in acts, act
    assert acts.count("备案") == 5


def test_henan_is_heard_by_nine_organisations_and_twenty_two_people(
    stories: dict[str, dict[str, Any]],
) -> None:
    story = stories["henan"]
    assert story["regime"] == "henan-2022"
    assert (story["seats"], story["attendees"]) == (13, 22)
    assert story["due_on"] == "2026-06-03"
    assert {row["state"] for row in story["assignments"]} == {"filed"}
    assert {row["due_on"] for row in story["assignments"]} == {"2026-06-03"}


def test_every_line_of_the_timeline_says_when_who_what_and_why(
    stories: dict[str, dict[str, Any]],
) -> None:
    for story in stories.values():
        lines = story["timeline"]
        assert [line["at"] for line in lines] == sorted(line["at"] for line in lines)
        assert all(line["actor"] and line["act"] for line in lines)
        cited = {basis for line in lines for basis in line["basis"]}
        assert len(cited) >= 4
        articles = {basis for basis in cited if not basis.startswith("本地设定“")}
        assert len(articles) >= 3
        assert all("第" in basis or "河南省" in basis for basis in articles)


def test_the_papers_lie_under_the_home_open_and_name_no_child(
    home: Path, stories: dict[str, dict[str, Any]]
) -> None:
    for story, child in ((stories["yuncheng"], "程小满"), (stories["henan"], "林一诺")):
        for kind in ("minutes_docx", "notice_docx"):
            path = Path(story[kind])
            assert path.is_relative_to(home)
            text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
            assert "会商" in text
            assert child not in text


def test_a_second_run_tells_the_same_and_builds_nothing_anew(
    home: Path, told: dict[str, Any]
) -> None:
    again = run(home, "--json")
    assert json.loads(again.stdout) == told
    spoken = run(home, "--no-serve")
    assert spoken.returncode == 0
    assert re.search(r"席位 13 个，到会 22 人", spoken.stdout)
    assert told["accounts"][0]["username"] in spoken.stdout


def test_the_record_of_the_demo_holds(home: Path, told: dict[str, Any]) -> None:
    answer = subprocess.run(
        [HUISHANG, "audit", "verify", "--json"],
        env={**os.environ, "HUISHANG_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout


def test_demo_refuses_a_database_somebody_works_in(tmp_path: Path) -> None:
    """Invented people never come to live beside real ones."""
    script = (
        "import django; django.setup()\n"
        "from huishang.cli.setup import prepare_database; prepare_database()\n"
        "from datetime import date\n"
        "from huishang.kernel.actor import SystemActor\n"
        "from huishang.organisations import actions\n"
        "actions.register_division(actor=SystemActor('真实数据'), code='110000',"
        " name='北京市', valid_from=date(2020, 1, 1))\n"
    )
    environment = {
        **os.environ,
        "HUISHANG_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "huishang.settings",
    }
    subprocess.run([sys.executable, "-c", script], env=environment, check=True)
    answer = run(tmp_path, "--no-serve")
    assert answer.returncode == 2
    assert "已有数据" in answer.stderr


def test_the_third_story_begins_with_a_missed_visit_and_a_scanned_poster_and_ends_in_a_duty(
    home: Path, stories: dict[str, dict[str, Any]]
) -> None:
    story = stories["early"]
    assert (story["seats"], story["attendees"]) == (3, 2)
    assert [row["state"] for row in story["assignments"]] == ["under_way"]
    case = story["case_url"].rstrip("/").rpartition("/")[2].replace("-", "")
    rows = sqlite3.connect(f"file:{home / 'db.sqlite3'}?mode=ro", uri=True)
    child, place, received = rows.execute(
        "SELECT r.child_id, r.incident_division, r.received_at FROM discovery_report r"
        " JOIN cases_case c ON c.report_id = r.id WHERE c.id = ? AND r.channel = 'web'",
        [case],
    ).fetchone()
    assert place == "140802191201"
    [before, after] = rows.execute(
        "SELECT count(*) FILTER (WHERE created_at < ?), count(*) FILTER (WHERE created_at > ?)"
        " FROM visits_visit WHERE child_id = ?",
        [received, received, child],
    ).fetchone()
    assert (before, after) == (1, 1)
    [missed] = rows.execute(
        "SELECT count(*) FROM audit_event WHERE act = 'visits.missed' AND at < ?", [received]
    ).fetchone()
    rows.close()
    assert missed
