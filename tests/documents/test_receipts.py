"""Who sees a paper or a file, and who signs for it."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.access import actions as access
from huishang.access.queries import Extent, Matter, Section, Way
from huishang.audit.actions import Subject
from huishang.documents import actions as papers
from huishang.documents import queries as documents
from huishang.documents import visibility
from huishang.documents.models import OfficialDocument, StoredFile
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.organisations.models import Organisation
from tests.documents.papers import Registry
from tests.places import HOUSE, somebody
from tests.together import at_once

pytestmark = pytest.mark.django_db
SPRING = clock.beijing(2026, 3, 2)


def sees(actor: Actor, paper: OfficialDocument) -> bool:
    try:
        return documents.document(actor, paper.pk) == paper
    except NotVisible:
        return False


def sees_file(actor: Actor, kept: StoredFile) -> bool:
    try:
        return documents.file(actor, kept.pk) == kept
    except NotVisible:
        return False


class TestAPaper:
    @pytest.mark.parametrize(
        ("body", "post", "sight"),
        [
            ("office", PostKind.OFFICE_CLERK, True),
            ("office", PostKind.OFFICE_DIRECTOR, True),
            ("office", PostKind.HOTLINE_OPERATOR, False),
            ("office", PostKind.AUDIT_ADMINISTRATOR, False),
            ("committee", PostKind.COMMITTEE_CHAIR, True),
            ("committee", PostKind.COMMITTEE_VICE_CHAIR, True),
            ("committee", PostKind.INSPECTOR, False),
            ("police", PostKind.LIAISON, True),
            ("police", PostKind.CASE_WORKER, False),
            ("police", PostKind.EXPERT, False),
            ("police", PostKind.SYSTEM_ADMINISTRATOR, False),
            ("health", PostKind.LIAISON, False),
            ("health", PostKind.CASE_WORKER, False),
        ],
    )
    def test_is_seen_by_its_issuer_and_those_it_went_to(
        self, registry: Registry, body: str, post: PostKind, sight: bool
    ) -> None:
        paper = registry.issue()
        actor = somebody(getattr(registry, body), post)
        assert sees(actor, paper) is sight
        assert sees_file(actor, paper.docx) is sight, "a paper's files are seen with it"

    def test_of_a_case_is_seen_with_the_case(self, registry: Registry) -> None:
        case = new_id()
        paper = registry.issue(case_id=case, subject=Subject("case", case))
        worker = somebody(registry.health, PostKind.CASE_WORKER)
        assert not sees(worker, paper)
        access.involve(
            actor=HOUSE,
            organisation_id=registry.health.pk,
            matter=Matter.CASE,
            matter_id=case,
            extent=Extent.FILE,
            role="主办单位",
        )
        assert not sees(worker, paper), "nobody put this worker on the case"
        access.name_member(
            actor=HOUSE,
            organisation_id=registry.health.pk,
            person_id=worker.person_id,
            matter=Matter.CASE,
            matter_id=case,
        )
        assert sees(worker, paper)
        assert documents.documents_of_case(worker, case) == [paper]

    @pytest.mark.parametrize("section", Section)
    def test_of_a_case_is_read_by_name_with_its_minutes(
        self, registry: Registry, section: Section
    ) -> None:
        case = new_id()
        paper = registry.issue(case_id=case, subject=Subject("case", case))
        access.grant(
            actor=registry.clerk,
            person_id=registry.doctor.person_id,
            matter=Matter.CASE,
            matter_id=case,
            way=Way.APPROVED,
            sections=[section],
            purpose="督导检查",
            valid_until=date(2999, 1, 1),
        )
        assert sees(registry.doctor, paper) is (section is Section.MINUTES)

    def test_is_hidden_from_whoever_is_recused_from_its_case(self, registry: Registry) -> None:
        case = new_id()
        paper = registry.issue(case_id=case)
        free = registry.issue()
        for actor in (registry.clerk, registry.policeman, registry.chair):
            access.recuse(
                actor=HOUSE,
                person_id=actor.person_id,
                matter=Matter.CASE,
                matter_id=case,
                reason="近亲属",
            )
            assert not sees(actor, paper)
            assert not sees_file(actor, paper.docx)
            assert sees(actor, free), "a paper of no case is no matter of recusal"

    def test_the_papers_of_a_subject_come_latest_first(self, registry: Registry) -> None:
        subject = Subject("thing", new_id())
        first = registry.issue(subject=subject)
        second = registry.issue(subject=subject, supersedes=first.pk)
        assert documents.documents_of(registry.clerk, subject) == [second, first]
        assert documents.documents_of(registry.doctor, subject) == []


class TestAFile:
    def test_is_seen_with_the_case_until_a_room_says_otherwise(
        self, registry: Registry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case, opinion = new_id(), Subject("opinion", registry.office.pk)
        kept = registry.store(subject=opinion, case_id=case)
        access.grant(
            actor=registry.clerk,
            person_id=registry.doctor.person_id,
            matter=Matter.CASE,
            matter_id=case,
            way=Way.INVITED,
            sections=list(Section),
            purpose="专家评估",
            valid_until=date(2999, 1, 1),
        )
        assert sees_file(registry.doctor, kept)
        assert not sees_file(registry.policeman, kept)

        monkeypatch.setattr(visibility, "_subjects", dict(visibility._subjects))
        mine = Organisation.objects.values("pk")  # stands for a room's own table
        documents.seen_with(
            "opinion",
            lambda actor: mine if actor.department == "police" else mine.none(),
        )
        assert not sees_file(registry.doctor, kept), "the room decides, the case no longer does"
        assert sees_file(registry.policeman, kept)

    def test_is_hidden_from_the_recused_whatever_a_room_says(
        self, registry: Registry, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        case = new_id()
        kept = registry.store(subject=Subject("opinion", registry.office.pk), case_id=case)
        monkeypatch.setattr(visibility, "_subjects", dict(visibility._subjects))
        everything = Organisation.objects.values("pk")
        documents.seen_with("opinion", lambda actor: everything)
        assert sees_file(registry.doctor, kept)
        access.recuse(
            actor=HOUSE,
            person_id=registry.doctor.person_id,
            matter=Matter.CASE,
            matter_id=case,
            reason="近亲属",
        )
        assert not sees_file(registry.doctor, kept)

    def test_of_nothing_in_sight_is_not_there(self, registry: Registry) -> None:
        kept = registry.store()
        assert not sees_file(registry.clerk, kept)
        with pytest.raises(NotVisible):
            documents.read_file(registry.clerk, kept.pk)


class TestAReceipt:
    def test_is_signed_once(self, registry: Registry) -> None:
        paper = registry.issue()
        assert [due.document for due in documents.to_sign_for(registry.policeman)] == [paper]
        with clock.at(SPRING):
            receipt = papers.sign_for(actor=registry.policeman, document_id=paper.pk)
        assert receipt.received_by == registry.policeman.label
        assert documents.to_sign_for(registry.policeman) == []
        with pytest.raises(NotInThisState, match=r"本单位已于2026年3月2日由.*签收"):
            papers.sign_for(actor=registry.policeman, document_id=paper.pk)

    def test_is_not_for_those_the_paper_did_not_go_to(self, registry: Registry) -> None:
        with pytest.raises(NotPermitted, match="不是这份公文的收文单位"):
            papers.sign_for(actor=registry.clerk, document_id=registry.issue().pk)

    def test_is_not_for_those_who_do_not_see_the_paper(self, registry: Registry) -> None:
        with pytest.raises(NotVisible):
            papers.sign_for(actor=registry.doctor, document_id=registry.issue().pk)

    def test_is_signed_by_those_who_take_papers_in(self, registry: Registry) -> None:
        """An expert let into the case sees the paper and still is not the organisation."""
        case = new_id()
        paper = registry.issue(case_id=case, subject=Subject("case", case))
        expert = somebody(registry.police, PostKind.EXPERT)
        access.grant(
            actor=registry.clerk,
            person_id=expert.person_id,
            matter=Matter.CASE,
            matter_id=case,
            way=Way.INVITED,
            sections=list(Section),
            purpose="专家评估",
            valid_until=date(2999, 1, 1),
        )
        assert sees(expert, paper)
        with pytest.raises(NotPermitted, match="由本单位联络员或者工作人员签收"):
            papers.sign_for(actor=expert, document_id=paper.pk)

    def test_shows_the_issuer_all_and_a_recipient_its_own(self, registry: Registry) -> None:
        paper = registry.issue(recipients=[registry.police.pk, registry.health.pk])
        seen = {
            who: set(
                documents.DocumentReceipt.objects.visible_to(actor).values_list(
                    "organisation_id", flat=True
                )
            )
            for who, actor in {
                "clerk": registry.clerk,
                "police": registry.policeman,
                "expert": somebody(registry.police, PostKind.EXPERT),
            }.items()
        }
        assert seen == {
            "clerk": {registry.police.pk, registry.health.pk},
            "police": {registry.police.pk},
            "expert": set(),
        }
        assert len(documents.receipts_of(paper.pk)) == 2


@pytest.mark.django_db(transaction=True)
def test_two_people_signing_at_once_sign_once() -> None:
    registry = Registry()
    paper = registry.issue()
    people = [somebody(registry.police, PostKind.LIAISON) for _ in range(3)]
    answers = at_once(
        *[lambda who=who: papers.sign_for(actor=who, document_id=paper.pk) for who in people]  # type: ignore[misc]
    )
    assert sum(isinstance(answer, NotInThisState) for answer in answers) == 2
    [receipt] = documents.receipts_of(paper.pk)
    assert receipt.received_by in {person.label for person in people}
