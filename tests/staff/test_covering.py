"""A village without a director is a red line in its town and in its county, and once only told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.clock import beijing
from huishang.kernel.errors import NotPermitted, NotVisible
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations import actions as organisations
from huishang.staff import actions, queries
from tests.places import HOUSE, LONG_AGO
from tests.staff.team import TODAY, Team
from tests.valley import FORD, MILL, OTHER_TOWN, SPRING, TOWN


def gaps(team: Team, post: PostKind = PostKind.CHILD_DIRECTOR, by: str = "clerk") -> list[str]:
    found = queries.covering(getattr(team, by)).gaps
    return [gap.place for gap in found if gap.post is post]


def test_a_village_nobody_serves_is_a_gap_with_its_article(team: Team) -> None:
    assert gaps(team) == gaps(team, by="supervisor") == [team.names(MILL)]
    (gap,) = queries.covering(team.supervisor).gaps
    assert [str(basis) for basis in gap.basis] == ["minfa-2019-34#workforce"]
    team.director_of(MILL)
    assert not gaps(team)


def test_a_village_is_a_gap_again_from_the_day_its_director_left(team: Team) -> None:
    organisations.end_post(actor=HOUSE, post_id=team.director.post_id, held_until=TODAY)
    assert gaps(team) == [team.names(SPRING), team.names(MILL)]


def test_a_town_without_a_supervisor_is_the_countys_gap(team: Team) -> None:
    assert not gaps(team, PostKind.CHILD_SUPERVISOR)
    organisations.end_post(actor=HOUSE, post_id=team.supervisor.post_id, held_until=TODAY)
    assert gaps(team, PostKind.CHILD_SUPERVISOR) == [team.names(TOWN)]


def test_the_county_sees_town_by_town_the_town_village_by_village_and_they_add_up(
    team: Team,
) -> None:
    county, town = queries.covering(team.clerk), queries.covering(team.clerk, TOWN)
    assert [line.place.code for line in county.lines] == [TOWN]
    assert [line.place.code for line in town.lines if line.by_post[0].places] == [SPRING, MILL]
    assert county.opens
    assert not town.opens
    assert county.total[0] == county.lines[0].by_post[0] == town.total[0]
    assert county.total[0].places == 2
    assert county.total[0].lacking == 1
    own = queries.covering(team.supervisor)
    assert own.posts == (PostKind.CHILD_DIRECTOR,)
    assert own.total[0] == town.total[0]


def test_nobody_looks_into_the_coverage_of_a_place_elsewhere(team: Team) -> None:
    for place in (OTHER_TOWN, "140800000000"):
        with pytest.raises(NotVisible):
            queries.covering(team.clerk, place)
    with pytest.raises(NotPermitted):
        queries.covering(team.director)
    assert queries.covering(team.city_clerk).lines == ()


def messages(team: Team, by: str) -> list[str]:
    return [title for title in team.inbox(getattr(team, by)) if title.startswith("队伍")]


def test_what_is_wanting_is_told_once_to_the_nearest_who_keeps_the_register(team: Team) -> None:
    run = actions.run_alerts()
    # Of each of the two: real name, both trainings, the check on entry.
    assert (run.told, run.messages, run.failures) == (8, 2, {})
    assert messages(team, "supervisor") == messages(team, "clerk")
    assert messages(team, "clerk") == ["队伍：1人的登记、培训或者查询需要办理"]
    again = actions.run_alerts()
    assert (again.told, again.messages) == (0, 0)
    assert Event.objects.filter(act="staff.alert").count() == 2


def test_what_runs_out_is_told_a_month_before_and_again_when_it_has_run_out(team: Team) -> None:
    team.complete(team.director)
    team.complete(team.supervisor, synthetic("140802", TODAY.replace(year=1980)).number)
    last = TODAY.replace(year=2027)

    def told_on(days: int) -> int:
        with clock.at(beijing(last.year, last.month, last.day) + timedelta(days)):
            return actions.run_alerts().told

    assert [told_on(days) for days in (-31, -30, -29, 0, 1, 2)] == [0, 4, 0, 0, 4, 0]


def test_where_the_town_has_no_supervisor_the_county_is_told(team: Team) -> None:
    team.director_of(FORD)
    assert team.other_clerk
    actions.run_alerts()
    assert messages(team, "other_clerk")


def test_a_record_that_bars_is_no_matter_of_the_daily_run(team: Team) -> None:
    team.complete(team.supervisor, synthetic("140802", TODAY.replace(year=1980)).number)
    team.enter(team.director)
    team.train(team.director)
    team.check(team.director, by=team.supervisor, result="found")
    assert actions.run_alerts().told == 0


def test_what_nobody_could_be_told_of_waits_until_there_is_somebody(team: Team) -> None:
    """A county without an office: nothing is taken for told that reached no one."""
    county, village = "140821000000", "140821101201"
    for code, name in ((county, "临猗县"), ("140821101000", "丙镇"), (village, "岭村")):
        organisations.register_division(actor=HOUSE, code=code, name=name, valid_from=LONG_AGO)
    team.director_of(village)
    actions.run_alerts()
    assert actions.run_alerts().told == 0
    organisations.register_organisation(
        actor=HOUSE,
        name="临猗县未保办",
        kind=OrganisationKind.OFFICE,
        division=county,
        committee_id=team.county.committee.pk,
        document_mark="临未保办",
        valid_from=LONG_AGO,
    )
    assert actions.run_alerts().told == 4
