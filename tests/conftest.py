"""What every test stands on: a home of its own, a database by name, a calm Hypothesis.

``HUISHANG_TEST_DATABASE`` is ``sqlite`` (default) or ``postgresql``; the latter starts a
throw-away server from the system's binaries and stops it at the end, whatever happened.
Settings read the environment once, so all of it is decided here, before Django is touched.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings as hypothesis

from tests.postgresql import NoBinaries, throw_away_server

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")
DATABASE = os.environ.get("HUISHANG_TEST_DATABASE", "sqlite")

if not WORKER:
    os.environ["HUISHANG_TEST_ROOT"] = tempfile.mkdtemp(prefix="huishang-test-")
    atexit.register(shutil.rmtree, os.environ["HUISHANG_TEST_ROOT"], ignore_errors=True)

HOME = Path(os.environ["HUISHANG_TEST_ROOT"], WORKER or "only")

os.environ["HUISHANG_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "huishang.settings"
for name in ("HUISHANG_DEBUG", "HUISHANG_ALLOWED_HOSTS", "HUISHANG_HTTPS"):
    os.environ.pop(name, None)
# One client asks here what a whole office asks in a month; the tests of the limits set their own.
for asked in ("PAGE", "SEARCH", "DOWNLOAD", "UPLOAD", "TELL", "TOKEN"):
    os.environ[f"HUISHANG_{asked}_CALLS"] = "0"

if DATABASE not in {"sqlite", "postgresql"}:
    raise pytest.UsageError(f"HUISHANG_TEST_DATABASE={DATABASE}：只能是 sqlite 或 postgresql")
if DATABASE == "sqlite":
    os.environ.pop("HUISHANG_DATABASE_URL", None)
elif not WORKER:  # workers inherit the address from the process that started them
    try:
        server = throw_away_server()
    except NoBinaries as absence:
        raise pytest.UsageError(str(absence)) from None
    atexit.register(server.stop)
    os.environ["HUISHANG_DATABASE_URL"] = server.url

    def _terminated(*_: object) -> NoReturn:
        """``timeout`` and an impatient CI end a run by SIGTERM: let nothing outlive it.

        The server goes first: a worker that waits for a lock would otherwise wait for ever.
        """
        server.stop()
        sys.exit(128 + signal.SIGTERM)

    signal.signal(signal.SIGTERM, _terminated)

# Playwright keeps an event loop in the test's thread; Django would refuse plain queries there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from django.conf import settings  # noqa: E402  # the environment is ready only now

from huishang.home import Home  # noqa: E402
from huishang.vault import keys  # noqa: E402
from huishang.vault.algorithms import Algorithm  # noqa: E402

settings.HOME.prepare()
if not keys.provider().versions():
    keys.provider().create(Algorithm.SM4)

# Scrypt is slow on purpose; a test that signs in forty people is not about that.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

hypothesis.register_profile("house", deadline=None, print_blob=True)
hypothesis.register_profile("long", hypothesis.get_profile("house"))
hypothesis.load_profile("house")

_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "database: reads or writes tables; runs on both databases")


def pytest_report_header() -> str:
    return f"huishang: database {DATABASE}, home {HOME}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches tables, so that ``-m database`` repeats exactly that elsewhere."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & _DATABASE_FIXTURES:
            item.add_marker("database")
        if "browser" in Path(str(item.path)).parts:
            item.add_marker("browser")


@pytest.fixture
def home() -> Path:
    """The ``HUISHANG_HOME`` the settings were read with: under xdist, before this file was."""
    return Path(settings.HOME.root)


@pytest.fixture
def move_house(tmp_path: Path, settings: object) -> Iterator[Callable[[str], Home]]:
    """``move_house("a")``: from here on this process works in another home, with a first
    key, so that drawing and losing keys disturbs nobody."""

    def move(name: str) -> Home:
        settings.HOME = Home(tmp_path / name)  # type: ignore[attr-defined]
        keys.made.cache_clear()
        if not keys.provider().versions():
            keys.provider().create(Algorithm.SM4)
        return settings.HOME  # type: ignore[attr-defined,no-any-return]

    yield move
    keys.made.cache_clear()


@pytest.fixture
def own_home(move_house: Callable[[str], Home]) -> Home:
    """A home whose keys are this test's own."""
    return move_house("own")
