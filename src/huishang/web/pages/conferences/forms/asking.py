"""The request's form: triggers with exactly the facts the regime wants, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from huishang.conferences.actions import RequestContent, TickedTrigger
from huishang.conferences.queries import Addressee, Asking
from huishang.kernel.basis import Basis
from huishang.kernel.terms import Level
from huishang.law.values import FactKind, FactSpec, Trigger

from ....forms import ChoiceField, HouseForm
from ....forms.judged import Chosen, Counted, Stated, Ticked
from ....request import HouseRequest
from .places import PlacesField

_FLAGS = [("", "请选择"), ("yes", "是"), ("no", "否")]


def _field(spec: FactSpec) -> forms.Field:
    """A fact as its kind is typed in. What the regime wants of it, the action judges."""
    options: dict[str, Any] = {
        "label": spec.label,
        "required": spec.required,
        "help_text": spec.help,
    }
    match spec.kind:
        case FactKind.TEXT:
            return Stated(rows=2, **options)
        case FactKind.INTEGER:
            return Counted(**options)
        case FactKind.DIVISIONS:
            return PlacesField(at_least=spec.at_least, **options)
        case FactKind.CHOICE:
            answers = [(choice.code, choice.label) for choice in spec.choices]
            return Chosen(choices=[("", "请选择"), *answers], **options)
        case _:
            return Chosen(choices=_FLAGS, **options)


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A trigger as the page shows it: ticked or not, with its facts."""

    trigger: Trigger
    ticked: bool
    facts: tuple[BoundField, ...]

    @property
    def basis(self) -> tuple[Basis, ...]:
        return (self.trigger.basis,)


class RequestForm(HouseForm):
    """提请会商. Facts are fields named ``<trigger code>.<fact key>``, as the action names them."""

    rules = forms.CharField(widget=forms.HiddenInput, required=False)
    triggers = Ticked(
        label="启动情形",
        error_messages={"invalid_choice": "所选层级的制度没有这一启动情形，请重新勾选。"},
    )
    level = ChoiceField(label="会商层级", widget=forms.RadioSelect)
    level_reason = Stated(
        label="选择这一层级的理由",
        required=False,
        rows=2,
        max_length=500,
        help_text="与系统建议不同的，必须写明。",
    )
    problems = Stated(
        label="基本情况和存在问题", rows=6, help_text="写明案情、争议和需要解决的问题。"
    )
    measures_tried = Stated(
        label="已采取的主要措施", rows=4, help_text="写明各单位已做的工作和效果；没有的写明原因。"
    )
    decisions_asked = Stated(
        label="提请议定的事项", rows=4, help_text="每行一项，写明希望会商作出什么决定。"
    )
    best_interests = Stated(
        label="最有利于未成年人的考虑", rows=3, help_text="写明所提方案如何最有利于未成年人。"
    )
    child_views = Stated(label="未成年人本人的意见", rows=3, help_text="没有听取的，写明原因。")

    def __init__(
        self,
        request: HouseRequest,
        asking: Asking,
        levels: Iterable[Addressee],
        **options: Any,
    ) -> None:
        self.asking = asking
        super().__init__(request, **options)
        self.choose("triggers", [(t.code, t.label) for t in asking.triggers.value])
        self.choose("level", [(row.level.value, row.level.label) for row in levels])
        self.fields["best_interests"].required = asking.best_interests.value
        self.fields["child_views"].required = asking.child_views.value

    def furnish(self) -> None:
        """A field for each fact the regime's triggers want."""
        for trigger in self.asking.triggers.value:
            for spec in trigger.facts:
                self.fields[_name(trigger, spec)] = _field(spec)
        facts = [name for name in self.fields if "." in name]
        self.order_fields(["rules", "triggers", *facts])

    def trigger_rows(self) -> Iterator[TriggerRow]:
        ticked = set(self["triggers"].value() or ())
        for trigger in self.asking.triggers.value:
            facts = tuple(self[_name(trigger, spec)] for spec in trigger.facts)
            yield TriggerRow(trigger, trigger.code in ticked, facts)

    def as_ticked_so_far(self) -> dict[str, dict[str, Any]]:
        """Trigger code → its facts as they stand, half filled in as they may be."""
        return {
            row.trigger.code: dict(self._so_far(row.trigger))
            for row in self.trigger_rows()
            if row.ticked
        }

    def _so_far(self, trigger: Trigger) -> Iterator[tuple[str, Any]]:
        for spec in trigger.facts:
            name = _name(trigger, spec)
            with suppress(forms.ValidationError):
                yield spec.key, _answer(spec, self.fields[name].to_python(self[name].value()))

    def _stated(self, trigger: Trigger) -> dict[str, Any]:
        answers = {
            spec.key: _answer(spec, self.cleaned_data[_name(trigger, spec)])
            for spec in trigger.facts
        }
        return {key: answer for key, answer in answers.items() if answer not in (None, "", [])}

    def content(self) -> RequestContent:
        """What was typed, by the names the action takes."""
        typed = self.cleaned_data
        return RequestContent(
            triggers=tuple(
                TickedTrigger(trigger.code, self._stated(trigger))
                for trigger in self.asking.triggers.value
                if trigger.code in typed["triggers"]
            ),
            problems=typed["problems"],
            measures_tried=typed["measures_tried"],
            decisions_asked=typed["decisions_asked"],
            best_interests=typed["best_interests"],
            child_views=typed["child_views"],
            level=Level(typed["level"]),
            level_reason=typed["level_reason"],
        )


def initial_of(triggers: Iterable[TickedTrigger], texts: Mapping[str, Any]) -> dict[str, Any]:
    """A kept request as the fields show it."""
    shown: dict[str, Any] = {"triggers": [], **texts}
    for tick in triggers:
        shown["triggers"].append(tick.code)
        for key, answer in tick.facts.items():
            shown[f"{tick.code}.{key}"] = _shown(answer)
    return shown


def _name(trigger: Trigger, spec: FactSpec) -> str:
    return f"{trigger.code}.{spec.key}"


def _answer(spec: FactSpec, typed: Any) -> Any:
    if spec.kind is FactKind.FLAG:
        return {"yes": True, "no": False}.get(typed)
    return typed


def _shown(answer: Any) -> Any:
    return {True: "yes", False: "no"}[answer] if isinstance(answer, bool) else answer
