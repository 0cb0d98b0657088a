"""Nothing typed is lost, a double click happens once, an error stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import QueryDict
from django.test import Client, RequestFactory
from django.urls import reverse
from django_htmx.middleware import HtmxDetails

from huishang.access import actions as access
from huishang.access import queries
from huishang.kernel.actor import Actor
from huishang.kernel.errors import Conflict, InvalidData, NotVisible, RuleUnmet
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.organisations.models import Organisation
from huishang.web.forms import (
    ChoiceField,
    DayField,
    Group,
    HouseForm,
    MomentField,
    PlaceField,
    TextField,
    press,
    submit,
)
from huishang.web.forms.form import TYPED
from tests.places import Jurisdiction, somebody

SignIn = Callable[[Actor], Client]


class LeaveForm(HouseForm):
    """请假."""

    groups = (Group("请假", ("reason", "kind")), Group("时间", ("on", "at")))

    reason = TextField(label="请假事由", rows=3, max_length=20)
    kind = ChoiceField(label="类别", choices=[("ill", "病假"), ("duty", "公务")])
    on = DayField(label="日期", required=False)
    at = MomentField(label="时刻", required=False)


@pytest.fixture
def clerk(city: Jurisdiction) -> Actor:
    return somebody(city.office, PostKind.OFFICE_CLERK)


def _request(actor: Actor, typed: dict[str, Any] | None = None, **headers: str) -> Any:
    factory = RequestFactory(headers=headers)
    request: Any = factory.get("/") if typed is None else factory.post("/", typed)
    request.actor, request.htmx, request.session = actor, HtmxDetails(request), SessionStore()
    return request


def _typed(**changes: Any) -> dict[str, Any]:
    return {"token": new_id(), "version": "1", "reason": "出差", "kind": "duty"} | changes


def test_an_act_gets_what_was_typed_and_the_version_seen(clerk: Actor) -> None:
    form = LeaveForm(_request(clerk, _typed(version="7")))
    got: list[dict[str, Any]] = []
    answer = submit(form.request, form, lambda typed: got.append(typed) or "/done/")  # type: ignore[func-returns-value]
    assert answer is not None
    assert answer.headers["Location"] == "/done/"
    assert got == [{"reason": "出差", "kind": "duty", "on": None, "at": None}]
    assert form.seen == 7


def test_htmx_is_sent_on_by_header(clerk: Actor) -> None:
    form = LeaveForm(_request(clerk, _typed(), HX_Request="true"))
    answer = submit(form.request, form, lambda typed: "/done/")
    assert answer is not None
    assert answer.headers["HX-Redirect"] == "/done/"


def test_a_double_click_happens_once(clerk: Actor) -> None:
    typed, done = _typed(), []
    for _ in range(2):
        form = LeaveForm(_request(clerk, typed))
        answer = submit(form.request, form, lambda _: done.append(1) or f"/done/{len(done)}/")  # type: ignore[func-returns-value]
        assert answer is not None
        assert answer.headers["Location"] == "/done/1/"
    assert done == [1]


def test_a_refused_form_may_be_sent_again_with_the_same_token(clerk: Actor) -> None:
    typed = _typed()

    def refuse(_: dict[str, Any]) -> str:
        raise RuleUnmet("通知不足1日。")

    first = LeaveForm(_request(clerk, typed))
    assert submit(first.request, first, refuse) is None
    second = LeaveForm(_request(clerk, typed))
    assert submit(second.request, second, lambda _: "/done/") is not None


def test_a_form_only_looked_at_is_not_handed_in(clerk: Actor) -> None:
    form = LeaveForm(_request(clerk))
    assert submit(form.request, form, lambda _: "/done/") is None
    assert form.status == 200


def test_what_is_left_empty_is_asked_for_by_name(clerk: Actor) -> None:
    form = LeaveForm(_request(clerk, _typed(reason="", kind="")))
    assert submit(form.request, form, lambda _: "/done/") is None
    assert form.status == 422
    assert form.errors["reason"] == ["请填写“请假事由”。"]
    assert form.errors["kind"] == ["请选择“类别”。"]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [("on", "下周", "日期应写作"), ("at", "九点", "时间应写作")],
)
def test_a_date_that_cannot_be_read_says_how_to_write_it(
    clerk: Actor, field: str, text: str, words: str
) -> None:
    form = LeaveForm(_request(clerk, _typed(**{field: text})))
    assert not form.is_valid()
    assert words in form.errors[field][0]


def test_an_actions_words_stand_beside_their_fields_and_what_was_typed_stays(clerk: Actor) -> None:
    def refuse(_: dict[str, Any]) -> str:
        raise InvalidData({"reason": "请写明由谁代为参会。", "elsewhere": "会议已经取消。"})

    form = LeaveForm(_request(clerk, _typed()))
    assert submit(form.request, form, refuse) is None
    assert form.status == 422
    assert form.errors["reason"] == ["请写明由谁代为参会。"]
    assert form.non_field_errors() == ["会议已经取消。"]
    assert form["reason"].value() == "出差"


def test_a_refusal_stands_above_the_form_with_its_status(clerk: Actor) -> None:
    def refuse(_: dict[str, Any]) -> str:
        raise RuleUnmet("通知不足1日。", instead="可改期。")

    form = LeaveForm(_request(clerk, _typed()))
    assert submit(form.request, form, refuse) is None
    assert form.status == 422
    assert form.refusal is not None
    assert (form.refusal.message, form.refusal.instead) == ("通知不足1日。", "可改期。")
    assert form["reason"].value() == "出差"


def test_a_conflict_shows_both_versions_and_lets_the_second_try_pass(clerk: Actor) -> None:
    def clash(_: dict[str, Any]) -> str:
        raise Conflict("内容已被他人修改。")

    form = LeaveForm(_request(clerk, _typed(version="1")))
    latest = {"version": 4, "reason": "住院", "kind": "ill", "on": None}
    assert submit(form.request, form, clash, latest=lambda: latest) is None
    assert form.status == 409
    shown = [(one.label, one.typed, one.latest) for one in form.differences]
    assert shown == [("请假事由", "出差", "住院"), ("类别", "公务", "病假")]
    assert form["reason"].value() == "出差"
    assert form["version"].value() == "4"


def test_a_draft_is_restored_and_dropped_once_handed_in(clerk: Actor) -> None:
    kept = QueryDict(mutable=True)
    kept.update({"reason": "写到一半", "kind": "duty", "token": "x", "version": "99"})
    access.keep_draft(clerk.account_id, "leave", {TYPED: kept.urlencode()})
    form = LeaveForm(_request(clerk), draft="leave", version=3)
    assert form.restored
    assert form["reason"].value() == "写到一半"
    assert form["version"].value() == 3
    assert form["token"].value() != "x"
    sent = LeaveForm(_request(clerk, _typed()), draft="leave")
    assert submit(sent.request, sent, lambda _: "/done/") is not None
    assert queries.draft(clerk.account_id, "leave") == {}
    assert not LeaveForm(_request(clerk), draft="leave").restored


def test_a_refused_form_keeps_its_draft(clerk: Actor) -> None:
    access.keep_draft(clerk.account_id, "leave", {TYPED: "reason=写到一半"})
    form = LeaveForm(_request(clerk, _typed(reason="")), draft="leave")
    assert submit(form.request, form, lambda _: "/done/") is None
    assert LeaveForm(_request(clerk), draft="leave")["reason"].value() == "写到一半"


def test_fields_are_shown_in_their_groups(clerk: Actor) -> None:
    shown = [
        (group.title, [field.name for field in group.fields])
        for group in LeaveForm(_request(clerk)).shown()
    ]
    assert shown == [("请假", ["reason", "kind"]), ("时间", ["on", "at"])]


def test_a_place_becomes_a_division_and_an_unknown_one_is_refused(city: Jurisdiction) -> None:
    field = PlaceField(label="地区")
    assert field.clean("140800") == city.place
    for text in ("149999", "运城"):
        with pytest.raises(Exception, match="没有这个行政区划"):
            field.clean(text)


# --- act buttons ---------------------------------------------------------------------------------


def test_a_button_carries_the_version_and_happens_once(clerk: Actor) -> None:
    sent, seen = {"token": new_id(), "version": "5"}, []
    for _ in range(2):
        answer = press(_request(clerk, sent), lambda version: seen.append(version) or "/done/")  # type: ignore[func-returns-value]
        assert answer.headers["Location"] == "/done/"
    assert seen == [5]


@pytest.mark.parametrize(
    "sent", [{}, {"token": "x"}, {"token": "01980000-0000-7000-8000-000000000000", "version": "x"}]
)
def test_a_button_of_a_page_that_is_not_ours_is_refused(clerk: Actor, sent: dict[str, Any]) -> None:
    with pytest.raises(InvalidData, match="页面已经失效"):
        press(_request(clerk, sent), lambda _: "/done/")


def test_a_token_of_somebody_else_opens_nothing(clerk: Actor, city: Jurisdiction) -> None:
    other, sent = somebody(city.office, PostKind.CASE_WORKER), {"token": new_id()}
    press(_request(clerk, sent), lambda _: "/done/")
    with pytest.raises(NotVisible):
        press(_request(other, sent), lambda _: "/done/")


# --- on the pages --------------------------------------------------------------------------------


@pytest.fixture
def keeper(city: Jurisdiction) -> Actor:
    return somebody(city.body(OrganisationKind.PLATFORM), PostKind.SYSTEM_ADMINISTRATOR)


def _registration(**changes: Any) -> dict[str, Any]:
    return {
        "token": new_id(),
        "name": "运城市司法局",
        "kind": "department",
        "department": "justice",
        "division": "140800000000",
    } | changes


def test_a_body_is_registered_through_its_form(keeper: Actor, sign_in: SignIn) -> None:
    answer = sign_in(keeper).post(reverse("organisations:new"), _registration())
    made = Organisation.objects.get(name="运城市司法局")
    assert answer.headers["Location"] == reverse("organisations:show", args=[made.pk])
    assert made.department == "justice"


def test_a_wrong_form_comes_back_whole_with_a_summary_that_leads_to_the_field(
    keeper: Actor, sign_in: SignIn
) -> None:
    answer = sign_in(keeper).post(reverse("organisations:new"), _registration(department=""))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="运城市司法局"' in text
    assert 'href="#id_department"' in text
    assert 'id="id_department_error"' in text
    assert 'aria-describedby="id_department_error"' in text
    assert 'aria-invalid="true"' in text
    assert not Organisation.objects.filter(name="运城市司法局").exists()


def test_what_is_typed_is_kept_and_comes_back(keeper: Actor, sign_in: SignIn) -> None:
    client = sign_in(keeper)
    kept = client.post("/forms/draft/organisations.register", _registration())
    assert "草稿已保存" in kept.content.decode()
    text = client.get(reverse("organisations:new")).content.decode()
    assert 'value="运城市司法局"' in text
    assert "已恢复上次未提交的草稿" in text
    assert "token" not in queries.draft(keeper.account_id, "organisations.register")[TYPED]


def test_a_draft_is_seen_by_nobody_else(keeper: Actor, city: Jurisdiction, sign_in: SignIn) -> None:
    sign_in(keeper).post("/forms/draft/organisations.register", _registration())
    second = somebody(city.body(OrganisationKind.PLATFORM), PostKind.SYSTEM_ADMINISTRATOR)
    text = sign_in(second).get(reverse("organisations:new")).content.decode()
    assert "运城市司法局" not in text


def test_the_cascade_opens_the_next_level(keeper: Actor, sign_in: SignIn) -> None:
    from tests.places import jurisdiction

    jurisdiction("140802", "盐湖区")
    client = sign_in(keeper)
    text = client.get("/forms/place/division", {"chosen": "140800000000"}).content.decode()
    assert 'name="division" value="140800000000"' in text
    assert '<option value="140802000000">盐湖区</option>' in text
    assert client.get("/forms/place/division", {"chosen": "x"}).status_code == 422
