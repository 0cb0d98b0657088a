"""What happens on the platform while somebody is out in the villages, done in a process of its own:

    python -m tests.browser.village CHILD NAME      a child of the village, due for a visit
    python -m tests.browser.village ADDRESS NAME WORDS   its address is corrected
    python -m tests.browser.village LEFT NAME       it moves to another village

Everything through actions, in the home the environment names; told on standard output as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

DIRECTOR, SUPERVISOR = "zhangxiulian", "zhuchanghe"
LONG_AGO = timedelta(days=200)
"""A child registered so long ago is due for a visit, however often one is visited."""


def happen(home: Path, *words: str) -> Any:
    """Let it happen in this home; what was told of it."""
    environment = os.environ | {
        "HUISHANG_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": "huishang.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.village", *words],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _main(what: str, name: str, *more: str) -> Any:
    import django

    django.setup()
    from huishang.access import queries as access
    from huishang.kernel import clock
    from huishang.organisations import queries as organisations
    from huishang.people import actions as people
    from huishang.people.queries import Child
    from huishang.visits import actions as visits

    def actor(username: str) -> Any:
        return access.actor_for(access.Account.objects.get(username=username))

    director, supervisor = actor(DIRECTOR), actor(SUPERVISOR)
    everybody = Child.objects.unscoped(reason="测试")
    if what == "CHILD":
        with clock.at(clock.now() - LONG_AGO):
            child = people.register_child(
                actor=director,
                name=name,
                sex="2",
                birth_date=date(2016, 5, 20),
                residence_division=director.division.code,
                address="村东头第三户",
                apart_from=everybody.values_list("pk", flat=True),
            )
            visits.plan_all()
        return str(child.pk)
    child = next(one for one in everybody if one.name == name)
    if what == "ADDRESS":
        people.correct_file(actor=supervisor, child_id=child.pk, address=more[0], reason="门牌改了")
    if what == "LEFT":
        villages = organisations.children_of(supervisor.division.code)
        other = next(one.code for one in villages if one.code != director.division.code)
        people.move_child(
            actor=supervisor, child_id=child.pk, residence_division=other, since=clock.today()
        )
    return str(child.pk)


if __name__ == "__main__":
    print(json.dumps(_main(*sys.argv[1:])))  # noqa: T201
