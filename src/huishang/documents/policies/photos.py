"""A photo from who has no account, drawn anew: the picture is kept, nothing else of the file.

A telephone writes into its photos where and when they were taken and with which device. That would
tell who reported. So would what somebody hides behind the end of a picture. The picture alone is
taken over, turned as it was held, no larger than a screen can use.
"""

from __future__ import annotations

import io
import struct
from functools import partial

from PIL import Image, ImageOps

from huishang.kernel.errors import InvalidData

from .files import Upload, size_limit

SIDE = 2_400
"""Pixels of the longer side as it is kept: a face or a bruise is still seen, a page still read."""
PIXELS = {"JPEG": 50_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
"""Of a photo as it comes in; more would fill the memory of a small server. Cameras write JPEG,
which is read at a fraction of its size; of the others every pixel lies in memory at once."""
_QUALITY = 85
_BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, AttributeError, EOFError,
    struct.error, MemoryError, Image.DecompressionBombError,
)  # fmt: skip
"""What a picture that is none, or was cut or bent, may make its reader raise."""


def redrawn(photo: Upload) -> bytes:
    """The picture as a JPEG of its own, without EXIF, place, device, profile or preview.

    The same photo gives the same bytes.

    :raises InvalidData: ``photos``: which photo, what is wrong, what to do.
    """
    shown = f"“{photo.name[:40]}”"
    refuse = partial(_refused, shown)
    if not photo.content:
        raise refuse("是空文件，请重新选择")
    if len(photo.content) > size_limit():
        raise refuse(f"超过{size_limit() // 1024**2} MB，请压缩后再选择")
    try:
        with Image.open(io.BytesIO(photo.content), formats=tuple(PIXELS)) as picture:
            if picture.width * picture.height > PIXELS[str(picture.format)]:
                raise refuse("的尺寸过大，请压缩后再选择")
            picture.draft("RGB", (SIDE, SIDE))
            return _drawn(ImageOps.exif_transpose(picture))
    except _BROKEN:
        raise refuse("不是完整的照片，请选择 JPEG、PNG、WebP 格式的，或者重新拍") from None


def _drawn(picture: Image.Image) -> bytes:
    flat = picture.convert("RGBA")
    flat.thumbnail((SIDE, SIDE))
    paper = Image.new("RGB", flat.size, "white")
    paper.paste(flat, mask=flat)
    out = io.BytesIO()
    paper.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()


def _refused(shown: str, why: str) -> InvalidData:
    return InvalidData({"photos": f"照片{shown}{why}。"})
