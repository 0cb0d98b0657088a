"""At the machine a table is taken in with one account's sight, and taken up again when killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from django.conf import settings
from django.db import connection

from huishang.access.models import Account
from huishang.audit.models import Event
from huishang.cli import main
from huishang.imports import actions, queries
from huishang.imports.models import Batch
from huishang.kernel.actor import Actor
from huishang.people.models import Child
from tests.imports.tables import child, table
from tests.valley import Valley


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _named(actor: Actor) -> str:
    return Account.objects.get(pk=actor.account_id).username


def _import(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["children", "import", str(path), *words])


def _written(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "儿童.xlsx"
    path.write_bytes(table(*rows).content)
    return path


def _kept() -> int:
    return Child.objects.unscoped(reason="测试").count()


def test_it_takes_in_what_is_fit_and_says_why_not_of_the_rest(
    valley: Valley, tmp_path: Path
) -> None:
    path = _written(tmp_path, child(1), child(2, sex="娃"))
    done = _import(path, "--as", _named(valley.supervisor))
    assert done.exit_code == 0, done.output
    assert "已完成：共2行，可以导入0行，已导入1行，已有档案0行，不能导入1行。" in done.stdout
    assert "第3行：“性别”：没有“娃”这一项" in done.stdout
    assert _kept() == 1
    begun = Event.objects.get(act="people.register_child")
    assert "命令行以" in begun.actor_label
    assert Event.objects.filter(act="access.act_as").count() == 1


def test_a_dry_run_begins_no_file(valley: Valley, tmp_path: Path) -> None:
    path = _written(tmp_path, child(1), child(2, sex="娃"))
    done = _import(path, "--as", _named(valley.supervisor), "--dry-run", "--json")
    told = json.loads(done.stdout)
    assert (told["status"], told["fit"], told["taken"], list(told["unfit"])) == (
        "checked",
        1,
        0,
        ["3"],
    )
    assert _kept() == 0


def test_who_begins_no_files_is_refused(valley: Valley, tmp_path: Path) -> None:
    done = _import(_written(tmp_path, child(1)), "--as", _named(valley.police))
    assert (done.exit_code, _kept()) == (2, 0)
    assert "无权办理" in done.stderr


def test_work_does_what_waits(valley: Valley) -> None:
    batch = actions.upload(actor=valley.supervisor, file=table(child(1)))
    said = CliRunner().invoke(main, ["work", "--once"]).stdout.splitlines()
    assert said == ["导入：办理1批。", "没有等候办理的。"]
    assert queries.batch(valley.supervisor, batch.pk).status == "checked"
    said = CliRunner().invoke(main, ["work", "--once"]).stdout.splitlines()
    assert said == ["没有等候办理的。", "没有等候办理的。"]


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_leaves_nothing_half_done_and_the_next_one_goes_on() -> None:
    valley, rows = Valley(), 150
    actor = valley.supervisor
    with_mother = {"name.1": "李四", "relation.1": "母亲"}
    file = table(*(child(nth, **with_mother) for nth in range(rows)))
    batch = actions.upload(actor=actor, file=file)
    actions.work(batch_id=batch.pk)
    actions.confirm_batch(actor=actor, batch_id=batch.pk)
    kills = 0
    while Batch.objects.visible_to(actor).get().status == "running" and kills < 3:
        before = queries.progress(batch).taken
        with _working() as process:
            until = time.monotonic() + 180
            while queries.progress(batch).taken < before + 10:
                assert process.poll() is None
                assert time.monotonic() < until
                time.sleep(0.02)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        kills += 1
        taken = queries.progress(batch).taken
        assert before < taken < rows
        assert _kept() == taken
    with _working() as process:
        assert process.wait(timeout=120) == 0
    assert (queries.progress(batch).taken, _kept()) == (rows, rows)
    assert Event.objects.filter(act="people.register_child").count() == rows
    assert Event.objects.filter(act="people.add_guardian").count() == rows


@pytest.mark.django_db(transaction=True)
def test_two_processes_take_each_row_in_once() -> None:
    valley, rows = Valley(), 60
    actor = valley.supervisor
    batch = actions.upload(actor=actor, file=table(*(child(nth) for nth in range(rows))))
    actions.work(batch_id=batch.pk)
    actions.confirm_batch(actor=actor, batch_id=batch.pk)
    with _working() as one, _working() as other:
        assert (one.wait(timeout=180), other.wait(timeout=180)) == (0, 0)
    found = queries.progress(batch)
    assert (found.taken, found.known, found.unfit, _kept()) == (rows, 0, 0, rows)
    assert Event.objects.filter(act="people.register_child").count() == rows
    assert Event.objects.filter(act="imports.finished").count() == 1


def _working() -> subprocess.Popen[bytes]:
    """A process of its own on the very database of this test."""
    start = (
        "import django; from django.conf import settings; django.setup();"
        "from django.db import connections; from huishang.cli import main;"
        f"settings.DATABASES['default']['NAME'] = {str(connection.settings_dict['NAME'])!r};"
        "connections['default'].settings_dict['NAME'] = settings.DATABASES['default']['NAME'];"
        "main(['work', '--once'])"
    )
    return subprocess.Popen(
        [sys.executable, "-c", start],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "huishang.settings",
            "HUISHANG_HOME": str(settings.HOME.root),
        },
        stdout=subprocess.DEVNULL,
    )
