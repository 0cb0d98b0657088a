"""What people typed about a child lies in no link of the record: a link cannot be shredded."""

from __future__ import annotations

from huishang.audit.models import Event
from tests.matrix.planted import WORDS
from tests.matrix.stage import Stage


def test_no_link_holds_a_planted_word(stage: Stage) -> None:
    links = "\n".join(str(event.content()) for event in Event.objects.iterator())
    assert "cases.open" in links
    assert [name for name, word in WORDS.items() if word in links] == []
