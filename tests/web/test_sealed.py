"""Sealed records, levels and exports as they are met on the pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

if TYPE_CHECKING:
    from django.test import Client

    from huishang.kernel.actor import Actor
    from tests.valley import Valley

SignIn = Callable[["Actor"], "Client"]
TEXT = "因盗窃被判处有期徒刑一年，缓刑二年。"


@pytest.fixture
def valley(db: None) -> Iterator[Valley]:
    from huishang.kernel import clock
    from tests.valley import Valley

    with clock.at(clock.beijing(2026, 3, 2)):
        yield Valley()


@pytest.fixture
def chair(valley: Valley) -> Actor:
    from huishang.kernel.terms import PostKind
    from tests.places import somebody

    return somebody(valley.county.committee, PostKind.COMMITTEE_CHAIR)


def form(**typed: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), **typed}


PERSON = {"name": "李封存", "born": "2010-05-20", "number": ""}
RECORD = {
    **PERSON,
    "kind": "criminal",
    "decided_by": "某区人民法院",
    "document_number": "（2026）晋0802刑初000号",
    "text": TEXT,
}


def letter(valley: Valley, **changed: Any) -> dict[str, Any]:
    return form(
        **{
            **PERSON,
            "body": "某区人民检察院",
            "ground": "judicial",
            "document_number": "盐检函〔2026〕000号",
            "purpose": "审查起诉需要。",
            "viewer_id": str(valley.police.person_id),
            **changed,
        }
    )


def asked(valley: Valley, sign_in: SignIn) -> str:
    answer = sign_in(valley.police).post("/sealed/new/", letter(valley))
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_a_record_goes_in_and_is_on_no_page(valley: Valley, sign_in: SignIn) -> None:
    clerk = sign_in(valley.clerk)
    answer = clerk.post("/sealed/records/new/", form(**RECORD), follow=True)
    said = answer.content.decode()
    assert "已封存，编号封" in said
    for path in ("/sealed/", "/", "/cases/", "/children/", "/reports/?text=李封存"):
        shown = clerk.get(path).content.decode()
        assert TEXT not in shown
        assert "李封存" not in shown.replace('value="李封存"', "")


def test_two_organisations_open_it_for_the_one_reader(
    valley: Valley, chair: Actor, sign_in: SignIn
) -> None:
    sign_in(valley.clerk).post("/sealed/records/new/", form(**RECORD))
    page = asked(valley, sign_in)
    assert TEXT not in sign_in(valley.police).get(page).content.decode()
    assert sign_in(valley.police).get(f"{page}look/").status_code == 409
    for actor in (valley.office_director, chair):
        desk = sign_in(actor).get("/").content.decode()
        assert "审批封存记录查询" in desk
        assert "李封存" not in sign_in(actor).get(page).content.decode()
        assert sign_in(actor).post(f"{page}approve/", form()).status_code == 302
    assert "查阅封存记录" in sign_in(valley.police).get("/").content.decode()
    look = sign_in(valley.police).get(f"{page}look/")
    assert TEXT in look.content.decode()
    assert "no-store" in look.headers["Cache-Control"]
    assert sign_in(chair).get(f"{page}look/").status_code == 403
    assert sign_in(valley.clerk).get(page).status_code == 404


def test_a_refusal_says_why(valley: Valley, chair: Actor, sign_in: SignIn) -> None:
    page = asked(valley, sign_in)
    assert sign_in(chair).post(f"{page}refuse/", form(note=" ")).status_code == 422
    sign_in(chair).post(f"{page}refuse/", form(note="公函没有写明法定事由。"))
    assert "公函没有写明法定事由" in sign_in(valley.police).get(page).content.decode()


def test_who_may_neither_ask_nor_answer_finds_the_forms_shut(
    valley: Valley, sign_in: SignIn
) -> None:
    director = sign_in(valley.director)
    assert director.get("/sealed/new/").status_code == 403
    assert director.get("/sealed/records/new/").status_code == 403


def test_real_accounts_prove_a_second_factor_first(
    valley: Valley, chair: Actor, sign_in: SignIn
) -> None:
    """Demo accounts in a demo pass; anybody else is led to the factor, and nothing is done."""
    from huishang.access.models import Account, UnsealingApproval

    page = asked(valley, sign_in)
    people = (valley.office_director, valley.police)
    Account.objects.update(is_demo=False)
    director, police = map(sign_in, people)
    assert director.post(f"{page}approve/", form()).headers["Location"].startswith("/account")
    assert police.get(f"{page}look/").headers["Location"].startswith("/account")
    assert not UnsealingApproval.objects.exists()


# --- 密级和封存 --------------------------------------------------------------------------------


def test_a_case_shows_its_level_and_changes_it(valley: Valley, sign_in: SignIn) -> None:
    from tests.cases.road import opened

    case = opened(valley, valley.clerk)
    clerk = sign_in(valley.clerk)
    assert "密级：敏感" in clerk.get(f"/cases/{case.pk}/").content.decode()
    clerk.post(f"/cases/{case.pk}/level/", form(level="internal", reason="已脱密。"))
    assert "密级：内部" in clerk.get(f"/cases/{case.pk}/").content.decode()


def test_a_sealed_case_answers_as_one_that_never_was(valley: Valley, sign_in: SignIn) -> None:
    from huishang.cases import actions
    from tests.cases.road import opened

    case = opened(valley, valley.clerk)
    actions.close(actor=valley.clerk, case_id=case.pk, note="办结。")
    clerk = sign_in(valley.clerk)
    decision = {"kind": "criminal", "decided_by": "某法院", "document_number": "0号"}
    done = clerk.post(f"/cases/{case.pk}/seal/", form(**decision), follow=True)
    assert "已封存" in done.content.decode()
    clerk.get(f"/cases/{uuid4()}/")  # the first refusal of all begins its chain
    for path in (
        "", "family/", "conferences/", "assignments/", "documents/", "readings/", "level/", "seal/",
    ):  # fmt: skip
        (gone, asked), (never, as_asked) = (
            _answered(clerk, f"/cases/{key}/{path}") for key in (case.pk, uuid4())
        )
        assert gone.status_code == never.status_code == 404
        assert _plain(gone) == _plain(never)
        assert asked == as_asked, "the same work, so that it takes the same time"
    assert case.number not in clerk.get("/cases/").content.decode()
    assert case.number not in clerk.get("/reports/").content.decode()


def _answered(client: Client, path: str) -> tuple[Any, list[str]]:
    """The answer, and what the database was asked for it: the statements without their values."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    return answer, [
        re.sub(r"'[^']*'|\"s\d+_x\d+\"|\b[0-9a-f]{32}\b|\b\d+\b", "?", one["sql"]) for one in asked
    ]


def _plain(answer: Any) -> str:
    """Without what differs between any two answers: the address, the nonce, the request's id."""
    text = answer.content.decode()
    for what in (
        r"[0-9a-f]{8}-[0-9a-f-]{27}",
        r'nonce="[^"]*"',
        r"csrf[^>]*>",
        r"[0-9a-f]{12,}",
        r"[A-Za-z0-9]{64}",
    ):
        text = re.sub(what, "", text)
    return str(text)


# --- 导出 --------------------------------------------------------------------------------------


def test_an_export_shows_its_password_once_and_is_ones_own(valley: Valley, sign_in: SignIn) -> None:
    clerk = sign_in(valley.clerk)
    assert "导出目的" in clerk.get("/assignments/export/").content.decode()
    assert clerk.post("/assignments/export/", form(purpose="")).status_code == 422
    made = clerk.post("/assignments/export/?overdue=on", form(purpose="报送督办情况。"))
    page = made.headers["Location"]
    first, second = (clerk.get(page).content.decode() for _ in range(2))
    assert "只显示这一次" in first
    assert "只显示这一次" not in second
    assert "只看逾期：是" in second
    file = clerk.get(f"{page}file/")
    assert file.content.startswith(b"\xd0\xcf\x11\xe0")
    assert "attachment" in file.headers["Content-Disposition"]
    assert page.rstrip("/").rpartition("/")[2] in clerk.get("/exports/").content.decode()
    other = sign_in(valley.office_director)
    assert other.get(page).status_code == other.get(f"{page}file/").status_code == 404


def test_the_list_of_children_is_taken_out_as_it_is_narrowed(
    valley: Valley, sign_in: SignIn
) -> None:
    valley.child(name="张小明")
    clerk = sign_in(valley.clerk)
    listed = clerk.get("/children/", {"q": "张"}).content.decode()
    assert "/children/export/?q=%E5%BC%A0" in listed
    asked = clerk.get("/children/export/", {"q": "张"}).content.decode()
    assert "查找：张" in asked
    made = clerk.post("/children/export/?q=张", form(purpose="报送名单。"))
    shown = clerk.get(made.headers["Location"]).content.decode()
    assert "儿童档案名单" in shown
    assert "张小明" not in shown
    director = sign_in(valley.director)
    assert "/children/export/" not in director.get("/children/").content.decode()
    assert director.get("/children/export/").status_code == 403


def test_an_export_of_a_real_account_asks_for_the_factor(valley: Valley, sign_in: SignIn) -> None:
    from huishang.access.models import Account
    from huishang.documents.models import Export

    actor = valley.clerk
    Account.objects.update(is_demo=False)
    clerk = sign_in(actor)
    answer = clerk.post("/assignments/export/", form(purpose="报送督办情况。"))
    assert answer.headers["Location"].startswith("/account")
    assert not Export.objects.unscoped(reason="试验").exists()
