"""Several cases in one meeting, each for its own seats; a recused person locked out by name."""

from __future__ import annotations

import pytest

from huishang.access import actions as access
from huishang.access.queries import Matter
from huishang.conferences import actions, queries
from huishang.kernel.errors import NotVisible
from huishang.kernel.terms import PostKind
from tests.conferences.road import Road
from tests.places import somebody


def two_cases(road: Road) -> tuple[queries.Conference, queries.AgendaItem, queries.AgendaItem]:
    first = road.accepted()
    second = road.accepted(road.open_case(title="另一件监护缺失个案"))
    conference = road.convene(first, second)
    items = road.prepare(conference, "police"), road.prepare(conference, "education", order=2)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    return conference, *items


def test_who_has_no_seat_at_an_item_sees_a_bare_restricted_line(road: Road) -> None:
    conference, first, second = two_cases(road)
    lines = queries.agenda(road.liaisons["police"], conference)
    assert [line.restricted for line in lines] == [False, True]
    assert lines[0].item == first
    with pytest.raises(NotVisible):
        queries.item(road.liaisons["police"], second.pk)


def test_seats_and_papers_of_the_other_item_are_not_there_either(road: Road) -> None:
    _, _, second = two_cases(road)
    assert queries.replies_at_a_glance(road.liaisons["police"], second) == ()


def test_the_convening_office_sees_the_whole_agenda(road: Road) -> None:
    conference, *_ = two_cases(road)
    assert not any(line.restricted for line in queries.agenda(road.clerk, conference))


def test_a_recused_person_is_locked_out_of_the_case_by_name(road: Road) -> None:
    conference, first, second = two_cases(road)
    access.recuse(
        actor=road.director, person_id=road.clerk.person_id, matter=Matter.CASE,
        matter_id=first.case_id, reason="与当事人有亲属关系",
    )  # fmt: skip
    assert [line.restricted for line in queries.agenda(road.clerk, conference)] == [True, False]
    with pytest.raises(NotVisible):
        queries.request(road.clerk, first.request_id)
    assert queries.item(road.clerk, second.pk)


def test_a_seat_sees_nothing_before_its_notice_has_left(road: Road) -> None:
    conference = road.convene()
    item = road.prepare(conference)
    with pytest.raises(NotVisible):
        queries.item(road.liaisons["police"], item.pk)
    with pytest.raises(NotVisible):
        queries.conference(road.liaisons["police"], conference.pk)


@pytest.mark.parametrize(
    "kind",
    [
        PostKind.SYSTEM_ADMINISTRATOR,
        PostKind.SECURITY_ADMINISTRATOR,
        PostKind.AUDIT_ADMINISTRATOR,
        PostKind.HOTLINE_OPERATOR,
        PostKind.CHILD_DIRECTOR,
    ],
)
def test_posts_that_do_not_work_on_files_see_no_conference(road: Road, kind: PostKind) -> None:
    conference, item = road.notified()
    stranger = somebody(road.city.office, kind)
    with pytest.raises(NotVisible):
        queries.conference(stranger, conference.pk)
    with pytest.raises(NotVisible):
        queries.item(stranger, item.pk)
    assert queries.conferences(stranger).rows == ()


def test_the_chair_sees_the_file_from_the_notice_on(road: Road) -> None:
    from huishang.kernel.terms import Severity

    conference = road.convene(severity=Severity.MAJOR, chair_post_id=road.vice_chair.post_id)
    item = road.prepare(conference)
    actions.send_notices(actor=road.clerk, conference_id=conference.pk)
    assert queries.item(road.vice_chair, item.pk)
