"""The pages of who has no account: reached by anybody, small, without script, losing nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from gzip import compress
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huishang.account_rules import AccountRules
from huishang.audit.actions import Subject
from huishang.discovery import actions, queries
from huishang.discovery.policies.receipts import code_of, read_code
from huishang.discovery.queries import PublicEntry
from huishang.documents import queries as documents
from huishang.documents.queries import Upload, redrawn
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.web import gate
from tests.discovery.test_photos import photo
from tests.valley import CITY, COUNTY, SPRING, TOWN, Valley
from tests.web.routes import routes

SignIn = Callable[[Actor], Client]

CRYING = "三楼常有孩子哭喊，昨晚又打。"
BYTES = 8_000
"""A page and its sheet as they go over the line; there is nothing else to fetch but a mark."""


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


def _words(answer: Any) -> str:
    return unescape(answer.content.decode())


def _key(page: Any) -> str:
    found = re.search(r'name="key" value="([^"]+)"', page.content.decode())
    assert found
    return found[1]


def _tell(client: Client, **typed: Any) -> Any:
    address = reverse("public:tell", args=[SPRING])
    return client.post(address, {"key": _key(client.get(address)), "narrative": CRYING, **typed})


def _code(answer: Any) -> str:
    found = re.search(r'class="code">([0-9 ]+)<', answer.content.decode())
    assert found
    return read_code(found[1])


def test_the_pages_of_the_nameless_are_these_and_no_others() -> None:
    from django.urls import resolve

    open_to_all = {
        route.name for route in routes() if gate.is_for_the_nameless(resolve(route.path).func)
    }
    of_a_phone = {"field:shell", "field:worker", "field:manifest", "field:stands"}
    assert open_to_all == {"public:where", "public:tell", "public:answers"} | of_a_phone


def test_the_place_is_picked_from_county_to_village(valley: Valley) -> None:
    client, address = Client(), reverse("public:where")
    for place in (COUNTY, TOWN, SPRING):
        page = client.get(address)
        address = reverse("public:tell", args=[place])
        assert f'href="{address}"' in page.content.decode()
    assert "泉村" in _words(client.get(address))


@pytest.mark.parametrize("place", ["no", CITY, "999999999999"])
def test_a_place_that_takes_no_report_is_not_there(valley: Valley, place: str) -> None:
    assert Client().get(reverse("public:tell", args=[place])).status_code == 404


@pytest.mark.parametrize("wrong", ["no/", f"{CITY}/", f"{SPRING}/no/", "999999999999/"])
def test_who_came_by_a_wrong_address_is_led_to_the_places_not_to_a_workbench(
    valley: Valley, wrong: str
) -> None:
    page = Client().get(reverse("public:where") + wrong)
    assert page.status_code == 404
    assert "工作台" not in _words(page)
    assert f'href="{reverse("public:where")}"' in _words(page)
    assert "tel:110" in _words(page)


@pytest.mark.parametrize("path", ["tell", "answers"])
def test_a_page_that_expired_gives_back_what_was_typed_and_is_sent_by_pressing_again(
    valley: Valley, path: str
) -> None:
    client = Client(enforce_csrf_checks=True)
    code = actions.receive_from_public(
        entry=PublicEntry(key="k" * 32, place=SPRING, narrative="先前的报告。")
    )
    address, typed = {
        "tell": (reverse("public:tell", args=[SPRING]), {"key": "j" * 32, "narrative": CRYING}),
        "answers": (reverse("public:answers"), {"code": code, "text": CRYING}),
    }[path]
    before = len(queries.reports(valley.clerk).rows)
    expired = client.post(address, typed)
    assert expired.status_code == 403
    assert all(word in _words(expired) for word in (*typed.values(), "请再提交一次"))
    assert len(queries.reports(valley.clerk).rows) == before
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', _words(expired))
    assert token
    sent = client.post(address, {**typed, "csrfmiddlewaretoken": token[1]})
    assert sent.status_code == 200
    assert "已收到" in _words(sent)


def test_an_expired_page_is_asked_for_its_token_before_its_place_is_looked_for(
    valley: Valley,
) -> None:
    address = reverse("public:tell", args=["999999999999"])
    answer = Client(enforce_csrf_checks=True).post(address, {})
    assert answer.status_code == 403
    assert "页面已经失效" in _words(answer)


def test_an_expired_page_with_a_fault_gives_back_what_was_typed_too(valley: Valley) -> None:
    address = reverse("public:tell", args=[SPRING])
    typed = {"where": "村东头第三家", "narrative": ""}
    answer = Client(enforce_csrf_checks=True).post(address, typed)
    assert answer.status_code == 403
    assert 'value="村东头第三家"' in _words(answer)


def test_the_sign_in_page_leads_to_the_door_without_an_account(db: None) -> None:
    page = Client().get(reverse("account_login"))
    assert f'href="{reverse("public:where")}"' in _words(page)


def test_danger_comes_first_and_the_duty_is_said_with_its_article(valley: Valley) -> None:
    for address in (reverse("public:where"), reverse("public:tell", args=[SPRING])):
        text = _words(Client().get(address))
        assert text.index("tel:110") < text.index("<h1>")
        assert "应当立即报告" in text
        assert "第十一条" in text


def test_a_report_brings_a_receipt_and_the_receipt_an_answer(valley: Valley) -> None:
    client = Client()
    sent = _tell(client)
    code = _code(sent)
    (row,) = queries.reports(valley.clerk).rows
    actions.answer_reporter(actor=valley.clerk, report_id=row.id, text="已派人上门。")
    answers = reverse("public:answers")
    page = client.post(answers, {"code": queries.grouped(code)})
    assert {CRYING, "已派人上门。"} <= set(re.findall(r"<p>([^<]+)</p>", _words(page)))
    page = client.post(answers, {"code": code, "text": "孩子被带走了。"})
    assert "已收到补充的情况" in _words(page)
    assert "孩子被带走了。" in _words(page)


def test_the_same_form_sent_again_shows_the_same_receipt(valley: Valley) -> None:
    client, address = Client(), reverse("public:tell", args=[SPRING])
    typed = {"key": _key(client.get(address)), "narrative": CRYING}
    assert len({_code(client.post(address, typed)) for _ in range(2)}) == 1
    assert len(queries.reports(valley.clerk).rows) == 1


def test_nothing_typed_is_lost_when_something_is_wrong(valley: Valley) -> None:
    sent = _tell(Client(), reporter_phone="电话号码", where="幸福小区3号楼")
    assert sent.status_code == 422
    assert {CRYING, "幸福小区3号楼", "电话号码"} <= set(re.findall(r"[^\s\"<>]+", _words(sent)))
    assert "没有丢失" in _words(sent)


def test_who_sends_too_often_keeps_what_was_typed_and_is_told_whom_to_ring(
    valley: Valley, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "huishang.access.actions.pace.rules", lambda: AccountRules(tell_calls=1, address_times=1)
    )
    client, address = Client(REMOTE_ADDR="192.0.2.9"), reverse("public:tell", args=[SPRING])
    typed = {"key": _key(client.get(address)), "narrative": CRYING}
    assert client.post(address, {**typed, "narrative": ""}).status_code == 422
    late = client.post(address, typed)
    assert late.status_code == 429
    text = _words(late)
    assert CRYING in text
    assert typed["key"] in text
    assert "tel:110" in text
    assert "tel:12345" in text
    assert queries.reports(valley.clerk).rows == ()


@pytest.mark.parametrize(
    ("code", "status", "said"),
    [("", 422, "16位"), ("1234567890123456", 422, "抄错"), (code_of("w" * 32), 404, "没有找到")],
)
def test_a_code_that_opens_nothing_is_told_why(
    valley: Valley, code: str, status: int, said: str
) -> None:
    page = Client().post(reverse("public:answers"), {"code": code})
    assert page.status_code == status
    assert said in _words(page)


def test_a_page_is_small_and_needs_no_script(valley: Valley) -> None:
    """The one script says how sending goes; every test here does without it."""
    client = Client()
    sheet, script = (
        b"".join(client.get(f"/static/web/public.{kind}").streaming_content)
        for kind in ("css", "js")
    )
    page = client.get(reverse("public:where")).content
    assert b"<script" not in page
    assert len(compress(page)) + len(compress(sheet)) < BYTES
    page = client.get(reverse("public:tell", args=[SPRING])).content
    assert page.count(b"<script") == 1
    assert sum(map(len, map(compress, (page, sheet, script)))) < BYTES


def _sent(content: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def _held(valley: Valley) -> int:
    (row,) = queries.reports(valley.clerk).rows
    return documents.how_many_files(Subject("report", row.id))


def test_photos_come_with_the_words_and_a_wrong_one_loses_nothing(valley: Valley) -> None:
    sent = _tell(Client(), photos=[_sent(photo()), _sent(b"no photo", "IMG_2.jpg")])
    assert sent.status_code == 200
    assert _code(sent)
    assert "已收到1张照片" in _words(sent)
    assert "IMG_2.jpg" in _words(sent)
    assert _held(valley) == 1


def test_a_form_with_photos_sent_again_is_one_report_with_the_photos_once(valley: Valley) -> None:
    client, address = Client(), reverse("public:tell", args=[SPRING])
    typed = {"key": _key(client.get(address)), "narrative": CRYING}
    codes = {_code(client.post(address, {**typed, "photos": _sent(photo())})) for _ in range(2)}
    assert len(codes) == 1
    assert _held(valley) == 1


def test_more_photos_follow_with_the_receipt_and_words_are_not_asked_for(valley: Valley) -> None:
    client, answers = Client(), reverse("public:answers")
    code = _code(_tell(client))
    typed = {"code": code, "text": "", "photos": _sent(photo())}
    page = client.post(answers, typed)
    assert page.status_code == 200
    assert "已收到1张照片" in _words(page)
    assert "已收到补充的情况" not in _words(page)
    page = client.post(answers, {**typed, "text": "又打了。", "photos": _sent(photo("blue"))})
    assert "已收到2张照片" in _words(page)
    assert "已收到补充的情况" in _words(page)
    assert client.post(answers, {"code": code, "text": ""}).status_code == 422


def test_too_many_uploads_cost_the_photos_never_the_words(
    valley: Valley, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "huishang.access.actions.pace.rules",
        lambda: AccountRules(tell_calls=9, upload_calls=1, address_times=1),
    )
    client = Client(REMOTE_ADDR="192.0.2.10")
    assert "已收到1张照片" in _words(_tell(client, photos=_sent(photo())))
    sent = _tell(client, photos=_sent(photo("blue")))
    assert sent.status_code == 200
    assert _code(sent)
    assert "上传过于频繁" in _words(sent)
    assert len(queries.reports(valley.clerk).rows) == 2


def test_the_office_finds_the_photos_on_the_reports_page(valley: Valley, sign_in: SignIn) -> None:
    _tell(Client(), photos=_sent(photo()))
    (row,) = queries.reports(valley.clerk).rows
    client = sign_in(valley.clerk)
    page = _words(client.get(reverse("reports:show", args=[row.id])))
    found = re.search(r'href="([^"]+)">照片1\.jpg<', page)
    assert found
    answer = client.get(found[1])
    assert answer.content == redrawn(Upload("a.jpg", photo()))
    assert answer.headers["Content-Type"] == "image/jpeg"


def test_somebody_signed_in_is_nobody_here(valley: Valley, sign_in: SignIn) -> None:
    page = sign_in(valley.clerk).get(reverse("public:tell", args=[SPRING]))
    assert valley.clerk.person_name not in _words(page)


def test_the_office_answers_on_the_reports_page(valley: Valley, sign_in: SignIn) -> None:
    code = actions.receive_from_public(
        entry=PublicEntry(key="k" * 32, place=SPRING, narrative=CRYING)
    )
    (row,) = queries.reports(valley.clerk).rows
    client, answer = sign_in(valley.clerk), reverse("reports:answer", args=[row.id])
    assert answer in _words(client.get(reverse("reports:show", args=[row.id])))
    assert client.get(answer).status_code == 200
    sent = client.post(answer, {"token": new_id(), "text": "已派人上门。"})
    assert sent.status_code == 302
    assert "已派人上门。" in _words(client.get(sent.headers["Location"]))
    found = actions.open_conversation(code=code, address="192.0.2.7")
    assert found.said[-1].text == "已派人上门。"


def test_a_large_photo_never_lies_in_the_clear_on_disk(valley: Valley, settings: Any) -> None:
    """Whatever is sent through a temporary folder would fail here: there is none."""
    settings.FILE_UPLOAD_TEMP_DIR = "/nowhere"
    large = photo() + bytes(3 * 1024**2)
    assert "已收到1张照片" in _words(_tell(Client(), photos=[_sent(large)]))
