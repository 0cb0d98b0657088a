"""``huishang setup`` and ``huishang migrate``: a home that is ready, a database of this version."""

from __future__ import annotations

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from huishang.kernel.errors import InvalidData


def pending_migrations() -> list[str]:
    """The steps the database has not taken yet, ``room.0001_name``, in their order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def prepare_database() -> int:
    """Create the home, draw the keys of a new database, bring it to this version.

    Returns the steps taken.

    :raises InvalidData: a database that has begun is without its keys.
    """
    settings.HOME.prepare()
    pending = pending_migrations()
    if MigrationRecorder(connection).applied_migrations():
        require_keys()
    else:
        settings.HOME.create_keys()
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    return len(pending)


def require_keys() -> None:
    """:raises InvalidData: keys are gone; new ones would not open what the old ones closed."""
    if lost := settings.HOME.missing_keys:
        problem = f"{settings.HOME.keys} 中缺少 {'、'.join(lost)}。请先从备份恢复密钥。"
        raise InvalidData({"密钥": problem})


def require_current_database() -> None:
    """:raises InvalidData: the database is behind, not there yet, or without its keys."""
    settings.HOME.prepare()
    if pending := pending_migrations():
        problem = f"数据库还差{len(pending)}步升级（{pending[0]} 起）。请先运行 huishang migrate。"
        raise InvalidData({"数据库": problem})
    require_keys()


@click.command()
def setup() -> None:
    """建立数据目录、密钥和数据库表；重复运行无害。"""
    steps = prepare_database()
    click.echo(f"数据目录：{settings.HOME.root}")
    click.echo(f"数据库：已执行{steps}步升级。" if steps else "数据库：已是当前版本。")
    click.echo(f"密钥：{settings.HOME.keys}。请另行备份；密钥遗失，已加密的内容无法恢复。")


@click.command()
def migrate() -> None:
    """把数据库升级到当前版本。"""
    steps = prepare_database()
    click.echo(f"已执行{steps}步升级。" if steps else "已是当前版本。")
