"""One account per post, and keeping what the demo made where it can be found again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings

from .world import World

SHOWN = (
    "李桂兰", "赵文清", "郑明远", "黄素芳", "冯丽娟", "贾建军", "任海燕", "高志勤", "陶静怡",
    "王彩霞", "樊建国", "宁小雨", "祝长河", "张秀莲", "孔听雨", "苏安宁", "荆永红",
    "禹思齐", "申伯安", "花木兰", "冉知新", "孟凡星", "段立新", "薛慎之",
)  # fmt: skip
"""Whose accounts are printed: every kind of post at least once, and the stories' people."""


def accounts_of(world: World) -> list[dict[str, str]]:
    """``[{post, organisation, division, username, password}]``, in the order of `SHOWN`."""
    return [
        {
            "name": placed.name,
            "post": placed.post.value,
            "organisation": placed.organisation,
            "division": placed.division,
            "username": placed.username,
            "password": world.password,
        }
        for placed in (world.people[name] for name in SHOWN)
    ]


def _path() -> Path:
    path: Path = settings.HOME.demo / "demo.json"
    return path


def kept() -> dict[str, Any] | None:
    """What an earlier run made in this home, if any."""
    if not _path().is_file():
        return None
    content: dict[str, Any] = json.loads(_path().read_text(encoding="utf-8"))
    return content


def keep(report: dict[str, Any]) -> None:
    """Write it for this user only: it names the demo's passwords."""
    path = _path()
    path.touch(mode=0o600)
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2), encoding="utf-8")
