from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from huishang.kernel.errors import NotPermitted

from ...page import render
from ...request import HouseRequest
from . import permissions
from .checks import answers, checks
from .contexts import StatusPage


@require_GET
def status(request: HouseRequest) -> HttpResponse:
    """How the running platform stands."""
    permissions.may_see_status(request.actor).require(NotPermitted)
    return render(request, StatusPage(title="系统状态", checks=(*checks(), answers(request.actor))))
