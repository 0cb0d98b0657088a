"""交办台账 as a file. Basis: provisions ``exported_by``, ``export_lasts``."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from huishang.documents import actions as documents
from huishang.documents.policies.exports import MOST_ROWS, Column, Table, declare
from huishang.documents.queries import Export
from huishang.kernel.actor import Actor
from huishang.people import queries as people

from ..lifecycle import AssignmentState
from ..queries.ledger import Entry, Filters, ledger

_PAGE = 100


def _person(entry: Entry) -> str:
    named = entry.assignment.responsible_person
    return named.name if named else ""


LEDGER: Table[Entry] = declare(
    Table(
        "assignments.ledger",
        "交办台账",
        (
            # A matter names no child; a number somebody typed into it is masked all the same.
            Column(
                "事项", 48, "assignments.Assignment.matter",
                lambda entry: people.redacted(entry.assignment.matter, ()),
            ),
            Column(
                "个案", 22, "assignments.Assignment.case_number",
                lambda entry: entry.assignment.case_number,
            ),
            Column("牵头单位", 24, "organisations.Organisation.name",
                   lambda entry: entry.assignment.organisation.name),
            Column("配合单位", 24, "organisations.Organisation.name",
                   lambda entry: "、".join(entry.supporting)),
            Column("责任人", 10, "organisations.Person.name", _person),
            Column("交办日", 12, "assignments.Assignment.starts_on",
                   lambda entry: entry.assignment.starts_on),
            Column("时限", 12, "assignments.Assignment.due_on",
                   lambda entry: entry.assignment.due_on),
            Column("是否暂定", 9, "assignments.Assignment.due_provisional",
                   lambda entry: "暂定" if entry.assignment.due_provisional else ""),
            Column("状态", 10, "assignments.Assignment.status",
                   lambda entry: AssignmentState(entry.assignment.status).label),
            Column("催办次数", 9, "", lambda entry: entry.reminders),
            Column("备案号", 22, "assignments.Assignment.filing_number",
                   lambda entry: entry.assignment.filing_number),
        ),
    )
)  # fmt: skip


@transaction.atomic
def export_ledger(*, actor: Actor, filters: Filters, purpose: str) -> tuple[Export, str]:
    """The ledger as far as the actor sees it, and the password that is told once (导出).

    :raises NotPermitted / InvalidData / NoRuleInForce
    """
    return documents.export(
        actor=actor,
        table=LEDGER,
        rows=_every(actor, filters),
        narrowed=filters.in_words(),
        purpose=purpose,
    )


def _every(actor: Actor, filters: Filters) -> Iterator[Entry]:
    after = ""
    for _ in range(MOST_ROWS // _PAGE + 1):
        page = ledger(actor, filters, after=after, size=_PAGE, counted=False)
        yield from page.rows
        after = page.after
        if not after:
            return
