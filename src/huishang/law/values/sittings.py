"""Who sits at a conference, who leads it, what it may decide and what is left of it on paper."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.terms import PostKind, Severity

from .labelled import Labelled


def _posts(posts: tuple[PostKind, ...]) -> str:
    return "或".join(post.label for post in posts)


@dataclass(frozen=True, slots=True)
class ChairRule:
    """Which posts may chair a case of one severity; the first is proposed."""

    severity: Severity
    posts: tuple[PostKind, ...]

    def __str__(self) -> str:
        return f"{self.severity.label}：{_posts(self.posts)}主持"


@dataclass(frozen=True, slots=True)
class UrgentNotice:
    """Who may shorten the notice period when a case cannot wait."""

    posts: tuple[PostKind, ...]
    reason_required: bool = True

    def __str__(self) -> str:
        return f"{_posts(self.posts)}{'说明紧急事由后' if self.reason_required else ''}可缩短"


class Participant(Labelled):
    """Whom a conference consists of."""

    MEMBER_UNIT = "member_unit", "未保委成员单位"
    CONCERNED_DEPARTMENT = "concerned_department", "涉及的相关职能部门"
    EXPERT = "expert", "相关领域专家"


class Invitee(Labelled):
    """Whom the circle may be widened to."""

    OTHER_DEPARTMENT = "other_department", "其他有关部门"
    UNIT = "unit", "有关单位"
    INSTITUTION = "institution", "有关机构"
    EXPERT = "expert", "相关专家"
    TECHNICIAN = "technician", "技术人员"


class Profession(Labelled):
    """Of which trade invited professionals are."""

    PSYCHOLOGY = "psychology", "心理"
    LAW = "law", "法律"
    SOCIAL_WORK = "social_work", "社会工作"
    MEDICINE = "medicine", "医护"


class Presenter(Labelled):
    """Who lays the case before the conference."""

    PROPOSER = "proposer", "提议部门"
    HANDLER = "handler", "承办单位"


@dataclass(frozen=True, slots=True)
class Presentation:
    """Who presents, and what the presentation covers."""

    by: Presenter
    parts: tuple[str, ...]

    def __str__(self) -> str:
        return f"由{self.by.label}介绍{'、'.join(self.parts)}"


class OpinionGround(Labelled):
    """What an opinion has to rest on."""

    FACTS = "facts", "事实情节"
    LAW = "law", "相关法律政策"


class DecisionPart(Labelled):
    """What the outcome has to make clear."""

    DISPOSITION = "disposition", "处置举措"
    INTERVENTION = "intervention", "干预举措"


class NoConsensusWay(Labelled):
    """Where an item goes on which no consensus was reached."""

    ANOTHER_ROUND = "another_round", "再次会商"
    ESCALATE = "escalate", "提请上级会商"
    COMMITTEE = "committee", "提交未保委会议研究"


class RecordForm(Labelled):
    """In which form the outcome is recorded."""

    MINUTES = "minutes", "会议纪要"
    MEMO = "memo", "备忘录"


class Signer(Labelled):
    """Who signs the record."""

    CHAIR = "chair", "会议主持人"
    OFFICE_DIRECTOR = "office_director", "未保办主任"


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs, and whether one entrusted in writing (scope, period) may sign instead."""

    by: Signer
    delegate: bool

    def __str__(self) -> str:
        return f"{self.by.label}签发" + ("，或由其书面委托的人签发" if self.delegate else "")


class ConfirmingSeats(Labelled):
    """Which seats confirm the draft minutes."""

    PRESENT = "present", "到会席位"
    DUTY_BEARING = "duty_bearing", "承担任务的席位"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """会签: ``n`` of the seats of a kind confirm the draft; all of them when ``n`` is left out."""

    of: ConfirmingSeats
    n: int | None = None

    def __post_init__(self) -> None:
        if self.n == 0:
            raise ValueError("会签席位数至少为1")

    def needed(self, seats: int) -> int:
        """How many of ``seats`` must confirm; never more than there are."""
        return seats if self.n is None else min(self.n, seats)

    def __str__(self) -> str:
        return f"{self.of.label}{'全部' if self.n is None else f'中至少{self.n}个'}会签"


@dataclass(frozen=True, slots=True)
class Quorum:
    """At least ``present`` out of every ``of`` seats that should be there."""

    present: int
    of: int

    def __post_init__(self) -> None:
        if not 0 < self.present <= self.of:
            raise ValueError("到会比例应大于0且不大于1")

    def met(self, present: int, seats: int) -> bool:
        return present * self.of >= self.present * seats

    def __str__(self) -> str:
        return f"应到席位的{self.present}/{self.of}以上到会"
