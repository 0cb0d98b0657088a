"""What may be done with children's files: open, or with the reason the action would give."""

from __future__ import annotations

from huishang.access.visibility import Section, Sight
from huishang.documents.permissions import may_export
from huishang.kernel.actor import Actor
from huishang.kernel.decision import first_refusal
from huishang.kernel.divisions import DivisionCode
from huishang.law.categories import Holding
from huishang.workflow.acts import Act

from .. import permissions, policies
from ..labels import Topic
from ..models import Particular, Recognition, StatusFact
from ..policies.particulars import SHEETS


def register_act(actor: Actor) -> Act:
    """建档 for a child of the actor's own place."""
    return Act("register_child", "建立档案", permissions.may_register(actor, actor.division))


def export_act(actor: Actor) -> Act:
    """导出 of the list of the place whose files the actor keeps."""
    may = first_refusal((permissions.may_register(actor, actor.division), may_export(actor)))
    return Act("export_children", "导出表格", may)


def acts(sight: Sight) -> tuple[Act, ...]:
    """On a child whose file is seen this far; on the children of a case, this far into the case."""
    return (
        Act("verify_identity", "核验身份", permissions.may_verify(sight)),
        Act("add_guardian", "登记监护人", permissions.may_add_guardian(sight)),
        Act("add_fact", "登记情况", permissions.may_keep(sight, Section.FAMILY)),
        Act("correct_file", "更正档案", permissions.may_keep(sight, Section.IDENTITY)),
        Act("move_child", "登记迁居", permissions.may_keep(sight, Section.IDENTITY)),
        Act("suspect", "疑似重复", permissions.may_suspect(sight, sight)),
        Act("reveal", "显示", permissions.may_reveal(sight, Section.IDENTITY)),
    )


def recognise_act(actor: Actor, sight: Sight, residence: str, found: Holding | None) -> Act:
    """认定, on a category of a child. :param found: where it holds by the facts written down."""
    return Act(
        "recognise",
        "认定",
        permissions.may_recognise(actor, sight, DivisionCode(residence)),
        policies.can_recognise(found),
    )


def end_recognition_act(actor: Actor, sight: Sight, residence: str, found: Recognition) -> Act:
    """终止认定."""
    return Act(
        "end_recognition",
        "终止认定",
        permissions.may_recognise(actor, sight, DivisionCode(residence)),
        policies.can_end_recognition(found),
    )


def fact_acts(sight: Sight, fact: StatusFact) -> tuple[Act, ...]:
    """On one fact that is believed."""
    may = permissions.may_keep(sight, Section(fact.section))
    return (
        Act("correct_fact", "更正", may, policies.is_believed(fact)),
        Act.judged("end_fact", "终止", (may, policies.is_believed(fact), policies.can_end(fact))),
        Act("withdraw_fact", "撤销登记", may, policies.is_believed(fact)),
    )


def add_particular_act(sight: Sight, topic: Topic) -> Act:
    """登记 one of the sheets."""
    return Act("add_particular", "登记", permissions.may_keep(sight, SHEETS[topic].section))


def particular_acts(sight: Sight, sheet: Particular) -> tuple[Act, ...]:
    """On one sheet that is believed."""
    may = permissions.may_keep(sight, Section(sheet.section))
    believed = policies.is_believed(sheet)
    return (
        Act("correct_particular", "更正", may, believed),
        Act.judged("end_particular", "终止", (may, believed, policies.can_end_particular(sheet))),
        Act("withdraw_particular", "撤销登记", may, believed),
    )
