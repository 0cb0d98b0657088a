"""Where the interface is hung; every other address below it is refused in its own words."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path

from .interface import api
from .problems import unknown_address

urlpatterns: list[URLPattern | URLResolver] = [
    path("", unknown_address),
    path("", api.urls),
    re_path(r"", unknown_address),
]
