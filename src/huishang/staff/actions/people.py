"""Who somebody is, what they were taught, how the year was judged."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from huishang.audit.actions import Subject, record
from huishang.audit.details import Code
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.kernel.resident_id import ResidentId
from huishang.kernel.terms import Sex
from huishang.kernel.texts import tidy
from huishang.law import provisions
from huishang.law.rules import Rules
from huishang.organisations.queries import Post
from huishang.vault.sealing import blind_index, blind_indexes

from .. import events
from ..labels import Background, Employment, Grade, TrainingKind
from ..models import Appraisal, RegisterEntry, Training
from ..policies import entries
from ..queries.register import post_in_sight
from .loading import keep

_LONGEST = 500


def _subject(post: Post) -> Subject:
    return Subject("person", post.person_id)


@transaction.atomic
def enter(
    *,
    actor: Actor,
    post_id: UUID,
    resident_id: str,
    sex: str,
    employment: str,
    background: str,
    version: int | None = None,
) -> RegisterEntry:
    """Write down who the holder of a post is, or put it right (实名登记).

    Basis: provision ``staff_real_name``.

    :param sex: a `Sex`. :param employment, background: values of the labels of that name.
    :param version: of the entry that was seen; none where there was none.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData / Conflict
    """
    post = keep(actor, post_id)
    place = post.organisation.division_id
    wrong = entries.choice_faults(
        {
            "sex": ("性别", sex, [Sex.MALE, Sex.FEMALE]),
            "employment": ("专职或者兼职", employment, Employment.values),
            "background": ("身份", background, Background.values),
        }
    ) | entries.number_faults(resident_id, sex, place)
    if wrong:
        raise InvalidData(wrong)
    number = ResidentId.parse(resident_id).number
    rows = RegisterEntry.objects.visible_to(actor)
    same = rows.filter(resident_id_index__in=blind_indexes("resident_id", number))
    if same.exclude(person=post.person_id).exists():
        raise InvalidData({"resident_id": "这个居民身份号码已经登记在另一人名下，请核对证件。"})
    columns = {
        "division": place,
        "resident_id": number,
        "resident_id_index": blind_index("resident_id", number),
        "sex": sex,
        "employment": employment,
        "background": background,
        "written_by": actor.label,
    }
    found = rows.filter(person=post.person_id).select_for_update(of=("self",)).first()
    if found is None:
        found = RegisterEntry.objects.create(person_id=post.person_id, **columns)
    else:
        found.expect_version(version)
        found.change(**columns)
    record(
        actor=actor,
        event=events.ENTERED,
        subject=_subject(post),
        basis=Rules.at(place, clock.today()).basis(provisions.STAFF_REAL_NAME),
        details={"entry": found.pk, "post": post.pk},
    )
    return found


@transaction.atomic
def record_training(
    *,
    actor: Actor,
    post_id: UUID,
    kind: str,
    topic: str,
    hours: int | None,
    completed_on: date | None,
    certificate: str = "",
) -> Training:
    """A training that was completed and passed. Basis: provisions ``training_before_duty``,
    ``training_every``.

    :param kind: a `TrainingKind`. :param hours: of lessons.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    post = keep(actor, post_id)
    texts = {"topic": ("培训内容", topic, 120), "certificate": ("证书编号", certificate, 60)}
    wrong = (
        entries.text_faults(texts, optional=("certificate",))
        | entries.choice_faults({"kind": ("培训类别", kind, TrainingKind.values)})
        | entries.hours_faults(hours)
        | entries.day_faults("completed_on", "完成日期", completed_on)
    )
    if wrong or completed_on is None or hours is None:
        raise InvalidData(wrong)
    place = post.organisation.division_id
    made = Training.objects.create(
        person_id=post.person_id,
        division=place,
        kind=kind,
        topic=tidy(topic),
        hours=hours,
        completed_on=completed_on,
        certificate=tidy(certificate),
        written_by=actor.label,
    )
    before = kind == TrainingKind.BEFORE_DUTY
    rule = provisions.TRAINING_BEFORE_DUTY if before else provisions.TRAINING_EVERY
    record(
        actor=actor,
        event=events.TRAINED,
        subject=_subject(post),
        basis=Rules.at(place, clock.today()).basis(rule),
        details={"training": made.pk, "kind": Code(kind), "completed_on": completed_on},
        private={"topic": made.topic},
    )
    return made


@transaction.atomic
def appraise(
    *, actor: Actor, post_id: UUID, year: int | None, grade: str, remarks: str = ""
) -> Appraisal:
    """How a year's work was judged (年度考核).

    :param grade: a `Grade`; one below passing says why.
    :raises NotVisible / NotPermitted / NotInThisState / InvalidData
    """
    post = keep(actor, post_id)
    wrong = (
        entries.choice_faults({"grade": ("考核等次", grade, Grade.values)})
        | entries.year_faults(year, post.held_from)
        | entries.text_faults(
            {"remarks": ("考核意见", remarks, _LONGEST)},
            optional=() if grade == Grade.FAILED else ("remarks",),
        )
    )
    if wrong or year is None:
        raise InvalidData(wrong)
    try:
        with transaction.atomic():
            made = Appraisal.objects.create(
                person_id=post.person_id,
                division=post.organisation.division_id,
                year=year,
                grade=grade,
                remarks=tidy(remarks),
                written_by=actor.label,
            )
    except IntegrityError:
        raise InvalidData({"year": f"{year}年度的考核已经登记，不能重复登记。"}) from None
    record(
        actor=actor,
        event=events.APPRAISED,
        subject=_subject(post),
        details={"appraisal": made.pk, "year": year},
        private={"grade": made.grade},
    )
    return made


@transaction.atomic
def read_sheet(*, actor: Actor, post_id: UUID) -> None:
    """Somebody else's sheet is opened, and it is written down. :raises NotVisible"""
    post = post_in_sight(actor, post_id)
    if post.person_id != actor.person_id:
        record(
            actor=actor,
            event=events.SHEET_READ,
            subject=_subject(post),
            details={"post": post.pk},
        )
