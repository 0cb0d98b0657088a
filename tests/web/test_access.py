"""查阅与调阅 as each post meets it: asked for, decided, opened at once, promised, in a team."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huishang.access import actions as access_actions
from huishang.access import queries as access
from huishang.access.queries import Matter, Purpose, Section
from huishang.access.wording import UNDERTAKING_TEXT
from huishang.cases import actions, queries
from huishang.cases.queries import Case
from huishang.kernel import clock
from huishang.kernel.actor import Actor
from huishang.kernel.ids import new_id
from huishang.kernel.terms import OrganisationKind, PostKind
from tests.cases.road import opened
from tests.conferences.road import ON
from tests.places import somebody
from tests.valley import COUNTY, Valley

SignIn = Callable[[Actor], Client]

LISTS = ("home", "requests", "emergencies", "undertakings", "teams")
KEEPERS = (
    PostKind.SYSTEM_ADMINISTRATOR,
    PostKind.SECURITY_ADMINISTRATOR,
    PostKind.AUDIT_ADMINISTRATOR,
)
HOME = reverse("access:home")


@pytest.fixture
def valley(db: None) -> Iterator[Valley]:
    with clock.at(ON):
        yield Valley()


@pytest.fixture
def case(valley: Valley) -> Case:
    return opened(valley)


def words(answer: Any) -> str:
    return unescape(answer.content.decode())


def to(view: str, *keys: object) -> str:
    return reverse(f"access:{view}", args=keys)


def typed(**fields: Any) -> dict[str, Any]:
    return {"token": new_id(), **fields}


ASKED = {
    "sections": ["narrative", "minutes"],
    "purpose": "legal",
    "reason": "提供法律援助。",
    "until": "2026-02-01",
}


def asked_for(client: Client, number: str, **more: Any) -> str:
    """The address of the request made."""
    answer = client.post(to("ask"), typed(number=number, **{**ASKED, **more}))
    assert answer.status_code == 302, words(answer)
    return str(answer.headers["Location"])


def bare(page: str) -> str:
    """Without what differs between any two answers: keys, tokens, nonces, the number itself."""
    for pattern in (r"[0-9a-f]{8}-[0-9a-f-]{27}", r"\b[A-Za-z0-9]{64}\b", r'nonce="[^"]*"'):
        page = re.sub(pattern, "KEY", page)
    return page


# --- who has it ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", list(PostKind))
def test_every_post_but_the_administrators_has_the_room(
    valley: Valley, sign_in: SignIn, kind: PostKind
) -> None:
    client = sign_in(valley.nobody(kind))
    link = f'href="{HOME}"'
    if kind in KEEPERS:
        assert link not in words(client.get("/"))
        for view in (*LISTS, "ask"):
            answer = client.get(to(view))
            assert answer.status_code == 403
            assert "管理员不查阅儿童档案和案卷" in words(answer)
        return
    assert link in words(client.get("/"))
    for view in LISTS:
        assert client.get(to(view)).status_code == 200, view


# --- asked and decided ---------------------------------------------------------------------------


def test_a_case_is_asked_for_approved_in_part_and_read(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    asker, director = sign_in(valley.police), sign_in(valley.office_director)
    path = asked_for(asker, case.number)
    assert "待审批" in words(asker.get(path))
    desk = words(director.get("/"))
    assert f"审批调阅申请：{case.number}，司法和法律援助" in desk
    assert "待您审批" in words(director.get(to("requests")))
    page = words(director.get(path))
    assert "提供法律援助。" in page
    assert "打开个案" in page
    form = words(director.get(f"{path}approve/"))
    assert "报告和案情" in form
    assert "健康和残疾" not in form  # not asked, not offered
    answer = director.post(
        f"{path}approve/", typed(sections=["narrative"], note="限案情。", version=1)
    )
    assert answer.status_code == 302, words(answer)
    told = words(asker.get(path))
    assert "已批准" in told
    assert "限案情。" in told
    assert case.number in words(asker.get(HOME))
    shown = words(asker.get(reverse("cases:show", args=[case.pk])))
    assert "张某某由祖父照料" in shown
    assert "张小明" not in shown
    assert "没有显示：身份信息、家庭和监护" in shown
    assert f"{to('ask')}?number=" in shown
    assert "不需要指定即可查阅" not in shown
    assert reverse("cases:close", args=[case.pk]) not in shown
    for view in ("family", "conferences", "documents", "assignments", "readings"):
        assert asker.get(reverse(f"cases:{view}", args=[case.pk])).status_code == 403, view
        assert reverse(f"cases:{view}", args=[case.pk]) not in shown


def test_an_unknown_number_and_a_known_one_get_the_same_page(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client, unknown = sign_in(valley.police), case.number.replace("1号", "7号")
    pages = []
    for number in (case.number, unknown):
        path = asked_for(client, number)
        for address in (path, to("requests"), "/"):
            text = bare(words(client.get(address)).replace(number, "NUMBER"))
            pages.append((address.replace(path, "REQUEST"), text))
        client.post(f"{path}withdraw/", typed(version=1))
        pages.append(("after", bare(words(client.get(path)).replace(number, "NUMBER"))))
    half = len(pages) // 2
    known, other = dict(pages[:half]), dict(pages[half:])
    for page in ("REQUEST", "after"):
        assert known[page] == other[page]
    assert valley.county.office.name not in known["REQUEST"].replace("查询", "")


def test_what_is_missing_is_said_beside_its_field(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.police).post(
        to("ask"), typed(number="", sections=[], purpose="legal", reason="", until="2026-03-30")
    )
    assert answer.status_code == 422
    for fault in (
        "请填写个案编号",
        "请至少选择一项查阅内容",
        "请写明为什么需要查阅",
        "截止日期应在",
    ):
        assert fault in words(answer)


def test_a_refusal_tells_the_asker_why(valley: Valley, case: Case, sign_in: SignIn) -> None:
    asker, director = sign_in(valley.police), sign_in(valley.office_director)
    path = asked_for(asker, case.number)
    assert director.post(f"{path}refuse/", typed(note="", version=1)).status_code == 422
    assert director.post(f"{path}refuse/", typed(note="与职责无关。", version=1)).status_code == 302
    page = words(asker.get(path))
    assert "未批准" in page
    assert "与职责无关。" in page
    assert "撤回" not in page


def test_steps_of_others_are_not_offered_and_not_taken(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    asker = sign_in(valley.police)
    path = asked_for(asker, case.number)
    page = words(asker.get(path))
    assert f'action="{path}withdraw/"' in page
    assert f"{path}approve/" not in page
    assert asker.get(f"{path}approve/").status_code == 403
    assert asker.post(f"{path}approve/", typed(sections=["narrative"])).status_code == 403
    for stranger in (valley.clerk, valley.other_clerk, valley.city_director):
        client = sign_in(stranger)
        assert client.get(path).status_code == 404
        assert client.post(f"{path}withdraw/", typed()).status_code == 404
    director = sign_in(valley.office_director)
    assert f"{path}withdraw/" not in words(director.get(path))
    assert director.post(f"{path}withdraw/", typed()).status_code == 403


# --- in an emergency -----------------------------------------------------------------------------


def test_a_case_is_opened_at_once_and_reviewed_by_another(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    opener, director = sign_in(valley.director), sign_in(valley.office_director)
    form = words(opener.get(to("open_in_emergency")))
    assert "提交后立即可以查阅3小时" in form
    assert "事后由他人复核" in form
    answer = opener.post(
        to("open_in_emergency"), typed(number=case.number, reason="孩子走失，正在找。")
    )
    assert answer.headers["Location"] == reverse("cases:show", args=[case.pk])
    page = words(opener.get(answer.headers["Location"]))
    assert "可以查阅至12:00" in page
    assert case.summary in page
    assert "复核紧急查阅" in words(director.get("/"))
    (one,) = access.emergencies_to_review(valley.office_director)
    path = to("emergency", one.pk)
    assert path in words(director.get(to("emergencies")))
    assert path in words(opener.get(to("emergencies")))
    own = words(opener.get(path))
    assert "孩子走失，正在找。" in own
    assert "负责人复核" in own  # greyed, with the reason
    assert opener.get(to("review", one.pk)).status_code == 403
    assert (
        director.post(to("review", one.pk), typed(justified="yes", finding="")).status_code == 422
    )
    answer = director.post(
        to("review", one.pk), typed(justified="yes", finding="已核实走失。", version=1)
    )
    assert answer.status_code == 302
    assert "复核认为正当" in words(opener.get(path))
    with clock.at(ON + timedelta(hours=3)):
        assert opener.get(reverse("cases:show", args=[case.pk])).status_code == 404


def test_the_emergency_form_answers_alike_for_what_is_elsewhere_and_nowhere(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    client = sign_in(valley.other_clerk)
    answers = set()
    for number in (case.number, "没有〔2026〕9号"):
        answer = client.post(to("open_in_emergency"), typed(number=number, reason="失联"))
        assert answer.status_code == 404
        answers.add(bare(words(answer).replace(number, "NUMBER")))
    assert len(answers) == 1


def test_who_may_not_is_told_what_to_do_instead(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.police).get(to("open_in_emergency"))
    assert answer.status_code == 403
    assert "儿童面临危险的，请立即报警" in words(answer)


# --- promises ------------------------------------------------------------------------------------


def test_the_invited_signs_first_and_is_shown_no_name(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    expert = valley.nobody(PostKind.EXPERT)
    worker, client = sign_in(valley.worker), sign_in(expert)
    path = reverse("cases:invite", args=[case.pk])
    form = words(worker.get(path))
    assert expert.person_name in form
    assert "身份信息</label>" not in form
    answer = worker.post(
        path,
        typed(
            person_id=expert.person_id,
            purpose="research",
            sections=["narrative"],
            until="2026-02-01",
            version=case.version,
        ),
    )
    assert answer.status_code == 302, words(answer)
    assert "待签署保密承诺" in words(worker.get(reverse("cases:team", args=[case.pk])))
    assert "签署保密承诺：联合调研" in words(client.get("/"))
    page = words(client.get(to("undertakings")))
    for line in UNDERTAKING_TEXT:
        assert line in page
    assert case.number not in page
    assert case.title not in page
    assert client.get(reverse("cases:show", args=[case.pk])).status_code == 404
    answer = client.post(to("sign", "case", case.pk), typed())
    assert answer.headers["Location"] == HOME
    shown = words(client.get(reverse("cases:show", args=[case.pk])))
    assert "张某某由祖父照料" in shown
    assert "张小明" not in shown
    assert "没有待签署的承诺" in words(client.get(to("undertakings")))


@pytest.mark.parametrize("matter", ["case", "child", "nothing"])
def test_nobody_signs_what_is_not_theirs(
    valley: Valley, case: Case, sign_in: SignIn, matter: str
) -> None:
    answer = sign_in(valley.police).post(to("sign", matter, case.pk), typed())
    assert answer.status_code == 404


# --- the panel on the case -----------------------------------------------------------------------


def test_a_worker_is_named_and_leaves(valley: Valley, case: Case, sign_in: SignIn) -> None:
    from huishang.organisations import queries as organisations

    centre = organisations.organisation(valley.worker.organisation_id)
    other = somebody(centre, PostKind.CASE_WORKER)
    worker, team = sign_in(valley.worker), reverse("cases:team", args=[case.pk])
    assert "未保办工作人员、未保办主任" in words(worker.get(team))
    path = reverse("cases:name", args=[case.pk])
    assert other.person_name in words(worker.get(path))
    answer = worker.post(path, typed(person=f"{centre.pk}:{other.person_id}", version=case.version))
    assert answer.status_code == 302, words(answer)
    assert other.person_name in words(worker.get(team))
    assert sign_in(other).get(team).status_code == 200
    release = reverse("cases:release", args=[case.pk, centre.pk, other.person_id])
    assert f'action="{release}"' in words(worker.get(team))
    assert worker.post(release, typed()).status_code == 302
    assert sign_in(other).get(team).status_code == 404


def test_an_invitation_is_taken_back(valley: Valley, case: Case, sign_in: SignIn) -> None:
    expert = valley.nobody(PostKind.EXPERT)
    actions.invite(
        actor=valley.worker,
        case_id=case.pk,
        person_id=expert.person_id,
        purpose=Purpose.CASE,
        sections=[Section.NARRATIVE],
        until=clock.today(),
    )
    revoke = reverse("cases:revoke", args=[case.pk, expert.person_id])
    worker = sign_in(valley.worker)
    assert f'action="{revoke}"' in words(worker.get(reverse("cases:team", args=[case.pk])))
    assert worker.post(revoke, typed()).status_code == 302
    assert access.promises_owed(expert) == []


@pytest.mark.parametrize("view", ["name", "invite"])
def test_who_reads_by_name_puts_nobody_on_it(
    valley: Valley, case: Case, sign_in: SignIn, view: str
) -> None:
    actions.open_in_emergency(actor=valley.director, number=case.number, reason="失联")
    client = sign_in(valley.director)
    assert client.get(reverse(f"cases:{view}", args=[case.pk])).status_code == 403
    strangers = sign_in(valley.other_clerk)
    assert strangers.get(reverse(f"cases:{view}", args=[case.pk])).status_code == 404


# --- joint teams ---------------------------------------------------------------------------------


def test_a_joint_team_is_drawn_reads_and_ends(valley: Valley, case: Case, sign_in: SignIn) -> None:
    procurator = valley.liaison_of(OrganisationKind.DEPARTMENT, COUNTY, "procuratorate")
    director, member = sign_in(valley.office_director), sign_in(procurator)
    assert procurator.person_name in words(director.get(to("draw")))
    fields = {
        "title": "监护缺失专项督查",
        "purpose": "supervise",
        "person_ids": [procurator.person_id],
        "numbers": f"{case.number}\n\n",
        "sections": ["narrative"],
        "valid_from": "2026-01-20",
        "valid_until": "2026-01-25",
    }
    wrong = director.post(to("draw"), typed(**{**fields, "numbers": "没有〔2026〕9号"}))
    assert wrong.status_code == 422
    assert "没有找到本办的个案" in words(wrong)
    answer = director.post(to("draw"), typed(**fields))
    assert answer.status_code == 302, words(answer)
    path = answer.headers["Location"]
    assert "进行中" in words(member.get(to("teams")))
    page = words(member.get(path))
    assert "提前结束" not in page
    assert f"打开{case.number}" in page
    assert "抽调参加" in words(member.get(HOME))
    show = reverse("cases:show", args=[case.pk])
    assert member.get(show).status_code == 200
    team_page = reverse("cases:team", args=[case.pk])
    assert member.get(team_page).status_code == 403
    assert "监护缺失专项督查（督导检查）" in words(sign_in(valley.worker).get(team_page))
    (team,) = access.joint_teams(procurator)
    assert member.post(to("end", team.pk), typed()).status_code == 403
    assert sign_in(valley.clerk).get(path).status_code == 404
    assert director.post(to("end", team.pk), typed(version=1)).status_code == 302
    assert member.get(show).status_code == 404
    assert "已结束" in words(member.get(to("teams")))


def test_only_a_director_draws_one(valley: Valley, sign_in: SignIn) -> None:
    answer = sign_in(valley.clerk).get(to("draw"))
    assert answer.status_code == 403
    assert "由未保办主任组建" in words(answer)


# --- what is let in by name, elsewhere -----------------------------------------------------------


def test_a_childs_file_says_calmly_what_it_does_not_show(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    assert case.report is not None
    asked = actions.ask_for_file(
        actor=valley.police,
        number=case.number,
        purpose=Purpose.LEGAL,
        reason="核实",
        sections=[Section.HEALTH],
        until=clock.today(),
    )
    actions.approve_request(
        actor=valley.office_director, request_id=asked.pk, sections=[Section.HEALTH]
    )
    child = case.report.child_id
    page = words(
        sign_in(valley.police).get(f"{reverse('children:show', args=[child])}?purpose=legal")
    )
    assert "监护情况不在您的查阅范围内" in page
    assert "查阅范围不包括身份信息" in page
    assert "登记监护人" not in page or "维护" in page


def test_a_recused_readers_case_is_listed_without_its_title(
    valley: Valley, case: Case, sign_in: SignIn
) -> None:
    actions.open_in_emergency(actor=valley.director, number=case.number, reason="失联")
    access_actions.recuse(
        actor=valley.clerk,
        person_id=valley.director.person_id,
        matter=Matter.CASE,
        matter_id=case.pk,
        reason="亲属",
    )
    page = words(sign_in(valley.director).get(HOME))
    assert case.title not in page
    assert reverse("cases:show", args=[case.pk]) not in page
    assert queries.cited(valley.director, [case.pk])[case.pk].title == ""
