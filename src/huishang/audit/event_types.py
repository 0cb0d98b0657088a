"""Kinds of audit events. Each room declares its own in its ``events.py``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """What sort of thing happened. A case's timeline shows its ``WRITE`` events.

    ``SYSTEM`` is what the platform notes beside an act: a message leaving, a day sealed. What a job
    does to a case (a reminder, a due date recounted) is a ``WRITE`` like anybody's.
    """

    WRITE = "write"
    READ = "read"
    REFUSAL = "refusal"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind of event: ``name`` as stored (``cases.open``), ``label`` as read (立案).

    :param opens_file: somebody looked into a child's file; what unusual reading is told by.
    :param export: something left the platform.
    :param legible: what it keeps apart says where from, what for or about which body, not about a
        child: it is read with the event. All else kept apart stays sealed on every page.
    """

    name: str
    label: str
    nature: Nature = Nature.WRITE
    opens_file: bool = False
    export: bool = False
    legible: bool = False


class EventCatalogue:
    """All event types of the house, by name, so that a stored name can be read years later."""

    def __init__(self) -> None:
        self._types: dict[str, EventType] = {}

    def declare(
        self,
        name: str,
        label: str,
        nature: Nature = Nature.WRITE,
        *,
        opens_file: bool = False,
        export: bool = False,
        legible: bool = False,
    ) -> EventType:
        if name in self._types:
            raise ValueError(f"event {name} is declared twice")
        self._types[name] = EventType(name, label, nature, opens_file, export, legible)
        return self._types[name]

    def label(self, name: str) -> str:
        known = self._types.get(name)
        return known.label if known else name

    def is_legible(self, name: str) -> bool:
        """Never of a kind nobody knows any more."""
        known = self._types.get(name)
        return known is not None and known.legible

    def __getitem__(self, name: str) -> EventType:
        return self._types[name]

    def __iter__(self) -> Iterator[EventType]:
        return iter(sorted(self._types.values(), key=lambda kind: kind.name))


catalogue = EventCatalogue()
declare = catalogue.declare
