"""The page of figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huishang.kernel import clock

from .chain import ChainFigures
from .growth import PageFigures
from .road import RoadFigures


def write(
    path: Path,
    machine: str,
    road: RoadFigures,
    pages: list[PageFigures],
    chain: ChainFigures,
) -> None:
    """Replace the page. Ratios are what counts: a machine's own speed drifts."""
    today: date = clock.today()
    lines = [
        "<!-- 由 make bench 生成，请勿手改。 -->",
        "",
        "# 测量结果",
        "",
        f"{today.isoformat()}，{machine}，SQLite（WAL）。时间为各轮的中位数。",
        "",
        "## 办理一件个案",
        "",
        "从报告到认领：立案、提请、受理、召集、通知、回复、开会、议定、签发、印发、交办、认领。",
        "",
        f"- 一件个案留痕 {road.events} 条，用时 {road.seconds:.2f} 秒（含排印公文）；",
        f"- 每秒 {road.acts_per_second:.0f} 个动作；",
        f"- 审计链占 {road.audit_share:.1%}。",
        "",
        "## 核验审计记录",
        "",
        f"- 核验 {chain.events:,} 条记录用时 {chain.seconds:.0f} 秒，"
        f"每秒 {chain.per_second:,.0f} 条；",
        f"- 其间内存增加 {chain.peak_megabytes:.0f} MB。",
        "",
        "## 页面随个案数的变化",
        "",
        "以区县未保办工作人员身份，本单位有全部个案的一半。",
        "",
        "| 页面 | 个案数 | 用时（毫秒） | 其中 SQL（毫秒） | 查询数 | 页面（KB） | 与小库之比 |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    base = {row.page: row.milliseconds for row in reversed(pages)}
    lines += [
        f"| {row.page} | {row.cases:,} | {row.milliseconds:.0f} | {row.sql_milliseconds:.0f} "
        f"| {row.queries} | {row.kilobytes:.0f} | {row.milliseconds / base[row.page]:.2f} |"
        for row in pages
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
