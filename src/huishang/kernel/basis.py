"""A basis: the instrument and article a rule or a refusal rests on, or the local setting it is."""

from __future__ import annotations

from dataclasses import dataclass

_SETTING = "setting:"


@dataclass(frozen=True, slots=True, order=True)
class Basis:
    """One article of one instrument, written ``instrument#article``.

    Where no article answers, the local setting that does (本地设定): ``setting:place#provision``.
    It stands where an article would, so that it is seen, and never reads as law.

    >>> Basis.parse("yuncheng-2022#12.1")
    Basis(instrument='yuncheng-2022', article='12.1')
    """

    instrument: str
    article: str

    @classmethod
    def parse(cls, text: str) -> Basis:
        instrument, mark, article = text.partition("#")
        if not (mark and instrument and article):
            raise ValueError(f"依据应写作“文件#条”，得到的是“{text}”")
        return cls(instrument, article)

    @classmethod
    def setting(cls, place: str, provision: str) -> Basis:
        """What ``place`` has settled by itself about ``provision``."""
        return cls(f"{_SETTING}{place}", provision)

    @property
    def is_setting(self) -> bool:
        return self.instrument.startswith(_SETTING)

    @property
    def place(self) -> str:
        """The division a local setting was asked at; empty of an article."""
        return self.instrument.removeprefix(_SETTING) if self.is_setting else ""

    def __str__(self) -> str:
        return f"{self.instrument}#{self.article}"
