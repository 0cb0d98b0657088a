"""A basis: the instrument and article a rule or a refusal rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Basis:
    """One article of one instrument, written ``instrument#article``.

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

    def __str__(self) -> str:
        return f"{self.instrument}#{self.article}"
