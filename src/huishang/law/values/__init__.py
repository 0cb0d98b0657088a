"""What a provision may say: small frozen values, each able to say itself in Chinese (`str`).

The fields of a value are the keys of its YAML; a field with a default may be left out there.
"""

from .bodies import Applicant, Body, DepartmentCode, Relation
from .categories import Category, Kind, Proof, Scheme, Situation, Status
from .durations import DayCounting, Duration, Unit
from .duties import Duty, Issue
from .grades import GradeRow
from .guardianship import GuardianRank
from .implementation import ExtensionReason, Filing, FilingBody, StartingPoint
from .levels import AtLeast, CaseFacts, Condition, Escalation, LevelProposal, Measure, Ticked
from .places import Place
from .privacy import Right, UnusualReading
from .publication import Disclosure, Validity
from .reporting import Industry, ReportableSituation
from .scales import Colour, Dimension, RiskLevel, Scale, ScaleItem
from .sealing import SealedKind, UnsealingGround
from .sittings import (
    ChairRule,
    Confirmation,
    ConfirmingSeats,
    DecisionPart,
    Invitee,
    NoConsensusWay,
    OpinionGround,
    Participant,
    Presentation,
    Presenter,
    Profession,
    Quorum,
    RecordForm,
    Signer,
    Signing,
    UrgentNotice,
)
from .staffing import Staffing
from .triggers import Choice, FactKind, FactSpec, Trigger
from .visiting import CategoryVisits, Visiting

__all__ = [
    "Applicant",
    "AtLeast",
    "Body",
    "CaseFacts",
    "Category",
    "CategoryVisits",
    "ChairRule",
    "Choice",
    "Colour",
    "Condition",
    "Confirmation",
    "ConfirmingSeats",
    "DayCounting",
    "DecisionPart",
    "DepartmentCode",
    "Dimension",
    "Disclosure",
    "Duration",
    "Duty",
    "Escalation",
    "ExtensionReason",
    "FactKind",
    "FactSpec",
    "Filing",
    "FilingBody",
    "GradeRow",
    "GuardianRank",
    "Industry",
    "Invitee",
    "Issue",
    "Kind",
    "LevelProposal",
    "Measure",
    "NoConsensusWay",
    "OpinionGround",
    "Participant",
    "Place",
    "Presentation",
    "Presenter",
    "Profession",
    "Proof",
    "Quorum",
    "RecordForm",
    "Relation",
    "ReportableSituation",
    "Right",
    "RiskLevel",
    "Scale",
    "ScaleItem",
    "Scheme",
    "SealedKind",
    "Signer",
    "Signing",
    "Situation",
    "Staffing",
    "StartingPoint",
    "Status",
    "Ticked",
    "Trigger",
    "Unit",
    "UnsealingGround",
    "UnusualReading",
    "UrgentNotice",
    "Validity",
    "Visiting",
]
