"""A batch is worked: its rows checked, then, once confirmed, taken in one by one.

A row is one transaction: the child, who answers for it, and the line that says so, or none of it.
Whatever ends the work in between, it is taken up again at the rows that have no line, or whose line
says they are still to be taken in; so a row goes once, also when two work at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.access.queries import actor_in
from huishang.audit.records import advance
from huishang.documents.storage import Damaged
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.errors import HuishangError, InvalidData, NotPermitted
from huishang.notifications import actions as notifications
from huishang.notifications.queries import MessageKind
from huishang.people import actions as people
from huishang.people.queries import ChildEntry

from ..lifecycle import BatchState, LineState
from ..models import Batch, Line
from ..policies import Row, Understood, understand
from ..queries.batches import WORK, Progress, progress
from ..queries.named import places_of
from .batches import rows_kept

HOUSE = SystemActor("导入")
_CHUNK = 100
"""Rows whose findings are written together. Nothing is begun by them, so nothing is lost either."""
_NUMBER = "resident_id"
MAY_BE_SAME = "可能已有这名儿童的档案，不能随表导入。请用“建立档案”登记，逐一核对列出的档案。"
DAMAGED = "导入文件已损坏，无法读取，请重新上传。"


def work(
    *, batch_id: UUID, actor: Actor | None = None, stop: Callable[[], bool] = lambda: False
) -> None:
    """Do what a batch waits for, to the end or until it is stopped. Safe to repeat, and to
    break off anywhere.

    :param actor: who handed it in, where that is already known; else whoever holds the post.
    :param stop: asked between rows, whether to leave the rest for later.
    """
    batch = Batch.objects.unscoped(reason=WORK).for_reading(batch_id)
    try:
        actor = actor or _owner(batch)
    except HuishangError as refusal:
        _stop(batch_id, refusal.message)
        return
    try:
        if batch.status == BatchState.WAITING:
            _check(batch, actor, stop)
        elif batch.status == BatchState.RUNNING:
            _run(batch, actor, stop)
    except Damaged:
        _stop(batch_id, DAMAGED)


def _owner(batch: Batch) -> Actor:
    """:raises NotPermitted: the person no longer holds the post."""
    actor = actor_in(batch.post_id)
    if actor.person_id != batch.person_id:
        raise NotPermitted("该岗位已由他人担任。")
    return actor


def _check(batch: Batch, actor: Actor, stop: Callable[[], bool]) -> None:
    rows = rows_kept(batch)
    places, same = places_of(actor.division), _same_numbers(rows)
    lines = Line.objects.unscoped(reason=WORK).filter(batch=batch)
    looked_at = set(lines.values_list("number", flat=True))
    ahead = (row for row in rows if row.number not in looked_at)
    while chunk := list(islice(ahead, _CHUNK)):
        if stop():
            return
        found = []
        for row in chunk:
            said = understand(row.cells, places)
            state, faults = _judged(actor, said, same.get(row.number, {}))
            found.append(Line(batch=batch, number=row.number, state=state.value, faults=faults))
        with transaction.atomic():
            if not _is(batch, BatchState.WAITING):
                return
            Line.objects.bulk_create(found, ignore_conflicts=True)
    _advance(batch, "check_batch", BatchState.WAITING)


def _judged(
    actor: Actor, said: Understood, same: Mapping[str, str]
) -> tuple[LineState, dict[str, str]]:
    """As the form would answer, cell by cell."""
    faults = {**same, **said.faults, **_guardian_faults(said.guardians)}
    known = False
    try:
        known = people.weigh(actor=actor, entry=ChildEntry(**_asked(said))).known is not None
    except InvalidData as mistake:
        faults = {**_told(mistake), **faults}
    except NotPermitted as refusal:
        faults = {**_told(refusal), **faults}
    if faults:
        return LineState.UNFIT, faults
    return (LineState.KNOWN if known else LineState.FIT), {}


def _told(refusal: InvalidData | NotPermitted) -> dict[str, str]:
    """A refusal by column. Nobody is told apart in a table: that takes a look at both files."""
    if isinstance(refusal, NotPermitted):
        return {"residence_division": refusal.message}
    if "apart_from" in refusal.fields:
        return {"name": MAY_BE_SAME}
    return refusal.fields


def _asked(said: Understood) -> dict[str, Any]:
    """What could be understood; a cell that could not is asked as if it were empty."""
    empty = {"birth_date": None, "age": None}
    fields = (
        "name",
        "sex",
        "birth_date",
        "age",
        "resident_id",
        "registered_division",
        "residence_division",
        "address",
        "school",
    )
    return {name: said.child.get(name, empty.get(name, "")) for name in fields}


def _guardian_faults(guardians: Mapping[int, Mapping[str, Any]]) -> dict[str, str]:
    return {
        f"{field}.{number}": fault
        for number, one in guardians.items()
        for field, fault in people.guardian_faults(**_whole(one)).items()
    }


def _whole(guardian: Mapping[str, Any]) -> dict[str, str]:
    return {n: guardian.get(n, "") for n in ("name", "relation", "phone", "situation")}


def _same_numbers(rows: Sequence[Row]) -> dict[int, dict[str, str]]:
    """Row → what is wrong, where a number stands in an earlier row too."""
    first: dict[str, int] = {}
    found = {}
    for row in rows:
        number = str(row.cells.get(_NUMBER) or "").strip().upper()
        if number and first.setdefault(number, row.number) != row.number:
            found[row.number] = {_NUMBER: f"与第{first[number]}行的居民身份号码相同，请核对。"}
    return found


def _run(batch: Batch, actor: Actor, stop: Callable[[], bool]) -> None:
    cells = {row.number: row.cells for row in rows_kept(batch)}
    places = places_of(actor.division)
    for key, number in list(_waiting(batch)):
        if stop():
            return
        said = understand(cells[number], places)
        try:
            with transaction.atomic():
                if not _is(batch, BatchState.RUNNING):
                    return
                _take(actor, key, said)
        except (InvalidData, NotPermitted) as refusal:
            _refuse(key, refusal)
    _advance(batch, "finish_batch", BatchState.RUNNING)


def _waiting(batch: Batch) -> Iterator[tuple[UUID, int]]:
    lines = Line.objects.unscoped(reason=WORK).filter(batch=batch, state=LineState.FIT.value)
    return iter(lines.order_by("number").values_list("pk", "number"))


def _take(actor: Actor, key: UUID, said: Understood) -> None:
    line = Line.objects.unscoped(reason=WORK).for_change(key)
    if line.state != LineState.FIT:
        return
    weighed = people.weigh(actor=actor, entry=ChildEntry(**_asked(said)))
    if weighed.known:
        line.change(state=LineState.KNOWN.value)
        return
    child = people.enrol(actor=actor, columns=weighed.columns)
    for guardian in said.guardians.values():
        people.add_guardian(actor=actor, child_id=child.pk, **_whole(guardian))
    line.change(state=LineState.TAKEN.value)


@transaction.atomic
def _refuse(key: UUID, refusal: InvalidData | NotPermitted) -> None:
    """What held when the table was checked holds no more."""
    line = Line.objects.unscoped(reason=WORK).for_change(key)
    line.change(state=LineState.UNFIT.value, faults=_told(refusal))


def _is(batch: Batch, state: BatchState) -> bool:
    rows = Batch.objects.unscoped(reason=WORK).filter(pk=batch.pk, status=state.value)
    return rows.exists()


@transaction.atomic
def _advance(batch: Batch, act: str, source: BatchState) -> None:
    now = Batch.objects.unscoped(reason=WORK).for_change(batch.pk)
    if now.status == source:
        advance(now, act, actor=HOUSE)
        _tell(now)


@transaction.atomic
def _stop(batch_id: UUID, because: str) -> None:
    batch = Batch.objects.unscoped(reason=WORK).for_change(batch_id)
    if batch.status in (BatchState.WAITING, BatchState.RUNNING):
        advance(batch, "stop_batch", actor=HOUSE, stopped_because=because)
        if because == DAMAGED:  # else nobody holds the post any more who could be told
            _tell(batch)


def _tell(batch: Batch) -> None:
    """Who handed it in may have left the page. Neither file name nor child is named in a list."""
    found = progress(batch)
    notifications.send(
        actor=HOUSE,
        organisation_id=batch.organisation_id,
        person_id=batch.person_id,
        kind=MessageKind.CHILD,
        title=f"您上传的导入表：{batch.status_label}",
        body=batch.stopped_because or _standing(batch, found),
        link=f"/imports/{batch.pk}/",
        subject=batch.subject,
    )


def _standing(batch: Batch, found: Progress) -> str:
    if batch.status == BatchState.CHECKED:
        return f"可以导入{found.fit}名，不能导入{found.unfit}名。请核对后开始导入。"
    return f"已导入{found.taken}名，已有档案{found.known}名，不能导入{found.unfit}名。"
