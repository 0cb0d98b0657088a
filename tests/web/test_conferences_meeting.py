"""A seat's own pages, the day itself, and the minutes, through the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.conferring import SignIn, sent, text_of, url

if TYPE_CHECKING:
    from huishang.conferences.queries import AgendaItem, Conference
    from tests.conferences.road import Road

    Held = tuple[Conference, AgendaItem]


@pytest.fixture
def opened(road: Road) -> Iterator[Held]:
    """In session, only the police announced, nobody signed in yet."""
    from huishang.conferences import actions
    from huishang.kernel import clock
    from tests.conferences.road import MEETING

    conference, item = road.notified()
    road.reply(item, "police")
    with clock.at(MEETING):
        actions.open_meeting(actor=road.director, conference_id=conference.pk)
        yield road.fresh(conference), item


@pytest.fixture
def discussing(road: Road) -> Iterator[Held]:
    from huishang.kernel import clock
    from tests.conferences.road import MEETING

    held = road.discussing()
    with clock.at(MEETING + timedelta(hours=1)):
        yield held


@pytest.fixture
def concluded(road: Road) -> Iterator[Held]:
    from huishang.kernel import clock
    from tests.conferences.road import MEETING

    held = road.concluded()
    with clock.at(MEETING + timedelta(hours=5)):
        yield held


def decided(road: Road, **changes: Any) -> dict[str, Any]:
    return sent(
        **{
            "matter": "落实临时监护",
            "measures": "协调救助保护机构临时监护。",
            "responsible_id": str(road.units["civil_affairs"].pk),
            "consensus": "agreed",
            **changes,
        }
    )


# --- the seat -------------------------------------------------------------------------------------


def test_the_pack_is_behind_a_button_and_the_look_is_written_down(
    road: Road, sign_in: SignIn
) -> None:
    from huishang.cases import queries as cases

    _, item = road.notified()
    seat = road.seat(item, "police")
    client = sign_in(road.liaisons["police"])
    page = client.get(url("seat", seat.pk)).content.decode()
    assert url("pack", seat.pk) in page
    assert "程小满" not in page
    pack = client.get(url("pack", seat.pk)).content.decode()
    assert "程某某" in pack
    assert "程小满" not in pack
    readings = cases.readings(road.county_clerk, item.case).rows
    assert "查阅会商材料" in [entry.label for entry in readings]


def test_another_seat_is_seen_but_not_spoken_for(road: Road, sign_in: SignIn) -> None:
    _, item = road.notified()
    seat = road.seat(item, "police")
    other = sign_in(road.liaisons["education"])
    page = other.get(url("seat", seat.pk))
    assert page.status_code == 200
    assert url("pack", seat.pk) not in page.content.decode()
    for name in ("pack", "reply", "opinion"):
        assert other.get(url(name, seat.pk)).status_code == 403
    stranger = sign_in(road.liaisons["court"])
    for name in ("seat", "pack", "reply", "opinion"):
        assert stranger.get(url(name, seat.pk)).status_code == 404


def test_a_reply_names_persons_of_the_roster(road: Road, sign_in: SignIn) -> None:
    _, item = road.notified()
    seat, police = road.seat(item, "police"), road.liaisons["police"]
    client, path = sign_in(police), url("reply", seat.pk)
    assert str(police.person_id) in client.get(path).content.decode()
    typed = sent(seat.version, reply="coming", attendees=[str(police.person_id)])
    assert client.post(path, typed).status_code == 302
    assert police.person_name in client.get(url("seat", seat.pk)).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reply": ""}, "reply"),
        ({"reply": "coming"}, "attendees"),
        ({"reply": "leave"}, "reason"),
        ({"reply": "substitute"}, "reason"),
    ],
)
def test_a_reply_says_what_it_lacks(
    road: Road, sign_in: SignIn, typed: dict[str, str], field: str
) -> None:
    _, item = road.notified()
    seat = road.seat(item, "police")
    answer = sign_in(road.liaisons["police"]).post(
        url("reply", seat.pk), sent(seat.version, **typed)
    )
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in answer.content.decode()


def test_an_opinion_stays_unseen_until_the_discussion(road: Road, sign_in: SignIn) -> None:
    _, item = road.notified()
    seat = road.seat(item, "police")
    client, path = sign_in(road.liaisons["police"]), url("opinion", seat.pk)
    empty = client.post(path, sent(facts="事实在此"))
    assert empty.status_code == 422
    assert "事实在此" in empty.content.decode()
    assert 'id="id_advice_error"' in empty.content.decode()
    typed = sent(facts="多处旧伤。", legal_basis="第九十二条", advice="应当立案。")
    assert client.post(path, typed).status_code == 302
    other = url("seat", road.seat(item, "education").pk)
    assert "应当立案。" not in sign_in(road.liaisons["education"]).get(other).content.decode()
    assert "应当立案。" in client.get(url("seat", seat.pk)).content.decode()


# --- the room -------------------------------------------------------------------------------------


def test_a_meeting_not_yet_due_says_so_on_its_greyed_button(road: Road, sign_in: SignIn) -> None:
    conference, _ = road.notified()
    page = sign_in(road.director).get(url("room", conference.pk)).content.decode()
    assert "尚未到会议日期" in page
    answer = sign_in(road.director).post(url("open_meeting", conference.pk), sent())
    assert answer.status_code == 422


def test_a_seat_is_signed_in_from_the_side_and_the_part_comes_back(
    road: Road, opened: Held, sign_in: SignIn
) -> None:
    _, item = opened
    seat = road.seat(item, "police")
    client, path = sign_in(road.clerk), url("sign_in", seat.pk)
    typed = sent(seat.version)
    for _ in range(2):
        answer = client.post(path, typed, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert answer.status_code == 200
        assert page.lstrip().startswith('<section class="card attendance" id="attendance"')
        assert "到会 <strong>1</strong>" in page
    assert sign_in(road.liaisons["education"]).post(path, sent()).status_code == 403


def test_who_came_unannounced_is_chosen_from_the_roster(
    road: Road, opened: Held, sign_in: SignIn
) -> None:
    _, item = opened
    seat, education = road.seat(item, "education"), road.liaisons["education"]
    client, path = sign_in(road.clerk), url("sign_in", seat.pk)
    nobody = client.post(path, sent(seat.version))
    assert nobody.status_code == 422
    assert 'id="id_attendees_error"' in nobody.content.decode()
    typed = sent(seat.version, attendees=[str(education.person_id)])
    assert client.post(path, typed).status_code == 302
    assert road.seat(item, "education").attendance == "present"


def test_a_decision_is_typed_read_back_and_shown_to_the_seats(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    conference, item = discussing
    client, path = sign_in(road.clerk), url("room", conference.pk)
    typed = decided(road, supporting=[str(road.units["police"].pk)])
    assert [client.post(path, typed).status_code for _ in range(2)] == [302, 302]
    settled = sign_in(road.liaisons["police"]).get(url("settled", item.pk), {"seen": "discussing"})
    assert settled.content.decode().count("落实临时监护") == 1
    readback = client.get(url("readback", conference.pk)).content.decode()
    assert "达成共识" in readback
    assert "确认宣布议定" in readback


def test_a_decision_says_all_it_lacks_and_keeps_what_was_typed(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    conference, _ = discussing
    typed = decided(road, measures="", responsible_id="", consensus="not_agreed")
    answer = sign_in(road.clerk).post(
        url("room", conference.pk),
        typed,
        headers={"HX-Request": "true", "HX-Target": "div#decide"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.lstrip().startswith('<div id="decide">')
    for field in ("measures", "responsible_id", "next_way"):
        assert f'id="id_{field}_error"' in page
    assert "落实临时监护" in page


def test_dissent_and_the_way_onward_stand_beside_what_was_not_agreed(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    conference, item = discussing
    police = road.units["police"]
    typed = decided(
        road,
        consensus="not_agreed",
        next_way="another_round",
        **{f"dissent-{police.pk}": "应当先行查找父亲"},
    )
    client = sign_in(road.clerk)
    assert client.post(url("room", conference.pk), typed).status_code == 302
    page = text_of(client.get(url("settled", item.pk)).content.decode())
    assert "未达成共识，再次会商" in page
    assert "应当先行查找父亲" in page


def test_the_duty_list_fills_in_who_and_what_and_hands_nothing_in(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    from huishang.conferences import queries

    _, item = discussing
    chosen = queries.propose_duties(item)[0]
    answer = sign_in(road.clerk).post(
        url("fill_in", item.pk), sent(duty_code=chosen.duty.code, matter="我写的事项")
    )
    page = answer.content.decode()
    assert f'value="{chosen.organisation.pk}" selected' in page
    assert chosen.duty.text in page
    assert "我写的事项" in page
    assert queries.decisions(road.clerk, item) == []


def test_two_who_change_one_decision_see_both_versions(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    _, item = discussing
    decision = road.decide(item)
    client, path = sign_in(road.clerk), url("decision", decision.pk)
    first = {**decided(road, matter="先改的"), "version": str(decision.version)}
    second = {**decided(road, matter="后改的"), "version": str(decision.version)}
    assert client.post(path, first).status_code == 302
    answer = client.post(path, second)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先改的" in page
    assert "后改的" in page


def test_a_seat_follows_but_does_not_decide(road: Road, discussing: Held, sign_in: SignIn) -> None:
    conference, item = discussing
    decision = road.decide(item)
    client = sign_in(road.liaisons["police"])
    page = client.get(url("room", conference.pk)).content.decode()
    assert "落实临时监护" in page
    assert 'id="decide-form"' not in page
    assert client.get(url("decision", decision.pk)).status_code == 403
    assert client.post(url("drop_decision", decision.pk), sent()).status_code == 403
    assert client.post(url("conclude", conference.pk), sent()).status_code == 403
    stranger = sign_in(road.liaisons["court"])
    for name in ("room", "readback"):
        assert stranger.get(url(name, conference.pk)).status_code == 404


def test_who_only_follows_gets_the_page_anew_once_the_meeting_moved_on(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    _, item = discussing
    path = url("settled", item.pk)
    follows = sign_in(road.liaisons["police"]).get(path, {"seen": "opened"})
    assert follows.headers["HX-Refresh"] == "true"
    types = sign_in(road.clerk).get(path, {"seen": "opened"})
    assert "HX-Refresh" not in types.headers
    assert "会议已进入“讨论中”" in types.content.decode()


def test_a_decision_struck_twice_is_struck_once(
    road: Road, discussing: Held, sign_in: SignIn
) -> None:
    _, item = discussing
    decision = road.decide(item)
    client, typed = sign_in(road.clerk), sent(decision.version)
    answers = [client.post(url("drop_decision", decision.pk), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]


# --- the minutes ----------------------------------------------------------------------------------


def test_minutes_are_drafted_from_the_record_and_previewed_as_they_will_print(
    road: Road, concluded: Held, sign_in: SignIn
) -> None:
    client = sign_in(road.clerk)
    path = client.post(url("minutes_new", concluded[1].pk), sent(form="minutes")).headers[
        "Location"
    ]
    page = client.get(path).content.decode()
    for part in ("时间：", "地点：", "主持：", "一、案情", "三、议定事项", "出席：", "缺席："):
        assert part in page
    preview = client.post(path.replace("edit", "preview"), {"facts": "正在写的案情"})
    text = preview.content.decode()
    assert text.lstrip().startswith('<div class="preview" id="preview"')
    assert "正在写的案情" in text


def test_the_preview_says_what_the_issued_paper_says(road: Road, sign_in: SignIn) -> None:
    from io import BytesIO

    from docx import Document

    minutes = road.issued()
    client = sign_in(road.clerk)
    page = text_of(client.get(url("minutes", minutes.pk)).content.decode()).replace(" ", "")
    paper = client.get(f"/documents/{minutes.document_id}/docx/")
    said = [re.sub(r"\s", "", one.text) for one in Document(BytesIO(paper.content)).paragraphs]
    assert len(said) > 10
    assert [words for words in said if words not in page] == []


def test_two_who_edit_the_minutes_see_both_versions(road: Road, sign_in: SignIn) -> None:
    draft = road.drafted()
    client, path = sign_in(road.clerk), url("minutes_edit", draft.pk)
    assert client.post(path, sent(draft.version, facts="先写的案情")).status_code == 302
    answer = client.post(path, sent(draft.version, facts="后写的案情"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "先写的案情" in page
    assert "后写的案情" in page


def test_the_chair_signs_on_one_page_and_nobody_else(road: Road, sign_in: SignIn) -> None:
    from huishang.kernel import clock
    from tests.conferences.road import MEETING

    draft = road.drafted()
    with clock.at(MEETING + timedelta(days=1)):
        shown = sign_in(road.director).get(url("minutes", draft.pk)).content.decode()
        assert "确认签发" in shown
        clerk = sign_in(road.clerk)
        assert "确认签发" not in clerk.get(url("minutes", draft.pk)).content.decode()
        assert clerk.post(url("minutes_sign", draft.pk), sent(draft.version)).status_code == 403
        assert sign_in(road.liaisons["police"]).get(url("minutes", draft.pk)).status_code == 404
        signed = sign_in(road.director).post(
            url("minutes_sign", draft.pk), sent(draft.version), follow=True
        )
        assert "已签发" in signed.content.decode()
        assert clerk.get(url("minutes_edit", draft.pk)).status_code == 409


def test_issued_minutes_reach_the_seats_with_their_receipts(road: Road, sign_in: SignIn) -> None:
    from huishang.kernel import clock
    from tests.conferences.road import MEETING

    minutes = road.signed()
    with clock.at(MEETING + timedelta(days=2)):
        clerk, typed = sign_in(road.clerk), sent(minutes.version)
        answers = [clerk.post(url("minutes_issue", minutes.pk), typed) for _ in range(2)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert "未签收" in clerk.get(url("minutes", minutes.pk)).content.decode()
        police = sign_in(road.liaisons["police"])
        page = police.get(url("minutes", minutes.pk)).content.decode()
        assert "落实临时监护" in page
        assert "未签收" not in page


def test_a_correction_opens_a_new_edition_and_locks_the_old(road: Road, sign_in: SignIn) -> None:
    minutes = road.issued()
    client, path = sign_in(road.clerk), url("minutes_correct", minutes.pk)
    assert client.post(path, sent(minutes.version)).status_code == 422
    answer = client.post(path, sent(minutes.version, correction="更正时限。"))
    assert answer.status_code == 302
    assert "第2版" in client.get(answer.headers["Location"].replace("edit/", "")).content.decode()
    assert client.get(url("minutes_edit", minutes.pk)).status_code == 409
