"""Places as people of a place speak of them: without the province and city everybody knows."""

from __future__ import annotations

from huishang.kernel.actor import Actor
from huishang.organisations import queries as organisations


class Nearby:
    """Shortens full names for one reader. Asks once, for the names of the reader's own places."""

    def __init__(self, actor: Actor) -> None:
        own = actor.division
        names = organisations.division_names({own.county.code, own.city.code})
        self._known = sorted(set(names.values()), key=len, reverse=True)

    def __call__(self, full_name: str) -> str:
        """南山镇 for 山西省运城市盐湖区南山镇, to somebody of 盐湖区."""
        shorter = (full_name.removeprefix(known) for known in self._known)
        return next((name for name in shorter if name and name != full_name), full_name)


def places_below(actor: Actor) -> list[tuple[str, str]]:
    """Code and name of the places one level below the actor's own, to choose from."""
    return [(place.code, place.name) for place in organisations.children_of(actor.division.code)]
