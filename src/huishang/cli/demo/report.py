"""What the demo tells of its stories: as one object for programs, as a timeline for people."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import click
from django.conf import settings

from huishang.assignments import queries as assignments
from huishang.audit.actions import Subject
from huishang.cases import queries as cases
from huishang.conferences import queries as conferences
from huishang.documents import queries as documents
from huishang.kernel.actor import Actor
from huishang.kernel.clock import BEIJING
from huishang.kernel.terms import PostKind
from huishang.law import book

from .story import Told
from .world import World


def gather(
    world: World, told: list[Told], *, base_url: str, accounts: list[dict[str, str]]
) -> dict[str, Any]:
    """The object of ``huishang demo --json``."""
    return {
        "base_url": base_url,
        "accounts": accounts,
        "stories": [_story(world, one, base_url) for one in told],
    }


def _story(world: World, told: Told, base_url: str) -> dict[str, Any]:
    actor = world.actor(told.reader)
    conference = conferences.conference(actor, told.conference_id)
    item = conferences.item(actor, told.item_id)
    lines = conferences.replies_at_a_glance(actor, item)
    papers = _papers(actor, told)
    duties = assignments.of_case(actor, told.case_id)
    return {
        "key": told.key,
        "title": told.title,
        "regime": conference.regime,
        "regime_version": conference.regime_version,
        "case_url": f"{base_url}/cases/{told.case_id}/",
        "conference_url": f"{base_url}/conferences/{told.conference_id}/",
        "seats": len(lines),
        "attendees": conferences.attendees_present(actor, item),
        "minutes_docx": papers["minutes"],
        "notice_docx": papers["notice"],
        "due_on": min(duty.due_on for duty in duties).isoformat(),
        "due_provisional": any(duty.due_provisional for duty in duties),
        "assignments": [
            {
                "url": f"{base_url}/assignments/{duty.pk}/",
                "organisation": duty.organisation.name,
                "due_on": duty.due_on.isoformat(),
                "state": duty.status,
                "filing_number": duty.filing_number,
            }
            for duty in duties
        ],
        "timeline": [
            {
                "at": entry.at.astimezone(BEIJING).isoformat(timespec="minutes"),
                "actor": entry.actor,
                "act": entry.label,
                "basis": [book.current().cite(source) for source in entry.basis],
            }
            for entry in cases.timeline(actor, told.case_id)
        ],
    }


def _papers(actor: Actor, told: Told) -> dict[str, str]:
    """Copies of the story's papers beside each other under the home; kind → path of the .docx."""
    folder = settings.HOME.demo / told.key
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, str] = {}
    for paper in documents.documents_of(actor, Subject("agenda_item", told.item_id)):
        for kept in filter(None, (paper.docx, paper.pdf)):
            path = folder / f"{paper.number}{paper.title}{Path(kept.name).suffix}"
            path.write_bytes(documents.read_file(actor, kept.pk).content)
            if kept == paper.docx:
                written[paper.kind] = str(path)
    return written


def _line(at: str, act: str, basis: list[str], actors: list[str]) -> None:
    """One act, or the same act of several at the same time."""
    who = actors[0] if len(set(actors)) == 1 else f"{actors[0]}等"
    times = f" ×{len(actors)}" if len(actors) > 1 else ""
    grounds = f"  〔{'；'.join(basis)}〕" if basis else ""
    click.echo(f"  {at[:16].replace('T', ' ')}  {who}  {act}{times}{grounds}")


def show(report: dict[str, Any]) -> None:
    """Print the stories as a person reads them, then the accounts."""
    for story in report["stories"]:
        click.echo(f"\n■ {story['title']}（{story['regime']}，版本 {story['regime_version']}）")
        click.echo(
            f"  席位 {story['seats']} 个，到会 {story['attendees']} 人，"
            f"落实期限 {story['due_on']}{'（暂定）' if story['due_provisional'] else ''}"
        )
        for (at, act, basis), lines in groupby(
            story["timeline"], key=itemgetter("at", "act", "basis")
        ):
            _line(at, act, basis, [line["actor"] for line in lines])
        for duty in story["assignments"]:
            state = assignments.AssignmentState(duty["state"]).label
            click.echo(
                f"  → {duty['organisation']}：{duty['due_on']}前，{state} {duty['filing_number']}"
            )
        click.echo(f"  纪要：{story['minutes_docx']}")
        click.echo(f"  通知：{story['notice_docx']}")
    click.echo("\n■ 演示账号（每个岗位一个；密码只属于这个数据目录）")
    for account in report["accounts"]:
        post = PostKind(account["post"]).label
        click.echo(
            f"  {account['username']:<16} {account['password']}  {post}  {account['organisation']}"
        )
    click.echo(f"\n打开 {report['base_url']}/ ，用以上任一账号登录。")
