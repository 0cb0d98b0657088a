"""A file of a known kind is refused for what it would do to whoever opens it."""

from __future__ import annotations

import io
import zipfile
import zlib
from random import Random

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from huishang.assignments.policies.implementing import report_faults
from huishang.documents.policies import Upload, dangers, fault_of, type_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*parts: str, first: str = "word/document.xml", content: bytes = b"x") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for part in (first, *parts):
            packed.writestr(part, content)
    return made.getvalue()


def locked(content: bytes) -> bytes:
    """The bit that says an entry is encrypted, set in the directory at the end."""
    at = content.rindex(b"PK\x01\x02") + 8
    return content[:at] + b"\x01\x00" + content[at + 2 :]


def pdf(act: str = "", *, password: str = "") -> bytes:
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    if act:
        wanted = DictionaryObject({NameObject("/S"): NameObject(act)})
        wanted[NameObject("/F")] = TextStringObject("x")
        page = writer.pages[0]
        page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): wanted})
    if password:
        writer.encrypt(password)
    writer.write(made)
    return made.getvalue()


def hidden_pdf() -> bytes:
    """A script in a compressed stream of objects, so that its bytes nowhere say so."""
    inside = b"1 0 << /Type /Catalog /Pages 3 0 R /OpenAction << /S /J#61vaScript /JS (x) >> >>"
    stream = zlib.compress(inside)
    head = b"%PDF-1.5\n"
    packed = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
    two = packed % len(stream) + stream + b"\nendstream\nendobj\n"
    three = b"3 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    at_two, at_three = len(head), len(head) + len(two)
    at_four = at_three + len(three)
    places = [(0, 0), (2, 2), (1, at_two), (1, at_three), (1, at_four)]
    rows = b"".join(bytes([kind]) + place.to_bytes(4, "big") + b"\x00" for kind, place in places)
    four = (
        b"4 0 obj\n<< /Type /XRef /Size 5 /W [1 4 1] /Root 1 0 R /Length %d >>\nstream\n"
        % len(rows)
        + rows
        + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF" % at_four
    )
    return head + two + three + four


REFUSED = {
    "宏.docx": (archive("word/vbaProject.bin"), "内含宏"),
    "宏.xlsx": (archive("xl/macrosheets/sheet1.xml", first="xl/workbook.xml"), "内含宏"),
    "控件.docx": (archive("word/activeX/activeX1.xml"), "内含宏"),
    "旧宏.doc": (OLE + "_VBA_PROJECT".encode("utf-16-le"), "内含宏"),
    "加密.doc": (OLE + "EncryptedPackage".encode("utf-16-le"), "设有密码"),
    "加密.docx": (locked(archive()), "设有密码"),
    "加密.pdf": (pdf(password="secret"), "设有密码"),
    "脚本.pdf": (pdf("/JavaScript"), "内含脚本"),
    "启动.pdf": (pdf("/Launch"), "内含脚本"),
    "藏.pdf": (hidden_pdf(), "内含脚本"),
    "读不出.pdf": (b"%PDF-1.7 << /OpenAction << /JS (x) >> >>", "内含脚本"),
    "炸弹.docx": (archive(content=b"0" * 30_000_000), "解开后过大"),
    "网页.txt": (b"<!DOCTYPE html><script>1</script>", "不在可上传的范围内"),
    "图.txt": ("\ufeff\n <svg onload='1'>".encode(), "不在可上传的范围内"),
    "网页.html": (b"<html></html>", "不在可上传的范围内"),
    "图.svg": (b"<svg/>", "不在可上传的范围内"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_what_to_do(name: str) -> None:
    content, words = REFUSED[name]
    said = fault_of(Upload(name, content))
    assert words in said
    assert f"“{name}”" in said


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("照常.pdf", pdf()),
        ("网址.pdf", pdf("/URI")),
        ("照常.docx", archive("word/media/image1.png", "word/embeddings/sheet.xlsx")),
        ("照常.doc", OLE + "WordDocument".encode("utf-16-le")),
        ("大.docx", archive(content=Random(1).randbytes(2_000_000))),
        ("说明.txt", "他说：<html> 是一种标记。".encode()),
    ],
)  # fmt: skip
def test_what_only_looks_a_little_like_it_is_taken(name: str, content: bytes) -> None:
    assert fault_of(Upload(name, content)) == ""


def test_the_hidden_script_is_hidden_well() -> None:
    """Else the test above would pass by the bytes alone."""
    assert not dangers._PDF_WORDS.search(hidden_pdf())
    assert PdfReader(io.BytesIO(hidden_pdf())).trailer["/Root"]["/OpenAction"]["/JS"] == "x"  # type: ignore[index]


def test_an_archive_of_very_many_parts_is_a_bomb() -> None:
    many = archive(*(f"word/{number}.xml" for number in range(dangers.PARTS)))
    assert "解开后过大" in fault_of(Upload("多.docx", many))


def test_an_archive_that_cannot_be_read_is_refused() -> None:
    assert dangers._in_archive(archive()[:-30]) == dangers._TANGLE


def test_a_part_damaged_on_the_way_is_no_error_where_markings_are_looked_for() -> None:
    whole = archive(content=Random(1).randbytes(5_000))
    torn = whole[:2_000] + bytes([whole[2_000] ^ 0xFF]) + whole[2_001:]
    with zipfile.ZipFile(io.BytesIO(torn)) as packed, pytest.raises(zipfile.BadZipFile):
        packed.read("word/document.xml")
    assert fault_of(Upload("坏.docx", torn)) == ""


def test_a_pdf_of_very_many_objects_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dangers, "OBJECTS", 1)
    assert dangers.danger_in(pdf(), "application/pdf") == dangers._TANGLE


@pytest.mark.parametrize("mark", list('\\/:*?"<>|'))
def test_a_name_holds_nothing_a_machine_reads_as_a_path(mark: str) -> None:
    assert f"文件名中不能有“{mark}”" in fault_of(Upload(f"报告{mark}一.pdf", pdf()))


def test_neither_a_hidden_name_nor_one_that_reads_backwards() -> None:
    assert "文件名中不能有“.”" in fault_of(Upload(".pdf", pdf()))
    assert "不可见的控制字符" in fault_of(Upload("报告\u202efdp.exe", pdf()))


def test_every_kind_of_office_file_and_pdf_is_looked_into() -> None:
    looked = {kind.media_type for name in REFUSED if (kind := type_of(REFUSED[name][0]))}
    assert looked == set(dangers._LOOKS) - {"application/ofd"}  # as any other archive


def test_one_form_takes_ten_files() -> None:
    ten = tuple(Upload(f"{number}.pdf", pdf()) for number in range(10))
    assert report_faults("已落实。", ten) == {}
    said = report_faults("已落实。", (*ten, ten[0]))["files"]
    assert said == "一次最多上传10个文件，现有11个，请分次上传。"
