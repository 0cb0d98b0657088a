"""What a sheet of an archive asks, topic by topic, and what is wrong with an answer.

The questions are those the field asks when it visits a home; which children count as what does not
follow from them. What the law says of how a child lives is `attention`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum

from huishang.access.visibility import Section
from huishang.kernel.decision import ALLOWED, Decision, refused
from huishang.kernel.masking import mask_name, mask_phone
from huishang.kernel.texts import name_fault, phone_fault, text_fault, tidy

from ..labels import Topic
from ..models import Particular
from .identity import Examined

DEAREST = Decimal(10_000_000)
LONGEST_ANSWER = 500
"""Yuan, and characters; limits of the platform, not of any rule."""


class Form(Enum):
    """How an answer is written."""

    WORDS = "words"
    LINES = "lines"
    NAME = "name"
    PHONE = "phone"
    DAY = "day"
    COUNT = "count"
    YUAN = "yuan"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One line of a sheet.

    :param choices: code → words, of a `Form.CHOICE`.
    :param most: characters of words; the highest count. A limit of the platform.
    """

    name: str
    label: str
    form: Form = Form.WORDS
    required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    most: int = 60
    help: str = ""

    def fault(self, said: str, today: date) -> str | None:
        """What is wrong with an answer; an empty one is right where none is required."""
        if not said:
            return f"请{self.verb}{self.label}。" if self.required else None
        if len(said) > LONGEST_ANSWER:
            return f"{self.label}最多写{LONGEST_ANSWER}个字，请删减。"
        return _FAULTS[self.form](self, said, today)

    @property
    def verb(self) -> str:
        return "选择" if self.form is Form.CHOICE else "填写"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is asked of one topic.

    :param section: the part of the file it belongs to.
    :param lasts: it holds until something else does; a check is of one day.
    :param several: more than one may hold at once, one for each answer to the first question.
    :param since: what its first day is called.
    """

    section: Section
    questions: tuple[Question, ...]
    lasts: bool = True
    several: bool = False
    since: str = "自何日起"


def _choice(name: str, label: str, required: bool = False, **choices: str) -> Question:
    return Question(name=name, label=label, form=Form.CHOICE, required=required, choices=choices)


_NOTE = Question(name="note", label="说明", form=Form.LINES, most=LONGEST_ANSWER)

SHEETS: Mapping[Topic, Sheet] = {
    Topic.HOUSEHOLD: Sheet(
        section=Section.FAMILY,
        questions=(
            _choice(
                "lives_with",
                "与谁共同生活",
                required=True,
                parents="父母双方",
                father="父亲",
                mother="母亲",
                grandparents="祖父母或者外祖父母",
                relatives="其他亲属",
                carer="受委托照护人",
                school="在校寄宿",
                institution="福利或者救助保护机构",
                alone="独自居住",
            ),
            Question(
                name="members", label="家庭人口", form=Form.COUNT, most=30, help="同住的人数。"
            ),
            Question(name="income", label="主要经济来源", help="如“父亲外出务工”“种植”“低保”。"),
            _choice("housing", "住房", own="自有", rented="租住", borrowed="借住", other="其他"),
            Question(
                name="parents_at",
                label="父母务工地",
                most=100,
                help="写到县，如“江苏省苏州市昆山市”。",
            ),
            _NOTE,
        ),
    ),
    Topic.SCHOOLING: Sheet(
        section=Section.FAMILY,
        questions=(
            _choice(
                "state",
                "就学状况",
                required=True,
                attending="在读",
                not_yet="未到入学年龄",
                suspended="休学",
                dropped_out="失学辍学",
                finished="已毕业未升学",
                working="已就业",
            ),
            _choice(
                "stage",
                "学段",
                kindergarten="幼儿园",
                primary="小学",
                junior="初中",
                senior="普通高中",
                vocational="中等职业学校",
                special="特殊教育学校",
                specialised="专门学校",
                college="大专以上",
            ),
            Question(name="grade", label="年级", form=Form.COUNT, most=9),
            _choice("boarding", "是否寄宿", yes="寄宿", no="走读"),
            _NOTE,
        ),
    ),
    Topic.HEALTH: Sheet(
        section=Section.HEALTH,
        questions=(
            _choice(
                "condition",
                "健康状况",
                required=True,
                good="健康",
                weak="较弱",
                chronic="有慢性病",
                disabled="有残疾",
            ),
            _choice("insured", "医疗保险", resident="已参保", none="未参保", unclear="不清楚"),
            _choice("vaccinated", "预防接种", complete="按时接种", gaps="有缺漏", unclear="不清楚"),
            Question(name="rehabilitation", label="康复救助", help="正在接受的康复项目和机构。"),
            Question(name="mind", label="心理状况", most=200),
            _NOTE,
        ),
    ),
    Topic.BENEFIT: Sheet(
        section=Section.FAMILY,
        several=True,
        since="自何日起发放",
        questions=(
            _choice(
                "kind",
                "保障项目",
                required=True,
                orphan="孤儿基本生活费",
                unattended="事实无人抚养儿童基本生活补贴",
                minimum="最低生活保障",
                destitute="特困供养",
                disabled_living="困难残疾人生活补贴",
                disabled_care="重度残疾人护理补贴",
                education="教育资助",
                medical="医疗救助",
                temporary="临时救助",
                other="其他",
            ),
            Question(name="yuan", label="金额（元）", form=Form.YUAN),
            _choice("cycle", "发放周期", month="每月", quarter="每季", year="每年", once="一次"),
            Question(name="payee", label="领款人", form=Form.NAME),
            _NOTE,
        ),
    ),
    Topic.ENTRUSTED: Sheet(
        section=Section.FAMILY,
        questions=(
            Question(name="carer", label="受委托人姓名", form=Form.NAME, required=True),
            Question(
                name="relation", label="受委托人与儿童的关系", required=True, help="如“外祖母”。"
            ),
            Question(name="phone", label="受委托人电话", form=Form.PHONE),
            Question(name="because", label="委托的原因", most=200, help="如“父母外出务工”。"),
            Question(name="confirmed_on", label="委托监护确认书签订日期", form=Form.DAY),
            Question(name="village_told_on", label="书面告知村（居）民委员会的日期", form=Form.DAY),
            Question(name="school_told_on", label="书面告知学校、幼儿园的日期", form=Form.DAY),
            _NOTE,
        ),
    ),
    Topic.CONTACT: Sheet(
        section=Section.FAMILY,
        lasts=False,
        since="核查日期",
        questions=(
            _choice(
                "weekly",
                "近期是否每周至少联系一次",
                required=True,
                yes="是",
                no="否",
                none="没有联系",
                unclear="问不清楚",
            ),
            _choice(
                "way", "联系方式", video="视频", phone="电话", message="文字消息", visit="见面"
            ),
            _choice(
                "told_by", "听谁说", child="儿童本人", carer="照护人", parents="父母", other="其他"
            ),
            _NOTE,
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticularEntry:
    """A sheet as filled in. :param said: question → answer; a day as 2026-03-10."""

    topic: str
    since: date | None
    until: date | None = None
    said: Mapping[str, str]


def examine_particular(entry: ParticularEntry, *, birth_date: date, today: date) -> Examined:
    """The columns a sheet makes, and everything that is wrong with it."""
    topic = {one.value: one for one in Topic}.get(entry.topic)
    if topic is None:
        return Examined({}, {"topic": "没有这一项生活情况，请返回重新选择。"})
    sheet = SHEETS[topic]
    said = {one.name: tidy(entry.said.get(one.name, "")) for one in sheet.questions}
    found = {one.name: one.fault(said[one.name], today) for one in sheet.questions}
    faults = {name: fault for name, fault in found.items() if fault}
    faults |= _day_faults(entry, sheet, birth_date, today)
    return Examined(
        {
            "topic": topic.value,
            "section": sheet.section.value,
            "since": entry.since,
            "until": entry.until if sheet.lasts else None,
            "said": {name: answer for name, answer in said.items() if answer},
        },
        faults,
    )


def _day_faults(
    entry: ParticularEntry, sheet: Sheet, birth_date: date, today: date
) -> dict[str, str]:
    since, until = entry.since, entry.until
    if since is None:
        return {"since": f"请填写{sheet.since}。"}
    faults = {}
    if since > today:
        faults["since"] = "日期在今天之后，请核对；还没有发生的，请待发生后登记。"
    elif since < birth_date:
        faults["since"] = "日期早于儿童的出生日期，请核对。"
    if sheet.lasts and until is not None:
        if until <= since:
            faults["until"] = "结束日期应当在开始日期之后，请核对。"
        elif until > today:
            faults["until"] = "结束日期在今天之后，请核对。"
    return faults


def can_end_particular(sheet: Particular) -> Decision:
    """What has ended ends no more; a check was of one day."""
    if sheet.until is None and SHEETS[Topic(sheet.topic)].lasts:
        return ALLOWED
    return refused("这一项没有可以终止的期间。", instead="登记有误的，请更正或者撤销。")


def answer_shown(question: Question, said: str) -> str:
    """An answer as the page has it: a code in words, a person and a number masked."""
    match question.form:
        case Form.CHOICE:
            return question.choices.get(said, said)
        case Form.NAME:
            return mask_name(said)
        case Form.PHONE:
            return mask_phone(said)
        case _:
            return said


def _words_fault(question: Question, said: str, today: date) -> str | None:
    return text_fault(
        question.label,
        said,
        longest=question.most,
        required=question.required,
        lines=question.form is Form.LINES,
    )


def _name_fault(question: Question, said: str, today: date) -> str | None:
    return name_fault(question.label, said, longest=question.most, required=question.required)


def _phone_fault(question: Question, said: str, today: date) -> str | None:
    return phone_fault(question.label, said)


def _day_fault(question: Question, said: str, today: date) -> str | None:
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return f"{question.label}应写成“2026-03-10”的样子，请核对。"
    return f"{question.label}在今天之后，请核对。" if day > today else None


def _count_fault(question: Question, said: str, today: date) -> str | None:
    if said.isascii() and said.isdecimal() and 1 <= int(said) <= question.most:
        return None
    return f"{question.label}应填写1到{question.most}之间的整数，请核对。"


def _yuan_fault(question: Question, said: str, today: date) -> str | None:
    try:
        yuan = Decimal(said)
    except InvalidOperation:
        return f"{question.label}应填写数字，如“1280.50”。"
    if yuan.is_finite() and 0 < yuan <= DEAREST and yuan == round(yuan, 2):
        return None
    return f"{question.label}应大于零，写到分为止，请核对。"


def _choice_fault(question: Question, said: str, today: date) -> str | None:
    if said in question.choices:
        return None
    return f"请选择{question.label}：{'、'.join(question.choices.values())}。"


_FAULTS: Mapping[Form, Callable[[Question, str, date], str | None]] = {
    Form.WORDS: _words_fault,
    Form.LINES: _words_fault,
    Form.NAME: _name_fault,
    Form.PHONE: _phone_fault,
    Form.DAY: _day_fault,
    Form.COUNT: _count_fault,
    Form.YUAN: _yuan_fault,
    Form.CHOICE: _choice_fault,
}
