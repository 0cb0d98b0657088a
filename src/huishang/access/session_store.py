"""Sessions as sealed rows: a dump of the database shows nothing of what anybody is doing.

While a second factor is being set up its secret lies in the session; here that is never in clear.
"""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as Rows

from huishang.vault.algorithms import DoesNotOpen
from huishang.vault.sealing import seal, unseal


class SessionStore(Rows):
    """A session that no key opens is no session: its person signs in again."""

    @property
    def _place(self) -> str:
        return f"django_session.session_data:{self.session_key}"

    def encode(self, session_dict: dict[str, Any]) -> str:
        return str(seal(super().encode(session_dict), place=self._place))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        try:
            return super().decode(unseal(str(session_data), place=self._place))
        except DoesNotOpen:
            return {}
