"""What a form leaves behind: a draft while it is being typed, a mark once it was handed in.

A draft belongs to the one who types and to nobody's file yet, so it leaves no audit event.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from huishang.kernel import clock
from huishang.kernel.errors import NotVisible

from ..models import Draft, Submission


def keep_draft(account_id: UUID, form: str, content: Mapping[str, Any]) -> None:
    """Keep what was typed into ``form`` so far, in place of what was kept before."""
    Draft.objects.update_or_create(
        account_id=account_id,
        form=form,
        defaults={
            "content": json.dumps(dict(content), ensure_ascii=False),
            "saved_at": clock.now(),
        },
    )


def drop_draft(account_id: UUID, form: str) -> None:
    """Forget it; nothing happens where nothing was kept."""
    Draft.objects.filter(account_id=account_id, form=form).delete()


@transaction.atomic
def submit_once(token: UUID, account_id: UUID, do: Callable[[], str]) -> str:
    """Run ``do`` for a form's token exactly once, however often the button is pressed.

    The mark is written first: a second press waits for the first to end, then gets its answer. If
    ``do`` refuses, the mark goes with it and the same form may be sent again.

    :param do: carries the form's act out and returns where to go next (a URL path).
    :raises NotVisible: the token belongs to another account. Whatever ``do`` raises.
    """
    mark, is_first = Submission.objects.get_or_create(
        token=token, defaults={"account_id": account_id, "at": clock.now()}
    )
    if mark.account_id != account_id:
        raise NotVisible("表单")
    if is_first:
        mark.answer = do()
        mark.save(update_fields=["answer"])
    return mark.answer
