"""A file is handed out to be saved, in one way, and counted as handed out."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import ResolverMatch, reverse

from huishang.access.models import Account
from huishang.kernel.terms import OrganisationKind, PostKind
from huishang.web.attachments import attachment, hands_out, is_handing_out
from tests.house.source import modules
from tests.places import jurisdiction, somebody


@pytest.mark.django_db
def test_it_is_saved_never_shown_and_could_run_nothing() -> None:
    city = jurisdiction("140800", "运城市")
    auditor = somebody(city.body(OrganisationKind.PLATFORM), PostKind.AUDIT_ADMINISTRATOR)
    client = Client()
    client.force_login(Account.objects.get(pk=auditor.account_id))
    answer = client.get(reverse("audit:year_docx"))
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("marked", [True, False])
def test_a_view_that_hands_a_file_out_says_so(marked: bool) -> None:
    def view(request: object) -> HttpResponse:
        return attachment(request, b"x", "名单\r\nX-Y: 1.txt", "text/plain")  # type: ignore[arg-type]

    request = RequestFactory().get("/")
    request.resolver_match = ResolverMatch(hands_out(view) if marked else view, (), {})
    assert is_handing_out(view) is marked
    if marked:
        assert "\n" not in view(request).headers["Content-Disposition"]
    else:
        with pytest.raises(RuntimeError, match="does not say so"):
            view(request)


def test_there_is_no_other_way_to_hand_one_out() -> None:
    ways = {
        str(module.relative)
        for module in modules()
        if "Content-Disposition" in (text := module.path.read_text(encoding="utf-8"))
        or "FileResponse" in text
    }
    assert ways == {"web/attachments.py"}
