"""Whatever a program sends, the interface answers as it describes itself, and never breaks.

Schemathesis makes requests from the description, right and wrong ones, as two kinds of account:
one that works on files, one that only has its organisation's part.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import schemathesis
from django.conf import settings as django
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from huishang.api.interface import description
from tests.api.conftest import Program
from tests.valley import Valley


def _for_the_signed_in() -> dict[str, Any]:
    """The description without its sign-in, which every request here has; see test_signing_in."""
    schema = json.loads(description())
    for operations in schema["paths"].values():
        for operation in operations.values():
            del operation["security"]
    return schema


described = schemathesis.openapi.from_dict(_for_the_signed_in())
described.app = get_wsgi_application()

TELLS_WHAT_A_SHAPE_CANNOT = (positive_data_acceptance,)
"""Left out: that a shape fits says nothing of whether the place exists or the child is a minor."""


@pytest.fixture(autouse=True)
def connection_of_the_test() -> Iterator[None]:
    """A served request ends its database connection; here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("who", ["clerk", "police"])
@described.parametrize()
@settings(
    max_examples=10,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(
    case: schemathesis.Case, who: str, valley: Valley, program: Callable[..., Program]
) -> None:
    caller = program(getattr(valley, who))
    answer = case.call(
        headers={"X-CSRFToken": caller.token, "Accept-Encoding": "identity"},
        cookies={
            django.SESSION_COOKIE_NAME: caller.client.cookies[django.SESSION_COOKIE_NAME].value,
            django.CSRF_COOKIE_NAME: caller.token,
        },
    )
    case.validate_response(answer, excluded_checks=list(TELLS_WHAT_A_SHAPE_CANNOT))
