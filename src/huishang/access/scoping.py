"""The manager that refuses a query nobody scoped.

A room names its scope once, on the table; every read then says for whom it is:
``Case.objects.visible_to(actor)``. There is no branch for anyone above the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NoReturn, Self, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connections, models
from django.db.models import Q
from django.db.models.sql import Query
from django.db.transaction import TransactionManagementError
from django.utils.module_loading import import_string

from huishang.audit.records import Record
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import NotScoped, NotVisible
from huishang.kernel.revealing import Reveals

M = TypeVar("M", bound="Scoped")
NOTHING = Q(pk__in=())


class ScopedQuery(Query):
    """A query that does not become SQL before it was told for whom it asks.

    The check sits where every read must pass: fetching, counting, aggregates, and the inside of
    another query alike. Parts that Django splits off a query by itself were never a manager's.
    """

    told: str = "part of another query"

    def get_compiler(self, *args: Any, **kwargs: Any) -> Any:
        if not self.told:
            raise NotScoped(f"a query on {self.model} never said who is asking")
        return super().get_compiler(*args, **kwargs)


class ScopedQuerySet(models.QuerySet[M, M]):
    """Reads and changes nothing until it was told for whom, or why for no one."""

    query: ScopedQuery

    def visible_to(self, actor: AnyActor) -> Self:
        """What ``actor`` may see of these rows; a `SystemActor` sees nothing this way."""
        if isinstance(actor, SystemActor):
            return self._told("system", NOTHING)
        scope: Callable[[Any], Q] = import_string(self.model.sight)
        return self._told("actor", scope(actor))

    def unscoped(self, *, reason: str) -> Self:
        """Every row, for the house itself: a job, a chain of numbers, a check of a duplicate.

        :param reason: why no person's sight applies here; read by reviewers.
        """
        if not reason.strip():
            raise NotScoped("an unscoped query states its reason")
        return self._told(reason, Q())

    def for_reading(self, key: UUID | str) -> M:
        """One row. :raises NotVisible: it is not there, or not for these eyes."""
        try:
            return self.get(pk=key)
        except (self.model.DoesNotExist, ValidationError, ValueError, TypeError):
            raise NotVisible(self.model.noun) from None

    def for_change(self, key: UUID | str, version: int | None = None) -> M:
        """One row, locked until the transaction ends, at the version its editor saw.

        :raises NotVisible: as `for_reading`. :raises Conflict: somebody else was first.
        """
        if not connections[self.db].in_atomic_block:
            raise TransactionManagementError("a row is locked inside a transaction only")
        # Its key stays: rows that point at it may be written meanwhile.
        row = self.select_for_update(of=("self",), no_key=True).for_reading(key)
        if isinstance(row, Record):
            row.expect_version(version)
        return row

    def none(self) -> Self:
        """No row is for anybody's eyes."""
        return self._told("nobody", NOTHING)

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require_scope()
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotScoped("raw SQL knows no scope")

    def _told(self, whom: str, scope: Q) -> Self:
        told = self.filter(scope)
        told.query.told = whom
        return told

    def _require_scope(self) -> None:
        """For what Django compiles as another kind of query."""
        self.query.chain().get_compiler(self.db)


class ScopedManager(models.Manager[M]):
    """Reverse and many-to-many managers are made of this class too, prefetches included.

    Following a foreign key from a row in hand (``assignment.case``) is not a query of this
    manager: an action or a query that does it shows no more than its own row's scope gives.
    """

    def get_queryset(self) -> ScopedQuerySet[M]:
        query = ScopedQuery(self.model)
        query.told = ""
        return ScopedQuerySet(self.model, query, using=self._db)

    def visible_to(self, actor: AnyActor) -> ScopedQuerySet[M]:
        return self.get_queryset().visible_to(actor)

    def unscoped(self, *, reason: str) -> ScopedQuerySet[M]:
        return self.get_queryset().unscoped(reason=reason)


class Scoped(models.Model):
    """Abstract: a table whose rows are seen by scope.

    ``sight`` is the dotted path of the room's ``visibility`` function ``(actor) -> Q``;
    ``noun`` is what a row is called in 没有找到这项……; ``reveals`` names its columns that tell
    who a child is, which no list that leaves the house shows without a duty.
    """

    sight: ClassVar[str]
    noun: ClassVar[str]
    reveals: ClassVar[Mapping[str, Reveals]] = {}
    objects: ClassVar[ScopedManager[Self]] = ScopedManager()

    class Meta:
        abstract = True
