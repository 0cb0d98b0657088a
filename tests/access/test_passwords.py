"""What makes a password unfit, how long it lasts, and that it is not taken again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang import account_rules
from huishang.access import actions, policies
from huishang.access.models import Account, FormerPassword
from huishang.access.passwords.breached import is_breached
from huishang.access.passwords.checks import is_usual
from huishang.account_rules import AccountRules, BadRule, read, rules
from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.errors import InvalidData, NotPermitted
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from tests.places import HOUSE, PASSWORD, jurisdiction, somebody

SetRules = Callable[..., None]


@pytest.fixture
def set_rules(monkeypatch: pytest.MonkeyPatch) -> Iterator[SetRules]:
    """Other numbers, as the environment would give them."""

    def change(**numbers: object) -> None:
        for name, value in numbers.items():
            monkeypatch.setenv(account_rules.variable(name), str(value))
        rules.cache_clear()

    yield change
    monkeypatch.undo()
    rules.cache_clear()


@pytest.fixture
def account(db: None) -> Account:
    person = organisations.register_person(actor=HOUSE, name="测试己")
    return actions.create_account(
        actor=HOUSE, username="ji", password=PASSWORD, person_id=person.pk
    )


# --- the numbers ---------------------------------------------------------------------------------


def test_without_a_word_in_the_environment_the_numbers_are_those_of_practice() -> None:
    assert read({}) == AccountRules()
    assert (AccountRules().account_failures, AccountRules().lock_minutes) == (5, 15)
    assert (AccountRules().idle_minutes, AccountRules().password_days) == (15, 90)


def test_each_number_is_set_by_its_variable() -> None:
    assert read({"HUISHANG_IDLE_MINUTES": "30"}).idle_minutes == 30
    assert read({"HUISHANG_BREACH_FILE": "/x"}).breached == Path("/x")


@pytest.mark.parametrize("text", ["-1", "0", "ten", "1.5", "7"])
def test_a_number_that_makes_no_sense_stops_the_start(text: str) -> None:
    with pytest.raises(BadRule, match="HUISHANG_PASSWORD_LENGTH"):
        read({"HUISHANG_PASSWORD_LENGTH": text})


# --- usual ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "password",
    ["woaini1314", "WoAiNi@1314", "Admin@123456", "1qaz2wsx3edc", "qwertyuiop", "Huishang2026!",
     "weirenminfuwu", "P@ssw0rd123", "8888888888", "!!ertong!!"],
)  # fmt: skip
def test_what_everybody_takes_is_known_even_in_its_sunday_clothes(password: str) -> None:
    assert is_usual(password)


@pytest.mark.parametrize("password", [PASSWORD, "yun-cheng-yan-hu-7", "correct horse battery"])
def test_several_words_of_ones_own_are_nobodys_usual_password(password: str) -> None:
    assert not is_usual(password)


# --- breached ------------------------------------------------------------------------------------


def listed(directory: Path, passwords: set[str]) -> Path:
    """A breach file as it is downloaded: ordered, with a count, CRLF."""
    path = directory / "breached.txt"
    hashes = sorted(hashlib.sha1(word.encode()).hexdigest().upper() for word in passwords)
    path.write_bytes(b"".join(f"{found}:{n + 1}\r\n".encode() for n, found in enumerate(hashes)))
    return path


@given(st.sets(st.text(min_size=1, max_size=12), max_size=60), st.text(min_size=1, max_size=12))
def test_a_breached_password_is_found_wherever_it_lies_and_no_other(
    passwords: set[str], other: str
) -> None:
    with TemporaryDirectory() as directory:
        path = listed(Path(directory), passwords)
        assert all(is_breached(path, password) for password in passwords)
        assert is_breached(path, other) == (other in passwords)


def test_the_breach_file_of_the_installation_is_asked(
    account: Account, tmp_path: Path, set_rules: SetRules
) -> None:
    assert policies.password_faults(account, "Ein-Anderes-Wort-9") == ""
    set_rules(breach_file=listed(tmp_path, {"Ein-Anderes-Wort-9"}))
    assert policies.password_faults(account, "Ein-Anderes-Wort-9") == (
        "这个密码已在其他网站泄露过。请换一个。"
    )


# --- again and again -----------------------------------------------------------------------------


def change(account: Account, password: str) -> None:
    actions.change_password(actor=HOUSE, account_id=account.pk, password=password)
    account.refresh_from_db()


def test_the_last_few_passwords_are_not_taken_again(account: Account, set_rules: SetRules) -> None:
    set_rules(password_history=3)
    for password in ("Zweites-Wort-1", "Drittes-Wort-1"):
        change(account, password)
    for used in (PASSWORD, "Zweites-Wort-1", "Drittes-Wort-1"):
        with pytest.raises(InvalidData) as refusal:
            change(account, used)
        assert "最近3次" in refusal.value.fields["password"]
    change(account, "Viertes-Wort-1")
    change(account, PASSWORD)
    assert FormerPassword.objects.filter(account=account).count() <= 3


def test_a_former_password_is_kept_as_its_hash_only(account: Account) -> None:
    change(account, "Zweites-Wort-1")
    assert PASSWORD not in FormerPassword.objects.get(account=account).password
    changed = Event.objects.get(act="access.change_password")
    assert "Wort" not in str(changed.content())


def test_a_password_is_to_be_changed_after_its_days_and_when_somebody_else_set_it(
    account: Account, set_rules: SetRules
) -> None:
    assert not policies.must_change_password(account)
    with clock.at(clock.now() + timedelta(days=90, minutes=1)):
        assert policies.must_change_password(account)
        set_rules(password_days=0)
        assert not policies.must_change_password(account)
    account.must_change_password = True
    assert policies.must_change_password(account)


# --- by the administrator ------------------------------------------------------------------------


def test_a_reset_draws_a_password_once_and_asks_for_another_at_once(db: None) -> None:
    city = jurisdiction("140800", "运城市")
    clerk = somebody(city.office, PostKind.OFFICE_CLERK)
    system = somebody(city.office, PostKind.SYSTEM_ADMINISTRATOR)
    drawn = actions.reset_password(actor=system, account_id=clerk.account_id)
    account = Account.objects.get(pk=clerk.account_id)
    assert account.check_password(drawn)
    assert account.must_change_password
    event = Event.objects.get(act="access.reset_password")
    assert drawn not in str(event.content())


@pytest.mark.parametrize("kind", list(PostKind))
def test_nobody_else_resets_and_nobody_resets_their_own(db: None, kind: PostKind) -> None:
    city = jurisdiction("140800", "运城市")
    clerk, actor = somebody(city.office, PostKind.OFFICE_CLERK), somebody(city.office, kind)
    if kind is not PostKind.SYSTEM_ADMINISTRATOR:
        with pytest.raises(Exception, match=r"没有找到|系统管理员"):
            actions.reset_password(actor=actor, account_id=clerk.account_id)
    else:
        with pytest.raises(NotPermitted, match="本人"):
            actions.reset_password(actor=actor, account_id=actor.account_id)
    assert Account.objects.get(pk=clerk.account_id).check_password(PASSWORD) or (
        kind is PostKind.SYSTEM_ADMINISTRATOR
    )
