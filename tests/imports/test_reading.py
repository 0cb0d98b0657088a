"""A table is understood however its cells were typed; what is no table is refused whole."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from typing import Any

import pytest

from huishang.documents.policies.files import Upload
from huishang.documents.rendering.spreadsheet import locked
from huishang.imports.policies import EXAMPLE, SHEET, cells, reading, rows_of, understand
from huishang.imports.policies.cells import Unclear
from huishang.imports.queries import template
from huishang.kernel.divisions import DivisionCode
from huishang.kernel.errors import InvalidData
from tests.imports.tables import HEADINGS, child, number, sheet, table
from tests.valley import SPRING, Valley

PLACES = {"泉村": ["140802101201"], "磨村": ["140802101202", "140802102202"]}


def refusal(upload: Upload) -> str:
    with pytest.raises(InvalidData) as refused:
        rows_of(upload)
    return refused.value.fields["file"]


class TestACell:
    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            (date(2014, 5, 20), date(2014, 5, 20)),
            (datetime(2014, 5, 20, 8), date(2014, 5, 20)),  # noqa: DTZ001  # as a sheet keeps it
            ("2014-5-20", date(2014, 5, 20)),
            ("２０１４／０５／２０", date(2014, 5, 20)),
            ("2014.05.20", date(2014, 5, 20)),
            (" 2014年5月20日 ", date(2014, 5, 20)),
            (20140520.0, date(2014, 5, 20)),
            (41779.0, date(2014, 5, 20)),
            (None, None),
        ],
    )
    def test_a_date_is_read_as_a_date_as_text_and_as_a_number(self, raw: Any, said: Any) -> None:
        assert cells.day(raw) == said

    @pytest.mark.parametrize("raw", ["2014-13-01", "去年", "20140231", "5月20日"])
    def test_what_is_no_date_says_how_to_write_one(self, raw: str) -> None:
        with pytest.raises(Unclear, match="请写成2014-05-20"):
            cells.day(raw)

    @pytest.mark.parametrize(
        ("raw", "said"),
        [
            ("１４０８０２２０１４０５２０ ０００ｘ", "14080220140520000X"),
            ("\u200e1408 02", "140802"),
            (13800000000.0, "13800000000"),
            (140802101201, "140802101201"),
            (None, ""),
        ],
    )
    def test_a_code_is_narrow_and_without_blanks(self, raw: Any, said: str) -> None:
        assert cells.code(raw) == said

    def test_a_number_that_lost_its_end_is_not_guessed(self) -> None:
        with pytest.raises(Unclear, match="末几位已经丢失"):
            cells.code(1.40802201405200e17)

    def test_a_count_is_a_whole_number_with_or_without_its_word(self) -> None:
        assert [cells.count(raw) for raw in (9.0, "９岁", "9周岁", "", 0)] == [9, 9, 9, None, 0]
        with pytest.raises(Unclear, match="不是整数"):
            cells.count("八九岁")
        with pytest.raises(Unclear, match="不是整数"):
            cells.count(8.5)

    def test_a_name_loses_the_blanks_that_line_it_up_and_no_others(self) -> None:
        assert cells.name(" 张　三 ") == "张三"
        assert cells.name("Anna Li") == "Anna Li"

    def test_other_kinds_of_cells_become_words(self) -> None:
        moment = datetime(2014, 5, 20)  # noqa: DTZ001  # as a sheet keeps it
        assert [cells.words(raw) for raw in (True, False, 3, moment)] == [
            "是",
            "否",
            "3",
            "2014-05-20",
        ]


class TestARow:
    def test_it_becomes_what_the_acts_take(self) -> None:
        said = understand(
            {
                "name": "张 三",
                "sex": "女",
                "age": 9.0,
                "residence_division": "泉 村",
                "name.2": "李四",
                "relation.2": "祖父",
                "phone.2": 13800000000.0,
            },
            PLACES,
        )
        assert said.faults == {}
        assert (said.child["sex"], said.child["residence_division"]) == ("2", "140802101201")
        assert said.guardians == {
            2: {"name": "李四", "relation": "61", "phone": "13800000000", "situation": ""}
        }

    def test_a_code_is_taken_where_a_word_or_a_name_is(self) -> None:
        said = understand({"sex": "1", "residence_division": 140802101202.0}, PLACES)
        assert (said.faults, said.child["sex"]) == ({}, "1")
        assert said.child["residence_division"] == "140802101202"

    @pytest.mark.parametrize(
        ("field", "raw", "words"),
        [
            ("sex", "娃", "请从下拉列表中选择：男、女"),
            ("residence_division", "磨村", "有2个地方叫“磨村”"),
            ("residence_division", "渡村", "没有“渡村”"),
            ("birth_date", "不详", "“出生日期”：“不详”不是日期"),
        ],
    )
    def test_a_cell_that_is_unclear_says_so(self, field: str, raw: str, words: str) -> None:
        said = understand({field: raw}, PLACES)
        assert words in said.faults[field]
        assert field not in said.child


class TestAFile:
    def test_its_rows_keep_the_numbers_of_the_spreadsheet(self) -> None:
        rows = rows_of(table(child(1), {}, child(2)))
        assert [row.number for row in rows] == [2, 4]
        assert rows[0].cells["resident_id"] == number(1)

    def test_the_template_is_a_table_whose_example_is_never_data(self, valley: Valley) -> None:
        blank = Upload("模板.xlsx", template(DivisionCode(SPRING)))
        assert "没有填写儿童" in refusal(blank)
        assert (
            EXAMPLE
            in zipfile.ZipFile(io.BytesIO(blank.content)).read("xl/sharedStrings.xml").decode()
        )

    def test_columns_may_stand_in_another_order_and_unneeded_ones_be_left_out(self) -> None:
        headings = ["居住地*", " 姓名 ", "年龄"]
        [row] = rows_of(Upload("a.xlsx", sheet([["泉村", "张三", 9]], headings=headings)))
        assert row.cells == {"name": "张三", "residence_division": "泉村", "age": 9}

    @pytest.mark.parametrize(
        ("headings", "words"),
        [
            (["姓名"], "第一行缺少“居住地”列"),
            (["姓名", "居住地", "姓名"], "“姓名”列出现了两次"),
            (["姓名", "居住地", "身份证号", "居民身份号码"], "“居民身份号码”列出现了两次"),
            (["姓名", "居住地", "民族"], "模板中没有“民族”列"),
            ([], "第一行缺少“姓名”“居住地”列"),
        ],
    )
    def test_other_headings_refuse_it_whole(self, headings: list[str], words: str) -> None:
        assert words in refusal(Upload("a.xlsx", sheet([["张三", "泉村"]], headings=headings)))

    def test_another_sheet_refuses_it(self) -> None:
        file = Upload("a.xlsx", sheet([], name="Sheet1"))
        assert f"没有名为“{SHEET}”的工作表" in refusal(file)

    def test_a_formula_refuses_it_and_says_where(self) -> None:
        rows = [["张三", None, None, "=TODAY()"]]
        assert "D2格是公式" in refusal(Upload("a.xlsx", sheet(rows)))

    def test_what_is_locked_broken_or_no_table_is_refused(self) -> None:
        assert "只能导入" in refusal(Upload("a.xls", b"x"))
        assert "内容是文本" in refusal(Upload("a.xlsx", b"x" * 100))
        assert "设有密码" in refusal(Upload("a.xlsx", locked(sheet([["张三"]]), "a-password")))
        whole = sheet([["张三"]])
        buffer = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(whole)) as old,
            zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.namelist():
                broken = part.startswith("xl/worksheets/")
                new.writestr(part, b"<worksheet><sheetData><row" if broken else old.read(part))
        assert "打不开" in refusal(Upload("a.xlsx", buffer.getvalue()))
        bomb = io.BytesIO()
        with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new:
            new.writestr("xl/workbook.xml", b"<x/>")
            new.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
        assert "解开后过大" in refusal(Upload("a.xlsx", bomb.getvalue()))

    def test_a_cell_at_the_far_corner_costs_nothing(self) -> None:
        buffer = io.BytesIO(sheet([["张三", None, None, None, None, "泉村"]]))
        with zipfile.ZipFile(buffer, "a") as book:
            assert book.testzip() is None
        whole = zipfile.ZipFile(buffer)
        far = io.BytesIO()
        with zipfile.ZipFile(far, "w", zipfile.ZIP_DEFLATED) as new:
            for part in whole.namelist():
                content = whole.read(part)
                if part == "xl/worksheets/sheet1.xml":
                    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                    content = content.replace(b"</sheetData>", corner)
                new.writestr(part, content)
        assert len(rows_of(Upload("a.xlsx", far.getvalue()))) == 1

    def test_a_file_that_claims_to_be_smaller_than_it_is_is_read_whole(self) -> None:
        whole = zipfile.ZipFile(io.BytesIO(table(child(1), child(2)).content))
        claims = io.BytesIO()
        with zipfile.ZipFile(claims, "w", zipfile.ZIP_DEFLATED) as new:
            for part in whole.namelist():
                content = whole.read(part)
                if part == "xl/worksheets/sheet1.xml":
                    content = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:F2"', content)
                new.writestr(part, content)
        assert len(rows_of(Upload("a.xlsx", claims.getvalue()))) == 2

    def test_too_many_children_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(reading, "MOST_ROWS", 2)
        assert "超过2名" in refusal(table(child(1), child(2), child(3)))

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
    def test_csv_is_read_in_the_encodings_of_spreadsheets_here(self, encoding: str) -> None:
        text = f"{','.join(HEADINGS)}\r\n张　三,{number(1)},女,,,泉村\r\n"
        [row] = rows_of(Upload("a.csv", text.encode(encoding)))
        assert (cells.name(row.cells["name"]), row.cells["residence_division"]) == ("张三", "泉村")

    def test_csv_that_is_no_text_or_no_table_is_refused(self) -> None:
        assert "不是 UTF-8 或者 GBK" in refusal(Upload("a.csv", b"\xff\xff\xff"))
        assert "类型不在" in refusal(Upload("a.csv", b"<html>"))
        assert "引号" in refusal(Upload("a.csv", '姓名,居住地\r\n"张三'.encode()))
        assert "空文件" in refusal(Upload("a.csv", b""))
