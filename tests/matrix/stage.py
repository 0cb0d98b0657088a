"""The road's end, and around it what the house keeps besides, so that every kind of thing exists:
requests to read, an emergency, a team, a promise, sealed records, exports, registers, tokens.

And the nine relations somebody may stand in to it all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from huishang.access import actions as access
from huishang.access.labels import SCOPES
from huishang.access.queries import Matter, Purpose, Section, Way
from huishang.assignments import actions as duties
from huishang.assignments.queries import Filters
from huishang.audit import actions as audit
from huishang.audit import queries as records
from huishang.cases import actions as cases
from huishang.documents.policies.files import Upload
from huishang.exchange import actions as exchange
from huishang.imports import actions as imports
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.notifications import queries as notifications
from huishang.organisations import actions as organisations
from huishang.privacy import actions as privacy
from tests.matrix import planted
from tests.matrix.browsing import undone
from tests.matrix.cast import (
    VILLAGE,
    Relation,
)
from tests.matrix.road import NOW, Road
from tests.places import HOUSE, somebody
from tests.privacy import entries
from tests.staff import entries as team

LAST_DAY = date(2026, 2, 10)
"""Of what is granted by name."""
AFTER = beijing(2026, 2, 11, 10)
DECISION = {"kind": "criminal", "decided_by": "某区人民法院", "document_number": "刑初000号"}


class Stage(Road):
    """The road and what lies around it.

    :ivar words: what was planted, and the case's number.
    """

    def __init__(self) -> None:
        super().__init__()
        with clock.at(NOW):
            self._let_others_ask()
            self._keep_the_house()
            self._keep_the_team()
            self._watch()
        self.words = {**planted.WORDS, "CASE_NUMBER": self.case_number}

    def _let_others_ask(self) -> None:
        """Ways in by name other than a grant, each for a person who is nobody's column."""
        asked = cases.ask_for_file(
            actor=self.own[PostKind.INSPECTOR],
            number=self.case_number,
            purpose=Purpose.LEGAL,
            reason=planted.WANTED,
            sections=[Section.NARRATIVE],
            until=LAST_DAY,
        )
        helper = somebody(self.places.county.office, PostKind.EXPERT)
        cases.invite(
            actor=self.clerk,
            case_id=self.keys["case"],
            person_id=helper.person_id,
            purpose=Purpose.LEGAL,
            sections=[Section.NARRATIVE],
            until=LAST_DAY,
        )
        access.sign_undertaking(actor=helper, matter=Matter.CASE, matter_id=self.keys["case"])
        team = cases.draw_joint_team(
            actor=self.director,
            title=planted.TEAM,
            purpose=Purpose.SUPERVISE,
            person_ids=[helper.person_id],
            numbers=[self.case_number],
            sections=[Section.NARRATIVE],
            valid_from=clock.today(),
            valid_until=LAST_DAY,
        )
        rescuer = somebody(self.places.county.body(OrganisationKind.CENTRE), PostKind.CASE_WORKER)
        _, opened = cases.open_in_emergency(
            actor=rescuer, number=self.case_number, reason=planted.DANGER
        )
        access.seal_record(
            actor=self.clerk,
            kind="criminal",
            name=planted.SEALED_NAME,
            born=planted.BORN,
            decided_by=DECISION["decided_by"],
            document_number=DECISION["document_number"],
            text=planted.SEALED,
        )
        unsealing = access.ask_unsealing(
            actor=self.clerk,
            body="某区人民检察院",
            ground="judicial",
            document_number="盐检函〔2026〕000号",
            purpose=planted.ASKED_FOR,
            viewer_id=self.police.person_id,
            name=planted.SEALED_NAME,
            born=planted.BORN,
        )
        self.helper, self.rescuer = helper, rescuer
        self.keys |= {
            "access_request": asked.pk,
            "emergency": opened.pk,
            "team": team.pk,
            "unsealing": unsealing.pk,
        }

    def _keep_the_house(self) -> None:
        security = self.own[PostKind.SECURITY_ADMINISTRATOR]
        system = self.own[PostKind.SYSTEM_ADMINISTRATOR]
        made, _ = duties.export_ledger(
            actor=self.clerk, filters=Filters(), purpose=planted.EXPORTED
        )
        entrusted = organisations.delegate(
            actor=self.director,
            from_post_id=self.director.post_id,
            to_post_id=self.own[PostKind.COMMITTEE_VICE_CHAIR].post_id,
            act="sign_minutes",
            reason="外出培训",
            valid_from=clock.today(),
            valid_until=LAST_DAY,
        )
        activity = privacy.register_activity(actor=self.director, entry=entries.activity())
        privacy.assess(
            actor=self.director,
            activity_id=activity.pk,
            necessity="无此办不成会商。",
            risks="泄露后二次伤害。",
            measures="加密、留痕。",
            conclusion="acceptable",
        )
        rules = privacy.publish_rules(
            actor=self.director, text="未满十四周岁规则全文", effective_on=clock.today()
        )
        asked = privacy.receive_request(
            actor=self.clerk,
            entry=entries.request(
                requester=planted.GUARDIAN,
                contact=planted.CONTACT,
                child=planted.CHILD,
                asked=planted.RIGHT,
                received_on=clock.today(),
            ),
        )
        breach = privacy.find_breach(
            actor=security, entry=entries.breach(discovered_at=clock.now())
        )
        program = access.create_program(actor=system, username="rexian", name="热线平台接口")
        post = organisations.appoint(
            actor=HOUSE,
            person_id=program.person_id,
            organisation_id=self.places.county.office.pk,
            kind=PostKind.OFFICE_CLERK,
        )
        token, self.token = access.issue_token(
            actor=system,
            account_id=program.pk,
            post_id=post.pk,
            name="工单转报",
            scopes=list(SCOPES),
            expires_on=date(2026, 12, 31),
        )
        endpoint, _ = exchange.register_endpoint(
            actor=system, account_id=program.pk, url="https://hotline.example/answers"
        )
        trial = exchange.try_out(actor=system, endpoint_id=endpoint.pk)
        listed = imports.upload(
            actor=self.clerk,
            file=Upload(
                "名单.csv",
                f"姓名,性别,居住地,年龄\n某一人,女,{VILLAGE},9\n某二人,{planted.ROW},{VILLAGE},8\n".encode(),
            ),
        )
        imports.work(batch_id=listed.pk)
        self.keys |= {
            "batch": listed.pk,
            "endpoint": endpoint.pk,
            "delivery": trial.pk,
            "export": made.pk,
            "delegation": entrusted.pk,
            "activity": activity.pk,
            "rules": rules.pk,
            "rights_request": asked.pk,
            "breach": breach.pk,
            "program": program.pk,
            "token": token.pk,
            "account": self.police.account_id,
            "organisation": self.police.organisation_id,
            "post": self.police.post_id,
            "person": self.police.person_id,
            "message": notifications.inbox(self.police)[0].pk,
        }

    def _keep_the_team(self) -> None:
        """Of the village's director, and of one who helps the county."""
        director = self.own[PostKind.CHILD_DIRECTOR]
        team.write_of(
            director,
            by=self.clerk,
            certificate=planted.CERTIFICATE,
            answer=planted.ANSWERED,
            remarks=planted.REMARK,
        )
        supporter = team.register(by=self.clerk, phone=planted.SUPPORT_PHONE)
        self.keys |= {"staff_post": director.post_id, "supporter": supporter.pk}

    def _watch(self) -> None:
        """A night's reading for the auditor to ask about."""
        with clock.at(NOW.replace(hour=23)):
            cases.open_file(actor=self.worker, case_id=self.keys["case"])
        audit.watch(actor=HOUSE, until=NOW.date())
        audit.anchor(actor=HOUSE, day=NOW.date())
        auditor = self.own[PostKind.AUDIT_ADMINISTRATOR]
        self.keys["finding"] = records.findings(auditor).rows[0].finding.pk
        self.keys["event"] = records.events(auditor).rows[0].id

    # --- the relations ---------------------------------------------------------------------------

    @contextmanager
    def standing(self, relation: Relation) -> Iterator[Mapping[PostKind, Actor]]:
        """The people of a relation, on the day they stand in it; undone afterwards."""
        with undone(), clock.at(NOW):
            match relation:
                case Relation.OWN:
                    yield self.own
                case Relation.SIBLING:
                    yield self.siblings
                case Relation.SUPERIOR:
                    yield self.superiors
                case Relation.PROVINCIAL:
                    yield self.provincials
                case Relation.GRANTED:
                    self.grant()
                    yield self.siblings
                case Relation.EXPIRED:
                    self.grant()
                    with clock.at(AFTER):
                        yield self.siblings
                case Relation.SEALED:
                    self.seal()
                    yield self.own
                case Relation.SEALED_FROM:
                    self.grant()
                    self.seal()
                    yield self.siblings
                case Relation.RECUSED:
                    self.recuse()
                    yield self.own

    def grant(self) -> None:
        """Let every sibling into every section, by name, until the last day."""
        for actor in self.siblings.values():
            for matter in Matter:
                access.grant(
                    actor=self.clerk,
                    person_id=actor.person_id,
                    matter=matter,
                    matter_id=self.keys[matter.value],
                    way=Way.APPROVED,
                    sections=list(Section),
                    purpose="督导检查",
                    valid_until=LAST_DAY,
                    through=self.keys["case"] if matter is Matter.CHILD else None,
                )

    def recuse(self) -> None:
        """Let everybody step back, the director last: it is for the director to say."""
        others = [actor for actor in self.own.values() if actor is not self.director]
        for actor in (*others, self.director):
            cases.recuse(
                actor=self.director,
                case_id=self.keys["case"],
                person_id=actor.person_id,
                reason="与监护人是亲属。",
            )

    def seal(self) -> None:
        """Finish the duty, close the case, seal it: by the steps it takes."""
        duty, order = self.keys["assignment"], self.keys["order"]
        duties.refuse_extension(
            actor=self.director, extension_id=self.keys["extension"], reason="不需要"
        )
        duties.answer_supervision(actor=self.police, order_id=order, answer=planted.DONE)
        duties.release_supervision(actor=self.director, order_id=order)
        duties.report(actor=self.police, assignment_id=duty, text=planted.DONE)
        duties.file(actor=self.clerk, assignment_id=duty)
        cases.close(actor=self.clerk, case_id=self.keys["case"], note="已办结。")
        cases.seal(actor=self.clerk, case_id=self.keys["case"], **DECISION)
