"""Every page, by every post, in every relation to the matter, answers as `pages.md` says.

And whoever is refused has changed nothing, cannot tell what is hidden from what is not there, and
nobody reads a word that is not theirs (`words.md`). Which of it an ordinary run
asks, `table.is_asked` says; ``pytest --hypothesis-profile=long`` asks it all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.matrix.browsing import Answer, Browser
from tests.matrix.cast import CELLS, Cell, Relation
from tests.matrix.routes import Address, addresses, asked_in
from tests.matrix.stage import Stage
from tests.matrix.table import HIDDEN, NOT_ALLOWED, REFUSED, everyone_in, is_asked, lines, rows
from tests.matrix.typed import typed

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST")
ON_RECORD = {"audit_event", "audit_private", "audit_stream", "django_session"}
"""What a refusal writes: that it was asked for. A session remembers when it was last used."""

TAKEN_BACK = {"access_submission"}
"""Where a form is noted as handed in, in the transaction that the refusal takes back."""
OF_A_PART = {
    "accounts:end": "本人的账号，没有这一会话",
    "audit:shred": "这一事件没有另存的个人信息",
    "privacy:letter": "这一请求没有拒绝告知书",
}
"""404 that says of something in sight that a part of it is not there."""

ASKS_WHERE = {
    "access:open_in_emergency",
    "children:new",
    "organisations:new",
    "reports:new",
}
"""Forms in which the place or the case is typed: who may not there is refused for what is typed."""

ADDRESSES = {address.name: address for address in addresses()}
TABLE = {row.name: row.answers for row in rows("pages.md")}
READERS = {word: everyone_in(circles) for word, _, circles in lines("words.md")}


def test_the_table_names_every_address_and_no_other() -> None:
    assert TABLE.keys() - ADDRESSES.keys() == set(), "表中的地址已经没有了"
    assert ADDRESSES.keys() - TABLE.keys() == set(), "表中没有写明谁得到什么"


def test_who_is_refused_on_handing_a_form_in_is_refused_the_form() -> None:
    unequal = {
        name
        for name, (shown, handed_in) in TABLE.items()
        if NOT_ALLOWED not in {*shown.values(), *handed_in.values()}
        and any(_refusal(shown[cell]) != _refusal(handed_in[cell]) for cell in CELLS)
    }
    assert unequal == ASKS_WHERE


def _refusal(code: int) -> int | None:
    return code if code in REFUSED else None


def test_every_planted_word_has_its_readers(stage: Stage) -> None:
    assert READERS.keys() == stage.words.keys()


@dataclass(frozen=True)
class Asked:
    """One address, one method, one person."""

    stage: Stage
    browser: Browser
    cell: Cell
    address: Address
    method: str

    def of(self, path: str) -> Answer:
        if self.method == "GET":
            return self.browser.get(path)
        return self.browser.post(path, self.typed)

    @property
    def path(self) -> str:
        return self.address.of(self.stage.keys)

    @property
    def typed(self) -> dict[str, Any]:
        return typed(self.address.name, self.stage)

    def faults(self, wanted: int) -> Iterator[str]:
        """What is not as the tables say."""
        answer = self.of(self.path)
        if answer.status != wanted:
            yield f"得到{answer.status}，应为{wanted}"
        if answer.status in REFUSED and (more := answer.written - ON_RECORD - TAKEN_BACK):
            yield f"被拒绝，却写入了{more}"
        if self.method == "POST" and answer.status in REFUSED - {HIDDEN}:
            yield from self._told_before_typing(answer)
        if answer.status == HIDDEN and self.address.things and self.address.name not in OF_A_PART:
            absent = self.of(self.address.of_nothing)
            if (answer.status, answer.bare) != (absent.status, absent.bare):
                yield "看不到的与不存在的答复不同"
        yield from self._read_by_others(answer)

    def _told_before_typing(self, answer: Answer) -> Iterator[str]:
        """Nobody corrects a form only to be told that it was never theirs."""
        if self.address.name not in ASKS_WHERE:
            empty = self.browser.post(self.path, {"token": self.typed["token"]})
            if empty.status != answer.status:
                yield f"空着交上去得到{empty.status}"

    def _read_by_others(self, answer: Answer) -> Iterator[str]:
        """Words of others in an answer; what somebody typed is theirs."""
        own = self.typed.values() if self.method == "POST" else ()
        for name, word in self.stage.words.items():
            if word in answer.body and self.cell not in READERS[name] and word not in own:
                yield f"看到了{name}“{word}”"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("relation", Relation, ids=lambda one: one.name.lower())
def test_everybody_gets_what_the_table_says(stage: Stage, relation: Relation, method: str) -> None:
    wrong: list[str] = []
    with stage.standing(relation) as people:
        for post, actor in people.items():
            cell, browser = Cell(relation, post), Browser(actor)
            for number, address in enumerate(ADDRESSES.values()):
                wanted = TABLE[address.name][METHODS.index(method)][cell]
                if relation in asked_in(address, method) and is_asked(cell, number, wanted):
                    asked = Asked(stage, browser, cell, address, method)
                    wrong += (
                        f"{method} {address.name} {cell}：{fault}" for fault in asked.faults(wanted)
                    )
    assert not wrong, "\n".join(wrong)
