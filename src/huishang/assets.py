"""Which files of other people's npm packages the pages use, and where they are found.

``npm ci`` puts the packages into ``node_modules`` of the checkout; only the files named here
are served. Without them the platform starts and answers, but its pages have no style; without the
icons, which are read while it runs, their words stand alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

NODE_MODULES = Path(__file__).resolve().parents[2] / "node_modules"


@dataclass(frozen=True, slots=True)
class Asset:
    """One npm package's files, served as ``/static/<prefix>/<file>``."""

    prefix: str
    folder: str
    files: tuple[str, ...]

    @property
    def storage(self) -> FileSystemStorage:
        storage = FileSystemStorage(location=NODE_MODULES / self.folder)
        storage.prefix = self.prefix  # type: ignore[attr-defined]  # collectstatic reads it
        return storage

    @property
    def missing(self) -> list[Path]:
        paths = (NODE_MODULES / self.folder / name for name in self.files)
        return [path for path in paths if not path.is_file()]


ICONS = NODE_MODULES / "@tabler" / "icons" / "icons" / "outline"
"""Drawn into the pages as they are rendered, so wanted while the platform runs; never served."""

ASSETS = (
    Asset("vendor/tabler", "@tabler/core/dist/css", ("tabler.min.css",)),
    Asset("vendor/htmx", "htmx.org/dist", ("htmx.min.js",)),
    Asset("vendor/echarts", "echarts/dist", ("echarts.simple.min.js",)),
)


def missing() -> list[str]:
    """What the pages want and the machine does not have, relative to ``node_modules``."""
    absent = [path for asset in ASSETS for path in asset.missing]
    absent += [] if ICONS.is_dir() else [ICONS]
    return [str(path.relative_to(NODE_MODULES)) for path in absent]


class NodeFinder(BaseFinder):
    """Finds the files of `ASSETS` for Django's staticfiles; passes over those not installed."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [
            str(NODE_MODULES / asset.folder / name)
            for asset in ASSETS
            for name in asset.files
            if path == f"{asset.prefix}/{name}" and (NODE_MODULES / asset.folder / name).is_file()
        ]
        return found if find_all else (found[0] if found else None)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Any]]:
        for asset in ASSETS:
            storage = asset.storage
            yield from ((name, storage) for name in asset.files if storage.exists(name))


OUR_MODULES = "web/field/*.js"


class CollectedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Hashed and compressed once collected, so that browsers keep them for good.

    Before that (a test, a first look) the plain name serves. Source maps are for the packages'
    own makers and are not shipped, so references to them stay as they are.
    """

    patterns = (
        *(
            (glob, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
            for glob, rules in HashedFilesMixin.patterns
        ),
        # Our modules find each other under their hashed names.
        (OUR_MODULES, ((r"""(?P<matched>from "(?P<url>\./[^"]+)";)""", 'from "%(url)s";'),)),
    )

    def stored_name(self, name: str) -> str:
        return str(super().stored_name(name)) if self.hashed_files else name
