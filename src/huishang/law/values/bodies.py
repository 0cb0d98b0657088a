"""Which bodies a rule means: by kind, by department, by where they stand to the office."""

from __future__ import annotations

from dataclasses import dataclass

from huishang.kernel.basis import Basis
from huishang.kernel.terms import OrganisationKind, PostKind

from .labelled import Labelled


class DepartmentCode(str):
    """A code of the closed vocabulary in `law.departments`; the loader refuses any other."""

    __slots__ = ()


class Relation(Labelled):
    """Where an organisation stands to the office that is asked."""

    OWN = "own", "本级"
    BELOW = "below", "下一级"


@dataclass(frozen=True, slots=True)
class Body:
    """Organisations of some kinds; ``departments`` narrows them, empty means any."""

    label: str
    organisation_kinds: tuple[OrganisationKind, ...]
    departments: tuple[DepartmentCode, ...] = ()

    def includes(self, kind: OrganisationKind, department: str = "") -> bool:
        return kind in self.organisation_kinds and (
            not self.departments or department in self.departments
        )

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True, slots=True)
class Applicant(Body):
    """Who may ask an office for a conference.

    :param posts: the posts through which the organisation may ask; empty means any.
    :param basis: the article naming this applicant, where it differs from the clause's own.
    """

    relation: Relation = Relation.OWN
    posts: tuple[PostKind, ...] = ()
    basis: Basis | None = None

    def admits(
        self, kind: OrganisationKind, department: str, relation: Relation, post: PostKind
    ) -> bool:
        return (
            self.includes(kind, department)
            and relation is self.relation
            and (not self.posts or post in self.posts)
        )

    def __str__(self) -> str:
        return self.label
