"""``huishang audit`` proves the record and says where it is broken."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from huishang.audit.models import Anchor
from huishang.cli import main
from tests.audit.tampering import sql
from tests.audit.writing import note

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
