from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from huishang.access import queries as access
from huishang.kernel.errors import InvalidData

from ...forms import redirect
from ...gate import before_the_gate
from ...middleware import POST_IN_SESSION
from ...request import HouseRequest


@before_the_gate
@require_POST
def change_post(request: HouseRequest) -> HttpResponse:
    """Act in another of one's own posts; the workbench of that post opens."""
    try:
        wanted = UUID(request.POST.get("post", ""))
    except ValueError:
        raise InvalidData({"post": "没有选择岗位。"}) from None
    actor = access.actor_for(request.account, wanted)
    request.session[POST_IN_SESSION] = str(actor.post_id)
    return redirect(request, reverse("workbench:home"))
