"""What is looked at from within the running platform. The whole machine: ``huishang doctor``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib.metadata import version

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from huishang import assets
from huishang.exchange import queries as exchange
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.law import book

from .contexts import Check


def checks() -> Iterator[Check]:
    yield Check("平台版本", version("huishang"))
    yield Check("系统时间", f"{clock.now():%Y年%m月%d日 %H:%M}（北京时间）")
    yield _database()
    yield _law()
    yield _calendar(clock.today())
    yield _assets()
    yield _wire()


def answers(actor: Actor) -> Check:
    """Whether programs are told what became of their reports."""
    found = exchange.standing(actor)
    name = "对外答复"
    if found.dead:
        return Check(name, f"{found.dead}件没有送到", False, "在“对外答复”页重发或者写明不再重发。")
    if found.idle:
        return Check(
            name, f"{found.waiting}件待发，没有程序在发", False, "在服务器上运行 huishang work。"
        )
    if found.off:
        return Check(
            name, f"{found.off}个停用的地址有待发的答复", False, "与对方核实后更改地址或者启用。"
        )
    return Check(name, f"待发{found.waiting}件，没有送不到的")


def _database() -> Check:
    executor = MigrationExecutor(connection)
    behind = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if behind:
        return Check("数据库", f"还差{behind}步升级", False, "运行 huishang migrate。")
    return Check("数据库", f"{connection.display_name}，已是当前版本")


def _law() -> Check:
    law = book.current()
    return Check("制度数据", f"文件{len(law.instruments)}件，制度{len(law.regimes)}部")


def _calendar(today: date) -> Check:
    """Due dates that reach into a year without notice are provisional."""
    published = max(book.current().years)
    if published < today.year:
        return Check(
            "放假安排", f"已录入至{published}年", False,
            f"录入{today.year}年放假安排，否则期限都是暂定。",
        )  # fmt: skip
    return Check("放假安排", f"已录入至{published}年")


def _assets() -> Check:
    if absent := assets.missing():
        return Check(
            "页面样式和脚本", f"缺少{len(absent)}个文件", False, "在源代码目录运行 npm ci。"
        )
    return Check("页面样式和脚本", "齐全")


def _wire() -> Check:
    if settings.HTTPS:
        return Check("传输加密", "已启用")
    return Check("传输加密", "未启用，只供本机访问", True, "对外提供服务前，在前面设置 TLS 代理。")
