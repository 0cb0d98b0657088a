"""Whoever holds the secret can tell that an answer is ours, unchanged and of now."""

from __future__ import annotations

import base64
import time

import pytest

from huishang.exchange import signing
from huishang.vault.algorithms import mac
from tests.exchange.receiver import checked_by_how_to

BODY = '{"words":"已受理"}'.encode()
OLD, NEW = signing.draw_secret(), signing.draw_secret()
is_ours = checked_by_how_to()


@pytest.fixture
def now() -> int:
    """Of the test, not of the whole run: the receiver takes nothing that is five minutes old."""
    return int(time.time())


def test_the_example_of_the_convention_comes_out_as_it_is_printed_there() -> None:
    """Standard Webhooks, specification, "Signature scheme"; body and key as there."""
    headers = signing.headers(
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    )
    assert headers["webhook-signature"].split()[0] == (
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    )


def test_the_snippet_of_the_how_to_takes_what_is_signed(now: int) -> None:
    assert is_ours(NEW, signing.headers("id", now, BODY, [NEW]), BODY)


def test_while_both_secrets_sign_a_receiver_with_either_is_content(now: int) -> None:
    headers = signing.headers("id", now, BODY, [NEW, OLD])
    assert is_ours(NEW, headers, BODY)
    assert is_ours(OLD, headers, BODY)


@pytest.mark.parametrize(
    ("secret", "changed", "body"),
    [
        (OLD, {}, BODY),
        (NEW, {"webhook-id": "other"}, BODY),
        (NEW, {}, BODY + b" "),
    ],
    ids=["another secret", "another number", "another body"],
)
def test_what_was_changed_or_signed_by_another_is_refused(
    now: int, secret: str, changed: dict[str, str], body: bytes
) -> None:
    headers = signing.headers("id", now, BODY, [NEW])
    assert is_ours(NEW, headers, BODY)
    assert not is_ours(secret, headers | changed, body)


def test_signed_for_another_second_it_is_refused(now: int) -> None:
    headers = signing.headers("id", now, BODY, [NEW])
    assert not is_ours(NEW, headers | {"webhook-timestamp": str(now - 1)}, BODY)


def test_an_old_one_played_again_is_refused(now: int) -> None:
    assert not is_ours(NEW, signing.headers("id", now - 301, BODY, [NEW]), BODY)


def test_the_second_signature_is_of_sm3_over_the_same(now: int) -> None:
    signature = signing.headers("id", now, BODY, [NEW])["webhook-signature"].split()[1]
    key = base64.b64decode(NEW.removeprefix("whsec_"))
    told = base64.b64encode(mac(key, f"id.{now}.".encode() + BODY)).decode()
    assert signature == f"v1sm3,{told}"


def test_secrets_are_long_and_never_alike() -> None:
    assert OLD != NEW
    assert len(base64.b64decode(OLD.removeprefix("whsec_"))) == 32
