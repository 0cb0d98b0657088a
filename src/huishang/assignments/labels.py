"""Days and due dates in words."""

from __future__ import annotations

from datetime import date

from .models import Assignment


def day(on: date) -> str:
    """2026年11月2日"""
    return f"{on.year}年{on.month}月{on.day}日"


def due(assignment: Assignment) -> str:
    """2026年12月14日（暂定）"""
    return day(assignment.due_on) + ("（暂定）" if assignment.due_provisional else "")
