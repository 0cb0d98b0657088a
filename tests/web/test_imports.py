"""导入 on its pages: a table handed in, looked through, confirmed, and what became of each row."""

from __future__ import annotations

import io
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from huishang.documents.policies.files import Upload
from huishang.imports import actions
from huishang.imports.models import Batch
from huishang.kernel.actor import Actor, SystemActor
from huishang.kernel.ids import new_id
from huishang.people.models import Child
from tests.imports.tables import child, table
from tests.valley import Valley

SignIn = Callable[[Actor], Client]


@pytest.fixture
def valley(db: None) -> Valley:
    return Valley()


@pytest.fixture
def town(valley: Valley, sign_in: SignIn) -> Client:
    return sign_in(valley.supervisor)


def words(page: Any) -> str:
    return unescape(page.content.decode())


def sent(**said: Any) -> dict[str, Any]:
    return {"token": str(new_id()), "version": "", **said}


def hand_in(client: Client, file: Upload) -> Any:
    upload = SimpleUploadedFile(file.name, file.content, "application/octet-stream")
    return client.post(reverse("imports:new"), sent(file=upload), follow=True)


def only() -> Batch:
    return Batch.objects.unscoped(reason="测试").get()


def show(client: Client) -> str:
    return words(client.get(reverse("imports:show", args=[only().pk])))


def press(client: Client, act: str, **said: Any) -> Any:
    return client.post(reverse(f"imports:{act}", args=[only().pk]), sent(**said), follow=True)


def kept() -> int:
    return Child.objects.unscoped(reason="测试").count()


def test_r051_a_table_goes_from_the_template_to_files(town: Client) -> None:
    listed = words(town.get(reverse("children:list")))
    assert reverse("imports:list") in listed
    assert "还没有导入过" in words(town.get(reverse("imports:list")))
    template = town.get(reverse("imports:template"))
    assert load_workbook(io.BytesIO(template.content)).sheetnames == ["儿童", "填写说明"]
    handed = words(hand_in(town, table(child(1), child(2), child(3, sex="娃"))))
    assert "正在逐行核对" in handed
    assert "hx-trigger" in handed.partition('id="standing"')[2].partition(">")[0]
    actions.work(batch_id=only().pk)
    looked_at = show(town)
    assert "待确认" in looked_at
    assert "没有“娃”这一项" in looked_at
    assert "hx-trigger" not in looked_at.partition('id="standing"')[2].partition(">")[0]
    assert kept() == 0
    confirmed = words(press(town, "confirm_batch", version=only().version))
    assert "已确认，正在导入" in confirmed
    assert "正在逐行建立档案" in confirmed
    actions.work(batch_id=only().pk)
    assert "已完成" in show(town)
    assert kept() == 2
    assert "儿童.xlsx" in words(town.get(reverse("imports:list")))


def test_the_part_that_moves_is_asked_for_alone(town: Client) -> None:
    hand_in(town, table(child(1)))
    where = reverse("imports:show", args=[only().pk])
    part = words(
        town.get(where, headers={"HX-Request": "true", "HX-Target": "div#standing"})
    ).strip()
    assert part.startswith('<div id="standing"')


def test_a_table_with_nothing_to_take_in_cannot_be_confirmed(town: Client) -> None:
    hand_in(town, table(child(1, sex="娃")))
    actions.work(batch_id=only().pk)
    assert "没有可以导入的行" in show(town)
    assert press(town, "confirm_batch").status_code == 409


def test_what_is_no_table_is_refused_beside_its_field(town: Client) -> None:
    refused = hand_in(town, Upload("名单.doc", b"x"))
    assert refused.status_code == 422
    assert "只能导入 .xlsx 或者 .csv 文件" in words(refused)
    empty = town.post(reverse("imports:new"), sent())
    assert "请选择要上传的文件" in words(empty)


def test_stopped_it_says_so_and_leaves_what_there_is(town: Client) -> None:
    hand_in(town, table(child(1)))
    assert "已停止" in words(press(town, "stop_batch"))
    assert kept() == 0


def test_the_copy_with_reasons_is_fetched_until_it_is_removed(town: Client, settings: Any) -> None:
    hand_in(town, table(child(1), child(2, sex="娃")))
    actions.work(batch_id=only().pk)
    copy = town.get(reverse("imports:annotated", args=[only().pk]))
    sheet = load_workbook(io.BytesIO(copy.content)).active
    assert sheet is not None
    assert [sheet["B2"].value, sheet["B3"].value] == ["可以导入", "不能导入"]
    settings.IMPORT_KEPT_DAYS = 0
    actions.remove_old_files(actor=SystemActor("测试"))
    assert "已过保留期限" in show(town)


def test_another_persons_table_is_not_there(town: Client, valley: Valley, sign_in: SignIn) -> None:
    hand_in(town, table(child(1)))
    other = sign_in(valley.clerk)
    assert other.get(reverse("imports:show", args=[only().pk])).status_code == 404
    assert press(other, "stop_batch").status_code == 404


def test_who_begins_no_files_finds_no_way_in(valley: Valley, sign_in: SignIn) -> None:
    police = sign_in(valley.police)
    assert reverse("imports:list") not in words(police.get(reverse("children:list")))
    for name in ("list", "new", "template"):
        assert police.get(reverse(f"imports:{name}")).status_code == 403
