"""The defaults are the safe ones. Each case reads the settings in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ASKED = (
    "DEBUG",
    "ALLOWED_HOSTS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
    "INSTALLED_APPS",
    "DATABASES",
)
PROGRAM = f"""
import json
from huishang import settings
print(json.dumps({{name: getattr(settings, name) for name in {ASKED}}}, default=str))
"""


def read(home: Path, **environment: str) -> dict[str, Any]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("HUISHANG_")}
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**inherited, "HUISHANG_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(answer.stdout)
    return found


def test_by_default_only_this_machine_is_answered_and_errors_stay_inside(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings["DEBUG"] is False
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]


def test_reading_the_settings_creates_nothing(tmp_path: Path) -> None:
    read(tmp_path / "var")
    assert not (tmp_path / "var").exists()


def test_a_name_beyond_this_machine_asks_for_tls(tmp_path: Path) -> None:
    settings = read(tmp_path, HUISHANG_ALLOWED_HOSTS="weibao.example.cn, 127.0.0.1")
    assert settings["ALLOWED_HOSTS"] == ["weibao.example.cn", "127.0.0.1"]
    assert settings["SESSION_COOKIE_SECURE"]
    assert settings["CSRF_COOKIE_SECURE"]
    assert settings["SECURE_SSL_REDIRECT"]
    assert settings["SECURE_HSTS_SECONDS"] > 0


def test_a_forwarded_header_is_believed_only_behind_a_proxy(tmp_path: Path) -> None:
    assert read(tmp_path)["SECURE_PROXY_SSL_HEADER"] is None
    assert read(tmp_path, HUISHANG_HTTPS="1")["SECURE_PROXY_SSL_HEADER"]


@pytest.mark.parametrize(("word", "on"), [("1", True), ("true", True), ("0", False), ("", False)])
def test_debugging_is_asked_for_by_word(tmp_path: Path, word: str, on: bool) -> None:
    assert read(tmp_path, HUISHANG_DEBUG=word)["DEBUG"] is on


def test_nobody_is_above_it_there_is_no_django_admin(tmp_path: Path) -> None:
    assert "django.contrib.admin" not in read(tmp_path)["INSTALLED_APPS"]


def test_postgresql_is_named_by_one_address(tmp_path: Path) -> None:
    url = "postgresql://clerk:p%40ss@db.example:5433/cases?sslmode=require&connect_timeout=5"
    database = read(tmp_path, HUISHANG_DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert {key: database[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "cases",
        "USER": "clerk",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert database["OPTIONS"] == {"sslmode": "require", "connect_timeout": "5"}


@pytest.mark.parametrize("url", ["", "postgresql:///cases"])
def test_a_request_is_never_one_transaction(tmp_path: Path, url: str) -> None:
    """An action owns its transaction, whichever database it is."""
    assert (
        read(tmp_path, HUISHANG_DATABASE_URL=url)["DATABASES"]["default"]["ATOMIC_REQUESTS"]
        is False
    )
