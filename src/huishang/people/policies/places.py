"""Places as they are filled in: twelve digits of a division that is registered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huishang.kernel.divisions import DivisionCode
from huishang.kernel.terms import Level
from huishang.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """One place of a form.

    :param text: what was typed or picked.
    :param deep: the level it has to reach at least, counted from the nation downwards.
    """

    label: str
    text: str
    deep: Level = Level.PROVINCE
    required: bool = True


def _fault(asked: PlaceAsked) -> str | None:
    if not asked.text.strip():
        return f"请选择“{asked.label}”。" if asked.required else None
    try:
        place = DivisionCode.parse(asked.text)
    except ValueError as mistake:
        return f"“{asked.label}”：{mistake}。"
    if place.level.rank < asked.deep.rank:
        return f"“{asked.label}”应至少选到{asked.deep.label}。"
    return None


def examine_places(
    asked: Mapping[str, PlaceAsked],
) -> tuple[dict[str, str], dict[str, str]]:
    """Field → twelve digits (empty where none was given), and field → what is wrong.

    One query however many places are asked.
    """
    wrong = {name: fault for name, place in asked.items() if (fault := _fault(place))}
    codes = {
        name: DivisionCode.parse(place.text).code if place.text.strip() else ""
        for name, place in asked.items()
        if name not in wrong
    }
    names = organisations.division_names(code for code in codes.values() if code)
    unknown = {code for code, name in names.items() if name == code}
    for name, code in codes.items():
        if code in unknown:
            label = asked[name].label
            wrong[name] = f"“{label}”：没有代码为{code}的行政区划，请重新选择。"
    return {name: code for name, code in codes.items() if name not in wrong}, wrong
