"""Accounts and tokens; involvements, teams, grants, recusals; requests and emergencies; forms."""

from .accounts import Account, AccountManager, Birth, FormerPassword, Installation, SignInLock
from .asking import AccessRequest, Emergency
from .finding import Part
from .forms import Draft, Submission
from .sealed import SealedMatter, SealedRecord, Unsealing, UnsealingApproval
from .sight import (
    Extent,
    Grant,
    Involvement,
    Matter,
    Member,
    Recusal,
    SecondedMatter,
    SecondedPerson,
    Secondment,
    Undertaking,
    Way,
)
from .tokens import Token

__all__ = [
    "AccessRequest",
    "Account",
    "AccountManager",
    "Birth",
    "Draft",
    "Emergency",
    "Extent",
    "FormerPassword",
    "Grant",
    "Installation",
    "Involvement",
    "Matter",
    "Member",
    "Part",
    "Recusal",
    "SealedMatter",
    "SealedRecord",
    "SecondedMatter",
    "SecondedPerson",
    "Secondment",
    "SignInLock",
    "Submission",
    "Token",
    "Undertaking",
    "Unsealing",
    "UnsealingApproval",
    "Way",
]
