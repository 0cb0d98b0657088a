"""Run every measurement in one process on a throw-away home and write the page of figures."""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
PAGES = {"SQLite": HERE / "RESULTS.md", "PostgreSQL": HERE / "RESULTS-postgresql.md"}


@contextmanager
def _database(*, postgresql: bool) -> Iterator[str]:
    """A home and a database of their own, gone afterwards."""
    home = tempfile.mkdtemp(prefix="huishang-bench-")
    os.environ["HUISHANG_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "huishang.settings"
    os.environ.pop("HUISHANG_DATABASE_URL", None)
    for asked in ("PAGE", "SEARCH", "DOWNLOAD", "UPLOAD", "TOKEN"):
        os.environ[f"HUISHANG_{asked}_CALLS"] = "0"  # one client asks for a whole office
    server = None
    try:
        if postgresql:
            from tests.postgresql import throw_away_server

            server = throw_away_server()
            os.environ["HUISHANG_DATABASE_URL"] = server.url
        yield "PostgreSQL" if postgresql else "SQLite"
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(home, ignore_errors=True)


def main(arguments: Sequence[str]) -> None:
    options = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    options.add_argument("--small", type=int, default=2_000, help="cases of the small registry")
    options.add_argument("--large", type=int, default=200_000, help="cases of the large registry")
    options.add_argument("--links", type=int, default=1_000_000, help="audit events to verify")
    options.add_argument("--rounds", type=int, default=20, help="counted runs of each measurement")
    options.add_argument("--postgresql", action="store_true", help="on a server of its own")
    chosen = options.parse_args(arguments)
    with _database(postgresql=chosen.postgresql) as database:
        import django

        django.setup()
        from . import chain, field, growth, road, shares
        from .page import write
        from .registry import Registry

        world = road.world()
        road_figures = road.measure(world, chosen.rounds)
        phones = [field.measure(1)]
        registry = Registry(world, road.script(0))
        figures = growth.measure(registry, chosen.small, chosen.large, chosen.rounds)
        phones.append(field.measure(2))
        share_figures = shares.measure(growth.asked(registry), chosen.rounds)
        chain_figures = chain.measure(chosen.links)
        write(
            PAGES[database],
            command=f"make bench{_asked(arguments)}",
            machine=_machine(),
            database=database,
            road=road_figures,
            pages=figures,
            shares=share_figures,
            chain=chain_figures,
            phones=phones,
        )
        sys.stdout.write(PAGES[database].read_text(encoding="utf-8"))


def _machine() -> str:
    return f"{platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}"


def _asked(arguments: Sequence[str]) -> str:
    return f' ARGS="{shlex.join(arguments)}"' if arguments else ""


main(sys.argv[1:])
