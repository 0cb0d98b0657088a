"""A rights request is answered in time, or refused in writing with the reason."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.db import connection

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import (
    Conflict,
    InvalidData,
    NotInThisState,
    NotPermitted,
    NotVisible,
)
from huishang.kernel.terms import PostKind
from huishang.privacy import actions, queries
from tests.places import Jurisdiction, jurisdiction, somebody
from tests.privacy import entries


def test_it_is_due_in_working_days_from_the_day_after(clerk: Actor) -> None:
    """Fifteen, by the local setting; the Spring Festival has two make-up Saturdays."""
    made = actions.receive_request(actor=clerk, entry=entries.request())
    assert made.due_on == date(2026, 3, 23)
    assert not made.due_provisional
    over_holidays = actions.receive_request(
        actor=clerk, entry=entries.request(received_on=date(2026, 2, 12))
    )
    assert over_holidays.due_on == date(2026, 3, 11)


def test_a_due_date_in_a_year_not_announced_is_provisional(clerk: Actor) -> None:
    with clock.at(beijing(2026, 12, 28)):
        made = actions.receive_request(
            actor=clerk, entry=entries.request(received_on=date(2026, 12, 28))
        )
    assert made.due_provisional


def test_what_is_missing_is_said_at_once(clerk: Actor) -> None:
    with pytest.raises(InvalidData) as refusal:
        actions.receive_request(
            actor=clerk,
            entry=entries.request(
                right="forget", requester="", requester_kind="x", received_on=date(2026, 3, 3)
            ),
        )
    assert set(refusal.value.fields) == {"right", "requester", "requester_kind", "received_on"}


def test_the_article_of_the_right_is_in_the_record(clerk: Actor) -> None:
    actions.receive_request(actor=clerk, entry=entries.request(right="access"))
    assert Event.objects.get(act="privacy.receive_request").basis == ["personal-information-law#45"]


def test_it_is_fulfilled_once_by_the_director(clerk: Actor, director: Actor) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    with pytest.raises(NotPermitted):
        actions.fulfil_request(actor=clerk, request_id=made.pk, answer="已删除。")
    done = actions.fulfil_request(
        actor=director, request_id=made.pk, answer="已删除，当面告知。", version=1
    )
    assert (done.status_label, done.answered_by) == ("已办理", director.label)
    with pytest.raises(NotInThisState):
        actions.refuse_request(actor=director, request_id=made.pk, reason="不能删除。")


def test_two_answers_prepared_on_one_page_do_not_both_count(clerk: Actor, director: Actor) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    with pytest.raises(Conflict):
        actions.fulfil_request(actor=director, request_id=made.pk, answer="已删除。", version=7)


def test_a_refusal_is_a_letter_with_its_reason_and_its_articles(
    clerk: Actor, director: Actor
) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    with pytest.raises(NotVisible):
        actions.print_letter(actor=director, request_id=made.pk)
    with pytest.raises(InvalidData):
        actions.refuse_request(actor=director, request_id=made.pk, reason="")
    actions.refuse_request(
        actor=director, request_id=made.pk, reason="法定保存期限尚未届满，已停止其他处理。"
    )
    letter = actions.print_letter(actor=director, request_id=made.pk)
    assert letter == actions.print_letter(actor=director, request_id=made.pk)
    text = zipfile.ZipFile(BytesIO(letter)).read("word/document.xml").decode()
    for words in (
        "不予办理告知书",
        "测试监护人",
        "法定保存期限尚未届满",
        "未成年人网络保护条例",
        "第三十四条",
    ):
        assert words in text
    assert Event.objects.get(act="privacy.refuse_request").basis == ["minors-network-regulation#34"]
    assert Event.objects.filter(act="privacy.export_letter").count() == 2


def test_each_request_and_letter_has_a_number_of_its_own(clerk: Actor) -> None:
    numbers = [
        actions.receive_request(actor=clerk, entry=entries.request()).number for _ in range(2)
    ]
    assert len(set(numbers)) == 2


@pytest.mark.parametrize(
    "kind",
    [k for k in PostKind if k not in (PostKind.OFFICE_DIRECTOR, PostKind.OFFICE_CLERK)],
)
def test_nobody_but_the_offices_staff_sees_who_asked(
    county: Jurisdiction, clerk: Actor, kind: PostKind
) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    actor = somebody(county.office, kind)
    with pytest.raises(NotPermitted):
        queries.requests(actor)
    with pytest.raises(NotVisible):
        actions.open_request(actor=actor, request_id=made.pk)
    with pytest.raises(NotVisible):
        actions.print_letter(actor=actor, request_id=made.pk)


def test_opening_one_is_an_event_and_the_list_masks_names(clerk: Actor) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    [line] = queries.requests(clerk).rows
    assert line.child == "测某某"
    assert "测试监护人" not in line.requester
    assert actions.open_request(actor=clerk, request_id=made.pk).child == "测试小童"
    assert Event.objects.filter(act="privacy.read_request").count() == 1


def test_a_copy_of_the_table_names_nobody(clerk: Actor, director: Actor) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    actions.refuse_request(actor=director, request_id=made.pk, reason="保存期限未满。")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM privacy_rights_request")
        row = repr(cursor.fetchall())
    for secret in ("测试监护人", "测试小童", "13900000000", "走访照片", "保存期限未满"):
        assert secret not in row


def test_only_what_waits_is_shown_when_asked(clerk: Actor, director: Actor) -> None:
    first = actions.receive_request(actor=clerk, entry=entries.request())
    second = actions.receive_request(actor=clerk, entry=entries.request())
    actions.withdraw_request(actor=director, request_id=first.pk, reason="来电撤回。")
    assert [line.request.pk for line in queries.requests(clerk, waiting=True).rows] == [second.pk]
    assert len(queries.requests(clerk).rows) == 2


def test_another_places_office_sees_nothing_of_it(clerk: Actor) -> None:
    made = actions.receive_request(actor=clerk, entry=entries.request())
    other = somebody(jurisdiction("140821", "临猗县").office, PostKind.OFFICE_DIRECTOR)
    assert queries.requests(other).rows == ()
    with pytest.raises(NotVisible):
        actions.open_request(actor=other, request_id=made.pk)
    with pytest.raises(NotVisible):
        actions.fulfil_request(actor=other, request_id=made.pk, answer="已删除。")
