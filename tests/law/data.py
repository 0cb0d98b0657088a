"""Invented law data for tests: written as files, read as any installation's own would be."""

from __future__ import annotations

from pathlib import Path

from huishang.law.book import LawBook
from huishang.law.loader import load

HERE = Path(__file__).parent

HEAD = """\
regime: sample
title: 样例县个案会商制度
place: 样例县
division: "140899"
levels: [county]
from: 2024-01-01
instruments:
  - instrument: sample-document
    title: 样例文件
    issuer: 样例县未保委
    level: county
    complete: true
    verified: 虚构
    articles: {"1": 虚构条文}
provisions:
"""


def book_with(directory: Path, **files: str) -> LawBook:
    """The shipped data and these files; the name of an argument is the name of its file."""
    for name, text in files.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load(directory)
