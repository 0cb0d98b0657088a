"""The entry for WSGI servers."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application


def _require_the_right_keys() -> None:
    """A server without its keys would write what nobody can ever open: it does not start."""
    from huishang.vault import queries

    if problem := queries.mismatch():
        raise SystemExit(problem)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "huishang.settings")

application = get_wsgi_application()
_require_the_right_keys()
