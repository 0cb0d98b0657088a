"""变更公文密级."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from huishang.documents import actions, queries
from huishang.documents.queries import Confidentiality

from ...components import Link
from ...forms import begin, submit
from ...page import render
from ...request import HouseRequest
from .contexts import LevelPage
from .forms import LevelForm


@require_http_methods(["GET", "POST"])
def level(request: HouseRequest, document_id: UUID) -> HttpResponse:
    """Sealed, there is no such paper to go back to."""
    paper = queries.document(request.actor, document_id)
    begin(request, queries.level_act(request.actor, paper))
    form = LevelForm(request, version=paper.version, initial={"level": paper.level})

    def act(typed: dict[str, Any]) -> str:
        done = actions.set_document_level(
            actor=request.actor, document_id=document_id, version=form.seen, **typed
        )
        messages.success(request, f"密级已变更为“{Confidentiality(done.level).label}”。")
        if done.level == Confidentiality.SEALED:
            return reverse("documents:list")
        return reverse("documents:show", args=[document_id])

    back = Link(paper.title, reverse("documents:show", args=[document_id]))
    page = LevelPage(title="变更密级", trail=(back,), form=form, verb="变更", back=back)
    return submit(request, form, act) or render(request, page, status=form.status)
