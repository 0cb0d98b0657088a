"""Every page, by every post, in every relation to the matter, answers as `pages.md` says.

And whoever is refused has changed nothing, cannot tell what is hidden from what is not there, and
nobody reads a word that is not theirs (`words.md`). The ordinary run asks whatever opens, and
of the refusals one in five; ``pytest --hypothesis-profile=long`` asks it all.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.matrix import planted
from tests.matrix.browsing import Answer, Browser
from tests.matrix.cast import Cell, Relation
from tests.matrix.routes import Address, addresses, asked_in
from tests.matrix.stage import Stage
from tests.matrix.table import REFUSED, everyone_in, is_asked, lines, rows
from tests.matrix.typed import typed

pytestmark = pytest.mark.django_db

METHODS = ("GET", "POST")
ON_RECORD = {"audit_event", "audit_stream", "django_session"}
"""What a refusal writes: that it was asked for. A session remembers when it was last used."""

FORMS = {"access_submission"}
"""Where a form is noted as handed in, in the transaction that the refusal takes back."""
WHOLE_BUT_FOR_A_PART = {
    "accounts:end": "本人的账号，没有这一会话",
    "audit:shred": "这一事件没有另存的个人信息",
    "privacy:letter": "这一请求没有拒绝告知书",
}
"""404 that says of something in sight that a part of it is not there."""

ADDRESSES = {address.name: address for address in addresses()}
TABLE = {row.name: row.answers for row in rows("pages.md")}
READERS = {word: everyone_in(circles) for word, _, circles in lines("words.md")}


def test_the_table_names_every_address_and_no_other() -> None:
    assert TABLE.keys() - ADDRESSES.keys() == set(), "表中的地址已经没有了"
    assert ADDRESSES.keys() - TABLE.keys() == set(), "表中没有写明谁得到什么"


def test_every_planted_word_has_its_readers() -> None:
    assert READERS.keys() == planted.WORDS.keys()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("relation", Relation)
def test_everybody_gets_what_the_table_says(stage: Stage, relation: Relation, method: str) -> None:
    wrong: list[str] = []
    with stage.standing(relation) as people:
        for post, actor in people.items():
            cell, browser = Cell(relation, post), Browser(actor)
            for number, address in enumerate(ADDRESSES.values()):
                wanted = TABLE[address.name][METHODS.index(method)][cell]
                if relation in asked_in(address, method) and is_asked(cell, number, wanted):
                    answer = _answer(browser, stage, address, method)
                    faults = _faults(browser, stage, address, method, cell, answer, wanted)
                    wrong += (f"{method} {address.name} {cell}：{fault}" for fault in faults)
    assert not wrong, "\n".join(wrong)


def _answer(
    browser: Browser, stage: Stage, address: Address, method: str, *, nothing: bool = False
) -> Answer:
    path = address.of_nothing if nothing else address.of(stage.keys)
    return browser.get(path) if method == "GET" else browser.post(path, typed(address.name, stage))


def _faults(
    browser: Browser,
    stage: Stage,
    address: Address,
    method: str,
    cell: Cell,
    answer: Answer,
    wanted: int,
) -> Iterator[str]:
    if answer.status != wanted:
        yield f"得到{answer.status}，应为{wanted}"
    if answer.status in REFUSED and (more := answer.written - ON_RECORD - FORMS):
        yield f"被拒绝，却写入了{more}"
    if answer.status == 404 and address.things and address.name not in WHOLE_BUT_FOR_A_PART:
        absent = _answer(browser, stage, address, method, nothing=True)
        if (answer.status, answer.bare) != (absent.status, absent.bare):
            yield "看不到的与不存在的答复不同"
    for word, readers in READERS.items():
        if cell not in readers and planted.WORDS[word] in answer.body:
            yield f"看到了{word}“{planted.WORDS[word]}”"
