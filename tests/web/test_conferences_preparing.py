"""召集 and 会商准备: time, chair, seats, notices, and what everybody else sees of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.conferring import SignIn, sent, text_of, url

if TYPE_CHECKING:
    from huishang.conferences.queries import ConferenceRequest
    from tests.conferences.road import Road


def called(road: Road, asked: ConferenceRequest, **changes: Any) -> dict[str, Any]:
    return sent(
        **{
            "requests": str(asked.pk),
            "starts_at": "2026-01-29T09:30",
            "place": "三楼会议室",
            "severity": "ordinary",
            "chair_post_id": str(road.director.post_id),
            **changes,
        }
    )


def test_convened_once_however_often_the_button_is_pressed(road: Road, sign_in: SignIn) -> None:
    from huishang.conferences import queries

    asked = road.accepted()
    client, path, typed = (
        sign_in(road.director),
        url("request_convene", asked.pk),
        called(road, asked),
    )
    first, second = client.post(path, typed), client.post(path, typed)
    assert first.status_code == 302
    assert second.headers["Location"] == first.headers["Location"]
    assert queries.conferences(road.director).total == 1


def test_several_cases_make_one_agenda(road: Road, sign_in: SignIn) -> None:
    from huishang.conferences import queries

    first = road.accepted()
    second = road.accepted(road.open_case(title="第二件个案"))
    client = sign_in(road.director)
    typed = called(road, first, requests=[str(first.pk), str(second.pk)])
    page = client.get(client.post(url("request_convene", first.pk), typed).headers["Location"])
    assert "第二件个案" in page.content.decode()
    [held] = queries.conferences(road.director).rows
    assert len(queries.agenda(road.director, held)) == 2


def test_the_chair_is_proposed_and_others_say_why_not(road: Road, sign_in: SignIn) -> None:
    path = url("request_convene", road.accepted().pk)
    page = sign_in(road.director).get(path, {"severity": "major"}).content.decode()
    chosen = f'value="{road.vice_chair.post_id}" id="chair-{road.vice_chair.post_id}" checked'
    refused = f'id="chair-{road.director.post_id}" disabled'
    assert chosen in page
    assert refused in page
    assert "较大案情或重大问题的会商由" in page


def test_a_chair_the_regime_does_not_let_is_refused_with_the_article(
    road: Road, sign_in: SignIn
) -> None:
    asked = road.accepted()
    typed = called(road, asked, severity="major")
    answer = sign_in(road.director).post(url("request_convene", asked.pk), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "/law/instruments/yuncheng-2022/12.1/" in page
    assert 'value="三楼会议室"' in page


def test_a_time_gone_by_is_said_beside_its_field(road: Road, sign_in: SignIn) -> None:
    asked = road.accepted()
    typed = called(road, asked, starts_at="2026-01-02T09:30")
    answer = sign_in(road.director).post(url("request_convene", asked.pk), typed)
    assert answer.status_code == 422
    assert 'id="id_starts_at_error"' in answer.content.decode()


def test_only_the_director_sets_the_time(road: Road, sign_in: SignIn) -> None:
    asked = road.accepted()
    path = url("request_convene", asked.pk)
    assert sign_in(road.clerk).get(path).status_code == 409
    assert sign_in(road.clerk).post(path, called(road, asked)).status_code == 422
    assert sign_in(road.liaisons["police"]).get(path).status_code == 404


def test_the_checklist_says_what_is_missing_and_the_button_is_grey_with_the_reason(
    road: Road, sign_in: SignIn
) -> None:
    conference = road.convene()
    page = text_of(sign_in(road.clerk).get(url("show", conference.pk)).content.decode())
    for line in (
        "启动情形",
        "会商层级",
        "主持人",
        "席位与咨询事项",
        "提前通知",
        "送达",
        "书面意见",
    ):
        assert line in page
    assert "参会席位还没有经人工确定" in page
    notices = sign_in(road.clerk).get(url("notices", conference.pk))
    assert notices.status_code == 409
    assert "参会席位还没有经人工确定" in notices.content.decode()


def test_seats_are_proposed_with_why_and_confirmed_with_one_found_by_name(
    road: Road, sign_in: SignIn
) -> None:
    from huishang.conferences import queries

    conference = road.convene()
    item = road.item(conference)
    client, path = sign_in(road.clerk), url("seats", item.pk)
    page = client.get(path).content.decode()
    proposed = queries.propose_seats(item)
    assert all(seat.why in page for seat in proposed)
    court = road.units["court"]
    found = client.post(path, sent(item.version, find=court.name, search="1", seats=[]))
    assert f'value="invited:{court.pk}"' in found.content.decode()
    assert queries.item(road.clerk, item.pk).seats_confirmed_at is None
    presenter = f"presenter:{road.county.office.pk}"
    extra = f"invited:{court.pk}"
    typed = sent(item.version, seats=[presenter, extra], **{f"why-{extra}": "需要听取意见"})
    assert client.post(path, typed).status_code == 302
    seats = [line.seat for line in queries.replies_at_a_glance(road.clerk, item)]
    assert {seat.why for seat in seats} >= {"需要听取意见"}
    assert len(seats) == 2


def test_searching_again_loses_no_tick(road: Road, sign_in: SignIn) -> None:
    item = road.item(road.convene())
    court, health = road.units["court"], road.units["health"]
    typed = sent(item.version, find=health.name, search="1", seats=[f"invited:{court.pk}"])
    page = sign_in(road.clerk).post(url("seats", item.pk), typed).content.decode()
    assert f'value="invited:{court.pk}" id="seat-invited:{court.pk}" checked' in page


def test_no_seat_at_all_is_handed_back(road: Road, sign_in: SignIn) -> None:
    item = road.item(road.convene())
    answer = sign_in(road.clerk).post(url("seats", item.pk), sent(item.version))
    assert answer.status_code == 422
    assert "请至少确定一个参会席位" in answer.content.decode()


def test_questions_changed_by_two_show_both(road: Road, sign_in: SignIn) -> None:
    item = road.item(road.convene())
    client, path = sign_in(road.clerk), url("questions", item.pk)
    client.post(path, sent(item.version, questions="先写的事项"))
    answer = client.post(path, sent(item.version, questions="后写的事项"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先写的事项" in page
    assert "后写的事项" in page


def test_notices_leave_with_one_press_and_the_panel_follows_the_answers(
    road: Road, sign_in: SignIn
) -> None:
    conference = road.convene()
    item = road.prepare(conference)
    client = sign_in(road.clerk)
    answer = client.post(url("notices", conference.pk), sent(road.fresh(conference).version))
    assert answer.status_code == 302
    panel = url("replies", item.pk)
    assert (
        f'hx-get="{panel}" hx-trigger="every 15s"'
        in client.get(url("show", conference.pk)).content.decode()
    )
    assert "已发出" in client.get(panel).content.decode()
    sign_in(road.liaisons["police"]).get("/notices/")
    assert "已送达" in client.get(panel).content.decode()
    sign_in(road.liaisons["police"]).get(url("pack", road.seat(item, "police").pk))
    assert "已阅" in client.get(panel).content.decode()


def test_short_notice_is_shortened_by_who_may_with_a_reason_and_then_sent(
    road: Road, sign_in: SignIn
) -> None:
    from tests.conferences.road import ON

    conference = road.convene(starts_at=ON + timedelta(hours=6))
    road.prepare(conference)
    version = road.fresh(conference).version
    director, clerk = sign_in(road.director), sign_in(road.clerk)
    sends, shortens = url("notices", conference.pk), url("shorten_notice", conference.pk)
    assert director.get(sends).status_code == clerk.get(sends).status_code == 409
    assert clerk.get(shortens).status_code == 409
    empty = director.post(shortens, sent(version))
    assert empty.status_code == 422
    assert 'id="id_reason_error"' in empty.content.decode()
    assert director.post(shortens, sent(version, reason="当晚离市。")).status_code == 302
    assert "当晚离市。" in clerk.get(sends).content.decode()
    assert clerk.post(sends, sent(road.fresh(conference).version)).status_code == 302
    assert "当晚离市。" in clerk.get(url("show", conference.pk)).content.decode()


def test_a_seat_is_added_later_and_told_at_once(road: Road, sign_in: SignIn) -> None:
    conference, item = road.notified("police", "civil_affairs")
    court = road.units["court"]
    client, path = sign_in(road.clerk), url("add_seat", item.pk)
    assert client.get(path).status_code == 200
    empty = client.post(path, sent(rank="other"))
    assert empty.status_code == 422
    assert "请填写“增加的席位”。" in empty.content.decode()
    typed = sent(seat=f"invited:{court.pk}", rank="section_head", why="涉及监护权诉讼")
    assert client.post(path, typed).status_code == 302
    assert road.seat(item, "court").added_later
    assert conference.number in sign_in(road.liaisons["court"]).get(url("list")).content.decode()


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        ("reschedule", {"starts_at": "2026-02-02T09:00", "place": "四楼", "reason": "主持人出差"}),
        ("cancel", {"reason": "已由部门解决"}),
    ],
)
def test_moved_or_called_off_the_seats_are_told(
    road: Road, sign_in: SignIn, step: str, typed: dict[str, str]
) -> None:
    conference, _ = road.notified()
    client, path = sign_in(road.director), url(step, conference.pk)
    assert client.get(path).status_code == 200
    assert client.post(path, sent(conference.version)).status_code == 422
    assert client.post(path, sent(conference.version, **typed)).status_code == 302
    inbox = sign_in(road.liaisons["police"]).get("/notices/").content.decode()
    assert typed["reason"] in inbox
    assert sign_in(road.clerk).get(path).status_code in (403, 409)


def test_who_has_no_seat_at_an_item_sees_it_as_restricted_without_a_name(
    road: Road, sign_in: SignIn
) -> None:
    from huishang.conferences import actions

    conference = road.convene(
        road.accepted(), road.accepted(road.open_case(title="另一件不能看的个案"))
    )
    road.prepare(conference, "police", order=1)
    road.prepare(conference, "court", order=2)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    client = sign_in(road.liaisons["police"])
    for name in ("show", "room"):
        page = client.get(url(name, conference.pk)).content.decode()
        assert "限制" in page
        assert "另一件不能看的个案" not in page


def test_a_recused_clerk_is_locked_out(road: Road, sign_in: SignIn) -> None:
    from huishang.access import actions as access
    from huishang.access.queries import Matter

    conference, item = road.notified()
    access.recuse(
        actor=road.director,
        person_id=road.liaisons["police"].person_id,
        matter=Matter.CASE,
        matter_id=item.case_id,
        reason="近亲属",
    )
    client = sign_in(road.liaisons["police"])
    assert client.get(url("show", conference.pk)).status_code == 404
    assert client.get(url("seat", road.seat(item, "police").pk)).status_code == 404


def test_the_list_filters_by_state_and_day(road: Road, sign_in: SignIn) -> None:
    conference = road.convene()
    client, path = sign_in(road.clerk), url("list")
    assert conference.number in client.get(path, {"status": "preparing"}).content.decode()
    assert conference.number not in client.get(path, {"status": "recorded"}).content.decode()
    assert conference.number in client.get(path, {"since": "2026-01-29"}).content.decode()
    assert conference.number not in client.get(path, {"until": "2026-01-28"}).content.decode()


def counted(client: Client, path: str) -> int:
    from django.db import connection

    client.get(path)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_no_page_asks_more_for_twenty_seats_than_for_two(road: Road, sign_in: SignIn) -> None:
    from huishang.conferences import actions
    from huishang.conferences.actions import SeatChoice
    from huishang.conferences.queries import SeatKind
    from huishang.kernel.terms import OrganisationKind, PostKind
    from tests.places import somebody

    client = sign_in(road.clerk)
    asked = []
    for seats in (2, 20):
        conference = road.convene(road.accepted(road.open_case(title=f"{seats}席的个案")))
        item = road.prepare(conference, "police")
        more = [road.city.body(OrganisationKind.SCHOOL) for _ in range(seats - 2)]
        present = SeatChoice(SeatKind.PRESENTER, road.county.office.pk, "提议部门")
        police = SeatChoice(SeatKind.MEMBER, road.units["police"].pk, "职责所在")
        invited = [SeatChoice(SeatKind.INVITED, body.pk, "有关单位") for body in more]
        actions.confirm_seats(actor=road.clerk, item_id=item.pk, seats=[present, police, *invited])
        actions.send_notices(actor=road.clerk, conference_id=conference.pk)
        for body in more:
            somebody(body, PostKind.LIAISON)
        asked.append(
            {
                name: counted(client, url(name, key))
                for name, key in (
                    ("show", conference.pk),
                    ("room", conference.pk),
                    ("replies", item.pk),
                    ("attendance", item.pk),
                    ("add_seat", item.pk),
                    ("seat", road.seat(item, "police").pk),
                )
            }
        )
    assert asked[0] == asked[1]
    assert max(asked[0].values()) <= 20
