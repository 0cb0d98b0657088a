"""Reading a value by its type: the dataclass is the schema, its fields are the keys.

There is no second description of a kind to keep in step. A field with a default may be left out;
a type with ``parse`` is written as text; a value that refuses itself (`ValueError`) is a problem
with that sentence.
"""

from __future__ import annotations

import types
from collections.abc import Collection
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import partial
from typing import Any, Union, get_args, get_origin, get_type_hints

from huishang.kernel.basis import Basis
from huishang.kernel.texts import CODE

from ..values import DepartmentCode
from .node import Node
from .problems import gather

_ENUM_WORDS = {
    "Level": "层级",
    "PostKind": "岗位",
    "OrganisationKind": "单位类别",
    "Rank": "人员层次",
    "Severity": "案情程度",
    "FilingBody": "备案机关",
    "Status": "事实",
    "Proof": "证明",
}


@dataclass(frozen=True, slots=True)
class Shapes:
    """Reads values whose words belong to closed vocabularies.

    :param departments: the codes known.
    :param bases: the articles known; None when instruments could not be read, so as not to
        blame a regime for another file's mistake.
    """

    departments: Collection[str]
    bases: Collection[Basis] | None

    def read(self, kind: Any, node: Node) -> Any:
        """The value of ``kind`` standing at ``node``.

        :raises Unreadable: its problems are written down.
        """
        if kind is DepartmentCode:
            return DepartmentCode(node.member(self.departments, "部门"))
        if get_origin(kind) is tuple:
            return self._many(get_args(kind)[0], node)
        if get_origin(kind) in (Union, types.UnionType):
            return self._one_of(get_args(kind), node)
        if issubclass(kind, Enum):
            words = [member.value for member in kind]
            return kind(node.member(words, _ENUM_WORDS.get(kind.__name__, "取值")))
        if kind is Basis:
            return self.basis(node)
        if hasattr(kind, "parse"):
            return _refusing(node, partial(kind.parse, node.text()))
        if is_dataclass(kind):
            return self._record(kind, node)
        return _PLAIN[kind](node)

    def basis(self, node: Node) -> Basis:
        basis: Basis = _refusing(node, partial(Basis.parse, node.text()))
        if self.bases is not None and basis not in self.bases:
            raise node.refuse(f"没有“{basis}”这一条文，请核对文件和条号")
        return basis

    def bases_at(self, node: Node) -> tuple[Basis, ...]:
        """One article or a list of them."""
        if isinstance(node.raw, list):
            return tuple(self._many(Basis, node))
        return (self.basis(node),)

    def _many(self, kind: Any, node: Node) -> tuple[Any, ...]:
        items = node.items()
        values = gather(partial(self.read, kind, item) for item in items)
        names = [getattr(value, "code", value) for value in values]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise items[number].refuse(f"“{getattr(name, 'value', name)}”重复")
        return tuple(values)

    def _one_of(self, kinds: tuple[Any, ...], node: Node) -> Any:
        """An optional value, or the one dataclass whose keys are the ones written."""
        if type(None) in kinds:
            rest = [kind for kind in kinds if kind is not type(None)]
            return None if node.raw is None else self.read(rest[0], node)
        written = set(node.mapping())
        for kind in kinds:
            if written == {field.name for field in fields(kind)}:
                return self._record(kind, node)
        shapes = "；".join("、".join(field.name for field in fields(kind)) for kind in kinds)
        raise node.refuse(f"应写下列之一：{shapes}")

    def _record(self, kind: Any, node: Node) -> Any:
        hints = get_type_hints(kind)
        parts = {field.name: field for field in fields(kind)}
        found = node.fields(
            [name for name, field in parts.items() if _required(field)],
            [name for name, field in parts.items() if not _required(field)],
        )
        values = gather(
            partial(self._part, name, hints[name], part) for name, part in found.items()
        )
        return _refusing(node, partial(kind, **dict(zip(found, values, strict=True))))

    def _part(self, name: str, kind: Any, node: Node) -> Any:
        value = self.read(kind, node)
        if name in _CODES and isinstance(value, str) and not CODE.fullmatch(value):
            raise node.refuse("代码只用小写字母和数字，中间可以用“_”“-”“.”“:”连接")
        return value


_CODES = ("code", "key")
_PLAIN = {str: Node.text, int: Node.integer, bool: Node.flag, date: Node.day}


def _required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _refusing(node: Node, make: Any) -> Any:
    """What ``make`` makes; a value that refuses itself is a problem here."""
    try:
        return make()
    except ValueError as error:
        raise node.refuse(str(error)) from None
