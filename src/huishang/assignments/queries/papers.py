"""Fill the form of a supervision order from the record. Nothing here is stored or decided."""

from __future__ import annotations

from datetime import date

from huishang.documents.rendering import form as paper
from huishang.law import provisions

from .. import labels
from ..models import SupervisionOrder
from ..policies import rules, supervising

SUPERVISION_TITLE = "关于落实会商交办事项的督办通知"


def supervision_form(order: SupervisionOrder, on: date) -> paper.NoticeForm:
    """The order as a 通知 of GB/T 9704; no child's name in it."""
    assignment = order.assignment
    office = assignment.office
    law = rules.of(assignment)
    lead = law.book.departments[law.value(provisions.SUPERVISION_LED_BY)].label
    reminded = supervising.reminders_of_this_date(assignment)
    return paper.NoticeForm(
        masthead=paper.Masthead(issuer_mark=office.name),
        title=SUPERVISION_TITLE,
        addressees=(assignment.organisation.name,),
        opening=(
            f"{assignment.case_number}个案会商交办你单位的事项，期限为{labels.due(assignment)}，"
            f"经{reminded}次催办尚未落实。现予督办，通知如下。",
        ),
        sections=(
            paper.Section("督办事项", (assignment.matter,)),
            paper.Section("办理要求", tuple(order.requirements.splitlines())),
            paper.Section(
                "回复期限",
                (
                    f"请于{labels.day(order.due_on)}前落实到位，并将办理情况书面回复{office.name}。"
                    f"督办由{lead}牵头协调。",
                ),
            ),
        ),
        signature=paper.Signature(office.name, on),
        imprint=paper.Imprint(office.name, on),
    )
