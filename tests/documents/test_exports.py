"""A list leaves the house for a purpose, marked, locked, plain, for hours, and without a child."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msoffcrypto
import pytest
from msoffcrypto.exceptions import InvalidKeyError
from python_calamine import CalamineWorkbook

from huishang.audit.models import Event
from huishang.documents import actions, queries, storage
from huishang.documents.models import Export
from huishang.documents.policies.exports import (
    MOST_ROWS,
    Column,
    Table,
    Unfit,
    declare,
    revealed_by,
    tables,
)
from huishang.documents.rendering.spreadsheet import RUNS
from huishang.kernel import clock
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.revealing import Reveals
from huishang.kernel.terms import PostKind
from tests.audit.writing import told
from tests.documents.papers import Registry
from tests.places import somebody

NOW = beijing(2026, 3, 2)
DAILY = SystemActor("每日例行")


@dataclass(frozen=True)
class Line:
    words: str
    day: date = date(2026, 3, 2)
    number: int = 7
    own: bool = True


TABLE: Table[Line] = Table(
    "test.lines",
    "测试台账",
    (
        Column("事项", 20, "", lambda line: line.words),
        Column("日期", 12, "", lambda line: line.day),
        Column("次数", 8, "", lambda line: line.number),
    ),
)


def export(actor: Actor, rows: Sequence[Line] = (Line("一项"),), **changed: Any) -> Any:
    return actions.export(
        **{
            "actor": actor,
            "table": TABLE,
            "rows": rows,
            "narrowed": {"关键词": "张小明"},
            "purpose": "向市政府报送督办情况。",
            **changed,
        }
    )


def unlocked(content: bytes, password: str) -> bytes:
    opened = io.BytesIO()
    office = msoffcrypto.OfficeFile(io.BytesIO(content))
    office.load_key(password=password, verify_password=True)
    office.decrypt(opened)
    return opened.getvalue()


def part(content: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read(name).decode()


# --- 形式 --------------------------------------------------------------------------------------


@pytest.mark.django_db
class TestTheFile:
    def made(self, registry: Registry, rows: Sequence[Line]) -> tuple[Export, bytes]:
        with clock.at(NOW):
            made, password = export(registry.clerk, rows)
            _, content = actions.fetch_export(actor=registry.clerk, export_id=made.pk)
        return made, unlocked(content, password)

    def test_opens_with_the_password_told_once_and_with_no_other(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, password = export(registry.clerk)
            _, content = actions.fetch_export(actor=registry.clerk, export_id=made.pk)
        assert not content.startswith(b"PK")
        assert unlocked(content, password).startswith(b"PK")
        with pytest.raises(InvalidKeyError):
            unlocked(content, password.swapcase())
        assert password not in str(Export.objects.unscoped(reason="试验").values().get())

    def test_is_closed_with_aes_256(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, _ = export(registry.clerk)
        raw = storage.fetch(made.digest)
        assert b'cipherAlgorithm="AES"' in raw
        assert b'keyBits="256"' in raw

    def test_carries_its_reader_on_the_sheet_and_on_every_page(self, registry: Registry) -> None:
        made, content = self.made(registry, [Line("一项")])
        first = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        mark = str(first.to_python(skip_empty_area=False)[0][0])
        header = part(content, "xl/worksheets/sheet1.xml").partition("<oddHeader>")[2]
        for word in (registry.clerk.person_name, registry.clerk.organisation_name, made.number):
            assert word in mark
            assert word in header
        assert "2026年3月2日 09:00" in mark

    def test_shows_rows_days_and_numbers_as_they_are(self, registry: Registry) -> None:
        _, content = self.made(registry, [Line("一项"), Line("二项", number=8)])
        rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        assert rows.to_python()[1:] == [
            ["事项", "日期", "次数"],
            ["一项", date(2026, 3, 2), 7.0],
            ["二项", date(2026, 3, 2), 8.0],
        ]

    @pytest.mark.parametrize("sign", RUNS)
    def test_holds_no_formula(self, registry: Registry, sign: str) -> None:
        """What begins like one is quoted text, here and in what it is copied into."""
        danger = f'{sign}HYPERLINK("http://example.invalid","x")'
        _, content = self.made(registry, [Line(danger), Line("平常")])
        sheet = part(content, "xl/worksheets/sheet1.xml")
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        formats = re.findall(r"<xf [^>]*>", part(content, "xl/styles.xml").partition("<cellXfs")[2])
        quoted = [
            'quotePrefix="1"'
            in formats[int(sheet.partition(f'<c r="A{row}" s="')[2].split('"')[0])]
            for row in (3, 4)
        ]
        assert quoted == [True, False]


# --- 谁、为什么、多久 --------------------------------------------------------------------------


@pytest.mark.django_db
class TestAnExport:
    def test_states_its_purpose(self, registry: Registry) -> None:
        with clock.at(NOW), pytest.raises(InvalidData) as refused:
            export(registry.clerk, purpose=" ")
        assert set(refused.value.fields) == {"purpose"}

    @pytest.mark.parametrize(
        "post", [PostKind.EXPERT, PostKind.AUDIT_ADMINISTRATOR, PostKind.CHILD_DIRECTOR]
    )
    def test_is_for_the_posts_of_the_rule(self, registry: Registry, post: PostKind) -> None:
        with clock.at(NOW), pytest.raises(NotPermitted):
            export(somebody(registry.office, post))

    def test_is_an_event_with_counts_and_filters_and_no_name(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, _ = export(registry.clerk, [Line("一项"), Line("二项")])
        event = Event.objects.get(act="documents.export")
        assert event.details["rows"] == made.rows == 2
        assert told(event)["filters"] == ["关键词"]
        assert "张小明" not in str((event.details, told(event)))
        assert made.narrowed == {"关键词": "张小明"}

    def test_of_too_much_is_refused_not_cut(self, registry: Registry) -> None:
        with clock.at(NOW), pytest.raises(InvalidData, match="缩小范围"):
            export(registry.clerk, [Line("一项")] * (MOST_ROWS + 1))
        assert not Export.objects.unscoped(reason="试验").exists()

    def test_is_ones_own(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, _ = export(registry.clerk)
            assert [row.pk for row in queries.exports(registry.clerk).rows] == [made.pk]
            for other in (registry.chair, registry.policeman):
                assert queries.exports(other).total == 0
                with pytest.raises(NotVisible):
                    actions.fetch_export(actor=other, export_id=made.pk)

    def test_every_fetch_is_written_down(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, _ = export(registry.clerk)
            for _ in range(2):
                actions.fetch_export(actor=registry.clerk, export_id=made.pk)
        assert Event.objects.filter(act="documents.fetch_export").count() == 2
        assert queries.export_of(registry.clerk, made.pk).fetched == 2

    def test_ends_after_the_hours_of_the_rule(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, _ = export(registry.clerk)
        assert made.expires_at == NOW + timedelta(hours=24)
        with clock.at(made.expires_at), pytest.raises(NotInThisState):
            actions.fetch_export(actor=registry.clerk, export_id=made.pk)

    def test_the_daily_job_removes_it_and_keeps_what_it_was(self, registry: Registry) -> None:
        with clock.at(NOW):
            made, _ = export(registry.clerk)
            assert actions.remove_expired_exports(actor=DAILY) == 0
            assert storage.fetch(made.digest)
        with clock.at(made.expires_at):
            assert actions.remove_expired_exports(actor=DAILY) == 1
            assert actions.remove_expired_exports(actor=DAILY) == 0
        with pytest.raises(storage.Damaged):
            storage.fetch(made.digest)
        assert queries.export_of(registry.clerk, made.pk).removed_at is not None
        assert Event.objects.filter(act="documents.remove_export").count() == 1


# --- 身份 --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "reveals"),
    [
        ("people.Child.name", Reveals.CHILD_NAME),
        ("people.Child.resident_id", Reveals.CHILD_NUMBER),
        ("people.Child.school", Reveals.SCHOOL),
        ("people.Child.address", Reveals.ADDRESS),
        ("people.Guardian.name", Reveals.GUARDIAN_NAME),
        ("people.Guardian.phone", Reveals.GUARDIAN_PHONE),
        ("discovery.Report.narrative", Reveals.NARRATIVE),
        ("discovery.Report.reporter_phone", Reveals.REPORTER),
        ("cases.Case.summary", Reveals.NARRATIVE),
        ("conferences.Decision.measures", Reveals.NARRATIVE),
        ("cases.Case.number", None),
        ("", None),
    ],
)
def test_what_tells_who_a_child_is_is_known_by_its_column(
    source: str, reveals: Reveals | None
) -> None:
    assert revealed_by(source) is reveals


def test_a_list_with_such_a_column_and_no_duty_cannot_be_declared() -> None:
    column: Column[Line] = Column("儿童", 10, "people.Child.name", lambda line: line.words)
    with pytest.raises(Unfit, match="儿童"):
        declare(Table("test.unfit", "不可导出", (column,)))
    with pytest.raises(Unfit, match="no column"):
        declare(Table("test.unfit", "不可导出", (Column("谁", 1, "people.Child.x", str),)))
    assert "test.unfit" not in {table.kind for table in tables()}


def test_no_list_of_the_house_reveals_a_child_without_a_duty() -> None:
    assert {table.kind for table in tables()} >= {"assignments.ledger"}
    for table in tables():
        for column in table.columns:
            assert revealed_by(column.source) is None or column.duty is not None, column.label


@pytest.mark.django_db
def test_such_a_column_is_empty_in_rows_without_the_duty(registry: Registry) -> None:
    table: Table[Line] = Table(
        "test.duty",
        "有职责",
        (
            Column(
                "儿童", 10, "people.Child.name", lambda line: line.words,
                duty=lambda actor, line: line.own,
            ),
        ),
    )  # fmt: skip
    rows = [Line("张小明"), Line("李小红", own=False)]
    assert list(table.lines(registry.clerk, rows)) == [["张小明"], [""]]
