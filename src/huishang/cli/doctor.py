"""``huishang doctor``: what this machine has and lacks, and how each lack is mended.

Works where nothing else does: every check stands alone, and one that breaks reports itself.
"""

from __future__ import annotations

import json
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum
from importlib.util import find_spec
from pathlib import Path

import click

from huishang import assets
from huishang.home import PRIVATE_FILE, Home

UNHEALTHY = 1
PYTHON = (3, 11)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


class Health(StrEnum):
    """``FAULT`` keeps the platform from working, ``LACK`` only a part of it."""

    GOOD = "good"
    LACK = "lack"
    FAULT = "fault"

    @property
    def label(self) -> str:
        return {Health.GOOD: "正常", Health.LACK: "缺少", Health.FAULT: "故障"}[self]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, how it stands, and what to do about it."""

    subject: str
    health: Health
    state: str
    remedy: str = ""


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= PYTHON:
        return Finding("Python", Health.GOOD, version)
    wanted = ".".join(map(str, PYTHON))
    return Finding("Python", Health.FAULT, version, f"请安装 Python {wanted} 或更高版本。")


def _home() -> Finding:
    root = Home.from_environment().root
    try:
        Home(root).prepare()
        probe = root / ".doctor"
        probe.write_text("", encoding="ascii")
        probe.unlink()
    except OSError as reason:
        return Finding(
            "数据目录",
            Health.FAULT,
            f"{root} 不可写（{reason.strerror}）",
            "请把 HUISHANG_HOME 指向可写的目录，或调整该目录的权限。",
        )
    return Finding("数据目录", Health.GOOD, str(root))


def _keys() -> Finding:
    home = Home.from_environment()
    files = [path for path in home.keys.glob("[!.]*") if path.is_file()]
    if not home.secret_names():
        return Finding("密钥", Health.LACK, "尚未生成", "运行 huishang setup，并另行备份密钥。")
    if exposed := [
        path.name for path in files if stat.S_IMODE(path.stat().st_mode) != PRIVATE_FILE
    ]:
        return Finding(
            "密钥",
            Health.FAULT,
            f"其他用户可以读取：{'、'.join(sorted(exposed))}",
            f"运行 chmod 600 {home.keys}/* 。",
        )
    return Finding("密钥", Health.GOOD, f"{len(home.secret_names())}个，仅本用户可读")


def _keys_fit() -> Finding:
    """Whether they are the keys this database was closed with."""
    from . import prepare_django

    prepare_django()
    from django.db.utils import DatabaseError

    from huishang.vault import queries

    try:
        wrong = queries.faults()
    except DatabaseError:
        return Finding("密钥与数据库", Health.LACK, "数据库尚未建立", "运行 huishang setup。")
    if wrong:
        return Finding(
            "密钥与数据库",
            Health.FAULT,
            "；".join(f"{found.name} {found.fault}" for found in wrong),
            "请从备份恢复原来的密钥；没有原密钥，已加密的内容无法打开。",
        )
    return Finding("密钥与数据库", Health.GOOD, "相符")


def _database() -> Finding:
    from . import prepare_django

    prepare_django()
    from django.db import connection
    from django.db.utils import OperationalError

    from .setup import pending_migrations

    try:
        pending = pending_migrations()
    except OperationalError as reason:
        return Finding(
            "数据库",
            Health.FAULT,
            f"无法连接：{str(reason).splitlines()[0]}",
            "请核对 HUISHANG_DATABASE_URL 和数据库服务是否启动。",
        )
    if pending:
        return Finding(
            "数据库", Health.FAULT, f"还差{len(pending)}步升级", "运行 huishang migrate。"
        )
    return Finding("数据库", Health.GOOD, f"{connection.display_name}，已是当前版本，{_born()}")


def _born() -> str:
    """What it was begun as: a demo's accounts come in nowhere else."""
    from huishang.access.queries.installation import birth

    standing = birth()
    return f"{standing.label}环境" if standing else "尚未确定是正式环境还是演示环境"


def _law() -> Finding:
    from huishang.law import book

    law = book.current()
    return Finding(
        "制度数据", Health.GOOD, f"文件{len(law.instruments)}件，制度{len(law.regimes)}部"
    )


def _assets() -> Finding:
    if absent := assets.missing():
        return Finding(
            "页面样式和脚本",
            Health.LACK,
            f"缺少 {'、'.join(absent)}",
            "在源代码目录运行 npm ci；缺少时页面可用，但没有样式或者图标。",
        )
    return Finding("页面样式和脚本", Health.GOOD, "齐全")


def _chinese_fonts() -> Finding:
    lack = Finding(
        "中文字体",
        Health.LACK,
        "没有找到",
        "安装系统软件包 fonts-noto-cjk；缺少时只生成 .docx，不生成 PDF。",
    )
    lister = shutil.which("fc-list")
    if lister is None:
        found = [*Path("/usr/share/fonts").rglob("*CJK*")]
    else:
        families = subprocess.run(  # noqa: S603  # a program of the system, with fixed words
            [lister, ":lang=zh-cn", "family"], capture_output=True, text=True, check=False
        )
        found = [Path(line) for line in families.stdout.splitlines()]
    return Finding("中文字体", Health.GOOD, f"{len(found)}款") if found else lack


def _typst() -> Finding:
    if find_spec("typst"):
        return Finding("PDF 排版（Typst）", Health.GOOD, "可用")
    return Finding(
        "PDF 排版（Typst）", Health.LACK, "没有安装", "重新运行 uv sync；缺少时不生成 PDF。"
    )


def _chromium() -> Finding:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path:
        return Finding("浏览器测试（Chromium）", Health.GOOD, path)
    return Finding(
        "浏览器测试（Chromium）",
        Health.LACK,
        "没有找到",
        "安装系统软件包 chromium；只有开发测试用到。",
    )


def _postgresql() -> Finding:
    installed = shutil.which("initdb") or next(
        map(str, Path("/usr/lib/postgresql").glob("*/bin/initdb")), None
    )
    if installed:
        return Finding("PostgreSQL 服务端程序", Health.GOOD, str(Path(installed).parent))
    return Finding(
        "PostgreSQL 服务端程序",
        Health.LACK,
        "没有找到",
        "安装系统软件包 postgresql；默认的 SQLite 不需要它。",
    )


CHECKS: dict[str, Callable[[], Finding]] = {
    "Python": _python,
    "数据目录": _home,
    "密钥": _keys,
    "密钥与数据库": _keys_fit,
    "数据库": _database,
    "制度数据": _law,
    "页面样式和脚本": _assets,
    "中文字体": _chinese_fonts,
    "PDF 排版（Typst）": _typst,
    "浏览器测试（Chromium）": _chromium,
    "PostgreSQL 服务端程序": _postgresql,
}


def examine() -> Iterator[Finding]:
    """Every check in turn; a check that breaks becomes a fault in its own words."""
    for subject, check in CHECKS.items():
        try:
            yield check()
        except Exception as reason:  # a doctor that falls ill helps nobody
            yield Finding(
                subject,
                Health.FAULT,
                f"检查没有完成：{type(reason).__name__}：{reason}",
                "请按所述原因修复后重新运行 huishang doctor。",
            )


@click.command()
@click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序读取。")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """检查运行环境；有故障时退出码为 1。"""
    findings = list(examine())
    healthy = all(finding.health is not Health.FAULT for finding in findings)
    if as_json:
        report = {"healthy": healthy, "findings": [asdict(finding) for finding in findings]}
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            click.echo(f"{finding.health.label}  {finding.subject}：{finding.state}")
            if finding.remedy:
                click.echo(f"      {finding.remedy}")
        click.echo("可以使用。" if healthy else "有故障，请按上述提示处理。")
    ctx.exit(0 if healthy else UNHEALTHY)
