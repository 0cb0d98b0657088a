"""Values refuse nonsense, decide what is theirs to decide, and say themselves in Chinese."""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.kernel.basis import Basis
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level, OrganisationKind, PostKind, Rank, Severity, Sex
from huishang.law import values
from huishang.law.book import current
from huishang.law.numerals import chinese
from huishang.law.rendering import lines, plain
from huishang.law.values import (
    Applicant,
    Body,
    CaseFacts,
    Category,
    CategoryVisits,
    ChairRule,
    Choice,
    Colour,
    Confirmation,
    ConfirmingSeats,
    DayCounting,
    DepartmentCode,
    Dimension,
    Duration,
    Duty,
    Escalation,
    ExtensionReason,
    FactKind,
    FactSpec,
    Filing,
    FilingBody,
    GradeRow,
    GuardianRank,
    Issue,
    LevelProposal,
    Measure,
    Presentation,
    Presenter,
    Quorum,
    RecordForm,
    Right,
    RiskLevel,
    Scale,
    ScaleItem,
    Scheme,
    Signer,
    Signing,
    Situation,
    Staffing,
    Ticked,
    Trigger,
    Unit,
    UnusualReading,
    UrgentNotice,
    Validity,
    Visiting,
)
from huishang.law.values.categories import OfChild
from huishang.law.values.labelled import Labelled

BASIS = Basis("civil-code", "201")
ITEM = ScaleItem("mood", "情绪", Dimension.CHILD, ("平稳", "低落", "异常"))
HIGH = RiskLevel("high", "高风险", Colour.RED, 2, Duration(7, Unit.CALENDAR_DAY))
LOW = RiskLevel("low", "低风险", Colour.GREEN, 0, Duration(30, Unit.CALENDAR_DAY))
MONTHLY = Duration(30, Unit.CALENDAR_DAY)
VISITING = Visiting(
    Duration(90, Unit.CALENDAR_DAY),
    (CategoryVisits("a.b", MONTHLY),),
    (Choice("safe", "安全"),),
    Duration(7, Unit.CALENDAR_DAY),
)
SCALE = Scale("量表", (Choice("violence", "暴力"),), (ITEM,), (HIGH, LOW), Duration(6, Unit.MONTH))
DIRECTOR = PostKind.OFFICE_DIRECTOR


@given(st.integers(1, 999), st.sampled_from(list(Unit)))
def test_a_duration_is_read_as_it_is_written(amount: int, unit: Unit) -> None:
    assert Duration.parse(f"{amount} {unit.value}") == Duration(amount, unit)


@pytest.mark.parametrize("text", ["", "30", "working_day", "x working_day", "1.5 hour", "1 day"])
def test_what_is_no_duration_is_told_how_to_write_one(text: str) -> None:
    with pytest.raises(ValueError, match="30 working_day"):
        Duration.parse(text)


@pytest.mark.parametrize("text", ["0 hour", "-1 hour"])
def test_a_duration_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="至少为1"):
        Duration.parse(text)


@given(st.integers(1, 9999))
def test_chinese_numerals_read_back(number: int) -> None:
    digits, places = "零一二三四五六七八九", {"千": 1000, "百": 100, "十": 10}
    total, digit = 0, 0
    words = chinese(number)
    for character in f"一{words}" if words.startswith("十") else words:
        if character in places:
            total, digit = total + digit * places[character], 0
        else:
            digit = digits.index(character)
    assert total + digit == number


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "一"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1001, "一千零一"),
        (1105, "一千一百零五"),
    ],
)
def test_chinese_numerals_as_articles_write_them(number: int, words: str) -> None:
    assert chinese(number) == words


def test_places_are_counted_only_as_deep_as_they_are_known() -> None:
    places = ["140802101201", "140802", "140881", "140800", "410105"]
    facts = CaseFacts(divisions=frozenset(map(DivisionCode.parse, places)))
    counted = [
        facts.count(measure) for measure in (Measure.COUNTIES, Measure.CITIES, Measure.PROVINCES)
    ]
    assert counted == [3, 2, 2]
    assert facts.count(Measure.DEATHS) == 0


def test_a_condition_free_escalation_is_always_open() -> None:
    free = Escalation(Level.PROVINCE, (DIRECTOR,), "认为必要")
    bound = Escalation(Level.CITY, (DIRECTOR,), "影响恶劣", (Ticked("severe"),))
    assert free.open_for(CaseFacts())
    assert not bound.open_for(CaseFacts())
    assert bound.open_for(CaseFacts(triggers=frozenset({"severe"})))


def test_a_body_of_some_departments_includes_no_others() -> None:
    body = Body("公安", (OrganisationKind.DEPARTMENT,), (DepartmentCode("police"),))
    assert body.includes(OrganisationKind.DEPARTMENT, "police")
    assert not body.includes(OrganisationKind.DEPARTMENT, "health")
    assert not body.includes(OrganisationKind.SCHOOL, "police")


def test_a_duty_answers_the_issues_it_is_tagged_with() -> None:
    duty = Duty("a", DepartmentCode("health"), "救治", issues=("injury", "illness"))
    assert duty.answers(frozenset({"injury", "dropout"})) == {"injury"}
    assert not duty.answers(frozenset({"dropout"}))


@given(st.integers(1, 9), st.integers(1, 9), st.integers(0, 60), st.integers(0, 60))
def test_a_quorum_is_met_by_its_share_and_nothing_less(
    share: int, of: int, present: int, seats: int
) -> None:
    if share > of:
        with pytest.raises(ValueError, match="到会比例"):
            Quorum(share, of)
        return
    assert Quorum(share, of).met(present, seats) is (present / 1 >= share * seats / of - 1e-9)


@given(st.none() | st.integers(1, 20), st.integers(0, 20))
def test_a_confirmation_never_wants_more_than_there_are(n: int | None, seats: int) -> None:
    needed = Confirmation(ConfirmingSeats.PRESENT, n).needed(seats)
    assert needed == (seats if n is None or n > seats else n)


POOR = Situation("poor", "家庭贫困", (), BASIS)
POORLY = Category("poor", "贫困儿童", OfChild(("poor",)), 18, BASIS)
SAID = [
    (CategoryVisits("a.b", MONTHLY), "a.b：至少每30日走访一次"),
    (VISITING, "一般每90日走访一次；a.b：至少每30日走访一次；逾期7日报告镇级"),
    (Duration(30, Unit.WORKING_DAY), "30个工作日"),
    (
        DayCounting(False, True),
        "开始当日不计入，自次日起算；末日遇法定休息日的，顺延至其后第一个工作日",
    ),
    (DayCounting(True, False), "开始当日计入；末日遇法定休息日的，不顺延"),
    (Choice("a", "校园欺凌"), "校园欺凌"),
    (FactSpec("a", FactKind.TEXT, "理由"), "理由"),
    (Trigger("a", "情形", BASIS), "情形"),
    (values.SealedKind("a", "犯罪记录", BASIS), "犯罪记录"),
    (values.UnsealingGround("a", "司法机关办案", (BASIS,)), "司法机关办案"),
    (Body("村（居）民委员会", (OrganisationKind.VILLAGE_COMMITTEE,)), "村（居）民委员会"),
    (Applicant("市未保办", (OrganisationKind.OFFICE,)), "市未保办"),
    (LevelProposal(Level.CITY, "涉及两县", BASIS), "市级：涉及两县"),
    (Escalation(Level.CITY, (DIRECTOR,), "涉及两县"), "涉及两县的，可由未保办主任提请市级会商"),
    (ChairRule(Severity.ORDINARY, (DIRECTOR,)), "一般：未保办主任主持"),
    (UrgentNotice((DIRECTOR,)), "未保办主任说明紧急事由后可缩短"),
    (UrgentNotice((DIRECTOR,), False), "未保办主任可缩短"),
    (Presentation(Presenter.HANDLER, ("案情", "问题")), "由承办单位介绍案情、问题"),
    (Signing(Signer.CHAIR, True), "会议主持人签发，或由其书面委托的人签发"),
    (Signing(Signer.OFFICE_DIRECTOR, False), "未保办主任签发"),
    (Confirmation(ConfirmingSeats.PRESENT), "到会席位全部会签"),
    (Confirmation(ConfirmingSeats.DUTY_BEARING, 2), "承担任务的席位中至少2个会签"),
    (Quorum(2, 3), "应到席位的2/3以上到会"),
    (Filing(FilingBody.OFFICE), "落实情况报未保办备案"),
    (ExtensionReason("a", "需要出台政策"), "需要出台政策"),
    (Issue("a", "辍学"), "辍学"),
    (Duty("a", DepartmentCode("police"), "训诫监护人"), "公安部门：训诫监护人"),
    (POOR, "家庭贫困"),
    (POORLY, "贫困儿童"),
    (Scheme("s", "困境儿童", (POOR,), (POORLY,)), "困境儿童：贫困儿童"),
    (GradeRow("a", "较大事故", 3, 10), "较大事故：死亡3人以上，或者重伤10人以上"),
    (Validity(date(2022, 6, 17), True), "自2022年6月17日起施行（试行）"),
    (Validity(date(2024, 1, 1), False), "自2024年1月1日起施行"),
    (Right("access", "查阅、复制", BASIS), "查阅、复制"),
    (
        UnusualReading(20, 3, Duration(30, Unit.CALENDAR_DAY), 7, 21, True),
        "一日查阅超过20份且超过本人平日的3倍；在7时前、21时后查阅，或者在休息日查阅；"
        "查阅本人或者家人担任监护人的儿童",
    ),
    (
        Staffing(Level.VILLAGE, PostKind.CHILD_DIRECTOR, 1, (BASIS,)),
        "村级每处至少1名儿童主任",
    ),
    (values.ReportableSituation("a", "被遗弃", BASIS), "被遗弃"),
    (values.ReportableSituation("a", "甲", BASIS, Sex.FEMALE, below=14), "甲（不满14周岁的女性）"),
    (values.ReportableSituation("a", "乙", BASIS, Sex.FEMALE), "乙（女性）"),
    (values.ReportableSituation("a", "丙", BASIS, from_age=14), "丙（已满14周岁的儿童）"),
    (values.Industry("medical", "医疗机构", ("abandoned",)), "医疗机构"),
    (ITEM, "情绪（儿童，0至2分）"),
    (HIGH, "高风险（红）：2分起，每7日走访一次"),
    (
        SCALE,
        "量表：高风险（红）：2分起，每7日走访一次；低风险（绿）：0分起，每30日走访一次；"
        "至少每6个月重新评估",
    ),
    (GuardianRank("兄、姐", ("71", "75")), "兄、姐"),
    (GuardianRank("其他人", ("97",), "村民委员会"), "其他人（须经村民委员会同意）"),
    (DepartmentCode("civil_affairs"), "民政部门"),
    (RecordForm.MEMO, "备忘录"),
    (Rank.PRINCIPAL, "主要负责人"),
    (None, "未启用"),
    (True, "是"),
    (False, "否"),
    (2, "2"),
    ("公正公平", "公正公平"),
]


@pytest.mark.parametrize(("value", "words"), SAID, ids=[words for _, words in SAID])
def test_a_value_says_itself(value: object, words: str) -> None:
    assert lines(value, current().departments) == (words,)


def test_a_list_says_each_member_on_its_own_line() -> None:
    listed = (RecordForm.MINUTES, (RecordForm.MEMO,))
    assert lines(listed, {}) == ("会议纪要", "备忘录")


def test_every_kind_of_value_says_itself_in_the_list_above() -> None:
    """Conditions are for the machine; the rows around them carry the words."""
    kinds = {getattr(values, name) for name in values.__all__}
    dataclasses = {kind for kind in kinds if is_dataclass(kind)}
    said = {type(value) for value, _ in SAID}
    assert dataclasses - said == {values.AtLeast, Ticked, CaseFacts}


def test_every_vocabulary_has_a_chinese_name_for_each_word() -> None:
    kinds = (getattr(values, name) for name in values.__all__)
    vocabularies = [k for k in kinds if isinstance(k, type) and issubclass(k, Labelled)]
    assert len(vocabularies) > 15
    for vocabulary in vocabularies:
        assert all(str(word) == word.label != word.value for word in vocabulary)


def test_a_value_as_plain_data_is_what_json_knows() -> None:
    duty = Duty("a", DepartmentCode("police"), "训诫", ("x",), basis=BASIS)
    assert plain(duty) == {
        "code": "a",
        "department": "police",
        "text": "训诫",
        "issues": ["x"],
        "evidence": [],
        "basis": "civil-code#201",
    }
    assert plain((DivisionCode.parse("140800"), Level.CITY, Unit.HOUR, date(2026, 1, 2), None)) == [
        "140800000000",
        "city",
        "hour",
        "2026-01-02",
        None,
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"opens_at": 18, "closes_at": 8}, {"closes_at": 25}, {"files_a_day": 0}, {"times_usual": 0}],
)
def test_a_setting_of_unusual_reading_makes_sense(wrong: dict[str, int]) -> None:
    usual: dict[str, Any] = {
        "files_a_day": 30,
        "times_usual": 3,
        "usual_over": values.Duration.parse("30 calendar_day"),
        "opens_at": 8,
        "closes_at": 18,
        "rest_days": True,
    }
    assert UnusualReading(**usual)
    with pytest.raises(ValueError, match=r"应写|至少"):
        UnusualReading(**usual | wrong)


def test_a_post_is_wanted_by_one_at_least() -> None:
    with pytest.raises(ValueError, match="人数至少为1"):
        Staffing(Level.VILLAGE, PostKind.CHILD_DIRECTOR, 0, (BASIS,))


@pytest.mark.parametrize(
    ("relations", "words"), [((), "没有写明"), (("7",), "两位数字"), (("祖父",), "两位数字")]
)
def test_a_place_among_guardians_names_relations_of_the_standard(
    relations: tuple[str, ...], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        GuardianRank("兄、姐", relations)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"screen": ()}, "没有紧急情形"),
        ({"items": ()}, "没有评分项目"),
        ({"levels": ()}, "没有等级"),
        ({"items": (ITEM, ITEM)}, "评分项目“mood”重复"),
        ({"levels": (LOW, HIGH)}, "从高到低"),
        ({"levels": (HIGH,)}, "自0分起"),
        ({"levels": (replace(HIGH, at_least=3), LOW)}, "合计只有2分"),
        ({"again": Duration(180, Unit.CALENDAR_DAY)}, "以月计"),
    ],
)
def test_a_scale_makes_sense(wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(SCALE, **wrong)


def test_a_level_is_visited_by_days_and_an_item_has_a_choice() -> None:
    with pytest.raises(ValueError, match="以日计"):
        replace(HIGH, visit=Duration(1, Unit.MONTH))
    with pytest.raises(ValueError, match="至少有两种回答"):
        replace(ITEM, answers=("平稳",))


@given(st.integers(0, 2), st.booleans())
def test_an_emergency_is_the_highest_level_and_else_the_score_says_it(
    points: int, found: bool
) -> None:
    scored = SCALE.judge({"mood": points}, ["violence"] if found else [])
    assert scored.level is (HIGH if found or points == 2 else LOW)
    assert scored.score == (None if found else points)
    assert SCALE.level("low") is LOW
    assert SCALE.level("none") is None


@pytest.mark.parametrize("period", ["usual", "tell_after", "categories"])
def test_visits_are_counted_in_days_and_look_at_something(period: str) -> None:
    month = Duration(1, Unit.MONTH)
    value = (CategoryVisits("a.b", month),) if period == "categories" else month
    with pytest.raises(ValueError, match="以日计"):
        replace(VISITING, **{period: value})
    with pytest.raises(ValueError, match="核查项目"):
        replace(VISITING, checks=())


def test_the_shortest_rhythm_counts() -> None:
    week = Duration(7, Unit.CALENDAR_DAY)
    assert VISITING.every((), None) == VISITING.usual
    assert VISITING.every(("a.b",), None) == MONTHLY
    assert VISITING.every(("a.b",), week) == week
    assert VISITING.every((), Duration(120, Unit.CALENDAR_DAY)).amount == 120


def test_a_situation_to_report_fits_whom_it_is_about() -> None:
    girl = values.ReportableSituation("a", "甲", BASIS, Sex.FEMALE, below=14)
    grown = values.ReportableSituation("b", "乙", BASIS, Sex.FEMALE, from_age=14)
    assert [girl.fits(Sex.FEMALE, age) for age in (0, 13, 14, None)] == [True, True, False, True]
    assert [grown.fits(Sex.FEMALE, age) for age in (0, 13, 14, None)] == [False, False, True, True]
    assert not girl.fits(Sex.MALE, None)
    assert girl.fits(Sex.UNKNOWN, 13), "of whom nobody could say"
    with pytest.raises(ValueError, match="自14周岁起"):
        values.ReportableSituation("a", "甲", BASIS, from_age=14, below=14)
