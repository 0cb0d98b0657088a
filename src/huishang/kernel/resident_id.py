"""The citizen identity number of GB 11643-1999: 6 place · 8 birth · 3 serial · 1 check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .terms import Sex

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A number whose form, date and check digit agree.

    >>> ResidentId.parse("11010519491231002x").birth_date
    datetime.date(1949, 12, 31)
    """

    number: str

    @classmethod
    def parse(cls, text: str) -> ResidentId:
        """:raises ValueError: what is wrong with it and what to do, in Chinese."""
        number = text.strip().upper()
        body, check = number[:17], number[17:]
        if len(number) != 18 or not (body.isascii() and body.isdigit()):
            raise ValueError(
                "居民身份号码应为18位：前17位为数字，末位为数字或X。请核对证件后重填。"
            )
        try:
            date(int(body[6:10]), int(body[10:12]), int(body[12:14]))
        except ValueError:
            raise ValueError(
                f"居民身份号码中的出生日期“{body[6:14]}”不存在。请核对证件后重填。"
            ) from None
        if check != check_digit(body):
            raise ValueError("居民身份号码的校验位不符，可能抄错了一位。请核对证件后重填。")
        return cls(number)

    @property
    def area(self) -> str:
        """Six digits of the place of first registration; not where the person lives now."""
        return self.number[:6]

    @property
    def birth_date(self) -> date:
        return date(int(self.number[6:10]), int(self.number[10:12]), int(self.number[12:14]))

    @property
    def sex(self) -> Sex:
        """Odd serial male, even female; a synthetic number says nothing."""
        if self.is_synthetic:
            return Sex.UNKNOWN
        return Sex.MALE if int(self.number[16]) % 2 else Sex.FEMALE

    @property
    def is_synthetic(self) -> bool:
        """Serial 000 is never issued: such numbers belong to demonstrations and tests only."""
        return self.number[14:17] == "000"


def check_digit(body: str) -> str:
    """The eighteenth character for seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def synthetic(area: str, birth_date: date) -> ResidentId:
    """The number of an invented person: serial 000, which is never issued to anyone."""
    body = f"{area}{birth_date:%Y%m%d}000"
    return ResidentId(body + check_digit(body))


def age_on(birth_date: date, day: date) -> int:
    """Full years on ``day``; a birthday counts from the day itself."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
