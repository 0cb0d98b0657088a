"""Which installed typeface stands for 仿宋, 小标宋, 楷体, 黑体 and 宋体."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import typst

from ..standard import Face

_SERIF = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun", "宋体")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei")

_PREFERRED = {
    Face.FANGSONG: ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", *_SERIF),
    Face.XIAOBIAOSONG: (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "方正小标宋_GBK",
        *_SERIF,
    ),
    Face.HEITI: ("SimHei", "黑体", "Heiti SC", "STHeiti", *_SANS),
    Face.KAITI: ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "STKaiti", *_SERIF),
    Face.SONGTI: ("SimSun", "宋体", "NSimSun", "Songti SC", *_SERIF),
}
_LAST_RESORT = (*_SERIF, *_SANS)
_LIGHT = {Face.XIAOBIAOSONG: _LAST_RESORT, Face.HEITI: _LAST_RESORT}
"""小标宋 and 黑体 are heavy by design; an ordinary typeface in their place is set bold."""


@dataclass(frozen=True, slots=True)
class PdfUnavailable:
    """Why there is no PDF and what to do; what is printed without Typst is not affected."""

    message: str
    instead: str


NO_TYPEFACE = PdfUnavailable(
    message="服务器未安装中文字体，不能生成PDF。",
    instead="请系统管理员安装仿宋、小标宋等公文字体，也可安装思源宋体、思源黑体"
    "（Debian系统软件包fonts-noto-cjk）。",
)


@dataclass(frozen=True, slots=True)
class Typeface:
    """:param weight: 400 as drawn, 700 where it has to look heavy."""

    families: tuple[str, ...]
    weight: int


@cache
def installed() -> typst.Fonts:
    """The typefaces of this machine, read once."""
    return typst.Fonts()


def cjk_font() -> str | None:
    """The typeface the text would be set in, ``None`` where no Chinese one is installed."""
    typefaces = choose(frozenset(installed().families()))
    return typefaces[Face.FANGSONG].families[0] if typefaces else None


@cache
def choose(families: frozenset[str]) -> dict[Face, Typeface] | None:
    """A typeface for each face out of ``families``; ``None`` without any Chinese one."""
    chosen = {}
    for face, preferred in _PREFERRED.items():
        found = _among(families, preferred) or _among(families, _LAST_RESORT)
        if not found:
            return None
        is_light = found[0] in _among(families, _LIGHT.get(face, ()))
        chosen[face] = Typeface(found, 700 if is_light else 400)
    return chosen


def _among(families: frozenset[str], names: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``names`` that are installed, in their order, as they are installed."""
    installed_as = {family.casefold(): family for family in families}
    found = (installed_as.get(name.casefold()) for name in names)
    return tuple(family for family in found if family)
