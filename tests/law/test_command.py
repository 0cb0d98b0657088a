"""``huishang law``: check, show, explain, in words and as JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from huishang.cli import REFUSED, main
from huishang.kernel import clock
from huishang.law.book import current
from tests.law.data import HERE


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["law", *arguments])


def told(*arguments: str) -> dict[str, object]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert isinstance(found, dict)
    return found


def test_check_passes_on_the_shipped_data_and_counts_it() -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout.startswith("核对无误：制度5项，文件23份，条文")
    assert result.stdout.count("\n") == 1
    counts = told("check")
    assert counts["ok"] is True
    assert counts["regimes"] == 5


def test_check_fails_with_a_line_of_file_key_and_reason(tmp_path: Path) -> None:
    shutil.copy(HERE / "broken" / "unknown_department.yaml", tmp_path)
    result = run("check", "--dir", str(tmp_path))
    assert result.exit_code == 1
    assert result.stdout == (
        "unknown_department.yaml:provisions.supervision_led_by[0].value:"
        "不认识的部门“civil_affair”，是否指“civil_affairs”、“civilization_office”\n"
    )
    assert result.stderr == "共1处有误。\n"


def test_check_tells_its_problems_as_json_too(tmp_path: Path) -> None:
    shutil.copy(HERE / "broken" / "hole.yaml", tmp_path)
    result = run("check", "--dir", str(tmp_path), "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert [problem["key"] for problem in found["problems"]] == ["provisions.attendance_duty"]


def test_check_reads_the_installation_s_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(HERE / "seventh"))
    assert told("check")["regimes"] == 6


def test_explain_gives_value_basis_gist_and_path() -> None:
    result = run("explain", "notice_period", "--division", "140800", "--on", "2026-11-22")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:5] == [
        "通知提前期（notice_period） · 140800000000 · 2026-11-22",
        "  1日",
        "依据：运未保委〔2022〕2号 第十二条第（一）项",
        "  第十二条第（一）项：未保办主任决定会议时间，至少提前一天通知参会人员。",
        "查找：运城市：运未保委〔2022〕2号 第十二条第（一）项",
    ]


def test_explain_marks_a_local_setting_as_one() -> None:
    arguments = ["落实期限", "--division", "140802101201", "--on", "2026-11-22"]
    result = run("explain", *arguments)
    assert "  30个工作日" in result.stdout.splitlines()
    assert "本地设定（制度未作规定，参照" in result.stdout
    assert "依据：" not in result.stdout
    found = told("explain", *arguments)
    assert found["source"] == "local_setting"
    assert found["basis"] == []
    assert found["value"] == {"amount": 30, "unit": "working_day"}
    assert found["words"] == ["30个工作日"]


def test_explain_sets_a_long_list_line_by_line() -> None:
    result = run("explain", "duties", "--division", "140800")
    assert "  公安部门：训诫不履行监护责任或者侵害未成年人权益的父母和其他监护人" in (
        result.stdout.splitlines()
    )


def test_explain_asks_for_today_unless_told() -> None:
    assert told("explain", "chair", "--division", "410000")["on"] == clock.today().isoformat()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (
            ("notis_period", "--division", "140800"),
            "没有“notis_period”这一事项，是否指“notice_period”",
        ),
        (
            ("chair", "--division", "14080"),
            "区划代码应为6位、9位或12位数字，得到的是“14080”，是否指“140800”",
        ),
        (("chair", "--division", "140800", "--on", "2026-2-30"), "日期应写作 2026-11-22 的样子"),
    ],
)
def test_explain_says_what_was_typed_wrong_and_what_was_meant(
    arguments: Sequence[str], words: str
) -> None:
    result = run("explain", *arguments)
    assert result.exit_code == REFUSED
    assert words in result.stderr


def test_explain_names_every_wrong_word_at_once() -> None:
    result = run("explain", "zzz", "--division", "x", "--on", "y")
    for field in ("PROVISION", "--division", "--on"):
        assert field in result.stderr


def test_explain_fails_loudly_where_no_rule_is_in_force() -> None:
    result = run("explain", "chair", "--division", "110101", "--on", "2026-11-22")
    assert result.exit_code == REFUSED
    assert "县级：无制度 → 市级：无制度 → 省级：无制度 → 全国：未作规定" in result.stderr


def test_show_lists_every_provision_with_its_article_or_as_a_local_setting() -> None:
    result = run("show", "yuncheng-2022")
    lines = result.stdout.splitlines()
    assert lines[0] == "运城市未成年人保护工作个案会商制度（试行）（yuncheng-2022）"
    assert "  〔市级〕1日" in lines
    assert "  〔县级〕【本地设定】1日" in lines
    assert any(
        line.startswith("  运未保委〔2022〕2号 第十四条：要求县级参照建制") for line in lines
    )


def test_show_tells_silence_and_dates_that_differ_from_the_regime_s() -> None:
    assert "  〔市级、县级〕未作规定" in run("show", "henan-2022").stdout.splitlines()
    assert "  〔自2021-06-01起〕是" in run("show", "china").stdout.splitlines()


def test_show_tells_when_a_clause_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seventh = (HERE / "seventh" / "xingang.yaml").read_text(encoding="utf-8")
    ended = seventh.replace("{value: 4 hour,", "{until: 2027-01-01, value: 4 hour,")
    ended = ended.replace("not_encoded:\n  - {basis: xingang-2024#1, why: 说明目的。}", "")
    ended = ended.replace('"1": 目的。', "").replace("until: 2027-01-01, value", "value", 0)
    (tmp_path / "x.yaml").write_text(
        ended.replace("from: 2024-01-01\ninst", "from: 2024-01-01\nuntil: 2027-01-01\ninst"),
        encoding="utf-8",
    )
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(tmp_path))
    output = run("show", "xingang").stdout
    assert "新港市 995500000000 · 自2024-01-01起至2027-01-01前" in output
    assert "未编码的条文" not in output


def test_show_as_json_tells_every_clause() -> None:
    found = told("show", "yuncheng-2022")
    listed = found["provisions"]
    assert isinstance(listed, list)
    spoken = {clause.provision.key for clause in current().regimes["yuncheng-2022"].clauses}
    assert {provision["key"] for provision in listed} == spoken
    clauses = [clause for provision in listed for clause in provision["clauses"]]
    assert {clause["source"] for clause in clauses} == {"law", "local_setting"}
    assert all(clause["words"] for clause in clauses)


def test_a_silent_clause_as_json_has_no_words() -> None:
    provisions = told("show", "henan-2022")["provisions"]
    assert isinstance(provisions, list)
    silent = [c for p in provisions for c in p["clauses"] if c["source"] == "silent"]
    assert silent
    assert all(clause["words"] == [] for clause in silent)


@pytest.mark.parametrize(
    ("typed", "hint"), [("yuncheng", "是否指“yuncheng-2022”"), ("zz", "现有china、")]
)
def test_show_of_an_unknown_regime_says_which_there_are(typed: str, hint: str) -> None:
    result = run("show", typed)
    assert result.exit_code == REFUSED
    assert hint in result.stderr
