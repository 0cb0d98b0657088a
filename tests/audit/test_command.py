"""``huishang audit`` proves the record and says where it is broken."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from huishang.audit.events import VERIFICATION_ASKED
from huishang.audit.models import Anchor, Event
from huishang.audit.queries.noting import grouped
from huishang.cli import main
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from tests.audit.tampering import sql
from tests.audit.writing import HOUSE, keep_apart, note

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["audit", *arguments])
    return done.exit_code, done.output


def test_an_intact_record_is_said_to_be_so() -> None:
    note()
    code, words = run("verify")
    assert code == 0
    assert "审计记录完整：记录链1条，记录1条，日锚0个。" in words
    assert "还没有日锚" in words


def test_the_hash_of_the_last_anchor_is_shown_to_be_noted() -> None:
    note()
    assert run("anchor", "--day", "2026-03-02")[0] == 0
    seal = Anchor.objects.get()
    code, words = run("verify", "--noted", seal.hash)
    assert code == 0
    assert seal.hash in words


def test_the_first_broken_link_is_named() -> None:
    note()
    sql("UPDATE audit_event SET actor_label = '别人'")
    code, words = run("verify")
    assert code == 1
    assert words.startswith("审计记录不完整：person:1 第1条，内容与校验值不符。")


def test_what_an_auditor_asked_for_is_verified_once() -> None:
    assert run("verify", "--asked") == (0, "")
    note("audit:verification", event=VERIFICATION_ASKED)
    assert "审计记录完整" in run("verify", "--asked")[1]
    assert run("verify", "--asked") == (0, "")


def test_machines_read_one_object() -> None:
    note()
    run("anchor")
    whole = json.loads(run("verify", "--json")[1])
    assert whole["intact"] is True
    assert (whole["streams"], whole["events"], whole["anchors"]) == (2, 2, 1)
    assert whole["last_anchor"]["hash"] == Anchor.objects.get().hash
    assert whole["first_break"] is None
    sql("DELETE FROM audit_anchored_head")
    sql("DELETE FROM audit_anchor")
    code, words = run("verify", "--json")
    assert code == 1
    first = json.loads(words)["first_break"]
    assert first["stream"].startswith("anchor:")
    assert (first["sequence"], first["fault"]) == (0, "日锚被删除或者改写过")


def test_anchoring_twice_tells_the_same_anchor() -> None:
    note()
    first = run("anchor")
    assert first == run("anchor")
    assert "链1条，记录1条" in first[1]


def test_a_day_that_cannot_be_sealed_is_refused_in_words() -> None:
    code, words = run("anchor", "--day", "2999-01-01")
    assert code == 2
    assert "不能早于上一个日锚" in words


def test_the_anchors_of_a_month_are_printed_and_taken_back(tmp_path: Path) -> None:
    note()
    run("anchor", "--day", "2026-03-02")
    note()
    run("anchor", "--day", "2026-03-03")
    code, kept = run("anchors", "--month", "2026-03")
    assert code == 0
    assert kept.count("2026-03-0") == 2
    paper = tmp_path / "kept.txt"
    paper.write_text(kept, encoding="utf-8")
    assert run("verify", "--noted", str(paper))[0] == 0
    typed = kept.replace(" ", "  ").upper()  # as somebody types it off the paper
    paper.write_text(typed, encoding="utf-8")
    assert run("verify", "--noted", str(paper))[0] == 0


def test_anchors_written_anew_are_found_by_what_was_kept(tmp_path: Path) -> None:
    """Somebody who writes every chain and every anchor anew fails against the paper alone."""
    note()
    run("anchor", "--day", "2026-03-02")
    paper = tmp_path / "kept.txt"
    paper.write_text(run("anchors", "--month", "2026-03")[1], encoding="utf-8")
    for table in ("anchored_head", "anchor", "event", "stream"):
        sql(f"DELETE FROM audit_{table}")
    note("person:2")
    run("anchor", "--day", "2026-03-02")
    assert run("verify")[0] == 0
    code, words = run("verify", "--noted", str(paper))
    assert code == 1
    assert words.startswith("审计记录不完整：anchor:2026-03-02")


def test_a_hash_kept_for_another_day_is_not_taken_for_this_one(tmp_path: Path) -> None:
    note()
    run("anchor", "--day", "2026-03-02")
    paper = tmp_path / "kept.txt"
    kept = run("anchors", "--month", "2026-03")[1]
    paper.write_text(kept.replace("2026-03-02", "2026-03-01"), encoding="utf-8")
    assert run("verify", "--noted", str(paper))[0] == 1


@pytest.mark.parametrize("text", ["", "2026-03-02  69d3070f", "没有校验值"])
def test_a_paper_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    paper = tmp_path / "kept.txt"
    paper.write_text(text, encoding="utf-8")
    assert run("verify", "--noted", str(paper))[0] == 2
    assert run("verify", "--noted", str(tmp_path / "none.txt"))[0] == 2


def test_the_paper_to_be_signed_holds_every_anchor(tmp_path: Path) -> None:
    note()
    run("anchor", "--day", "2026-03-02")
    target = tmp_path / "paper.docx"
    assert run("anchors", "--month", "2026-03", "--print", str(target))[0] == 0
    text = zipfile.ZipFile(target).read("word/document.xml").decode()
    assert grouped(Anchor.objects.get().hash) in text
    assert Event.objects.filter(act="audit.export").count() == 1


def test_a_month_without_anchors_says_so() -> None:
    code, words = run("anchors", "--month", "2020-01")
    assert code == 1
    assert "2020年1月没有日锚" in words


def test_what_lies_apart_is_opened_and_shredded_at_the_machine() -> None:
    with clock.at(beijing(2026, 1, 5)):
        event = keep_apart(actor=HOUSE, text="张小童")
    code, words = run("private", str(event.pk), "--reason", "依法调查")
    assert (code, json.loads(words)) == (0, {"text": "张小童"})
    with clock.at(beijing(2026, 8, 5)):
        assert run("shred", str(event.pk), "--reason", "留存期满")[0] == 0
    assert run("verify")[0] == 0
    with clock.at(beijing(2026, 8, 5)):
        assert run("shred", str(event.pk), "--reason", "留存期满")[0] == 2


def test_the_years_material_is_written_and_that_is_an_event(tmp_path: Path) -> None:
    note()
    target = tmp_path / "pack.docx"
    assert run("pack", "--year", "2026", "--out", str(target))[0] == 0
    assert zipfile.is_zipfile(target)
    assert Event.objects.get(act="audit.export").details["year"] == 2026
