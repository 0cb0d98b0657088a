"""``huishang daily``: what the platform does by itself once a day, so that no date is forgotten."""

from __future__ import annotations

from datetime import timedelta

import click
from django.db import connection

from huishang.assignments import actions as assignments
from huishang.audit import actions as audit
from huishang.documents import actions as documents
from huishang.imports import actions as imports
from huishang.kernel import clock
from huishang.kernel.actor import SystemActor
from huishang.staff import actions as staff
from huishang.sweeps import actions as sweeps
from huishang.visits import actions as visits

from .setup import require_current_database
from .work import answer_for, told

_ANSWERING = 60
"""Seconds in which it sends answers that are due; `huishang work` is for sending them."""
BY_ITSELF = SystemActor("每日例行")


def refresh_statistics() -> None:
    """Tell SQLite how its tables have grown, so that it reads along the right index.

    A sample of each index is enough, and no writer waits long for it. PostgreSQL looks by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")


@click.command()
def daily() -> None:
    """到期提醒、队伍到期提醒、走访安排和逾期提醒、排查逾期提醒、暂定期限重算、清理到期的导出和导入文件、检查前一日的查阅、补发对外答复、审计日锚和核验；同一天重复运行不会重复办理。"""
    require_current_database()
    moved = assignments.recount(actor=BY_ITSELF)
    run = assignments.run_reminders(actor=BY_ITSELF)
    alerts = staff.run_alerts(actor=BY_ITSELF)
    plans = visits.plan_all(actor=BY_ITSELF)
    swept = sweeps.tell_late(actor=BY_ITSELF)
    gone = documents.remove_expired_exports(actor=BY_ITSELF)
    tables = imports.remove_old_files(actor=BY_ITSELF)
    odd = audit.watch(actor=BY_ITSELF, until=clock.today() - timedelta(days=1))
    audit.note_run(actor=BY_ITSELF, job="daily", recounted=moved, reminded=run.reminded)
    answers = answer_for(_ANSWERING)
    refresh_statistics()
    anchor = audit.anchor(actor=BY_ITSELF, day=clock.today())
    verdict = audit.prove(actor=BY_ITSELF)
    click.echo(f"暂定期限：按已公布的放假安排重算，调整{moved}件。")
    click.echo(f"到期提醒：发出{run.reminded}件，建议转为督办{run.proposed}件。")
    click.echo(f"队伍提醒：新增{alerts.told}项，发出通知{alerts.messages}件。")
    click.echo(
        f"走访安排：{plans.planned}名儿童，调整{plans.moved}名；逾期新报告{plans.told}名，"
        f"发出通知{plans.messages}件。"
    )
    click.echo(f"排查逾期提醒：{swept}次。")
    click.echo(f"导出文件：清理到期的{gone}个。")
    click.echo(f"导入文件：清理到期的{tables}个。")
    click.echo(told(answers))
    click.echo(f"异常查阅：新发现{odd}项，由审计管理员核实。")
    click.echo(f"审计日锚：{anchor.day.isoformat()}，共{anchor.streams}条记录链。")
    if first := verdict.first_break:
        place = f"{first.stream} 第{first.sequence}条"
        click.echo(f"审计记录不完整：{place}，{first.fault}。", err=True)
    else:
        click.echo(f"审计核验：{verdict.events}条记录完整。")
    failures = [*run.failures.items(), *alerts.failures.items()]
    for key, reason in failures:
        click.echo(f"没有办成：{key}：{reason}", err=True)
    if failures or not verdict.intact:
        raise SystemExit(1)
