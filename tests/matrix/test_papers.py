"""What is written on a paper is read by the readers of its words, whichever way it is taken."""

from __future__ import annotations

import pytest

from huishang.kernel.terms import PostKind
from tests.matrix.browsing import Browser
from tests.matrix.cast import Relation
from tests.matrix.routes import addresses
from tests.matrix.stage import Stage

pytestmark = pytest.mark.django_db

MINUTES = {"TITLE", "PROBLEMS", "VIEWS", "SETTLED", "MEASURE", "RECORDED"}
CARRIED = {
    "documents:docx": MINUTES,
    "documents:pdf": MINUTES,
    "documents:file": {"ON_PAPER"},
}
"""The words each paper carries; who reads which is in `words.md`, and asked with every page."""


@pytest.mark.parametrize("name", CARRIED)
def test_a_paper_taken_away_says_what_its_readers_read_and_no_more(stage: Stage, name: str) -> None:
    (address,) = (address for address in addresses() if address.name == name)
    with stage.standing(Relation.OWN) as people:
        answer = Browser(people[PostKind.OFFICE_CLERK]).get(address.of(stage.keys))
    assert {word for word, text in stage.words.items() if text in answer.body} == CARRIED[name]
