"""A row that is going to change is locked, and only inside a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from huishang.kernel.errors import Conflict, NotVisible
from tests.access.shelf import HERE, THERE, Folder, Label, clerk, tables
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def shelf() -> Iterator[None]:
    with tables():
        yield


@pytest.fixture
def folder() -> Folder:
    return Folder.objects.create(division=HERE, label=Label.objects.create(name="红"))


def test_a_row_is_locked_inside_a_transaction_only(folder: Folder) -> None:
    with pytest.raises(TransactionManagementError):
        Folder.objects.visible_to(clerk()).for_change(folder.pk)


def test_a_row_for_change_is_at_the_version_its_editor_saw(folder: Folder) -> None:
    seen = Folder.objects.visible_to(clerk())
    with transaction.atomic():
        assert seen.for_change(folder.pk, 1).pk == folder.pk
        assert seen.for_change(folder.pk).pk == folder.pk
    with pytest.raises(Conflict), transaction.atomic():
        seen.for_change(folder.pk, 2)


def test_a_row_may_be_locked_together_with_what_it_may_lack(folder: Folder) -> None:
    """PostgreSQL cannot lock the empty side of a join; the row itself is what is locked."""
    with transaction.atomic():
        found = Folder.objects.visible_to(clerk()).select_related("label").for_change(folder.pk)
        assert found.label is not None


def test_what_is_not_seen_is_not_locked(folder: Folder) -> None:
    with pytest.raises(NotVisible), transaction.atomic():
        Folder.objects.visible_to(clerk(THERE)).for_change(folder.pk)


def change(folder: Folder, number: int) -> int:
    with transaction.atomic():
        row = Folder.objects.visible_to(clerk()).for_change(folder.pk)
        row.change(division=row.division)
    return number


def test_a_row_stays_locked_until_the_transaction_ends(folder: Folder) -> None:
    """Otherwise some would read the same version, and their change would be a conflict."""
    assert at_once(*[partial(change, folder, number) for number in range(6)]) == list(range(6))
    assert Folder.objects.unscoped(reason="测试").get().version == 7
