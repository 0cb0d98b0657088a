"""The columns of the table, in the order of the template, and a row as what the acts of `people`
take. A column that no act takes is not asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from huishang.kernel.terms import Sex
from huishang.people.queries import Relation

from . import cells
from .cells import Raw, Unclear

SHEET = "儿童"
EXAMPLE = "示例儿童"
"""The name in the template's example row: a row under this name is never data."""
GUARDIANS = 2
REQUIRED_MARK = "*"

Places = Mapping[str, Sequence[str]]
"""Name of a place, short or full → the codes that bear it, within the importer's place."""


@dataclass(frozen=True, slots=True)
class Column:
    """
    :param field: what the act calls it; of a guardian with its number: ``phone.2``.
    :param choices: word → code, for a column that is chosen from.
    :param also: what it is called in tables people already have.
    """

    label: str
    field: str
    read: Callable[[Raw], Any]
    example: str
    width: int
    required: bool = False
    choices: Mapping[str, str] = made(default_factory=dict)
    help: str = ""
    also: Sequence[str] = ()

    @property
    def heading(self) -> str:
        return f"{self.label}{REQUIRED_MARK if self.required else ''}"


SEXES = {sex.label: sex.value for sex in (Sex.MALE, Sex.FEMALE)}
RELATIONS = {relation.label: relation.value for relation in Relation}


def _guardian(number: int) -> tuple[Column, ...]:
    first = number == 1
    label = f"监护人{'' if first else number}"
    return (
        Column(f"{label}姓名", f"name.{number}", cells.name, "示例家长" if first else "", 12),
        Column(
            f"{label}与儿童的关系",
            f"relation.{number}",
            cells.words,
            Relation.MOTHER.label if first else "",
            14,
            choices=RELATIONS,
        ),
        Column(f"{label}电话", f"phone.{number}", cells.code, "13800000000" if first else "", 16),
        Column(
            f"{label}监护情况",
            f"situation.{number}",
            cells.words,
            "",
            24,
            help="能否履行监护职责，有什么困难，如“外出务工，半年未联系”。",
        ),
    )


COLUMNS = (
    Column("姓名", "name", cells.name, EXAMPLE, 12, required=True),
    Column(
        "居民身份号码",
        "resident_id",
        cells.code,
        "",
        22,
        help="没有的不填。本列已设为文本，粘贴时请选择“只粘贴文本”。",
        also=("身份证号", "身份证号码", "身份证", "公民身份号码"),
    ),
    Column("性别", "sex", cells.words, Sex.FEMALE.label, 8, choices=SEXES),
    Column(
        "出生日期",
        "birth_date",
        cells.day,
        "",
        14,
        help="填了居民身份号码的可以不填。",
        also=("出生年月日", "出生年月"),
    ),
    Column(
        "年龄（周岁）",
        "age",
        cells.count,
        "",
        12,
        help="不知道出生日期的，写估计的年龄。",
        also=("年龄", "周岁"),
    ),
    Column(
        "居住地",
        "residence_division",
        cells.words,
        "",
        24,
        required=True,
        help="村（居）的名称，或者12位区划代码；须在您负责的区域内。",
    ),
    Column(
        "户籍地",
        "registered_division",
        cells.words,
        "",
        24,
        help="不清楚的不填；本区域以外的，写12位区划代码。",
    ),
    Column("详细住址", "address", cells.words, "", 30),
    Column("就读学校", "school", cells.words, "", 20),
    *(column for number in range(1, GUARDIANS + 1) for column in _guardian(number)),
)
BY_LABEL = {label: column for column in COLUMNS for label in (column.label, *column.also)}
LABELS = {column.field: column.label for column in COLUMNS}
_PLACES = ("residence_division", "registered_division")


@dataclass(frozen=True, slots=True)
class Understood:
    """A row as the acts take it.

    :param child: fields of `register_child`. :param guardians: number → fields of `add_guardian`.
    :param faults: field of a column → what is wrong in the cell.
    """

    child: Mapping[str, Any]
    guardians: Mapping[int, Mapping[str, Any]]
    faults: Mapping[str, str]


def heading_of(raw: Raw) -> str:
    """A heading without the mark of what is required, or blanks."""
    return "".join(cells.words(raw).split()).removesuffix(REQUIRED_MARK)


def understand(row: Mapping[str, Raw], places: Places) -> Understood:
    """:param row: field of a column → its cell."""
    said: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for column in COLUMNS:
        try:
            value = column.read(row.get(column.field))
            said[column.field] = _chosen(column, value) if column.choices else value
        except Unclear as mistake:
            faults[column.field] = f"“{column.label}”：{mistake}"
    for name in _PLACES:
        try:
            said[name] = _place(LABELS[name], said.pop(name), places)
        except Unclear as mistake:
            faults[name] = str(mistake)
    child = {name: value for name, value in said.items() if "." not in name}
    guardians = {
        number: one
        for number in range(1, GUARDIANS + 1)
        if any((one := _guardian_in(said, str(number))).values())
    }
    return Understood(child, guardians, faults)


def _guardian_in(said: Mapping[str, Any], number: str) -> dict[str, Any]:
    parts = (name.partition(".") for name in said)
    return {name: said[f"{name}.{n}"] for name, _, n in parts if n == number}


def _chosen(column: Column, value: str) -> str:
    if not value:
        return ""
    if value in column.choices:
        return column.choices[value]
    if value in column.choices.values():
        return value
    raise Unclear(f"没有“{value}”这一项，请从下拉列表中选择：{'、'.join(column.choices)}。")


def _place(label: str, text: str, places: Places) -> str:
    """Twelve digits; what is no name of the place goes on as typed, to be judged as a code."""
    digits = cells.code(text)
    if digits.isascii() and digits.isdigit():
        return digits
    named = places.get("".join(text.split()), ())
    if len(named) > 1:
        raise Unclear(
            f"“{label}”：有{len(named)}个地方叫“{text}”，请写12位区划代码：{'、'.join(named)}。"
        )
    if text and not named:
        raise Unclear(f"“{label}”：您负责的区域内没有“{text}”，请核对名称，或者写12位区划代码。")
    return named[0] if named else ""
