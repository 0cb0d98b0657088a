"""``huishang setup`` and ``huishang migrate``: a home that is ready, a database of this version."""

from __future__ import annotations

import sys

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from huishang.access import actions as access
from huishang.access.queries import Birth, any_account
from huishang.kernel.actor import SystemActor
from huishang.kernel.errors import InvalidData
from huishang.vault import queries as vault

from . import administrators

BEGINNING = SystemActor("建立数据库")
AT_THE_TERMINAL = SystemActor("命令行")


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
    if pending:
        call_command("migrate", interactive=False, verbosity=0)
    if not vault.has_begun():
        access.begin_keys(actor=BEGINNING)
        settings.HOME.key("django")
    return len(pending)


def require_keys() -> None:
    """:raises InvalidData: a key is gone or another, and would not open what is there."""
    if problem := vault.mismatch():
        raise InvalidData({"密钥": problem})


def require_current_database() -> None:
    """:raises InvalidData: the database is behind, not there yet, or without its keys."""
    settings.HOME.prepare()
    if pending := pending_migrations():
        problem = f"数据库还差{len(pending)}步升级（{pending[0]} 起）。请先运行 huishang migrate。"
        raise InvalidData({"数据库": problem})
    require_keys()


_NAMED = "用户名:姓名"


@click.command()
@click.option("--division", default="", help="行政区划代码，如 140800。")
@click.option("--division-name", default="", help="行政区划名称，如 运城市。")
@click.option("--unit", default="", help="平台运维单位的名称。")
@click.option("--system-administrator", "system", default="", metavar=_NAMED, help="系统管理员。")
@click.option("--security-administrator", "guard", default="", metavar=_NAMED, help="安全管理员。")
@click.option("--audit-administrator", "auditor", default="", metavar=_NAMED, help="审计管理员。")
def setup(
    division: str, division_name: str, unit: str, system: str, guard: str, auditor: str
) -> None:
    """建立正式环境：数据目录、密钥、数据库表，和最初的三个管理员账号。重复运行无害。

    没有给出选项而在终端运行的，逐项询问；密码自行输入，或者由程序生成并只显示一次。
    """
    steps = prepare_database()
    access.begin_as(actor=BEGINNING, wanted=Birth.PRODUCTION)
    click.echo(f"数据目录：{settings.HOME.root}")
    click.echo(f"数据库：已执行{steps}步升级。" if steps else "数据库：已是当前版本。")
    click.echo(f"密钥：{settings.HOME.keys}。请另行备份；密钥遗失，已加密的内容无法恢复。")
    if not any_account():
        given = (division, division_name, unit, system, guard, auditor)
        administrators.begin(given, ask=sys.stdin.isatty())


@click.command()
def migrate() -> None:
    """把数据库升级到当前版本。"""
    steps = prepare_database()
    click.echo(f"已执行{steps}步升级。" if steps else "已是当前版本。")
