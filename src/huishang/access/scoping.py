"""The manager that refuses a query nobody scoped.

A room names its scope once, on the table; every read then says for whom it is:
``Case.objects.visible_to(actor)``. There is no branch for anyone above the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.module_loading import import_string

from huishang.audit.records import Record
from huishang.kernel.actor import AnyActor, SystemActor
from huishang.kernel.errors import NotScoped, NotVisible

M = TypeVar("M", bound="Scoped")
NOTHING = Q(pk__in=())


class ScopedQuerySet(models.QuerySet[M, M]):
    """Reads nothing until it was told for whom, or why for no one."""

    _scoped: str = ""

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
        if not reason:
            raise NotScoped("an unscoped query states its reason")
        return self._told(reason, Q())

    def for_reading(self, key: UUID | str) -> M:
        """One row. :raises NotVisible: it is not there, or not for these eyes."""
        try:
            return self.get(pk=key)
        except (self.model.DoesNotExist, ValueError, TypeError):
            raise NotVisible(self.model.noun) from None

    def for_change(self, key: UUID | str, version: int | None = None) -> M:
        """One row, locked until the transaction ends, at the version its editor saw.

        :raises NotVisible: as `for_reading`. :raises Conflict: somebody else was first.
        """
        row = self.select_for_update(of=("self",)).for_reading(key)
        if isinstance(row, Record):
            row.expect_version(version)
        return row

    def _told(self, whom: str, scope: Q) -> Self:
        told = self.filter(scope)
        told._scoped = whom
        return told

    def _check(self) -> None:
        if not self._scoped:
            raise NotScoped(f"a query on {self.model.__name__} never said who is asking")

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._scoped = self._scoped
        return clone

    def _fetch_all(self) -> None:
        if self._result_cache is None:  # type: ignore[attr-defined]
            self._check()
        super()._fetch_all()  # type: ignore[misc]

    def iterator(self, chunk_size: int | None = None) -> Iterator[M]:
        self._check()
        return super().iterator(chunk_size)

    def count(self) -> int:
        self._check()
        return super().count()

    def exists(self) -> bool:
        self._check()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check()
        return super().delete()


class ScopedManager(models.Manager[M]):
    """Related managers are made of this class too, so that no path around it exists."""

    def get_queryset(self) -> ScopedQuerySet[M]:
        return ScopedQuerySet(self.model, using=self._db)

    def visible_to(self, actor: AnyActor) -> ScopedQuerySet[M]:
        return self.get_queryset().visible_to(actor)

    def unscoped(self, *, reason: str) -> ScopedQuerySet[M]:
        return self.get_queryset().unscoped(reason=reason)


class Scoped(models.Model):
    """Abstract: a table whose rows are seen by scope.

    ``sight`` is the dotted path of the room's ``visibility`` function ``(actor) -> Q``;
    ``noun`` is what a row is called in 没有找到这项……
    """

    sight: ClassVar[str]
    noun: ClassVar[str]
    objects: ClassVar[ScopedManager[Self]] = ScopedManager()  # type: ignore[misc]

    class Meta:
        abstract = True
