"""A table of children as a county office hands one in: looked through, waiting to be confirmed."""

from __future__ import annotations

import csv
import io
from datetime import date

from huishang.documents.policies.files import Upload
from huishang.imports import actions as imports
from huishang.kernel.resident_id import synthetic
from huishang.kernel.terms import Level
from huishang.organisations import queries as organisations

from .world import World

_BY = "王彩霞"
_HEADINGS = (
    "姓名", "居民身份号码", "性别", "出生日期", "年龄（周岁）", "居住地", "就读学校",
    "监护人姓名", "监护人与儿童的关系", "监护人电话", "监护人监护情况",
)  # fmt: skip
_BORN = (date(2013, 4, 9), date(2015, 11, 2), date(2017, 1, 23), date(2018, 8, 30))
_CHILDREN = (
    ("鲁小川", "男", 0, "", "鲁长福", "祖父", "13800000021", "父母在外务工，由祖父照看。"),
    ("靳雨禾", "女", 1, "", "靳改香", "母亲", "13800000022", ""),
    ("阎知秋", "女", 2, "", "阎根旺", "父亲", "138000000", ""),
    ("阎知秋", "女", 2, "", "", "", "", ""),
    ("苗子安", "娃", None, "6", "苗守田", "祖父", "", "记不清出生日期。"),
    ("栾诗涵", "女", 3, "", "栾海棠", "舅舅", "13800000024", "父亲去世，母亲改嫁。"),
)
"""Name, sex as typed, number, age, then who answers. Half the rows have what tables have."""


def hand_in(world: World) -> None:
    clerk = world.actor(_BY)
    village = organisations.places_within(clerk.division.prefix, Level.VILLAGE)[0]
    text = io.StringIO()
    lines = csv.writer(text)
    lines.writerow(_HEADINGS)
    for name, sex, nth, age, *guardian in _CHILDREN:
        born = None if nth is None else _BORN[nth]
        number = synthetic(village.code[:6], born).number if born else ""
        lines.writerow((name, number, sex, born or "", age, village.name, "", *guardian))
    batch = imports.upload(
        actor=clerk, file=Upload("留守儿童摸底名单.csv", text.getvalue().encode("utf-8-sig"))
    )
    imports.work(batch_id=batch.pk)
