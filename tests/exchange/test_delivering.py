"""What is put out arrives, at least once, in order, signed; what does not is tried again, and in
the end somebody is told. The other end is a real server."""

from __future__ import annotations

import ssl
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from huishang.access import actions as access
from huishang.access.queries import Matter
from huishang.audit.models import Event
from huishang.cli.work import answer_for
from huishang.discovery import actions as discovery
from huishang.exchange import actions, queries, sending
from huishang.exchange.actions import Run
from huishang.exchange.models import Attempt
from huishang.kernel import clock
from tests.exchange.line import Line
from tests.exchange.receiver import certified_for, checked_by_how_to, receiving

DAY = clock.beijing(2026, 3, 10)


def accepted(line: Line) -> Any:
    report = line.report()
    discovery.accept_report(actor=line.clerk, report_id=report.pk)
    return report


def last_outcome() -> str:
    return Attempt.objects.order_by("-at", "-pk")[0].outcome


def test_an_answer_arrives_signed_and_once(line: Line) -> None:
    with receiving() as hotline:
        line.register(hotline.url)
        report = accepted(line)
        assert line.run() == Run(delivered=1)
        assert line.run() == Run()
    (letter,) = hotline.letters
    assert letter.told["data"]["external_number"] == report.external_number
    assert letter.headers["content-type"].startswith("application/json")
    assert letter.headers["host"] == f"127.0.0.1:{hotline.port}"
    assert checked_by_how_to()(line.secret, letter.headers, letter.body)
    assert line.rows[0].status == "delivered"
    assert Event.objects.filter(act="exchange.deliver").count() == 1


@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        (500, "refused", 500),
        (404, "refused", 404),
        (302, "redirected", 302),
        (307, "redirected", 307),
        ("hang", "too_slow", None),
        ("trickle", "too_slow", None),
        ("close", "broken_off", None),
    ],
)
def test_what_is_not_taken_is_noted_and_tried_again_later(
    line: Line, answer: int | str, outcome: str, code: int | None
) -> None:
    with receiving(answer, 204) as hotline:
        line.register(hotline.url)
        with clock.at(DAY):
            accepted(line)
            assert line.run() == Run(failed=1)
            assert line.run() == Run()  # not yet
        (tried,) = Attempt.objects.all()
        assert (tried.outcome, tried.status_code) == (outcome, code)
        with clock.at(DAY + timedelta(seconds=73)):
            assert line.run() == Run(delivered=1)
    first, second = hotline.letters
    assert (first.id, first.body) == (second.id, second.body)
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


def test_a_body_without_end_is_not_read(line: Line) -> None:
    with receiving("flood") as hotline:
        line.register(hotline.url)
        accepted(line)
        assert line.run() == Run(delivered=1)


def test_nobody_there_is_an_outcome_too(line: Line) -> None:
    with receiving() as hotline:
        gone = hotline.url
    line.register(gone)
    accepted(line)
    assert line.run() == Run(failed=1)
    assert last_outcome() == "broken_off"


def test_the_waits_grow_and_the_last_one_ends_it(line: Line) -> None:
    with receiving(500) as hotline:
        line.register(hotline.url)
        with clock.at(DAY):
            accepted(line)
            line.run()
        with clock.at(DAY + timedelta(seconds=47)):
            assert line.run() == Run()
        later = DAY + timedelta(seconds=73)
        with clock.at(later):
            line.run()
        with clock.at(later + timedelta(seconds=479)):
            assert line.run() == Run()
        with clock.at(later + timedelta(seconds=721)):
            assert line.run() == Run(failed=1, dead=1)
        with clock.at(later + timedelta(days=30)):
            assert line.run() == Run()
    (row,) = line.rows
    assert (row.status, row.why, len(row.tries)) == ("dead", "对方答复了错误状态", 3)
    assert Event.objects.filter(act="exchange.fail").count() == 1
    assert line.endpoint.dead == queries.standing(line.keeper).dead == 1


def dead(line: Line, url: str, settings: Any) -> Any:
    settings.ANSWER_WAITS = ()
    line.register(url)
    report = accepted(line)
    discovery.settle_report(actor=line.clerk, report_id=report.pk, settlement="已安置。")
    assert line.run() == Run(failed=1, dead=1)
    return report


def test_behind_one_that_did_not_arrive_the_later_ones_of_its_report_wait(
    line: Line, settings: Any
) -> None:
    with receiving(500, 204) as hotline:
        report = dead(line, hotline.url, settings)
        other = accepted(line)
        assert line.run() == Run(delivered=1)
        first, second, third = line.rows
        assert (first.status, first.behind) == ("dead", 1)
        assert (second.status, third.status) == ("waiting", "delivered")
        found = queries.hitch(report.subject)
        assert found is not None
        assert (found.why, found.given_up) == ("对方答复了错误状态", False)
        assert queries.hitch(other.subject) is None
        actions.send_again(actor=line.keeper, delivery_id=first.id)
        assert line.run() == Run(delivered=2)
    assert [letter.told["data"]["step"] for letter in hotline.letters] == [
        "accepted", "accepted", "accepted", "settled",
    ]  # fmt: skip
    assert hotline.letters[0].id == hotline.letters[2].id
    assert queries.hitch(report.subject) is None


def test_what_is_given_up_lets_the_later_ones_go(line: Line, settings: Any) -> None:
    with receiving(500, 204) as hotline:
        report = dead(line, hotline.url, settings)
        actions.give_up(actor=line.keeper, delivery_id=line.rows[0].id, reason="对方已电话获知。")
        assert line.run() == Run(delivered=1)
    found = queries.hitch(report.subject)
    assert found is not None
    assert found.given_up


def test_all_of_one_program_are_sent_again(line: Line, settings: Any) -> None:
    settings.ANSWER_WAITS = ()
    with receiving(500, 500, 204) as hotline:
        line.register(hotline.url)
        accepted(line), accepted(line)
        assert line.run() == Run(failed=2, dead=2)
        assert actions.send_all_again(actor=line.keeper, endpoint_id=line.endpoint.id) == 2
        assert line.run() == Run(delivered=2)
        assert actions.send_all_again(actor=line.keeper, endpoint_id=line.endpoint.id) == 0


def test_gone_switches_the_address_off_and_says_so(line: Line) -> None:
    with receiving(410, 204) as hotline:
        line.register(hotline.url)
        accepted(line), accepted(line)
        assert line.run() == Run(failed=1, dead=1)
        assert not line.endpoint.is_on
        assert "410" in line.endpoint.off_because
        assert Event.objects.filter(act="exchange.switch_off").count() == 1
        assert queries.standing(line.keeper).off == 1
        actions.switch_on(actor=line.keeper, endpoint_id=line.endpoint.id)
        assert line.run() == Run(delivered=1)


def test_what_comes_up_while_it_is_off_waits(line: Line) -> None:
    with receiving() as hotline:
        line.register(hotline.url)
        actions.switch_off(actor=line.keeper, endpoint_id=line.endpoint.id, reason="对方检修。")
        accepted(line)
        assert line.run() == Run()
        actions.switch_on(actor=line.keeper, endpoint_id=line.endpoint.id)
        assert line.run() == Run(delivered=1)


def test_a_program_whose_account_is_closed_is_not_answered(line: Line) -> None:
    with receiving() as hotline:
        line.register(hotline.url)
        accepted(line)
        access.close_account(actor=line.keeper, account_id=line.account.pk, reason="停用接口")
        assert line.run() == Run()
        access.reopen_account(actor=line.keeper, account_id=line.account.pk)
        assert line.run() == Run(delivered=1)


def test_only_who_shows_a_certificate_for_the_name_is_answered(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certified_for("localhost", tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with receiving(tls=tls) as hotline:
        for name, is_known, outcome in (
            ("localhost", False, "untrusted"),
            ("127.0.0.1", True, "untrusted"),
            ("localhost", True, "arrived"),
        ):
            line.register(f"https://{name}:{hotline.port}/answers")
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate if is_known else tmp_path / "no"))
            accepted(line)
            line.run()
            assert last_outcome() == outcome


def test_a_run_that_has_its_time_begins_nothing_more(line: Line) -> None:
    with receiving() as hotline:
        line.register(hotline.url)
        accepted(line)
        assert answer_for(0) == Run()
        assert answer_for(30) == Run(delivered=1)


def test_what_was_sealed_since_never_leaves(line: Line) -> None:
    with receiving() as hotline:
        line.register(hotline.url)
        report = accepted(line)
        with transaction.atomic():
            access.seal_matter(actor=line.clerk, matter=Matter.CHILD, matter_id=report.child_id)
        assert line.run() == Run(withheld=1)
        assert hotline.letters == []
    assert line.rows[0].status == "withheld"


def test_while_both_secrets_are_good_both_sign(line: Line, settings: Any) -> None:
    check = checked_by_how_to()
    with receiving() as hotline:
        line.register(hotline.url)
        old = line.secret
        _, new = actions.rotate_secret(actor=line.keeper, endpoint_id=line.endpoint.id)
        assert line.endpoint.both_until is not None
        accepted(line)
        line.run()
        settings.ANSWER_OVERLAP_HOURS = 0
        _, newest = actions.rotate_secret(actor=line.keeper, endpoint_id=line.endpoint.id)
        assert line.endpoint.both_until is None
        accepted(line)
        line.run()
    both, one = hotline.letters
    assert check(old, both.headers, both.body)
    assert check(new, both.headers, both.body)
    assert not check(new, one.headers, one.body)
    assert check(newest, one.headers, one.body)


def test_a_name_that_leads_elsewhere_by_now_is_not_followed(line: Line, settings: Any) -> None:
    with receiving() as hotline:
        line.register(hotline.url.replace("127.0.0.1", "localhost"))
        accepted(line)
        settings.ANSWER_PLAIN_HTTP = False  # the same name leads to where answers may not go
        assert line.run() == Run(failed=1)
        assert hotline.letters == []
    assert last_outcome() == "forbidden"


def test_a_name_nobody_knows_is_an_outcome(line: Line) -> None:
    line.register("https://hotline.invalid/answers")
    accepted(line)
    assert line.run() == Run(failed=1)
    assert last_outcome() == "unknown_name"


def test_the_socket_goes_to_the_address_that_was_checked_and_asks_for_the_name() -> None:
    target = sending.target_of("https://hotline.example/answers")
    made = sending._connection(target, ip_address("192.0.2.7"))
    assert (made.host, made.server_hostname) == ("192.0.2.7", "hotline.example")  # type: ignore[attr-defined]


def test_a_worker_that_was_too_late_changes_nothing(line: Line, settings: Any) -> None:
    """Its claim ran out while the other end was slow; another has sent it meanwhile."""
    settings.ANSWER_LEASE_SECONDS = 0
    inner: list[Run] = []

    def may_leave(_: object) -> bool:
        if not inner:
            inner.append(Run())
            inner.append(line.run())
        return True

    with receiving() as hotline:
        line.register(hotline.url)
        accepted(line)
        assert actions.deliver_due(may_leave=may_leave) == Run(failed=1)
    assert inner[-1] == Run(delivered=1)
    assert len({letter.id for letter in hotline.letters}) == 1
    assert line.rows[0].status == "delivered"
