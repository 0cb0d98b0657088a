"""Run every measurement in one process on a throw-away home and write the page of figures."""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def main(arguments: Sequence[str]) -> None:
    options = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    options.add_argument("--small", type=int, default=2_000, help="cases of the small registry")
    options.add_argument("--large", type=int, default=200_000, help="cases of the large registry")
    options.add_argument("--links", type=int, default=1_000_000, help="audit events to verify")
    options.add_argument("--rounds", type=int, default=20, help="counted runs of each measurement")
    chosen = options.parse_args(arguments)
    home = tempfile.mkdtemp(prefix="huishang-bench-")
    os.environ["HUISHANG_HOME"] = home
    os.environ["DJANGO_SETTINGS_MODULE"] = "huishang.settings"
    os.environ.pop("HUISHANG_DATABASE_URL", None)
    try:
        import django

        django.setup()
        from . import chain, growth, road
        from .page import write

        road_figures = road.measure(chosen.rounds)
        growth_figures = growth.measure(chosen.small, chosen.large, chosen.rounds)
        chain_figures = chain.measure(chosen.links)
        machine = f"{platform.machine()}，{os.cpu_count()} 核，Python {platform.python_version()}"
        write(HERE / "RESULTS.md", machine, road_figures, growth_figures, chain_figures)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    sys.stdout.write((HERE / "RESULTS.md").read_text(encoding="utf-8"))


main(sys.argv[1:])
