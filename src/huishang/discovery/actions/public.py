"""Somebody without an account reports, and comes back with the receipt to hear and to add.

Nobody here has a post. What is asked instead of a permission: the form's own key for a report, the
code of its receipt for a conversation; how often, the pace of the network address.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from huishang.access import actions as access
from huishang.access.queries import locks
from huishang.audit.actions import record
from huishang.audit.details import Code, Reference
from huishang.documents import queries as documents
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.kernel.errors import InvalidData, NotPermitted, NotVisible
from huishang.kernel.texts import tidy
from huishang.organisations.queries import Organisation

from .. import events
from ..models import Channel, Receipt, Remark, Report
from ..policies.competence import Competence
from ..policies.intake import ReportEntry, read_places
from ..policies.public import STALE, PublicEntry, public_faults, remark_fault
from ..policies.receipts import code_of, kept_as, read_code
from ..queries.posters import hung_at
from ..queries.sealed import may_leave
from .reporting import destination_of, write_report
from .subjects import ToldChild
from .telling import tell_of_public_report, tell_of_remark


def public_at(office: Organisation) -> SystemActor:
    """Somebody without an account, at the place of the office that is told."""
    return SystemActor("网上公众报告", office.division.place)


@dataclass(frozen=True, slots=True)
class Said:
    """:param by_office: otherwise the reporter said it."""

    at: datetime
    by_office: bool
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """What the holder of a receipt is shown: what was said, and how far the report is.

    :param photos: how many were taken in.
    """

    received_at: datetime
    status: str
    office: str
    photos: int
    said: tuple[Said, ...]


@transaction.atomic
def receive_from_public(*, entry: PublicEntry) -> str:
    """Take in what somebody without an account tells (网上报告). Answers the receipt's code.

    The same form handed in again answers the same code. What is told otherwise the second time is
    no second report and not lost either: it is added to the conversation of the first.

    Basis: 未成年人保护法 第十一条; provisions ``competent_places``, ``lead_place``.

    :raises InvalidData: every fault by field. :raises NoRuleInForce: as `receive_report`.
    """
    now = clock.now()
    as_report = ReportEntry(
        channel=Channel.WEB.value,
        received_at=now,
        incident_division=entry.place,
        narrative=entry.told,
        reporter_name=entry.reporter_name,
        reporter_phone=entry.reporter_phone,
    )
    places, faults = read_places(as_report)
    found, office, misdirected = destination_of(as_report, places, now.date())
    faults = {**faults, **misdirected, **public_faults(entry)}
    if faults or found is None or office is None:
        raise InvalidData({("place" if name in _PLACE else name): faults[name] for name in faults})
    code = code_of(entry.key)
    public = public_at(office)
    told = ToldChild(telling={"told_child": entry.told_child})
    earlier = _held(code)
    if earlier is None:
        try:
            with transaction.atomic():
                hung = {"poster": hung_at(entry.poster)}
                report = write_report(public, office.pk, as_report, places, office, told, hung)
                Receipt.objects.create(report=report, digest=kept_as(code))
        except IntegrityError:  # the same form, handed in at the same moment
            earlier = _held(code)
            if earlier is None:
                raise
        else:
            _came(public, report, found)
    if earlier is not None:
        _say_again(earlier, entry)
    return code


def _came(public: SystemActor, report: Report, found: Competence) -> None:
    record(
        actor=public,
        event=events.RECEIVED,
        subject=report.subject,
        basis=found.competent.cited,
        details={
            "number": Reference(report.number),
            "channel": Code(report.channel),
            "counties": tuple(found.counties),
            "needs_conference": False,
        },
    )
    tell_of_public_report(public, report)


_PLACE = ("incident_division", "residence_division")


def _held(code: str) -> Report | None:
    """The report a receipt was given for, sealed or not."""
    every = Report.objects.unscoped(reason="凭回执号查询，持有人即报告人")
    return every.select_related("office__division").filter(receipt__digest=kept_as(code)).first()


def _say_again(report: Report, entry: PublicEntry) -> None:
    """:raises InvalidData: sealed since; a new form takes what is typed in as a new report."""
    if not may_leave(report.subject):
        raise InvalidData({"key": STALE})
    told = (
        entry.told
        if report.told_child == entry.told_child
        else (f"{entry.told}\n孩子：{entry.told_child}")
    )
    known = {report.narrative, *_texts(report)}
    if told not in known:
        _remark(report, told)


def _texts(report: Report) -> list[str]:
    rows = Remark.objects.unscoped(reason="凭回执号查询的往来").filter(report=report)
    return [row.text for row in rows.order_by("created_at", "id")]


def _remark(report: Report, text: str) -> None:
    public = public_at(report.office)
    Remark.objects.create(report=report, text=tidy(text))
    record(actor=public, event=events.FACT_ADDED, subject=report.subject)
    tell_of_remark(public, report)


def held_by(code: str, address: str) -> Report:
    """A step of all that a receipt is for: the report it was given for.

    :raises InvalidData / NotVisible / NotPermitted
    """
    if locks.locked_until(locks.receipt_key(address)) is not None:
        raise NotPermitted(
            "回执号输错的次数过多，暂时不能查询。",
            instead="请稍后再试；情况紧急的，请拨打110或者12345。",
        )
    try:
        digits = read_code(code)
    except ValueError as mistake:
        raise InvalidData({"code": str(mistake)}) from None
    report = _held(digits)
    if report is None or not may_leave(report.subject):
        access.count_bad_receipt(address=address)
        raise NotVisible("这个回执号的报告")
    return report


def open_conversation(*, code: str, address: str) -> Conversation:
    """What became of a report, for who holds its receipt (查询回复).

    :param address: where it is asked from; wrong codes are counted there and shut it out
        of receipts.
    :raises InvalidData: a slip of the pen. :raises NotVisible: no such receipt. :raises
        NotPermitted: too many wrong ones.
    """
    report = held_by(code, address)
    with transaction.atomic():
        record(actor=public_at(report.office), event=events.ASKED_ABOUT, subject=report.subject)
    return _conversation(report)


def add_fact(*, code: str, text: str, address: str) -> Conversation:
    """The reporter adds something (补充情况). The same words twice in a row are said once.

    :raises InvalidData / NotVisible / NotPermitted: as `open_conversation`.
    """
    report = held_by(code, address)
    if fault := remark_fault("补充的情况", text):
        raise InvalidData({"text": fault})
    with transaction.atomic():
        held = Report.objects.unscoped(reason="补充情况时锁定").select_for_update()
        held.get(pk=report.pk)
        if _texts(report)[-1:] != [tidy(text)]:
            _remark(report, text)
    return _conversation(report)


def _conversation(report: Report) -> Conversation:
    rows = Remark.objects.unscoped(reason="凭回执号查询的往来").filter(report=report)
    said = [Said(report.received_at, False, report.narrative)]
    said += [
        Said(row.created_at, bool(row.by), row.text) for row in rows.order_by("created_at", "id")
    ]
    return Conversation(
        received_at=report.received_at,
        status=report.status_label,
        office=report.office.name,
        photos=documents.how_many_files(report.subject),
        said=tuple(said),
    )
