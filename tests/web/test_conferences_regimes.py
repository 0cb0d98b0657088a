"""The same pages under other rules: places to state in Henan, a regime that asks to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.conferring import ASKED, SignIn, sent, url

if TYPE_CHECKING:
    from huishang.cases.queries import Case
    from huishang.kernel.actor import Actor
    from tests.conferences.test_seventh_regime import Xingang

TEXTS = {name: text for name, text in ASKED.items() if "." not in name and name != "triggers"}


@pytest.fixture
def zhengzhou(db: None) -> Iterator[tuple[Case, Actor]]:
    """A case of 金水区, and the director of the city's office, whom the province hears."""
    from huishang.cases import actions as cases
    from huishang.discovery import actions as discovery
    from huishang.kernel import clock
    from huishang.kernel.clock import beijing
    from huishang.kernel.terms import PostKind, Sex
    from tests.places import jurisdiction, somebody

    jurisdiction("410000", "河南省")
    city = jurisdiction("410100", "郑州市")
    jurisdiction("410105", "金水区")
    with clock.at(beijing(2026, 3, 2, 9)):
        director = somebody(city.office, PostKind.OFFICE_DIRECTOR)
        report = discovery.receive_report(
            actor=director,
            channel="walk_in",
            received_at=clock.now(),
            child_name="史小川",
            sex=Sex.MALE,
            birth_date=date(2016, 4, 4),
            incident_division="410105000000",
            residence_division="410105000000",
            narrative="受侵害后需要安置。",
            issues=("placement",),
        )
        county = somebody(_office("410105000000"), PostKind.OFFICE_DIRECTOR)
        case = cases.open_case(
            actor=county,
            report_id=report.pk,
            title="安置个案",
            issues=("placement",),
            summary="概况",
        )
        cases.join_office(
            actor=county, case_id=case.pk, office_id=city.office.pk, role="上级未保办"
        )
        yield case, director


def _office(division: str) -> Any:
    from huishang.kernel.divisions import DivisionCode
    from huishang.organisations import queries

    return queries.office_at(DivisionCode.parse(division))


def asked(*places: str) -> dict[str, Any]:
    return sent(
        **{
            **TEXTS,
            "level": "province",
            "triggers": "cross_region",
            "cross_region.special": "两市安置意见不一。",
            **{f"cross_region-regions-{row}": code for row, code in enumerate(places)},
        }
    )


def test_several_places_are_stated_each_in_its_own_row(
    zhengzhou: tuple[Case, Actor], sign_in: SignIn
) -> None:
    case, director = zhengzhou
    client, path = sign_in(director), f"{url('request_new')}?case={case.pk}"
    assert client.get(path).content.decode().count('name="cross_region-regions-') == 4
    answer = client.post(path, asked("410100000000", "410000000000"))
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "河南省郑州市、河南省" in page


@pytest.mark.parametrize("places", [(), ("410100000000",), ("410100000000", "bad")])
def test_too_few_places_or_none_such_is_said_beside_them(
    zhengzhou: tuple[Case, Actor], sign_in: SignIn, places: tuple[str, ...]
) -> None:
    case, director = zhengzhou
    answer = sign_in(director).post(f"{url('request_new')}?case={case.pk}", asked(*places))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="id_cross_region.regions_error"' in page
    assert "两市安置意见不一。" in page


@pytest.fixture
def xingang(db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Xingang]:
    from huishang.kernel import clock
    from tests.conferences.test_seventh_regime import BEGINS, SEVENTH, Xingang

    monkeypatch.setenv("HUISHANG_LAW_DIR", str(SEVENTH))
    with clock.at(BEGINS):
        yield Xingang()


def test_numbers_and_yes_or_no_are_asked_as_the_invented_regime_wants_them(
    xingang: Xingang, sign_in: SignIn
) -> None:
    request = xingang.accepted()
    page = sign_in(xingang.county_director).get(url("request", request.pk)).content.decode()
    assert "是否正处于危险之中" in page
    assert "<dd>否</dd>" in page
    assert "<dd>3</dd>" in page


def test_confirmed_by_the_seats_that_bear_duties_and_then_signed(
    xingang: Xingang, sign_in: SignIn
) -> None:
    from huishang.conferences import actions
    from huishang.kernel import clock
    from tests.conferences.test_seventh_regime import MEETING, settled

    item, _ = settled(xingang)
    with clock.at(MEETING + timedelta(hours=3)):
        draft = actions.draft_minutes(actor=xingang.clerk, item_id=item.pk, form="minutes")
        clerk, signer = sign_in(xingang.clerk), sign_in(xingang.director)
        assert clerk.post(url("minutes_send", draft.pk), sent(draft.version)).status_code == 302
        assert "未会签" in clerk.get(url("minutes", draft.pk)).content.decode()
        assert "纪要会签还差2个席位" in signer.get(url("minutes", draft.pk)).content.decode()
        path = url("minutes_confirm", draft.pk)
        assert sign_in(xingang.county_director).post(path, sent()).status_code == 403
        for liaison in xingang.liaisons.values():
            client = sign_in(liaison)
            assert client.get(path).status_code == 200
            assert client.post(path, sent(remark="无意见")).status_code == 302
        assert "未会签" not in clerk.get(url("minutes", draft.pk)).content.decode()
        version = draft.version + 1
        assert signer.post(url("minutes_sign", draft.pk), sent(version)).status_code == 302
