"""Places as people of a place speak of them: without the province and city everybody knows."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.organisations import queries as organisations


class Nearby:
    """Shortens full names for one reader. Asks once, for the name of the reader's own city."""

    def __init__(self, actor: Actor) -> None:
        self._known = organisations.division_name(actor.division.city.code)

    def __call__(self, full_name: str) -> str:
        """盐湖区南山镇 for 山西省运城市盐湖区南山镇, to somebody of 运城市."""
        return full_name.removeprefix(self._known) or full_name


def places_below(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the places one level below the actor's own, to choose from."""
    return [(place.code, place.name) for place in organisations.children_of(actor.division.code)]
