"""The page of figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huishang.kernel import clock

from .chain import ChainFigures
from .field import FieldFigures
from .growth import PageFigures
from .registry import CHILDREN_PER_CASE
from .road import RoadFigures
from .shares import ShareFigures

AIM = 1.5
"""What a page may cost in the large registry, as a multiple of the small (DESIGN)."""


def write(
    path: Path,
    *,
    command: str,
    machine: str,
    database: str,
    road: RoadFigures,
    pages: list[PageFigures],
    shares: list[ShareFigures],
    chain: ChainFigures,
    phones: list[FieldFigures],
) -> None:
    """Replace the page. Ratios are what counts: a machine's own speed drifts."""
    today: date = clock.today()
    small, large = sorted({row.cases for row in pages})
    lines = [
        "<!-- 由 make bench 生成，请勿手改。 -->",
        "",
        f"# 测量结果（{database}）",
        "",
        f"{today.isoformat()}，{machine}。命令：`{command}`。",
        "",
        "## 办理一件个案",
        "",
        "从报告到认领：立案、提请、受理、召集、通知、回复、开会、议定、签发、印发、交办、认领。",
        "",
        f"- 一件个案留痕 {road.events} 条，用时 {road.seconds:.2f} 秒（含排印公文）；",
        f"- 每秒 {road.acts_per_second:.0f} 个动作；",
        f"- 审计链占 {road.shares.audit:.1%}，加密占 {road.shares.encryption:.1%}。",
        "",
        "## 核验审计记录",
        "",
        f"- 核验 {chain.events:,} 条记录用时 {chain.seconds:.0f} 秒，"
        f"每秒 {chain.per_second:,.0f} 条，"
        f"是只读一遍的 {chain.seconds / chain.reading_seconds:.2f} 倍；",
        f"- 其间内存增加 {chain.peak_megabytes:.0f} MB。",
        "",
        "## 页面随个案数的变化",
        "",
        f"从 {small:,} 件个案、{small * CHILDREN_PER_CASE:,} 名儿童"
        f"到 {large:,} 件个案、{large * CHILDREN_PER_CASE:,} 名儿童。个案由动作办出各种样本，"
        "再逐行复制：最近的处在各个环节，此前的大多已结案。一半属于同一个县。",
        "",
        f"用时是{'处理器时间（查询计入其中）' if database == 'SQLite' else '钟表时间'}，"
        "取各轮中最短的一次；SQL 是执行查询的时间，取五轮中最短的一次。",
        "",
        f"| 谁 | 页面 | {small:,}件（毫秒） | {large:,}件（毫秒） | 之比 "
        "| SQL（毫秒） | 查询数 | 页面（KB） |",
        "|---|---|---:|---:|---:|---:|---:|---:|",
    ]
    first = {row.page: row for row in pages if row.cases == small}
    for row in pages:
        if row.cases == small:
            continue
        base = first[row.page]
        ratio = row.milliseconds / base.milliseconds
        lines.append(
            f"| {row.page.who} | {row.page.name} "
            f"| {base.milliseconds:.0f} | {row.milliseconds:.0f} "
            f"| {'**' if ratio > AIM else ''}{ratio:.2f}{'**' if ratio > AIM else ''} "
            f"| {base.sql_milliseconds:.0f} → {row.sql_milliseconds:.0f} "
            f"| {base.queries} → {row.queries} | {row.kilobytes:.0f} |"
        )
    lines += ["", f"超过 {AIM} 倍的用粗体标出。"]
    lines += _shares(shares, large)
    lines += _phones(phones, small, large)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _shares(rows: list[ShareFigures], cases: int) -> list[str]:
    """What of a page's time goes where, the most first."""
    most = sorted(rows, key=lambda row: row.shares.audit + row.shares.encryption, reverse=True)
    return [
        "",
        "## 审计和加密在页面中所占的时间",
        "",
        f"同样的页面，{cases:,} 件个案时，各轮的中位数。审计是写入查阅、查找等记录的时间，"
        "加密是加密、解密和计算盲索引的时间；审计记录中另存的个人信息要加密，两边都计。"
        "会话也是加密保存的，每个页面至少解密一次。",
        "",
        "| 谁 | 页面 | 用时（毫秒） | 审计 | 加密 |",
        "|---|---|---:|---:|---:|",
        *(
            f"| {row.who} | {row.name} | {row.milliseconds:.0f} "
            f"| {row.shares.audit:.1%} | {row.shares.encryption:.1%} |"
            for row in most
        ),
    ]


def _phones(rows: list[FieldFigures], small: int, large: int) -> list[str]:
    """Queues coming in at once, against one that comes alone, in both registries."""
    return [
        "",
        "## 离线走访同时报送",
        "",
        f"{rows[0].queues}部手机同时报送各自的走访，与一部手机单独报送相比；"
        "平台和手机在同一台机器上。全部报送完再原样重发一遍，多出的应为0。",
        "",
        "| 个案数 | 走访 | 每秒 | 单独一部每秒 | 之比 | 重发后多出 |",
        "|---:|---:|---:|---:|---:|---:|",
        *(
            f"| {cases:,} | {row.visits} | {row.a_second:.1f} | {row.alone_a_second:.1f} "
            f"| {row.a_second / row.alone_a_second:.2f} | {row.twice} |"
            for cases, row in zip((small, large), rows, strict=True)
        ),
    ]
