"""The rules for data of children under fourteen: one edition in force, read and acknowledged."""

from __future__ import annotations

from datetime import date

import pytest

from huishang.audit.models import Event
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.clock import beijing
from huishang.kernel.errors import InvalidData, NotInThisState, NotPermitted, NotVisible
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.privacy import actions, queries
from huishang.privacy.models import HandlingRules
from tests.places import Jurisdiction, jurisdiction, somebody

TODAY = date(2026, 3, 2)


def _publish(director: Actor, text: str = "第一条", day: date = TODAY) -> HandlingRules:
    return actions.publish_rules(actor=director, text=text, effective_on=day)


def test_an_edition_comes_into_force_on_its_day(director: Actor, clerk: Actor) -> None:
    assert queries.rules_in_force(clerk) is None
    first = _publish(director)
    second = _publish(director, "第二条", date(2026, 3, 9))
    assert (first.edition, second.edition) == (1, 2)
    assert queries.rules_in_force(clerk) == first
    with clock.at(beijing(2026, 3, 9)):
        assert queries.rules_in_force(clerk) == second
    assert Event.objects.filter(act="privacy.publish_rules").first().basis == [  # type: ignore[union-attr]
        "personal-information-law#28",
        "personal-information-law#31",
    ]


def test_a_village_reads_the_rules_of_the_nearest_place_above(director: Actor) -> None:
    village = jurisdiction("140802001201", "东沟村")
    reader = somebody(village.body(OrganisationKind.VILLAGE_COMMITTEE), PostKind.CHILD_DIRECTOR)
    city = somebody(jurisdiction("140800", "运城市").office, PostKind.OFFICE_DIRECTOR)
    of_city = _publish(city, "市规则")
    assert queries.rules_in_force(reader) == of_city
    of_county = _publish(director, "区规则")
    assert queries.rules_in_force(reader) == of_county
    assert queries.rules_in_force(city) == of_city


def test_it_is_acknowledged_once_and_written_down(director: Actor, clerk: Actor) -> None:
    rules = _publish(director)
    assert not queries.has_acknowledged(clerk, rules)
    for _ in range(2):
        actions.acknowledge_rules(actor=clerk, rules_id=rules.pk)
    assert queries.has_acknowledged(clerk, rules)
    assert Event.objects.filter(act="privacy.acknowledge_rules").count() == 1
    assert [row.label for row in queries.acknowledgements(director, rules)] == [clerk.label]
    with pytest.raises(NotPermitted):
        queries.acknowledgements(clerk, rules)


def test_only_the_edition_in_force_is_acknowledged(director: Actor, clerk: Actor) -> None:
    first = _publish(director)
    _publish(director, "第二条")
    with pytest.raises(NotInThisState):
        actions.acknowledge_rules(actor=clerk, rules_id=first.pk)
    other = _publish(somebody(jurisdiction("140821", "临猗县").office, PostKind.OFFICE_DIRECTOR))
    with pytest.raises(NotVisible):
        actions.acknowledge_rules(actor=clerk, rules_id=other.pk)


def test_the_director_publishes_for_today_or_later(
    county: Jurisdiction, director: Actor, clerk: Actor
) -> None:
    with pytest.raises(NotPermitted):
        _publish(clerk)
    with pytest.raises(InvalidData) as refusal:
        _publish(director, " ", date(2026, 3, 1))
    assert set(refusal.value.fields) == {"text", "effective_on"}
    with pytest.raises(InvalidData):
        actions.publish_rules(actor=director, text="第一条", effective_on=None)
