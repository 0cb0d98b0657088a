"""Ticked triggers and their facts, checked against the regime's own list of what each must show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from huishang.kernel.divisions import DivisionCode
from huishang.law.values import CaseFacts, FactKind, FactSpec, Trigger

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TickedTrigger:
    """A trigger with the facts stated for it, by `FactSpec.key`."""

    code: str
    facts: Answers

    def as_json(self) -> dict[str, Any]:
        return {"code": self.code, "facts": dict(self.facts)}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> TickedTrigger:
        return cls(row["code"], row.get("facts", {}))


def _text(spec: FactSpec, answer: Any) -> str | None:
    return None if isinstance(answer, str) else f"“{spec.label}”应填写文字。"


def _integer(spec: FactSpec, answer: Any) -> str | None:
    whole = isinstance(answer, int) and not isinstance(answer, bool)
    if whole and answer >= spec.at_least:
        return None
    return f"“{spec.label}”应填写不小于{spec.at_least}的整数。"


def _divisions(spec: FactSpec, answer: Any) -> str | None:
    if not isinstance(answer, list):
        return f"“{spec.label}”应填写行政区划代码，可填多个。"
    try:
        places = {DivisionCode.parse(str(code)) for code in answer}
    except ValueError as fault:
        return f"“{spec.label}”：{fault}。"
    if len(places) < spec.at_least:
        return f"“{spec.label}”至少填写{spec.at_least}个不同的地方。"
    return None


def _choice(spec: FactSpec, answer: Any) -> str | None:
    if isinstance(answer, str) and answer in {choice.code for choice in spec.choices}:
        return None
    return f"“{spec.label}”应从所列选项中选择一项。"


def _flag(spec: FactSpec, answer: Any) -> str | None:
    return None if isinstance(answer, bool) else f"“{spec.label}”应选择是或者否。"


_CHECKS = {
    FactKind.TEXT: _text,
    FactKind.INTEGER: _integer,
    FactKind.DIVISIONS: _divisions,
    FactKind.CHOICE: _choice,
    FactKind.FLAG: _flag,
}


def _blank(answer: Any) -> bool:
    return answer is None or answer == [] or (isinstance(answer, str) and not answer.strip())


def _faults(trigger: Trigger, answers: Answers) -> Iterator[tuple[str, str]]:
    for spec in trigger.facts:
        answer = answers.get(spec.key)
        name = f"{trigger.code}.{spec.key}"
        if _blank(answer):
            if spec.required:
                yield name, f"请填写“{spec.label}”。{spec.help}"
        elif fault := _CHECKS[spec.kind](spec, answer):
            yield name, fault
    for key in answers.keys() - {spec.key for spec in trigger.facts}:
        yield f"{trigger.code}.{key}", f"启动情形“{trigger.label}”没有“{key}”这一项事实。"
    if trigger.one_of and not any(answers.get(key) for key in trigger.one_of):
        labels = "、".join(s.label for s in trigger.facts if s.key in trigger.one_of)
        yield f"{trigger.code}.{trigger.one_of[0]}", f"“{labels}”至少填写一项。"


def faults(known: tuple[Trigger, ...], ticked: tuple[TickedTrigger, ...]) -> dict[str, str]:
    """Field → what is wrong, for everything wrong at once; empty when the ticks hold.

    Fields are named ``triggers`` and ``<trigger code>.<fact key>``.
    """
    if not ticked:
        return {"triggers": "请至少勾选一种启动情形。"}
    by_code = {trigger.code: trigger for trigger in known}
    wrong: dict[str, str] = {}
    for tick in ticked:
        if tick.code not in by_code:
            wrong["triggers"] = f"本级制度没有“{tick.code}”这一启动情形，请重新勾选。"
        else:
            wrong |= dict(_faults(by_code[tick.code], tick.facts))
    return wrong


def case_facts(ticked: tuple[TickedTrigger, ...], places: tuple[str, ...]) -> CaseFacts:
    """What level and escalation are judged from: ticks, places of the case, stated numbers.

    :param places: division codes of incident, residence and registration; blanks are left out.
    """
    divisions = {DivisionCode.parse(place) for place in places if place}
    numbers: dict[str, int] = {}
    for tick in ticked:
        for key, answer in tick.facts.items():
            if isinstance(answer, int) and not isinstance(answer, bool):
                numbers[key] = max(answer, numbers.get(key, 0))
            elif isinstance(answer, list):
                divisions |= {DivisionCode.parse(code) for code in answer if str(code).isdigit()}
    return CaseFacts(
        triggers=frozenset(tick.code for tick in ticked),
        divisions=frozenset(divisions),
        numbers=numbers,
    )
