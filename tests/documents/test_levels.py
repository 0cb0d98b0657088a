"""Levels of papers and files; what is marked as a state secret does not come in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from docx import Document

from huishang.audit.models import Event
from huishang.documents import actions, queries
from huishang.documents.models import Locked
from huishang.documents.policies import Upload, fault_of
from huishang.documents.rendering import render_pdf
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from tests.audit.writing import told
from tests.documents.papers import Registry
from tests.documents.rendering_forms import notice

NOW = beijing(2026, 3, 2)
WHY = "内容已公开。"


# --- 密级 --------------------------------------------------------------------------------------


@pytest.mark.django_db
class TestALevel:
    def test_is_changed_with_a_reason_and_the_prints_follow(self, registry: Registry) -> None:
        with clock.at(NOW):
            paper = registry.issue()
            assert (paper.level, paper.docx.level) == ("sensitive", "sensitive")
            done = actions.set_document_level(
                actor=registry.clerk, document_id=paper.pk, level="公开", reason=WHY
            )
        assert (done.level, done.docx.level) == ("public", "public")
        event = Event.objects.get(act="documents.set_level")
        assert event.details == {"from": "sensitive", "to": "public"}
        assert told(event) == {"reason": WHY}

    def test_of_a_correction_is_that_of_the_edition_before(self, registry: Registry) -> None:
        with clock.at(NOW):
            first = registry.issue()
            actions.set_document_level(
                actor=registry.clerk, document_id=first.pk, level="internal", reason=WHY
            )
            assert registry.issue(supersedes=first.pk).level == "internal"

    @pytest.mark.parametrize(
        ("level", "reason", "field"),
        [("机密", WHY, "level"), ("敏感", WHY, "level"), ("公开", "", "reason")],
    )
    def test_that_may_not_be_is_refused(
        self, registry: Registry, level: str, reason: str, field: str
    ) -> None:
        with clock.at(NOW):
            paper = registry.issue()
            with pytest.raises(InvalidData) as refused:
                actions.set_document_level(
                    actor=registry.clerk, document_id=paper.pk, level=level, reason=reason
                )
        assert set(refused.value.fields) == {field}

    def test_is_for_who_issued_the_paper(self, registry: Registry) -> None:
        with clock.at(NOW):
            paper = registry.issue()
            with pytest.raises(NotPermitted):
                actions.set_document_level(
                    actor=registry.policeman, document_id=paper.pk, level="公开", reason=WHY
                )

    def test_sealed_takes_paper_prints_and_receipts_out_of_everybodys_sight(
        self, registry: Registry
    ) -> None:
        with clock.at(NOW):
            paper = registry.issue()
            assert queries.to_sign_for(registry.policeman)
            actions.set_document_level(
                actor=registry.clerk, document_id=paper.pk, level="封存", reason="依决定封存。"
            )
            for actor in (registry.clerk, registry.chair, registry.policeman):
                assert queries.to_sign_for(actor) == []
                with pytest.raises(NotVisible):
                    queries.document(actor, paper.pk)
                with pytest.raises(NotVisible):
                    queries.read_file(actor, paper.docx_id)
                with pytest.raises(NotVisible):
                    queries.read_print(actor, paper.pk, "docx")
                with pytest.raises(NotVisible):
                    actions.set_document_level(
                        actor=actor, document_id=paper.pk, level="内部", reason=WHY
                    )

    def test_by_a_post_that_seals_only(self, registry: Registry) -> None:
        """The chair works on files, but does not seal."""
        with clock.at(NOW):
            paper = registry.issue(issuer_id=registry.committee.pk)
            with pytest.raises(NotPermitted, match="封存由"):
                actions.set_document_level(
                    actor=registry.chair, document_id=paper.pk, level="封存", reason=WHY
                )

    def test_is_all_that_ever_changes_of_a_paper(self, registry: Registry) -> None:
        paper = registry.issue()
        for change in ({"title": "别的"}, {"level": "public", "title": "别的"}, {}):
            with pytest.raises(Locked):
                paper.change(**change)


# --- 国家秘密 ----------------------------------------------------------------------------------


def word(text: str, *, in_header: bool = False) -> bytes:
    made, buffer = Document(), io.BytesIO()
    made.add_paragraph("" if in_header else text)
    if in_header:
        made.sections[0].header.paragraphs[0].text = text
    made.add_paragraph("关于某案的情况报告")
    made.save(buffer)
    return buffer.getvalue()


def excel(text: str) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet().write_string(0, 0, text)
    book.close()
    return buffer.getvalue()


def ofd(text: str) -> bytes:
    buffer = io.BytesIO()
    page = f"<ofd:TextObject><ofd:TextCode>{text}</ofd:TextCode></ofd:TextObject>"
    with zipfile.ZipFile(buffer, "w") as packed:
        packed.writestr("OFD.xml", "x")
        packed.writestr("Doc_0/Pages/Page_0/Content.xml", page)
    return buffer.getvalue()


def old_word(text: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00" + text.encode("utf-16-le") + b"\x00\x00"


def plain(text: str) -> bytes:
    return f"{text}\n关于某案的情况报告".encode()


FORMATS: dict[str, Callable[[str], bytes]] = {
    "情况.txt": plain,
    "情况.docx": word,
    "情况.xlsx": excel,
    "情况.ofd": ofd,
    "情况.doc": old_word,
}


@pytest.mark.parametrize("name", FORMATS)
def test_a_marking_on_the_first_page_keeps_a_file_out(name: str) -> None:
    assert "第三十一条" in fault_of(Upload(name, FORMATS[name]("机密★1年")))


@pytest.mark.parametrize("name", FORMATS)
def test_ordinary_words_on_it_do_not(name: str) -> None:
    assert fault_of(Upload(name, FORMATS[name]("参会人员应当保守秘密，不得泄露"))) == ""


def test_in_a_pdf_too() -> None:
    """The typeface decides what can be printed here; the words are read back as a reader does."""
    made = render_pdf(notice(title="关于某案的通知（秘密★6个月）"), at=NOW)
    if not isinstance(made, bytes):
        pytest.skip("no Chinese typeface on this machine")
    assert "涉密渠道" in fault_of(Upload("通知.pdf", made))
    clean = render_pdf(notice(title="关于保守秘密的通知"), at=NOW)
    assert isinstance(clean, bytes)
    assert fault_of(Upload("通知.pdf", clean)) == ""


def test_in_a_header_too() -> None:
    assert fault_of(Upload("情况.docx", word("绝密", in_header=True)))


def test_in_the_name_too() -> None:
    assert fault_of(Upload("机密_情况.txt", plain("情况")))
    assert fault_of(Upload("保守秘密承诺书.txt", plain("情况"))) == ""


def test_a_broken_file_of_a_known_kind_is_no_error() -> None:
    assert fault_of(Upload("坏.pdf", b"%PDF-1.7 nothing follows")) == ""


@pytest.mark.django_db
def test_it_is_refused_where_files_come_in(registry: Registry) -> None:
    with pytest.raises(InvalidData) as refused:
        registry.store("情况.txt", plain("秘密★1年"))
    assert "可登记线下存放指引" in refused.value.fields["file"]
