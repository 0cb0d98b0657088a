"""A program that handed a report in is answered, step by step, in the transaction of the step."""

from __future__ import annotations

from huishang.exchange import actions as exchange
from huishang.exchange.queries import Answer
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.people import queries as people

from ..models import Report
from ..policies.answers import WORDS, AnswerStep, told_outside
from ..queries.sealed import may_leave


def note_program(actor: Actor, report: Report) -> None:
    """A step of receiving: remember the program, if it was one."""
    exchange.note_origin(
        actor,
        report.subject,
        their_number=report.external_number,
        our_number=report.number,
    )


def answer_program(actor: Actor, report: Report, step: AnswerStep) -> None:
    """A step of an act. Of a report that is sealed nothing is said."""
    if not may_leave(report.subject):
        return
    words = WORDS.get(step) or told_outside(report.told, _names(report))
    exchange.put_out(actor, report.subject, Answer(step.value, clock.now(), words))


def _names(report: Report) -> set[str]:
    around = people.names_around(report.child) if report.child else ()
    return {report.reporter_name, report.unit, *around}
