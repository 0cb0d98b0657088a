"""What is done with children's data stands in the register, with its ground and its assessment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.basis import Basis
from huishang.kernel.clock import beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotScoped,
    NotVisible,
)
from huishang.kernel.terms import PostKind
from huishang.privacy import actions, queries
from huishang.privacy.models import Activity, ImpactAssessment
from tests.audit.writing import told
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.privacy import entries

LAW = "personal-information-law"
TEXTS = {
    "necessity": "目的正当，方式必要。",
    "risks": "泄露可能造成歧视。",
    "measures": "加密、授权、留痕。",
    "conclusion": "可以处理。",
}


def test_an_activity_names_the_article_it_rests_on(director: Actor) -> None:
    actions.register_activity(actor=director, entry=entries.activity())
    actions.register_activity(
        actor=director, entry=entries.activity(name="课后活动报名", ground="consent")
    )
    duty, consent = queries.activities(director)
    assert duty.basis == (Basis(LAW, "13.3"), Basis(LAW, "34"))
    assert consent.basis == (Basis(LAW, "29"), Basis(LAW, "31"))


def test_everything_wrong_with_a_line_is_said_at_once(director: Actor) -> None:
    with pytest.raises(InvalidData) as refusal:
        actions.register_activity(
            actor=director,
            entry=entries.activity(
                name="", ground="because", measures="见11010519491231002X的档案"
            ),
        )
    assert set(refusal.value.fields) == {"name", "ground", "measures"}


def test_a_name_stands_once_while_it_is_in_force(director: Actor) -> None:
    made = actions.register_activity(actor=director, entry=entries.activity())
    with pytest.raises(InvalidData) as refusal:
        actions.register_activity(actor=director, entry=entries.activity())
    assert "name" in refusal.value.fields
    actions.end_activity(actor=director, activity_id=made.pk)
    again = actions.register_activity(actor=director, entry=entries.activity())
    assert [line.activity.pk for line in queries.activities(director)] == [again.pk, made.pk]
    with pytest.raises(NotInThisState):
        actions.revise_activity(actor=director, activity_id=made.pk, entry=entries.activity())


def test_a_revision_keeps_what_stood_before_in_the_record(director: Actor) -> None:
    made = actions.register_activity(actor=director, entry=entries.activity())
    actions.revise_activity(
        actor=director,
        activity_id=made.pk,
        entry=entries.activity(retention="结案后三十年"),
        version=1,
    )
    event = Event.objects.get(act="privacy.revise_activity")
    assert event.details == {"changed": ["retention"]}
    assert told(event) == {"before": {"retention": "长期"}}
    with pytest.raises(Conflict):
        actions.end_activity(actor=director, activity_id=made.pk, version=1)


def test_a_sensitive_activity_lacks_its_assessment_until_it_is_made_and_when_it_is_over(
    director: Actor,
) -> None:
    made = actions.register_activity(actor=director, entry=entries.activity())
    assert queries.activity(director, made.pk).lacking
    assessment = actions.assess(actor=director, activity_id=made.pk, **TEXTS)
    line = queries.activity(director, made.pk)
    assert not line.lacking
    assert line.assessed == "有效至2027年3月2日"
    with clock.at(beijing(2027, 3, 3)):
        assert queries.activity(director, made.pk).lacking
    assert Event.objects.get(act="privacy.assess").basis == [f"{LAW}#55", f"{LAW}#56"]
    assert [row.pk for row in queries.assessments(director, made.pk)] == [assessment.pk]


def test_an_assessment_is_kept_three_years_at_least(director: Actor) -> None:
    """个人信息保护法 第五十六条; nothing in the house removes one."""
    made = actions.register_activity(actor=director, entry=entries.activity())
    assessment = actions.assess(actor=director, activity_id=made.pk, **TEXTS)
    assert assessment.assessed_on == date(2026, 3, 2)
    assert assessment.keep_until >= date(2029, 3, 2)


def test_what_is_not_sensitive_needs_no_assessment(director: Actor) -> None:
    made = actions.register_activity(actor=director, entry=entries.activity(sensitive=False))
    line = queries.activity(director, made.pk)
    assert (line.assessed, line.lacking) == ("不需要", False)


@pytest.mark.parametrize(
    "kind",
    [kind for kind in PostKind if kind is not PostKind.OFFICE_DIRECTOR],
)
def test_nobody_but_the_office_director_keeps_the_register(
    county: Jurisdiction, director: Actor, kind: PostKind
) -> None:
    actor = somebody(county.office, kind)
    with pytest.raises(NotPermitted):
        actions.register_activity(actor=actor, entry=entries.activity())
    made = actions.register_activity(actor=director, entry=entries.activity())
    refused = NotPermitted if kind is PostKind.SECURITY_ADMINISTRATOR else NotVisible
    with pytest.raises(refused):
        actions.assess(actor=actor, activity_id=made.pk, **TEXTS)


def test_the_security_administrator_reads_the_register_of_the_place_and_no_other(
    director: Actor, security: Actor
) -> None:
    made = actions.register_activity(actor=director, entry=entries.activity())
    actions.assess(actor=director, activity_id=made.pk, **TEXTS)
    assert len(queries.activities(security)) == 1
    other = somebody(jurisdiction("140821", "临猗县").office, PostKind.OFFICE_DIRECTOR)
    assert queries.activities(other) == ()
    with pytest.raises(NotVisible):
        queries.activity(other, made.pk)
    assert queries.assessments(other, made.pk) == []


def test_an_unscoped_question_is_refused(director: Actor) -> None:
    for table in (Activity, ImpactAssessment):
        with pytest.raises(NotScoped):
            list(table.objects.all())


def test_an_assessment_says_what_is_missing(director: Actor) -> None:
    made = actions.register_activity(actor=director, entry=entries.activity())
    with pytest.raises(InvalidData) as refusal:
        actions.assess(actor=director, activity_id=made.pk, **{**TEXTS, "risks": " "})
    assert set(refusal.value.fields) == {"risks"}
    assert timedelta(0) <= clock.now() - made.created_at
