"""What an official document says, described without any engine.

A room fills one of two forms: `MinutesForm` for 纪要 and 备忘录, `NoticeForm` for 通知, 函,
主持人决定通知 and 督办通知. Texts are plain; a line break starts a new paragraph. There is no
field for 密级: state secrets are not kept on this platform (保守国家秘密法 第三十一条).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """发文字号: 机关代字, hexagonal brackets, no leading zero (GB/T 9704-2012 7.2.5).

    >>> str(DocumentNumber("运未保委", 2022, 2))
    '运未保委〔2022〕2号'
    """

    code: str
    year: int
    serial: int

    def __post_init__(self) -> None:
        if not (self.code and 1000 <= self.year <= 9999 and self.serial >= 1):
            raise ValueError("发文字号应有机关代字、四位年份和从1起的序号")

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class Masthead:
    """The head of a document.

    :param issuer_mark: the red words, whole: “××市未成年人保护工作个案会商纪要”,
        “××市未成年人保护工作委员会” (with or without 文件).
    :param number: none on a draft or a memo.
    :param signer: 签发人, printed beside the number when given.
    :param disclosure_note: 附注, printed in brackets after the text: “此件不公开”.
    """

    issuer_mark: str
    number: DocumentNumber | None = None
    signer: str = ""
    disclosure_note: str = "此件不公开"


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记: who gets a copy, who prints it and when.

    :param issuing_office: 印发机关. A letter prints neither it nor the date (10.1).
    """

    issuing_office: str
    issued_on: date
    copies_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person at a meeting.

    :param note: printed in brackets after the name: a reason for leave, a substitute.
    """

    organisation: str
    name: str
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was there (GB/T 9704-2012 10.3). An empty list is not printed."""

    present: tuple[Attendee, ...] = ()
    excused: tuple[Attendee, ...] = ()
    observing: tuple[Attendee, ...] = ()
    absent: tuple[Attendee, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One 议定事项.

    :param due: the deadline in words; `wording.due` writes it from a date.
    :param dissents: whole sentences, one for each organisation that did not agree.
    """

    matter: str
    lead: str
    supporting: tuple[str, ...] = ()
    due: str = ""
    dissents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One case as the meeting heard it.

    With one item its parts are headed 一、二、三; with several each item is headed by its
    ``subject`` and its parts by （一）（二）（三）. An empty part is not printed.

    :param unsettled: matters left without consensus and what becomes of them.
    """

    subject: str
    facts: tuple[str, ...] = ()
    opinions: tuple[str, ...] = ()
    decisions: tuple[DecisionRow, ...] = ()
    unsettled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """When and where a meeting was held, who chaired it, who kept the record."""

    starts: datetime
    place: str
    chair: Attendee
    ends: datetime | None = None
    recorder: Attendee | None = None


@dataclass(frozen=True, slots=True)
class MinutesForm:
    """纪要格式 (GB/T 9704-2012 10.3). A memo is the same form whose mark and title say 备忘录,
    usually without number and imprint.

    :param version_note: “第2版，更正第三项完成时限”, printed in brackets under the title.
    """

    masthead: Masthead
    title: str
    meeting: MeetingRecord
    items: tuple[AgendaItem, ...]
    attendance: Attendance = Attendance()
    opening: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    imprint: Imprint | None = None
    version_note: str = ""


class Layout(StrEnum):
    """通知 goes out under the document head, 函 under the letter head (10.1)."""

    DOCUMENT = "document"
    LETTER = "letter"


class Seal(StrEnum):
    """Whether room is left for a seal. A seal is never drawn here."""

    NONE = "none"
    OWN = "own"
    ON_BEHALF = "on_behalf"  # 代章: the name is followed by （代章）


@dataclass(frozen=True, slots=True)
class Signature:
    """发文机关署名和成文日期 (GB/T 9704-2012 7.3.5)."""

    organisation: str
    signed_on: date
    seal: Seal = Seal.NONE


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part under a heading 一、: paragraphs, then items numbered 1. 2. 3."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingCall:
    """What a notice calls people to.

    :param matters: 会商事项, the consultation items. No child's name belongs here.
    """

    starts: datetime
    place: str
    chair: str
    matters: tuple[str, ...] = ()
    ends: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """通知 or 函: a text to named organisations, signed and dated.

    ``meeting`` prints as the first headed parts; ``sections`` follow. A decision notice or a
    supervision order leaves ``meeting`` out and says what it has to say in ``sections``.
    """

    masthead: Masthead
    title: str
    addressees: tuple[str, ...]
    signature: Signature
    opening: tuple[str, ...] = ()
    meeting: MeetingCall | None = None
    sections: tuple[Section, ...] = ()
    closing: str = "特此通知。"
    contact: Contact | None = None
    attachments: tuple[str, ...] = ()
    imprint: Imprint | None = None
    layout: Layout = Layout.DOCUMENT
    version_note: str = ""


Form = MinutesForm | NoticeForm
