"""Photos from who has no account: the picture is kept and nothing that tells who took it."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable
from typing import Any

import pytest
from PIL import Image, PngImagePlugin

from huishang.audit import queries as audit
from huishang.audit.actions import Subject
from huishang.discovery import actions, queries
from huishang.discovery.policies.receipts import code_of
from huishang.discovery.queries import PublicEntry
from huishang.documents import queries as documents
from huishang.documents.models import StoredFile
from huishang.documents.queries import Upload, redrawn
from huishang.home import Home
from huishang.kernel.errors import InvalidData, NotVisible
from huishang.kernel.terms import PostKind
from huishang.notifications import queries as notifications
from tests.valley import SPRING, Valley

KEY, HOME = "k" * 32, "192.0.2.7"
SECRET = "拍摄者王五的手机"


def photo(colour: str = "red", *, size: tuple[int, int] = (60, 40), form: str = "JPEG") -> bytes:
    """With what a telephone writes into it: its make, the place, the way it was held."""
    picture, out = Image.new("RGB", size, colour), io.BytesIO()
    exif = picture.getexif()
    exif[0x0110] = SECRET.encode()  # the model
    exif[0x0112] = 6  # held upright: to be turned
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (35.0, 1.0, 2.0)
    told: dict[str, Any] = {"exif": exif}
    if form == "PNG":
        told["pnginfo"] = PngImagePlugin.PngInfo()
        told["pnginfo"].add_text("Comment", SECRET)
    picture.save(out, form, **told)
    return out.getvalue()


def sent(*contents: bytes) -> list[Upload]:
    return [Upload(f"IMG_{at}.jpg", content, "image/jpeg") for at, content in enumerate(contents)]


def reported() -> str:
    return actions.receive_from_public(
        entry=PublicEntry(key=KEY, place=SPRING, narrative="三楼常有孩子哭喊。")
    )


def add(code: str, photos: Iterable[Upload], **how: bool) -> actions.PhotosTaken:
    return actions.add_photos(code=code, photos=photos, address=HOME, **how)


def kept(valley: Valley, actor: Any = None) -> list[StoredFile]:
    (row,) = queries.reports(valley.clerk).rows
    return documents.files_of(actor or valley.clerk, [Subject("report", row.id)])


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_picture_is_drawn_anew_without_place_time_or_device(form: str) -> None:
    raw = photo(form=form)
    again = redrawn(Upload("a.jpg", raw + b"<script>hidden</script>"))
    assert SECRET.encode() not in again
    assert b"hidden" not in again
    with Image.open(io.BytesIO(again)) as picture:
        assert picture.format == "JPEG"
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert picture.size == (40, 60)  # turned as it was held
    assert redrawn(Upload("a.jpg", raw + b"<script>hidden</script>")) == again


def test_a_large_photo_becomes_one_a_screen_can_use() -> None:
    with Image.open(io.BytesIO(redrawn(Upload("a.jpg", photo(size=(4_000, 3_000)))))) as picture:
        assert max(picture.size) == 2_400


def test_what_shines_through_stands_on_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    with Image.open(io.BytesIO(redrawn(Upload("a.png", out.getvalue())))) as picture:
        assert picture.getpixel((1, 1)) == (255, 255, 255)


def _claims(side: int) -> bytes:
    """A PNG that says of itself it has so many pixels a side."""
    raw = bytearray(photo(form="PNG"))
    raw[16:24] = side.to_bytes(4, "big") * 2
    raw[29:33] = zlib.crc32(raw[12:29]).to_bytes(4, "big")
    return bytes(raw)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "空文件"),
        (b"%PDF-1.7", "JPEG、PNG、WebP"),
        (b"\xff\xd8\xff\xe1<html>", "JPEG、PNG、WebP"),
        (photo()[:200], "重新拍"),
        (_claims(8_000), "尺寸过大"),
        (_claims(4_473), "尺寸过大"),
        (_claims(4_472), "重新拍"),
        (_claims(50_000), "重新拍"),
    ],
)
def test_what_is_no_whole_photo_is_refused_by_name(content: bytes, said: str) -> None:
    with pytest.raises(InvalidData) as refusal:
        redrawn(Upload("IMG_1.jpg", content))
    assert "IMG_1.jpg" in refusal.value.fields["photos"]
    assert said in refusal.value.fields["photos"]


def test_a_photo_beyond_the_limit_is_refused(settings: Any) -> None:
    settings.FILE_SIZE_LIMIT = 100
    with pytest.raises(InvalidData) as refusal:
        redrawn(Upload("IMG_1.jpg", photo()))
    assert "请压缩" in refusal.value.fields["photos"]


def test_a_photo_that_is_refused_keeps_neither_the_words_nor_the_others_out(
    valley: Valley,
) -> None:
    taken = add(reported(), sent(photo(), b"no photo", photo("blue")))
    assert taken.held == 2
    assert "IMG_1.jpg" in taken.refused[0]
    assert [one.name for one in kept(valley)] == ["照片1.jpg", "照片2.jpg"]


def test_the_same_photo_sent_again_is_there_once_and_told_of_once(valley: Valley) -> None:
    code = reported()
    before = len(notifications.inbox(valley.clerk))
    for _ in range(3):
        assert add(code, sent(photo())) == actions.PhotosTaken(1, ())
    assert len(kept(valley)) == 1
    assert len(notifications.inbox(valley.clerk)) == before + 1


def test_photos_sent_with_the_report_are_not_told_of_again(valley: Valley) -> None:
    code = reported()
    before = len(notifications.inbox(valley.clerk))
    assert add(code, sent(photo()), with_report=True).held == 1
    assert len(notifications.inbox(valley.clerk)) == before


def test_beyond_the_limit_the_others_stand_and_it_is_said(valley: Valley, settings: Any) -> None:
    settings.PHOTOS_A_REPORT = 2
    code = reported()
    taken = add(code, sent(*map(photo, ("red", "blue", "green"))))
    assert (taken.held, len(taken.refused)) == (2, 1)
    assert "最多2张" in taken.refused[0]
    assert add(code, sent(photo("red"))) == actions.PhotosTaken(2, ())  # that one is there


def test_only_the_holder_of_the_receipt_adds_photos(valley: Valley) -> None:
    reported()
    with pytest.raises(NotVisible):
        add(code_of("w" * 32), sent(photo()))
    assert kept(valley) == []


def test_the_reporter_is_told_how_many_were_taken_in(valley: Valley) -> None:
    code = reported()
    add(code, sent(photo(), photo("blue")))
    assert actions.open_conversation(code=code, address=HOME).photos == 2


def test_who_may_read_the_report_sees_them_and_nobody_else(valley: Valley) -> None:
    add(reported(), sent(photo()))
    (one,) = kept(valley)
    assert documents.read_file(valley.worker, one.pk).content == redrawn(*sent(photo()))
    for stranger in (valley.other_clerk, valley.police, valley.city_clerk):
        assert kept(valley, stranger) == []
        with pytest.raises(NotVisible):
            documents.read_file(stranger, one.pk)


def test_each_look_and_each_photo_is_written_down(valley: Valley) -> None:
    add(reported(), sent(photo()))
    (one,) = kept(valley)
    documents.read_file(valley.clerk, one.pk)
    auditor = valley.nobody(PostKind.AUDIT_ADMINISTRATOR)
    labels = {row.label for row in audit.events(auditor).rows}
    assert {"报告人提交照片", "上传附件", "查阅附件"} <= labels


def test_on_disk_it_lies_sealed(valley: Valley, settings: Any) -> None:
    add(reported(), sent(photo()))
    home: Home = settings.HOME
    (one,) = kept(valley)
    raw = (home.files / one.digest[:2] / one.digest).read_bytes()
    assert not raw.startswith(b"\xff\xd8\xff")
