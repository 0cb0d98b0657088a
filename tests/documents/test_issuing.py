"""A paper goes out numbered, printed, locked; a correction is a new edition of it."""

from __future__ import annotations

import json

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from huishang.audit.models import Event
from huishang.documents import queries as documents
from huishang.documents import storage
from huishang.documents.models import Locked, OfficialDocument
from huishang.documents.rendering import cjk_font, from_data, render_docx, to_data
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotInThisState, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind
from tests.documents.papers import Registry
from tests.documents.rendering_forms import minutes, notice
from tests.together import at_once

SPRING = clock.beijing(2026, 3, 2)


@pytest.mark.django_db
class TestIssuing:
    def test_the_paper_is_numbered_and_says_what_is_registered(self, registry: Registry) -> None:
        with clock.at(SPRING):
            first, second = registry.issue(), registry.issue()
        assert (first.number, second.number) == ("运未保办〔2026〕1号", "运未保办〔2026〕2号")
        form = from_data(second.form)
        assert str(form.masthead.number) == "运未保办〔2026〕2号"
        assert form.masthead.disclosure_note == "此件不公开"

    @pytest.mark.parametrize(
        ("disclosure", "note", "level"),
        [
            ("主动公开", "此件公开发布", "public"),
            ("依申请公开", "此件依申请公开", "internal"),
            ("不予公开", "此件不公开", "sensitive"),
        ],
    )
    def test_the_note_and_the_level_follow_the_disclosure(
        self, registry: Registry, disclosure: str, note: str, level: str
    ) -> None:
        paper = registry.issue(disclosure=disclosure)
        assert from_data(paper.form).masthead.disclosure_note == note
        assert paper.docx.level == level

    def test_a_paper_without_a_series_bears_no_number(self, registry: Registry) -> None:
        for _ in range(2):
            paper = registry.issue(kind="memo", series="", form=minutes())
            assert paper.number == ""
            assert from_data(paper.form).masthead.number is None

    def test_a_number_taken_before_is_used(self, registry: Registry) -> None:
        assert registry.issue(number="运未保办督〔2026〕7号").number == "运未保办督〔2026〕7号"

    def test_an_issuer_without_a_mark_is_told_so(self, registry: Registry) -> None:
        school = registry.city.body(OrganisationKind.SCHOOL)
        with pytest.raises(InvalidData, match="机关代字"):
            registry.issue(issuer_id=school.pk)

    def test_each_organisation_has_one_receipt(self, registry: Registry) -> None:
        twice = [registry.police.pk, registry.health.pk, registry.police.pk]
        receipts = documents.receipts_of(registry.issue(recipients=twice).pk)
        assert {receipt.organisation_id for receipt in receipts} == set(twice)
        assert len(receipts) == 2

    def test_issuing_is_written_down(self, registry: Registry) -> None:
        paper = registry.issue()
        event = Event.objects.get(act="documents.issue")
        assert event.details["number"] == paper.number
        assert event.details["docx_sm3"] == paper.docx.digest

    def test_the_pdf_is_there_where_a_chinese_typeface_is(self, registry: Registry) -> None:
        paper = registry.issue()
        assert (paper.pdf is not None) == (cjk_font() is not None)
        if paper.pdf:
            assert storage.fetch(paper.pdf.digest).startswith(b"%PDF-")

    @pytest.mark.parametrize("form", [notice(), minutes()], ids=["notice", "minutes"])
    def test_the_stored_form_renders_the_very_same_bytes(
        self, registry: Registry, form: object
    ) -> None:
        issued = registry.issue(form=form)
        paper = OfficialDocument.objects.unscoped(reason="test").get(pk=issued.pk)
        again = render_docx(from_data(paper.form), at=paper.issued_at)
        assert storage.digest(again) == paper.docx.digest

    def test_an_issued_paper_never_changes(self, registry: Registry) -> None:
        paper = registry.issue()
        for attempt in (lambda: paper.change(title="另一标题"), paper.save, paper.delete):
            with pytest.raises(Locked):
                attempt()


@given(facts=st.lists(st.text(min_size=1), max_size=3).map(tuple), edition=st.text())
def test_any_form_comes_back_from_json_as_it_was(facts: tuple[str, ...], edition: str) -> None:
    form = minutes(opening=facts, version_note=edition)
    assert from_data(json.loads(json.dumps(to_data(form)))) == form


@pytest.mark.django_db
class TestCorrecting:
    def test_a_correction_keeps_the_number_and_says_it_is_one(self, registry: Registry) -> None:
        paper = registry.issue()
        corrected = registry.issue(supersedes=paper.pk, title="更正后的通知")
        assert (corrected.number, corrected.edition) == (paper.number, 2)
        assert from_data(corrected.form).version_note == "第2版，更正"
        assert paper.superseded_by == corrected
        assert Event.objects.filter(act="documents.correct").count() == 1
        assert registry.issue().number.endswith("〕2号")

    def test_the_room_may_say_what_is_corrected(self, registry: Registry) -> None:
        paper = registry.issue()
        said = notice(version_note="第2版，更正会议地点")
        corrected = registry.issue(supersedes=paper.pk, form=said)
        form = from_data(corrected.form)
        assert form.version_note == "第2版，更正会议地点"

    def test_only_the_latest_edition_is_corrected(self, registry: Registry) -> None:
        paper = registry.issue()
        second = registry.issue(supersedes=paper.pk)
        with pytest.raises(NotInThisState, match="第1版已有更正版"):
            registry.issue(supersedes=paper.pk)
        assert registry.issue(supersedes=second.pk).edition == 3

    def test_only_by_the_issuer_and_as_the_same_kind(self, registry: Registry) -> None:
        paper = registry.issue()
        with pytest.raises(NotInThisState, match="原印发单位以同一文种"):
            registry.issue(supersedes=paper.pk, issuer_id=registry.city.committee.pk)
        with pytest.raises(NotInThisState, match="原印发单位以同一文种"):
            registry.issue(supersedes=paper.pk, kind="minutes", form=minutes())

    def test_an_unnumbered_paper_is_named_by_its_title(self, registry: Registry) -> None:
        paper = registry.issue(series="")
        registry.issue(series="", supersedes=paper.pk)
        with pytest.raises(NotInThisState, match="《关于召开会议的通知》第1版"):
            registry.issue(series="", supersedes=paper.pk)

    def test_what_was_never_issued_cannot_be_corrected(self, registry: Registry) -> None:
        with pytest.raises(NotVisible):
            registry.issue(supersedes=new_id())

    def test_the_database_holds_it_too(self, registry: Registry) -> None:
        paper = registry.issue()
        copy = OfficialDocument.objects.unscoped(reason="test").get(pk=paper.pk)
        copy.pk, copy._state.adding = new_id(), True
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save(force_insert=True)


@pytest.mark.django_db(transaction=True)
def test_two_corrections_at_once_leave_one() -> None:
    registry = Registry()
    paper = registry.issue()
    _ = registry.clerk
    answers = at_once(*[lambda: registry.issue(supersedes=paper.pk)] * 3)
    editions = [answer for answer in answers if isinstance(answer, OfficialDocument)]
    refused = [answer for answer in answers if isinstance(answer, NotInThisState)]
    assert (len(editions), len(refused)) == (1, 2)
