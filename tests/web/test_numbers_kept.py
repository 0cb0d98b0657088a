"""A number another file has is refused, and leads to that file as far as one sees it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from huishang.kernel.actor import Actor
from huishang.kernel.errors import InvalidData
from huishang.kernel.ids import new_id
from huishang.people import actions, queries
from huishang.people.queries import Child
from tests.valley import FORD, SPRING, Valley

SignIn = Callable[[Actor], Client]

BORN = date(2014, 5, 20)
HEADING = "这个号码已有的档案"


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _taken(valley: Valley, *, in_sight: bool) -> Child:
    if in_sight:
        return valley.child(birth_date=BORN)
    return valley.child(by=valley.other_clerk, residence_division=FORD, birth_date=BORN)


@pytest.mark.parametrize(("in_sight", "told"), [(True, "您能查看的另一份"), (False, "报上一级")])
def test_r062_a_number_of_another_file_is_refused_with_a_way_on(
    valley: Valley, sign_in: SignIn, in_sight: bool, told: str
) -> None:
    taken = _taken(valley, in_sight=in_sight)
    nameless = valley.child(name="小石", resident_id="", birth_date=BORN)
    with pytest.raises(InvalidData) as refusal:
        actions.verify_identity(
            actor=valley.director,
            child_id=nameless.pk,
            resident_id=taken.resident_id,
            paper="户口簿",
        )
    assert told in refusal.value.fields["resident_id"]
    answer = sign_in(valley.director).post(
        f"{reverse('children:verify', args=[nameless.pk])}?purpose=verify",
        {
            "token": new_id(),
            "version": nameless.version,
            "resident_id": taken.resident_id,
            "paper": "户口簿",
        },
    )
    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert told in shown
    assert (HEADING in shown) is in_sight
    assert (str(taken.pk) in shown) is in_sight


@pytest.mark.parametrize("in_sight", [True, False])
def test_r051_registering_a_number_under_another_name_leads_to_its_file(
    valley: Valley, sign_in: SignIn, in_sight: bool
) -> None:
    taken = _taken(valley, in_sight=in_sight)
    answer = sign_in(valley.director).post(
        reverse("children:new"),
        {
            "token": new_id(),
            "version": "",
            "name": "李小红",
            "sex": "",
            "resident_id": taken.resident_id,
            "residence_division": SPRING,
        },
    )
    shown = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert (HEADING in shown) is in_sight
    assert (str(taken.pk) in shown) is in_sight
    assert taken.name not in shown


def test_no_number_and_the_files_own_number_lead_nowhere(valley: Valley) -> None:
    child = valley.child(birth_date=BORN)
    assert queries.kept_under(valley.director, child.resident_id.lower()) is not None
    assert queries.kept_under(valley.director, child.resident_id, besides=child.pk) is None
    assert queries.kept_under(valley.director, "") is None
    assert queries.kept_under(valley.director, "1408") is None
