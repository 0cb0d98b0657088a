"""Every operation of the interface, and every field it answers, by every post in every relation."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from huishang.access import actions as access
from huishang.access.queries import Matter, Section, Way
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.matrix.browsing import Browser, by_token, undone
from tests.matrix.cast import VILLAGE, Cell, Relation
from tests.matrix.interface import fields, operations, told
from tests.matrix.road import NOW
from tests.matrix.stage import Stage
from tests.matrix.table import everyone_in, lines, rows
from tests.places import somebody

pytestmark = pytest.mark.django_db

OPERATIONS = {address.name: (method, address) for method, address in operations()}
TABLE = {row.name: row.answers[0] for row in rows("interface.md")}
READS = [name for name, (method, _) in OPERATIONS.items() if method == "get"]
BELONGS = {
    f"{shape}.{field}": part for shape, part, names in lines("fields.md") for field in names.split()
}
"""Field → the part of the file it belongs to."""
OPEN = {"抬头", "外壳"}
"""What everybody reads who is answered at all."""

WORDS = {word: (part, everyone_in(circles)) for word, part, circles in lines("words.md")}

TOLD = {
    "channel": "walk_in",
    "external_number": "外-1",
    "received_at": "2026-02-03T09:00:00+08:00",
    "incident_division": VILLAGE,
    "narrative": "无人照料。",
    "child_name": "新来的孩子",
    "sex": "1",
    "birth_date": "2015-06-01",
    "issues": ["guardianship_absent"],
}


def test_the_tables_name_every_operation_and_every_field_and_no_other() -> None:
    assert TABLE.keys() == OPERATIONS.keys()
    assert set(BELONGS) == set(fields())


@pytest.mark.parametrize("relation", Relation, ids=lambda one: one.name.lower())
def test_everybody_gets_what_the_table_says(stage: Stage, relation: Relation) -> None:
    wrong: list[str] = []
    with stage.standing(relation) as people:
        for post, actor in people.items():
            cell, browser = Cell(relation, post), Browser(actor)
            for name, answers in TABLE.items():
                method, address = OPERATIONS[name]
                if method == "post":
                    answer = browser.send(address.path, TOLD)
                else:
                    answer = browser.get(address.of(stage.keys))
                if answer.status != answers[cell]:
                    wrong.append(f"{name} {cell}：得到{answer.status}，应为{answers[cell]}")
                if answer.status == 404 and answer.body != browser.get(address.of_nothing).body:
                    wrong.append(f"{name} {cell}：看不到的与不存在的答复不同")
                wrong += (
                    f"{name} {cell}：看到了{word}"
                    for word, (_, readers) in WORDS.items()
                    if cell not in readers and stage.words[word] in answer.body
                )
    assert not wrong, "\n".join(wrong)


def everything_told(stage: Stage, actor: Actor) -> tuple[list[tuple[str, Any]], str]:
    """Each field with its value over all operations, and the raw answers."""
    browser, found, raw = Browser(actor), [], ""
    for name in READS:
        answer = browser.get(OPERATIONS[name][1].of(stage.keys))
        raw += answer.body
        if answer.status == 200:
            found += told(name, json.loads(answer.body))
    return found, raw


def test_who_has_the_file_is_told_something_of_every_part(stage: Stage) -> None:
    """Or else the next test could not fail."""
    with stage.standing(Relation.OWN) as people:
        found, _ = everything_told(stage, people[PostKind.OFFICE_CLERK])
    assert {BELONGS[field] for field, value in found if value} >= set(BELONGS.values()) - {"外壳"}


@pytest.mark.parametrize("section", Section)
def test_who_is_let_into_one_section_is_told_nothing_of_another(
    stage: Stage, section: Section
) -> None:
    with undone(), clock.at(NOW):
        body = stage.places.other_county.body(OrganisationKind.SOCIAL_ORGANISATION)
        reader = somebody(body, PostKind.EXPERT)
        for matter in Matter:
            access.grant(
                actor=stage.clerk,
                person_id=reader.person_id,
                matter=matter,
                matter_id=stage.keys[matter.value],
                way=Way.APPROVED,
                sections=[section],
                purpose="督导检查",
                valid_until=date(2026, 2, 10),
            )
        found, raw = everything_told(stage, reader)
    assert {field for field, value in found if value} == {
        field for field, value in found if value and BELONGS[field] in OPEN | {section.label}
    }
    said = {word for word, text in stage.words.items() if text in raw}
    assert {WORDS[word][0] for word in said} <= {section.label}


def test_a_token_answers_as_its_post_does_on_the_pages(stage: Stage) -> None:
    with stage.standing(Relation.OWN) as people:
        browser = Browser(people[PostKind.OFFICE_CLERK])
        for name in READS:
            path = OPERATIONS[name][1].of(stage.keys)
            program, person = by_token(path, stage.token), browser.get(path)
            assert program.status == person.status, name
            if name != "GET /me":
                assert program.body == person.body, name
