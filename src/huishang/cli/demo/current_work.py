"""What lies on the desks today: a report, a request, meetings to come, duties late and near."""

from __future__ import annotations

from datetime import timedelta

from huishang.kernel import clock

from .road import Reach, Script, take
from .world import World, load


def begin(world: World) -> None:
    """Seven cases of one county on their way, all told back from today."""
    data = load("current")
    this_morning = clock.now().replace(hour=8, minute=30, second=0, microsecond=0)
    for row in data["cases"]:
        story = {name: value for name, value in row.items() if name not in ("days_ago", "reach")}
        script = Script(**data["county"], **{**story, "issues": tuple(row["issues"])})
        begins = this_morning - timedelta(days=row["days_ago"])
        take(world, script, begins=begins, reach=Reach[row["reach"].upper()])
