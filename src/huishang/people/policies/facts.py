"""What may be written down about a child or a guardian: the words, the papers, the days.

What each status asks for stands in one table. It says nothing about which children count as what:
that is law data (`child_schemes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from huishang.access.visibility import Section
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.texts import text_fault, tidy
from huishang.law.values import Kind, Proof, Status

from ..models import Believed, StatusFact
from .identity import Examined

GRADES = (1, 2, 3, 4)
DEAREST = 100_000_000
LONGEST = {"proof_number": 60, "note": 500}
"""Characters of a line; a limit of the platform, not of any rule. `DEAREST`, yuan, likewise."""

_DISABILITIES = (
    Kind.SIGHT,
    Kind.HEARING,
    Kind.SPEECH,
    Kind.LIMB,
    Kind.MIND,
    Kind.PSYCHE,
    Kind.SEVERAL,
)


@dataclass(frozen=True, slots=True)
class Asks:
    """What a status asks for.

    :param of_child: the part of the file it belongs to when it is the child's own; None where it
        is said of guardians only.
    :param of_guardian: whether it is said of guardians. It then belongs to 家庭和监护.
    :param kinds: one of these has to be named.
    :param graded: a grade has to be named.
    :param ordered: an end may have been ordered beforehand.
    :param paid: it is a payment, of so much on that day.
    :param lasts: it can come to an end.
    :param since: what the day it began is called.
    """

    of_child: Section | None = None
    of_guardian: bool = False
    kinds: tuple[Kind, ...] = ()
    graded: bool = False
    ordered: bool = False
    paid: bool = False
    lasts: bool = True
    since: str = "开始日期"


_GUARDIANS = Asks(of_guardian=True)
_TERM = Asks(of_guardian=True, ordered=True)
_FAMILY = Asks(of_child=Section.FAMILY)
_JUSTICE = Asks(of_child=Section.JUSTICE)

TABLE: Mapping[Status, Asks] = {
    Status.DEAD: Asks(of_guardian=True, lasts=False, since="死亡日期"),
    Status.MISSING: _GUARDIANS,
    Status.IMPRISONED: _TERM,
    Status.DETOX: _TERM,
    Status.RESTRAINED: _TERM,
    Status.CONTACT_LOST: _GUARDIANS,
    Status.REVOKED: _GUARDIANS,
    Status.DEPORTED: _GUARDIANS,
    Status.AWAY: _GUARDIANS,
    Status.CANNOT_CARE: _GUARDIANS,
    Status.DISABLED: Asks(Section.HEALTH, of_guardian=True, kinds=_DISABILITIES, graded=True),
    Status.ILL: Asks(Section.HEALTH, of_guardian=True, kinds=(Kind.SERIOUS, Kind.OTHER)),
    Status.MEDICAL_COST: Asks(Section.HEALTH, paid=True, lasts=False, since="付款日期"),
    Status.PARENTS_UNKNOWN: _FAMILY,
    Status.ABANDONED: _FAMILY,
    Status.WANDERING: _FAMILY,
    Status.SINGLE_PARENT: _FAMILY,
    Status.NEGLECTED: _FAMILY,
    Status.POOR: _FAMILY,
    Status.DROPPED_OUT: _FAMILY,
    Status.RURAL: _FAMILY,
    Status.HARMED: _JUSTICE,
    Status.TRAFFICKED: _JUSTICE,
    Status.DELINQUENT: _JUSTICE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactEntry:
    """A fact as typed. Codes are those of `Status`, `Kind` and `Proof`.

    :param until: the first day it holds no longer. :param ordered_until: the first day after an
        ordered term. :param yuan: of a payment.
    """

    status: str
    since: date | None
    until: date | None = None
    ordered_until: date | None = None
    kind: str = ""
    grade: int | None = None
    yuan: Decimal | None = None
    proof: str = ""
    proof_number: str = ""
    note: str = ""


def statuses_of(*, guardian: bool) -> tuple[Status, ...]:
    """What may be said of a guardian, or of a child, in the order of the vocabulary."""
    return tuple(
        status
        for status in Status
        if (TABLE[status].of_guardian if guardian else TABLE[status].of_child)
    )


def section_of(status: Status, *, guardian: bool) -> Section:
    """The part of the file a fact belongs to: what a guardian is, is family."""
    return Section.FAMILY if guardian else TABLE[status].of_child or Section.FAMILY


def examine_fact(entry: FactEntry, *, guardian: bool, birth_date: date, today: date) -> Examined:
    """The columns a fact makes, and everything that is wrong with it.

    :param guardian: it is said of a guardian. :param birth_date: of the child.
    """
    known = {status.value: status for status in statuses_of(guardian=guardian)}
    status = known.get(entry.status)
    if status is None:
        whose = "监护人" if guardian else "儿童"
        return Examined({}, {"status": f"请选择{whose}的一种情形。"})
    asks = TABLE[status]
    faults = _day_faults(entry, asks, None if guardian else birth_date, today)
    faults |= _what_faults(entry, asks)
    faults |= _paper_faults(entry)
    return Examined(
        {
            "status": status.value,
            "section": section_of(status, guardian=guardian).value,
            "kind": entry.kind if asks.kinds else "",
            "grade": entry.grade if asks.graded else None,
            "fen": int(entry.yuan * 100) if asks.paid and entry.yuan and not faults else None,
            "since": entry.since,
            "until": entry.until if asks.lasts else None,
            "ordered_until": entry.ordered_until if asks.ordered else None,
            "proof": entry.proof,
            "proof_number": tidy(entry.proof_number),
            "note": tidy(entry.note),
        },
        faults,
    )


def _day_faults(
    entry: FactEntry, asks: Asks, birth_date: date | None, today: date
) -> dict[str, str]:
    since, until, ordered = entry.since, entry.until, entry.ordered_until
    if since is None:
        return {"since": f"请填写{asks.since}。"}
    faults = {}
    if since > today:
        faults["since"] = f"{asks.since}在今天之后，请核对；还没有发生的，请待发生后登记。"
    elif birth_date is not None and since < birth_date:
        faults["since"] = f"{asks.since}早于儿童的出生日期，请核对。"
    if asks.lasts and until is not None:
        if until <= since:
            faults["until"] = f"结束日期应当在{asks.since}之后，请核对。"
        elif until > today:
            faults["until"] = "结束日期在今天之后，请核对；预定的期满日请填写在“期满日”。"
    if asks.ordered and ordered is not None and ordered <= since:
        faults["ordered_until"] = f"期满日应当在{asks.since}之后，请核对。"
    return faults


def _what_faults(entry: FactEntry, asks: Asks) -> dict[str, str]:
    faults = {}
    if asks.kinds and entry.kind not in {kind.value for kind in asks.kinds}:
        faults["kind"] = f"请选择种类：{'、'.join(kind.label for kind in asks.kinds)}。"
    if asks.graded and entry.grade not in GRADES:
        faults["grade"] = "请选择残疾等级：一级至四级，一级最重。"
    if asks.paid:
        if entry.yuan is None or entry.yuan <= 0:
            faults["yuan"] = "请填写自付的金额，单位为元，应当大于零。"
        elif entry.yuan > DEAREST or entry.yuan != round(entry.yuan, 2):
            faults["yuan"] = "金额写到分为止，且不超过一亿元，请核对。"
    return faults


def _paper_faults(entry: FactEntry) -> dict[str, str]:
    known = {proof.value for proof in Proof}
    found: dict[str, str | None] = {
        "proof": None if entry.proof in {"", *known} else "请选择凭什么材料登记。",
        "proof_number": text_fault(
            "材料文号", entry.proof_number, longest=LONGEST["proof_number"], required=False
        ),
        "note": text_fault("说明", entry.note, longest=LONGEST["note"], required=False, lines=True),
    }
    if tidy(entry.proof_number) and not entry.proof:
        found["proof"] = "填写了材料文号的，请选择是什么材料。"
    return {field: fault for field, fault in found.items() if fault}


def overlaps(since: date, until: date | None, other: tuple[date, date | None]) -> bool:
    """Whether two half-open spans share a day."""
    begins, ends = other
    return (ends is None or since < ends) and (until is None or begins < until)


def is_believed(row: Believed) -> Decision:
    if row.superseded_at is None:
        return ALLOWED
    return refused("这项登记已经更正或者撤销。", instead="请返回档案，在最新的登记上办理。")


def can_end(fact: StatusFact) -> Decision:
    """What has ended ends no more; a payment was made once, and nobody comes back from the dead."""
    if fact.until is None and TABLE[Status(fact.status)].lasts:
        return ALLOWED
    return refused("这一情形没有可以终止的期间。", instead="登记有误的，请更正或者撤销。")
