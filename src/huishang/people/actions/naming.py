"""What a child is found by; a step of others."""

from __future__ import annotations

from django.db.models import Q

from huishang.kernel.divisions import DivisionCode

from ..models import Child, NamePart
from ..queries.names import parts_of


def write_name_parts(child: Child) -> None:
    """The beginnings the name is found by, in the county the child lives in now, with the names of
    files joined into this one; a step."""
    joined = Child.objects.unscoped(reason="以合并前的姓名也能找到").filter(same_as=child)
    names = {child.name, *joined.values_list("name", flat=True)}
    parts = set[bytes]().union(*map(parts_of, names))
    NamePart.objects.filter(Q(child=child) | Q(child__same_as=child)).delete()
    county = DivisionCode(child.residence_division).county.prefix
    NamePart.objects.bulk_create(
        NamePart(child=child, county=county, part=part) for part in sorted(parts)
    )
