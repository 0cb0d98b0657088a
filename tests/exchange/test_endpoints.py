"""Who keeps an address for answers, and what each of these acts leaves behind."""

from __future__ import annotations

import pytest
from django.db import connection

from huishang.access.models import Account
from huishang.audit.models import Event
from huishang.exchange import actions, queries
from huishang.exchange.actions import Run
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.exchange.line import Line
from tests.exchange.receiver import receiving
from tests.places import somebody
from tests.valley import COUNTY

HERE = "http://127.0.0.1:9/answers"


def test_a_trial_goes_the_way_of_the_answers(line: Line) -> None:
    with receiving() as hotline:
        line.register(hotline.url)
        actions.try_out(actor=line.keeper, endpoint_id=line.endpoint.id)
        assert line.run() == Run(delivered=1)
    (letter,) = hotline.letters
    assert letter.told["type"] == "trial.sent"
    assert Event.objects.filter(act="exchange.try_out").count() == 1


def test_a_trial_that_fails_holds_up_nothing(line: Line) -> None:
    with receiving(500, 204) as hotline:
        line.register(hotline.url)
        actions.try_out(actor=line.keeper, endpoint_id=line.endpoint.id)
        actions.try_out(actor=line.keeper, endpoint_id=line.endpoint.id)
        assert line.run() == Run(delivered=1, failed=1)


def test_neither_address_nor_secret_lies_in_the_clear(line: Line) -> None:
    line.register(HERE)
    actions.rotate_secret(actor=line.keeper, endpoint_id=line.endpoint.id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT url, secret, former_secret FROM exchange_endpoint")
        kept = str(cursor.fetchall())
    assert "127.0.0.1" not in kept
    assert "whsec_" not in kept
    assert not Event.objects.filter(details__icontains="whsec").exists()


def test_registered_again_the_address_changes_and_the_secret_stays(line: Line) -> None:
    line.register(HERE)
    first = line.secret
    again, drawn = actions.register_endpoint(
        actor=line.keeper, account_id=line.account.pk, url=HERE + "/new"
    )
    assert drawn == ""
    assert first
    assert again.url == line.endpoint.url == HERE + "/new"


def test_a_bad_address_is_refused_with_what_is_wrong(line: Line) -> None:
    with pytest.raises(InvalidData) as refusal:
        line.register("http://hotline.example/answers")
    assert set(refusal.value.fields) == {"url"}
    assert queries.endpoint_of(line.keeper, line.account.pk) is None


def test_a_person_is_not_answered_this_way(line: Line) -> None:
    clerk = Account.objects.get(pk=line.keeper.account_id)
    with pytest.raises(NotVisible):
        actions.register_endpoint(actor=line.keeper, account_id=clerk.pk, url=HERE)


def test_another_post_keeps_no_addresses_and_another_county_sees_none(line: Line) -> None:
    line.register(HERE)
    key = line.endpoint.id
    with pytest.raises(NotPermitted):
        actions.switch_off(actor=line.clerk, endpoint_id=key, reason="检修")
    with pytest.raises(NotPermitted):
        actions.send_all_again(actor=line.clerk, endpoint_id=key)
    assert queries.deliveries(line.clerk).rows == ()
    body = line.valley.body(OrganisationKind.PLATFORM, COUNTY)
    elsewhere = somebody(body, PostKind.SYSTEM_ADMINISTRATOR)
    with pytest.raises(NotVisible):
        actions.switch_off(actor=elsewhere, endpoint_id=key, reason="检修")
    with pytest.raises(NotVisible):
        queries.endpoint_view(elsewhere, key)
    assert queries.endpoint_view(line.keeper, key) == line.endpoint


def test_switching_asks_for_a_reason_and_is_done_once(line: Line) -> None:
    line.register(HERE)
    key = line.endpoint.id
    with pytest.raises(NotInThisState):
        actions.switch_on(actor=line.keeper, endpoint_id=key)
    with pytest.raises(InvalidData):
        actions.switch_off(actor=line.keeper, endpoint_id=key, reason=" ")
    actions.switch_off(actor=line.keeper, endpoint_id=key, reason="检修")
    with pytest.raises(NotInThisState):
        actions.switch_off(actor=line.keeper, endpoint_id=key, reason="检修")
    with pytest.raises(NotInThisState):
        actions.try_out(actor=line.keeper, endpoint_id=key)
    assert line.endpoint.off_because == "检修"


def test_what_still_waits_is_neither_sent_again_nor_given_up(line: Line) -> None:
    line.register(HERE)
    made = actions.try_out(actor=line.keeper, endpoint_id=line.endpoint.id)
    with pytest.raises(NotInThisState):
        actions.send_again(actor=line.keeper, delivery_id=made.pk)
    with pytest.raises(NotInThisState):
        actions.give_up(actor=line.keeper, delivery_id=made.pk, reason="不用了")
    with pytest.raises(InvalidData):
        actions.give_up(actor=line.keeper, delivery_id=made.pk, reason="")
    with pytest.raises(NotVisible):
        queries.delivery(line.keeper, new_id())
    assert queries.delivery(line.keeper, made.pk).status_label == "待发"
