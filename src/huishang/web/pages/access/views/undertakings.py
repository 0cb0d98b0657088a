"""保密承诺: read and signed before anything of a matter is shown."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from huishang.access import actions, queries
from huishang.access.queries import Grant, Matter, Section
from huishang.access.wording import UNDERTAKING_TEXT
from huishang.kernel.decision import ALLOWED
from huishang.kernel.errors import NotVisible
from huishang.law import provisions
from huishang.workflow.acts import Act

from ....components import Button, Empty, Weight
from ....forms import press
from ....page import render
from ....request import HouseRequest
from ..contexts import Owed, UndertakingsPage
from ..grounds import basis_of
from .home import tabs


@require_GET
def undertakings(request: HouseRequest) -> HttpResponse:
    """What is still to be signed."""
    page = UndertakingsPage(
        title="查阅与调阅",
        tabs=tabs(request.actor, "access:undertakings"),
        owed=tuple(map(_owed, queries.promises_owed(request.actor))),
        text=UNDERTAKING_TEXT,
        basis=basis_of(request.actor, provisions.CONFIDENTIALITY),
        empty=Empty("没有待签署的承诺", "受邀查阅个案材料的，须先在这里签署保密承诺。"),
    )
    return render(request, page)


def _owed(grant: Grant) -> Owed:
    return Owed(
        by=grant.granted_by.organisation.name,
        purpose=grant.purpose,
        what="、".join(Section(section).label for section in grant.sections),
        until=grant.valid_until,
        sign=Button(
            Act("sign", "签署承诺", ALLOWED),
            reverse("access:sign", args=[grant.matter, grant.matter_id]),
            weight=Weight.MAIN,
            consequence="签署后即可查阅，您的每次查阅都留有记录。",
        ),
    )


@require_POST
def sign(request: HouseRequest, matter: str, matter_id: UUID) -> HttpResponse:
    """签署."""

    def act(version: int | None) -> str:
        if matter not in Matter.values:
            raise NotVisible("邀请")
        actions.sign_undertaking(actor=request.actor, matter=Matter(matter), matter_id=matter_id)
        messages.success(request, "已签署保密承诺，可以查阅。")
        return reverse("access:home")

    return press(request, act)
