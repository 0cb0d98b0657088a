"""Nothing typed is lost, and nothing handed in happens twice."""

from __future__ import annotations

from functools import partial
from uuid import UUID

import pytest

from huishang.access import actions, queries
from huishang.access.models import Draft, Submission
from huishang.kernel.actor import Actor
from huishang.kernel.errors import NotVisible, RuleUnmet
from huishang.kernel.ids import new_id
from huishang.kernel.terms import PostKind
from huishang.organisations import actions as organisations
from huishang.organisations.models import Person
from tests.places import HOUSE, jurisdiction, somebody
from tests.together import at_once


@pytest.fixture
def typist(db: None) -> Actor:
    return somebody(jurisdiction("140800", "运城市").office, PostKind.OFFICE_CLERK)


# --- drafts --------------------------------------------------------------------------------------


def test_a_draft_is_kept_until_it_is_dropped(typist: Actor) -> None:
    who = typist.account_id
    assert queries.draft(who, "report/new") == {}
    actions.keep_draft(who, "report/new", {"narrative": "初稿", "issues": ["a", "b"]})
    actions.keep_draft(who, "report/new", {"narrative": "二稿"})
    assert queries.draft(who, "report/new") == {"narrative": "二稿"}
    assert queries.draft(who, "case/1") == {}
    assert Draft.objects.count() == 1
    actions.drop_draft(who, "report/new")
    actions.drop_draft(who, "report/new")
    assert queries.draft(who, "report/new") == {}


def test_a_draft_belongs_to_the_one_who_types(typist: Actor) -> None:
    actions.keep_draft(typist.account_id, "report/new", {"narrative": "初稿"})
    other = somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_CLERK)
    assert queries.draft(other.account_id, "report/new") == {}
    actions.drop_draft(other.account_id, "report/new")
    assert queries.draft(typist.account_id, "report/new") != {}


# --- once ----------------------------------------------------------------------------------------


def register(name: str) -> str:
    """An act as a form carries it out."""
    made = organisations.register_person(actor=HOUSE, name=name)
    return f"/people/{made.pk}/"


def test_a_form_pressed_twice_happens_once_and_answers_alike(typist: Actor) -> None:
    token, who = new_id(), typist.account_id
    first = actions.submit_once(token, who, partial(register, "测试一"))
    assert first.startswith("/people/")
    assert actions.submit_once(token, who, partial(register, "测试二")) == first
    assert not Person.objects.filter(name="测试二").exists()
    assert actions.submit_once(new_id(), who, partial(register, "测试三")) != first


def test_a_refused_form_may_be_sent_again(typist: Actor) -> None:
    token, who = new_id(), typist.account_id

    def refused() -> str:
        register("测试四")
        raise RuleUnmet("不符合。")

    with pytest.raises(RuleUnmet):
        actions.submit_once(token, who, refused)
    assert not Person.objects.filter(name="测试四").exists()
    assert not Submission.objects.filter(token=token).exists()
    assert actions.submit_once(token, who, partial(register, "测试五"))


def test_a_token_of_somebody_else_tells_nothing(typist: Actor) -> None:
    token = new_id()
    actions.submit_once(token, typist.account_id, partial(register, "测试六"))
    other = somebody(jurisdiction("140802", "盐湖区").office, PostKind.OFFICE_CLERK)
    with pytest.raises(NotVisible):
        actions.submit_once(token, other.account_id, partial(register, "测试七"))
    assert not Person.objects.filter(name="测试七").exists()


@pytest.mark.django_db(transaction=True)
def test_a_double_click_happens_once_and_both_arrive_at_the_same_page(typist: Actor) -> None:
    token = new_id()
    press = partial(actions.submit_once, token, typist.account_id, partial(register, "测试八"))
    answers = at_once(press, press, press)
    assert len(set(answers)) == 1, answers
    assert Person.objects.filter(name="测试八").count() == 1
    assert UUID(str(answers[0]).split("/")[2]) == Person.objects.get(name="测试八").pk


@pytest.mark.django_db(transaction=True)
def test_when_the_first_of_two_fails_the_second_still_happens(typist: Actor) -> None:
    token, failed = new_id(), []

    def fails_once() -> str:
        if not failed:
            failed.append(True)
            raise RuleUnmet("第一次不成。")
        return register("测试九")

    press = partial(actions.submit_once, token, typist.account_id, fails_once)
    answers = at_once(press, press)
    assert sorted(type(answer).__name__ for answer in answers) == ["RuleUnmet", "str"]
    assert Person.objects.filter(name="测试九").count() == 1


def test_what_was_typed_is_sealed_in_the_database(typist: Actor) -> None:
    """A draft is narrative before anybody has said so."""
    from django.db import connection

    actions.keep_draft(typist.account_id, "report/new", {"narrative": "孩子说夜里被打"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT content FROM access_draft")
        stored = [row[0] for row in cursor.fetchall()]
    assert stored
    assert not any("夜里" in text or "\\u591c" in text for text in stored)
    assert queries.draft(typist.account_id, "report/new") == {"narrative": "孩子说夜里被打"}
