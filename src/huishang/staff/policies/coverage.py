"""How far a place is covered: counted village by village and added up. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, PostKind

from .standing import Need, Standing, State

_TRAINING = (Need.TRAINING_BEFORE_DUTY, Need.TRAINING_YEARLY)
_CHECKS = (Need.CHECK_ON_ENTRY, Need.CHECK_YEARLY)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of one place. Those of a place are the sum of those of the places in it.

    :param places: that should have somebody; :param empty: of these, with fewer than they should.
    :param people: in these posts; the rest count people, each once in each column: ``lacking``
        those of whom anything at all is wanting.
    """

    places: int = 0
    empty: int = 0
    people: int = 0
    lacking: int = 0
    unnamed: int = 0
    untrained: int = 0
    unchecked: int = 0
    barred: int = 0
    due_soon: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        return Coverage(
            *(getattr(self, each.name) + getattr(other, each.name) for each in fields(Coverage))
        )

    @property
    def sound(self) -> bool:
        """Nothing is red."""
        return not (self.empty or self.lacking)


@dataclass(frozen=True, slots=True)
class Stands:
    """A person in a post at a place, and how they stand."""

    place: DivisionCode
    post: PostKind
    standings: tuple[Standing, ...]


NOTHING = Coverage()


def of_person(standings: Iterable[Standing]) -> Coverage:
    found = tuple(standings)

    def any_lacks(needs: tuple[Need, ...]) -> bool:
        return any(each.need in needs and each.lacking for each in found)

    is_barred = any(each.state is State.BARRED for each in found)
    return Coverage(
        people=1,
        lacking=any(each.lacking for each in found),
        unnamed=any_lacks((Need.REAL_NAME,)),
        untrained=any_lacks(_TRAINING),
        unchecked=any_lacks(_CHECKS) and not is_barred,
        barred=is_barred,
        due_soon=any(each.state is State.DUE_SOON for each in found),
    )


def of_places(
    wanted: Iterable[DivisionCode], at_least: int, people: Iterable[Stands]
) -> dict[DivisionCode, Coverage]:
    """Place by place.

    :param wanted: the places that should have ``at_least`` so many; somebody at any other place is
        counted there, as one too many for nobody.
    """
    found: dict[DivisionCode, Coverage] = {}
    for person in people:
        here = found.get(person.place, NOTHING)
        found[person.place] = here + of_person(person.standings)
    for place in wanted:
        here = found.get(place, NOTHING)
        found[place] = here + Coverage(places=1, empty=here.people < at_least)
    return found


def added_up(counts: Mapping[DivisionCode, Coverage], level: Level) -> dict[DivisionCode, Coverage]:
    """The same counts by the places of a higher level; whoever stands higher already stays."""
    found: dict[DivisionCode, Coverage] = {}
    for place, here in counts.items():
        above = place.at(level)
        found[above] = found.get(above, NOTHING) + here
    return found


def total(counts: Iterable[Coverage]) -> Coverage:
    return sum(counts, NOTHING)
