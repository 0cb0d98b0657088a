"""What somebody typed: how it is tidied before it is kept, and what may be wrong with it.

Each ``…_fault`` answers one Chinese sentence saying what is wrong and what to do, or nothing.
"""

from __future__ import annotations

import re
import unicodedata

from .secrecy import marking_in, refusal_of

_LINE_MARKS = "\n\t"
_TURNS_TEXT_ROUND = frozenset(map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_NAME_MARKS = frozenset("·•．.-'’ ()（）་")
_PHONE = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}(-[0-9]{1,6})?|1[0-9]{2,4}")

CODE = re.compile(r"(?=.{1,80}\Z)(?!.*\d{7})(?!\d+\.)[a-z0-9_]+([-:./][a-z0-9_]+)*")
"""A value of a fixed list or a name from the source: ``court``, ``cases:read``, ``51``. No
sentence, name, phone number or network address is one."""


def tidy(text: str) -> str:
    """Without blanks at the ends, with one kind of line end, composed (NFC)."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").strip())


def sought(text: str) -> str:
    """What somebody types into a search box, without what no text holds and no database takes."""
    return "".join(char for char in tidy(text) if char.isprintable())


def _hidden(text: str, allowed: str) -> bool:
    return any(
        char in _TURNS_TEXT_ROUND
        or (unicodedata.category(char) in {"Cc", "Cs"} and char not in allowed)
        for char in text
    )


def text_fault(
    label: str, text: str, *, longest: int, required: bool = True, lines: bool = False
) -> str | None:
    """
    :param longest: in characters.
    :param lines: whether it may run over several lines.
    """
    tidied = tidy(text)
    if not tidied:
        return f"请填写“{label}”。" if required else None
    if len(tidied) > longest:
        return f"“{label}”不超过{longest}字，现有{len(tidied)}字，请精简，较长材料请作为附件提交。"
    if _hidden(tidied, _LINE_MARKS if lines else ""):
        return f"“{label}”中有不可见的控制字符，可能是从别处粘贴带入的，请删去后重填。"
    if marking := marking_in(tidied):
        return refusal_of(f"“{label}”", marking)
    return None


def name_fault(label: str, text: str, *, longest: int, required: bool = True) -> str | None:
    """A person's name: letters of any script, numerals, and the marks names are written with."""
    if fault := text_fault(label, text, longest=longest, required=required):
        return fault
    tidied = tidy(text)
    odd = [c for c in tidied if c not in _NAME_MARKS and unicodedata.category(c)[0] not in "LMN"]
    if odd or (tidied and not any(char.isalpha() for char in tidied)):
        return f"“{label}”只能写文字、数字和间隔号，请核对后重填。"
    return None


def phone_fault(label: str, text: str, *, required: bool = False) -> str | None:
    """A mobile number, a fixed line with its area code, or a short service number."""
    tidied = tidy(text)
    if not tidied:
        return f"请填写“{label}”。" if required else None
    if _PHONE.fullmatch(tidied):
        return None
    return f"“{label}”应为11位手机号码，或者带区号的固定电话，如0359-1234567。请核对后重填。"
