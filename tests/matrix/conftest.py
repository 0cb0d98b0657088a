"""The stage is built once for all of these tests; every request on it is undone.

Imports of the house stand inside the fixture: Django is not ready when this file is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.matrix.stage import Stage


@pytest.fixture(scope="package")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    from django.db import transaction

    from tests.matrix.stage import Stage

    with django_db_blocker.unblock(), transaction.atomic():
        yield Stage()
        transaction.set_rollback(True)
