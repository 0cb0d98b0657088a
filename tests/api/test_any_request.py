"""Whatever anybody sends, the interface answers as it describes itself, never breaks, and tells
nothing out of sight.

Schemathesis makes requests from the description, right and wrong ones, as each kind of post, as a
program with a token, and nameless. Half the keys in addresses are real ones of two counties.
``HUISHANG_TEST_REQUESTS`` says how many are drawn for each operation and kind (default few); once
it is set, every kind also sends the systematic ones, which otherwise `THOROUGH` alone does.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import schemathesis
from django.conf import settings as django
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.generation import meta
from schemathesis.specs.openapi.checks import positive_data_acceptance

from huishang.access import actions as access
from huishang.api.authentication import SUBJECTS
from huishang.api.interface import description
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.access.battery.table import LINES
from tests.access.battery.world import NOW, World, scoped_models
from tests.access.test_passwords import SetRules, set_rules  # noqa: F401
from tests.api.conftest import Program
from tests.places import HOUSE, LONG_AGO

LONG = "HUISHANG_TEST_REQUESTS" in os.environ
REQUESTS = int(os.environ.get("HUISHANG_TEST_REQUESTS", "5"))
THOROUGH = (PostKind.OFFICE_CLERK, "nobody")

WHO = {
    PostKind.CHILD_DIRECTOR: "village",
    PostKind.CHILD_SUPERVISOR: "town",
    PostKind.CASE_WORKER: "worker",
    PostKind.OFFICE_CLERK: "clerk",
    PostKind.OFFICE_DIRECTOR: "director",
    PostKind.COMMITTEE_CHAIR: "city chair",
    PostKind.COMMITTEE_VICE_CHAIR: "city vice chair",
    PostKind.LIAISON: "bearing",
    PostKind.EXPERT: "expert",
    PostKind.INSPECTOR: "city inspector",
    PostKind.HOTLINE_OPERATOR: "hotline",
    PostKind.SYSTEM_ADMINISTRATOR: "system",
    PostKind.SECURITY_ADMINISTRATOR: "security",
    PostKind.AUDIT_ADMINISTRATOR: "audit",
}
"""Who of the world calls for each kind of post."""

TELLS_WHAT_A_SHAPE_CANNOT = (positive_data_acceptance,)
"""Left out: that a shape fits says nothing of whether the place exists or the child is a minor."""


@dataclass
class Known:
    """What is in the world, for the requests; filled when the world is built."""

    keys: list[str]
    words: list[str]


known = Known([], [])


def _for_the_signed_in() -> dict[str, Any]:
    """The description without its sign-in, which the callers here bring; see test_signing_in."""
    schema = json.loads(description())
    for operations in schema["paths"].values():
        for operation in operations.values():
            del operation["security"]
    return schema


described = schemathesis.openapi.from_dict(_for_the_signed_in())
application = get_wsgi_application()


def from_an_address(environ: dict[str, Any], start: Any) -> Any:
    """As every server hands requests over; tokens and locks ask where a call comes from."""
    return application({"REMOTE_ADDR": "10.1.2.3", **environ}, start)


described.app = from_an_address


@described.hook
def map_path_parameters(_: Any, drawn: dict[str, Any] | None) -> dict[str, Any] | None:
    """Every second key is one that is there."""
    for name, value in (drawn or {}).items():
        try:
            number = UUID(value).int
        except (ValueError, TypeError, AttributeError):
            continue  # wrong on purpose
        if known.keys and number % 2:
            drawn[name] = known.keys[number // 2 % len(known.keys)]  # type: ignore[index]
    return drawn


@described.hook
def map_query(_: Any, drawn: dict[str, Any] | None) -> dict[str, Any] | None:
    """Every second search is for a child, or a number, that is there."""
    words = (drawn or {}).get("text")
    if known.words and isinstance(words, str) and words.isalnum() and len(words) % 2:
        drawn["text"] = known.words[ord(words[0]) % len(known.words)]  # type: ignore[index]
    return drawn


# --- the world and its callers -------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        built = World()
        for side, _ in built.sides():
            known.keys += sorted({str(key) for keys in side.made.values() for key in keys})
            known.words += [side.child_name, side.case.number, side.number]
        yield built
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def afterwards(world: World, db: None) -> Iterator[None]:
    """A served request ends its database connection; here it is the test's own."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with clock.at(NOW):
        yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@dataclass(frozen=True)
class Caller:
    """How requests are signed, and the words no answer to them may hold."""

    who: Any
    headers: dict[str, str]
    cookies: dict[str, str]
    unseen: frozenset[str]


NAMES_ITS_CASE = "assignments.Assignment"
TELLS = {"cases.Report", "cases.Case", "conferences.ConferenceRequest"}
"""Whoever sees one of these reads what happened."""


def unseen_by(name: str, world: World) -> frozenset[str]:
    """What no answer to this member of the cast may hold, by the table of the battery.

    Who the children are; keys of every row of a table whose line does not name the caller; what
    happened, unless the line of what tells of it does.
    """
    words: set[str] = set()
    for side, _ in world.sides():
        own = side is world.ours or name in world.above
        seen = {label for label, line in LINES.items() if own and name in line.seen}
        words |= {side.child_name, side.number, side.phone, side.guardian_name}
        words |= set() if seen & TELLS else {side.narrative}
        for model in scoped_models():
            if model._meta.label not in seen:
                words |= {str(key) for key in side.made[model]}
        if NAMES_ITS_CASE in seen:
            words.discard(str(side.case.pk))
    return frozenset(words)


def token_for(actor: Actor, system: Actor) -> str:
    made = access.create_program(actor=system, username="rexian", name="热线平台接口")
    post = organisations.appoint(
        actor=HOUSE,
        person_id=made.person_id,
        organisation_id=actor.organisation_id,
        kind=actor.post,
        held_from=LONG_AGO,
    )
    _, text = access.issue_token(
        actor=system,
        account_id=made.pk,
        post_id=post.pk,
        name="转报",
        scopes=[f"{subject}:{way}" for subject in SUBJECTS for way in ("read", "write")],
        expires_on=clock.today() + timedelta(days=30),
    )
    return text


@pytest.fixture(params=[*PostKind, "token", "nobody"], ids=str)
def caller(
    request: pytest.FixtureRequest,
    world: World,
    program: Callable[[Actor], Program],
    set_rules: SetRules,  # noqa: F811
) -> Caller:
    if request.param == "nobody":
        return Caller("nobody", {}, {}, unseen_by("nobody", world))
    people = {**world.ours.cast, **world.above}
    if request.param == "token":
        set_rules(token_calls=1_000_000)
        text = token_for(people["clerk"], people["system"])
        return Caller("token", {"Authorization": f"Bearer {text}"}, {}, unseen_by("clerk", world))
    actor = people[WHO[request.param]]
    signed = program(actor)
    cookies = {
        django.SESSION_COOKIE_NAME: signed.client.cookies[django.SESSION_COOKIE_NAME].value,
        django.CSRF_COOKIE_NAME: signed.token,
    }
    return Caller(
        request.param, {"X-CSRFToken": signed.token}, cookies, unseen_by(WHO[request.param], world)
    )


def test_every_kind_of_post_calls() -> None:
    assert set(WHO) == set(PostKind)


@described.parametrize()
@settings(
    max_examples=REQUESTS,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described_and_tells_nothing_out_of_sight(
    case: schemathesis.Case, caller: Caller
) -> None:
    def nothing_out_of_sight(
        _: Any, answer: schemathesis.Response, case: schemathesis.Case
    ) -> None:
        found = sorted(word for word in caller.unseen if word in answer.text)
        assert not found, f"{case.method} {case.formatted_path} tells {found}"

    drawn = case.meta is not None and case.meta.phase.name is not meta.TestPhase.COVERAGE
    if not (drawn or LONG or caller.who in THOROUGH):
        return
    answer = case.call(
        headers={"Accept-Encoding": "identity", **caller.headers}, cookies=caller.cookies
    )
    case.validate_response(
        answer,
        additional_checks=[nothing_out_of_sight],
        excluded_checks=list(TELLS_WHAT_A_SHAPE_CANNOT),
    )
