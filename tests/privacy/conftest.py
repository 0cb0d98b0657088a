"""A county with those responsible for personal data, on an ordinary working day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from huishang.kernel.actor import Actor
    from tests.places import Jurisdiction


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    from huishang.kernel import clock
    from huishang.kernel.clock import beijing

    with clock.at(beijing(2026, 3, 2, 10)):
        yield


@pytest.fixture
def county(db: None) -> Jurisdiction:
    from tests.places import jurisdiction

    return jurisdiction("140802", "盐湖区")


@pytest.fixture
def director(county: Jurisdiction) -> Actor:
    from huishang.kernel.terms import PostKind
    from tests.places import somebody

    return somebody(county.office, PostKind.OFFICE_DIRECTOR)


@pytest.fixture
def clerk(county: Jurisdiction) -> Actor:
    from huishang.kernel.terms import PostKind
    from tests.places import somebody

    return somebody(county.office, PostKind.OFFICE_CLERK)


@pytest.fixture
def security(county: Jurisdiction) -> Actor:
    from huishang.kernel.terms import OrganisationKind, PostKind
    from tests.places import somebody

    return somebody(county.body(OrganisationKind.PLATFORM), PostKind.SECURITY_ADMINISTRATOR)


@pytest.fixture
def auditor(county: Jurisdiction) -> Actor:
    from huishang.kernel.terms import OrganisationKind, PostKind
    from tests.places import somebody

    return somebody(county.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
