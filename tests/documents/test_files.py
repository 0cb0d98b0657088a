"""What is taken in as a file, where it is kept, and that reading it leaves a trace."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from huishang.audit.actions import Subject
from huishang.audit.models import Event
from huishang.documents import queries as documents
from huishang.documents import storage
from huishang.documents.models import Locked, StoredFile
from huishang.documents.policies import Upload, fault_of
from huishang.documents.policies.files import TYPES
from huishang.kernel.errors import InvalidData, NotVisible
from huishang.kernel.ids import new_id
from tests.documents.papers import PDF, Registry
from tests.together import at_once


def archive(part: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        packed.writestr(part, "x")
    return made.getvalue()


TAKEN = {
    "报告.pdf": PDF,
    "报告.OFD": archive("OFD.xml"),
    "报告.docx": archive("word/document.xml"),
    "名单.xlsx": archive("xl/workbook.xml"),
    "旧稿.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
    "旧表.et": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest",
    "照片.jpg": b"\xff\xd8\xff\xe0rest",
    "照片.png": b"\x89PNG\r\n\x1a\nrest",
    "会议.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
    "说明.txt": "走访情况：\r\n一切正常。".encode(),
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_file_whose_content_is_what_its_name_says_is_taken(name: str) -> None:
    assert fault_of(Upload(name, TAKEN[name])) == ""


def test_every_type_that_is_taken_is_tried_above() -> None:
    recognised = {kind.label for kind in TYPES for sample in TAKEN.values() if kind.is_it(sample)}
    assert recognised == {kind.label for kind in TYPES}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("", PDF, "请填写“文件名”"),
        ("长" * 121, PDF, "“文件名”不超过120字"),
        ("空.pdf", b"", "“空.pdf”是空文件"),
        ("程序.exe", b"MZ\x90\x00", "“程序.exe”的类型不在可上传的范围内"),
        ("包.zip", archive("something"), "不在可上传的范围内"),
        ("坏.docx", b"PK\x03\x04broken", "不在可上传的范围内"),
        ("改名.docx", PDF, "内容是PDF，与文件名的后缀不符"),
        ("没有后缀", PDF, "把后缀改为.pdf"),
        ("表.xlsx", archive("word/document.xml"), "内容是Word 文档"),
    ],
)
def test_any_other_file_is_refused_by_name_with_what_to_do(
    name: str, content: bytes, words: str
) -> None:
    assert words in fault_of(Upload(name, content))


def test_a_sender_that_names_another_known_type_is_refused() -> None:
    assert "与发送时注明的类型不符" in fault_of(Upload("照片.pdf", PDF, "image/png"))
    assert fault_of(Upload("照片.pdf", PDF, "application/octet-stream")) == ""
    assert fault_of(Upload("照片.pdf", PDF, "application/pdf")) == ""


@override_settings(FILE_SIZE_LIMIT=2 * 1024 * 1024)
def test_the_size_limit_is_a_setting_and_is_named() -> None:
    assert fault_of(Upload("大.pdf", PDF.ljust(2 * 1024 * 1024))) == ""
    said = fault_of(Upload("大.pdf", PDF.ljust(3 * 1024 * 1024)))
    assert said == "“大.pdf”有3 MB，超过单个文件的上限2 MB，请压缩或者拆分后再上传。"


@pytest.mark.django_db
class TestKeeping:
    def test_content_lies_below_the_home_by_its_sm3_closed_to_others(
        self, registry: Registry, home: Path
    ) -> None:
        kept = registry.store()
        path = home / "files" / kept.digest[:2] / kept.digest
        kept_bytes = path.read_bytes()
        assert kept_bytes.startswith(b"sm4g1\n")
        assert PDF[:8] not in kept_bytes
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert (kept.size, kept.media_type) == (len(PDF), "application/pdf")

    def test_sm3_of_a_known_text(self) -> None:
        """GB/T 32905-2016, example 1 of appendix A."""
        assert storage.digest(b"abc") == (
            "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
        )

    def test_equal_contents_are_kept_once_under_two_names(
        self, registry: Registry, home: Path
    ) -> None:
        one, other = registry.store("一.pdf"), registry.store("二.pdf")
        assert one.digest == other.digest
        assert len(list((home / "files" / one.digest[:2]).glob(f"{one.digest}*"))) == 1

    def test_what_is_refused_leaves_no_row(self, registry: Registry) -> None:
        with pytest.raises(InvalidData) as refusal:
            registry.store("程序.exe", b"MZ\x90\x00")
        assert set(refusal.value.fields) == {"file"}
        assert not StoredFile.objects.unscoped(reason="test").exists()

    def test_a_stored_file_never_changes(self, registry: Registry) -> None:
        kept = registry.store()
        for attempt in (
            lambda: kept.change(name="另名.pdf"),
            kept.save,
            kept.delete,
        ):
            with pytest.raises(Locked):
                attempt()

    def test_storing_is_written_down_without_the_name(self, registry: Registry) -> None:
        kept = registry.store("张小明的诊断.pdf")
        event = Event.objects.get(act="documents.store_file")
        assert event.details == {
            "of": f"thing:{kept.subject_id}",
            "sm3": kept.digest,
            "size": kept.size,
        }

    def test_what_is_attached_to_some_subjects_comes_in_one_query(
        self, registry: Registry, django_assert_num_queries: type[CaptureQueriesContext]
    ) -> None:
        one, other = Subject("official_document", new_id()), Subject("thing", new_id())
        case = registry.issue()
        assert documents.files_of(registry.clerk, (one, other)) == []
        with django_assert_num_queries(1):
            found = documents.files_of(registry.clerk, (case.subject, other))
        assert {kept.pk for kept in found} >= {case.docx_id}


@pytest.mark.django_db
class TestReading:
    def test_reading_is_written_down_and_gives_the_bytes_back(self, registry: Registry) -> None:
        paper = registry.issue()
        content = documents.read_file(registry.policeman, paper.docx_id).content
        assert storage.digest(content) == paper.docx.digest
        event = Event.objects.get(act="documents.read_file")
        assert event.actor_account == registry.policeman.account_id

    def test_a_print_is_loaded_once_with_its_paper(self, registry: Registry) -> None:
        """Whoever sees the paper sees its prints, so sight is asked for once."""
        paper = registry.issue()
        with CaptureQueriesContext(connection) as asked:
            fetched = documents.read_print(registry.policeman, paper.pk, "docx")
        scoped = [each["sql"] for each in asked if 'FROM "documents_' in each["sql"]]
        assert len(scoped) == 1
        assert (fetched.file.pk, storage.digest(fetched.content)) == (
            paper.docx_id,
            paper.docx.digest,
        )
        event = Event.objects.get(act="documents.read_file")
        assert (event.subject_id, event.case_id) == (str(paper.docx_id), paper.case_id)

    def test_a_print_sealed_by_itself_is_not_handed_out_with_the_paper(
        self, registry: Registry
    ) -> None:
        paper = registry.issue()
        paper.docx.change(level="sealed")
        with pytest.raises(NotVisible):
            documents.read_print(registry.clerk, paper.pk, "docx")
        assert not Event.objects.filter(act="documents.read_file").exists()

    def test_bytes_changed_on_disk_are_not_handed_out(self, registry: Registry, home: Path) -> None:
        paper = registry.issue()
        path = home / "files" / paper.docx.digest[:2] / paper.docx.digest
        path.write_bytes(b"other")
        with pytest.raises(storage.Damaged, match="changed"):
            documents.read_file(registry.clerk, paper.docx_id)
        path.unlink()
        with pytest.raises(storage.Damaged, match="missing"):
            documents.read_file(registry.clerk, paper.docx_id)


@pytest.mark.django_db(transaction=True)
def test_the_same_content_arriving_twice_at_once_is_whole(home: Path) -> None:
    content = PDF + b"twice at once" * 100_000
    digests = at_once(*[lambda: storage.keep(content)] * 4)
    assert set(digests) == {storage.digest(content)}
    assert storage.fetch(digests[0]) == content
    assert not list((home / "files").rglob(".draft-*"))


@pytest.mark.django_db(transaction=True)
def test_reading_is_a_transaction_of_its_own() -> None:
    registry = Registry()
    paper = registry.issue()
    assert documents.read_file(registry.clerk, paper.docx_id).content[:2] == b"PK"
    assert documents.read_print(registry.clerk, paper.pk, "docx").file == paper.docx
    assert Event.objects.filter(act="documents.read_file").count() == 2
