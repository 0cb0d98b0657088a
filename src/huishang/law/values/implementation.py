"""What follows the minutes: the clock, the filing, the extension."""

from __future__ import annotations

from dataclasses import dataclass

from .labelled import Labelled


class StartingPoint(Labelled):
    """The day the implementation period runs from."""

    MEETING_HELD = "meeting_held", "会议召开之日"
    MINUTES_SIGNED = "minutes_signed", "纪要签发之日"
    MINUTES_ISSUED = "minutes_issued", "纪要印发之日"


class FilingBody(Labelled):
    """Who keeps the filed reports; every conference has both, and nobody else."""

    OFFICE = "office", "未保办"
    COMMITTEE = "committee", "未保委"


@dataclass(frozen=True, slots=True)
class Filing:
    """备案: the body of the conference's own level that the implementation report is filed with."""

    to: FilingBody

    def __str__(self) -> str:
        return f"落实情况报{self.to.label}备案"


@dataclass(frozen=True, slots=True)
class ExtensionReason:
    """A ground on which time may be given.

    :param needs_policy_item: the request has to name the policy being made.
    """

    code: str
    label: str
    needs_policy_item: bool = False

    def __str__(self) -> str:
        return self.label
