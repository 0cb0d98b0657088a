"""Lookup goes from the place upwards; law answers before a local setting, wherever it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import NATION, DivisionCode
from huishang.kernel.errors import NoRuleInForce
from huishang.kernel.terms import Level
from huishang.law import book as book_module
from huishang.law import fieldwork_provisions, provisions, reporting_provisions
from huishang.law.book import current
from huishang.law.regimes import Source, overlap, within
from huishang.law.rules import Rules
from huishang.law.vocabulary import BY_KEY, KINDS
from tests.law.data import HEAD, book_with

CITY, COUNTY = DivisionCode.parse("140800"), DivisionCode.parse("140802")
TODAY = date(2026, 11, 22)

whole_days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_the_name_of_a_provision_is_its_key_in_capitals() -> None:
    assert {key.upper() for key in BY_KEY} == {
        name
        for module in (provisions, reporting_provisions, fieldwork_provisions)
        for name, found in vars(module).items()
        if isinstance(found, provisions.Provision)
    }
    assert len(BY_KEY) == len(KINDS)


def test_each_provision_says_what_it_means() -> None:
    assert all(provision.label and provision.help.endswith("。") for provision in KINDS)
    assert len({str(provision) for provision in KINDS}) == len(KINDS)


def test_a_local_setting_never_reads_as_law() -> None:
    found = current().lookup(provisions.IMPLEMENTATION_PERIOD, CITY, TODAY)
    assert found.source is Source.LOCAL_SETTING
    assert current().grounds(found) == (
        "本地设定（制度未作规定，参照《河南省未成年人保护个案会商制度（试行）》工作流程“跟踪落实”）"
    )


def test_a_local_setting_after_nothing_says_only_that() -> None:
    found = current().lookup(provisions.QUORUM, CITY, TODAY)
    assert current().grounds(found) == "本地设定（制度未作规定）"


def test_law_is_cited_with_number_and_article() -> None:
    found = current().lookup(provisions.DAY_COUNTING, COUNTY, TODAY)
    assert current().grounds(found) == (
        "依据：《中华人民共和国民法典》第二百零一条、《中华人民共和国民法典》第二百零三条"
    )


def test_the_law_above_answers_before_the_local_setting_below(tmp_path: Path) -> None:
    province = HEAD.replace("140899", "140000").replace("[county]", "[county, city]")
    province = province.replace("provisions:", "complete: false\nprovisions:")
    clause = "  implementation_period:\n    - {value: 20 working_day, basis: sample-document#1}\n"
    book = book_with(tmp_path, province=province + clause)
    found = book.lookup(provisions.IMPLEMENTATION_PERIOD, COUNTY, TODAY)
    assert (str(found.value), found.is_law) == ("20个工作日", True)
    assert [str(step) for step in found.path] == [
        "县级：无制度",
        "运城市：未作规定，有本地设定",
        "样例县：《样例文件》第一条",
    ]


def test_the_nearest_of_several_local_settings_answers(tmp_path: Path) -> None:
    clauses = (
        "  attendance_duty:\n    - {value: true, basis: sample-document#1}\n"
        "  report_clock:\n    - {silent: true, local_setting: 1 hour, note: 未规定}\n"
    )
    book = book_with(tmp_path, county=HEAD + clauses)
    found = book.lookup(provisions.REPORT_CLOCK, DivisionCode.parse("140899"), TODAY)
    assert (str(found.value), found.regime.key) == ("1小时", "sample")


def test_the_county_answers_before_the_city(tmp_path: Path) -> None:
    clause = "  notice_period:\n    - {value: 2 working_day, basis: sample-document#1}\n"
    book = book_with(tmp_path, county=HEAD + clause)
    county = DivisionCode.parse("140899")
    assert str(book.lookup(provisions.NOTICE_PERIOD, county, TODAY).value) == "2个工作日"
    assert str(book.lookup(provisions.NOTICE_PERIOD, COUNTY, TODAY).value) == "1日"
    assert book.regime_at(county, TODAY).key == "sample"
    assert book.regime_at(county, date(2023, 12, 31)).key == "yuncheng-2022"


def test_a_city_may_be_asked_for_its_counties_without_naming_one() -> None:
    asked = current().lookup(provisions.OFFICE_DUTIES, CITY, TODAY, level=Level.COUNTY)
    named = current().lookup(provisions.OFFICE_DUTIES, COUNTY, TODAY)
    assert asked.value == named.value
    assert asked.value != current().lookup(provisions.OFFICE_DUTIES, CITY, TODAY).value


def test_no_rule_says_when_where_what_and_what_to_do() -> None:
    with pytest.raises(NoRuleInForce) as refusal:
        current().lookup(provisions.CHAIR, DivisionCode.parse("110101"), TODAY)
    assert refusal.value.message.startswith("2026年11月22日，县级没有关于“会议主持”的现行规定：")
    assert "本地设定" in refusal.value.instead


def test_before_any_regime_there_is_none() -> None:
    with pytest.raises(NoRuleInForce, match="没有现行制度"):
        current().regime_at(CITY, date(2000, 1, 1))


def test_where_no_regime_stands_the_nation_s_does() -> None:
    assert current().regime_at(DivisionCode.parse("110101"), TODAY).key == "china"


def test_a_version_names_the_day_its_wording_began_and_its_data() -> None:
    china = current().regimes["china"]
    early, late = china.at(date(2021, 3, 1)), china.at(TODAY)
    assert early.version == f"2021-01-01+{china.digest}"
    assert late.version == f"2026-01-01+{china.digest}"
    assert str(late) == "全国通行规则"


def test_the_version_changes_with_the_rules_and_not_with_the_layout(tmp_path: Path) -> None:
    clause = "  notice_period:\n    - {value: 2 working_day, basis: sample-document#1}\n"
    versions = [
        book_with(tmp_path, sample=text).regime_at(DivisionCode.parse("140899"), TODAY).version
        for text in (HEAD + clause, "# 注\n\n" + HEAD + clause, HEAD + clause.replace("2", "3"))
    ]
    assert versions[0] == versions[1] != versions[2]


def test_an_ended_clause_gives_way_on_the_day_it_ends(tmp_path: Path) -> None:
    clause = (
        "  notice_period:\n"
        "    - {until: 2026-01-01, value: 2 calendar_day, basis: sample-document#1}\n"
        "    - {from: 2026-01-01, value: 3 calendar_day, basis: sample-document#1}\n"
    )
    book = book_with(tmp_path, sample=HEAD + clause)
    county = DivisionCode.parse("140899")
    values = [
        str(book.lookup(provisions.NOTICE_PERIOD, county, day).value)
        for day in (date(2025, 12, 31), date(2026, 1, 1))
    ]
    assert values == ["2日", "3日"]
    assert book.regime_at(county, TODAY).version.startswith("2026-01-01+")
    assert date(2026, 1, 1) in book.moments(book.regimes["sample"])


@given(whole_days, whole_days, st.none() | whole_days, st.none() | whole_days)
def test_intervals_overlap_exactly_where_they_share_a_day(
    start: date, other: date, end: date | None, other_end: date | None
) -> None:
    if (end and end <= start) or (other_end and other_end <= other):
        return
    shared = within(start, end, max(start, other)) and within(other, other_end, max(start, other))
    assert overlap(start, end, other, other_end) is shared


def test_an_article_tells_its_gist_and_what_was_made_of_it() -> None:
    basis = Basis.parse("yuncheng-2022#5.3")
    article = current().article(basis)
    assert article.citation == "运未保委〔2022〕2号 第五条第（三）项"
    assert article.gist
    made = {(regime.key, clause.provision.key) for regime, clause in current().made_from(basis)}
    assert made == {("yuncheng-2022", "triggers")}


@pytest.mark.parametrize("basis", ["yuncheng-2022#99", "no-such-document#1"])
def test_an_article_not_in_the_data_is_refused(basis: str) -> None:
    with pytest.raises(NoRuleInForce, match="没有"):
        current().article(Basis.parse(basis))


def test_rules_are_the_law_of_one_place_on_one_day() -> None:
    rules = Rules.at("140800", TODAY)
    assert rules == Rules.at(CITY, TODAY)
    assert rules.value(provisions.NOTICE_PERIOD) == rules.find(provisions.NOTICE_PERIOD).value
    assert rules.basis(provisions.NOTICE_PERIOD) == (Basis("yuncheng-2022", "12.1"),)
    assert rules.regime.key == "yuncheng-2022"


def test_an_installation_s_own_directory_is_read_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clause = "  notice_period:\n    - {value: 2 working_day, basis: sample-document#1}\n"
    (tmp_path / "own.yaml").write_text(HEAD + clause, encoding="utf-8")
    monkeypatch.setenv("HUISHANG_LAW_DIR", str(tmp_path))
    assert "sample" in book_module.current().regimes
    assert book_module.current() is book_module.current()
    monkeypatch.setenv("HUISHANG_LAW_DIR", "")
    assert "sample" not in book_module.current().regimes


def test_the_nation_is_a_place_too() -> None:
    assert current().lookup(provisions.DAY_COUNTING, NATION, TODAY).path[0].place == "全国"


def test_a_local_setting_is_cited_as_what_it_is_at_the_place_that_was_asked() -> None:
    """The city's article on notice is no article for the county, which follows it by itself."""
    city = current().lookup(provisions.NOTICE_PERIOD, CITY, TODAY)
    county = current().lookup(provisions.NOTICE_PERIOD, COUNTY, TODAY)
    assert [str(basis) for basis in city.cited] == ["yuncheng-2022#12.1"]
    assert [str(basis) for basis in county.cited] == ["setting:140802000000#notice_period"]
    assert current().resting_on((*city.cited, *county.cited)) == (
        "依据：运未保委〔2022〕2号 第十二条第（一）项；本地设定“通知提前期”（制度未作规定）"
    )
    assert current().resting_on(county.cited) == "本地设定“通知提前期”（制度未作规定）"


def test_a_local_setting_of_nothing_known_is_refused() -> None:
    with pytest.raises(NoRuleInForce, match="没有“nonsense”这一事项"):
        current().cite(Basis.setting("140802000000", "nonsense"))
