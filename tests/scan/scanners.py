"""The two scanners: how they are installed, started for a bounded time, and read."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.scan.visitor import AWAY, ROOT, Visitor

PINNED = Path(__file__).with_name("requirements.txt")
ENVIRONMENT = ROOT / ".tools" / "scan"

SECONDS = int(os.environ.get("HUISHANG_SCAN_SECONDS", "300"))
"""About how long each scanner works."""

MODULES = (
    "cookieflags", "crlf", "csp", "csrf", "exec", "file", "htaccess", "http_headers", "ldap",
    "methods", "permanentxss", "redirect", "sql", "timesql", "upload", "xss",
)  # fmt: skip
"""Of wapiti; not those that call other people's servers or look for products we are not."""

LEAST_PAGES, LEAST_TARGETS = 30, 8
"""Fewer than these, and the scanner was shut out: no proof of anything."""


@dataclass(frozen=True)
class Finding:
    scanner: str
    kind: str
    where: str
    words: str

    def __str__(self) -> str:
        return f"{self.scanner}：{self.kind} {self.where} {self.words}"


def installed() -> Path:
    """The scanners' own environment, exactly as pinned; its programs."""
    uv = str(ROOT / ".tools" / "bin" / "uv")
    environment = {**os.environ, "VIRTUAL_ENV": str(ENVIRONMENT)}
    if not (ENVIRONMENT / "bin").is_dir():
        subprocess.run([uv, "venv", "--quiet", str(ENVIRONMENT)], check=True)
    subprocess.run(
        [uv, "pip", "sync", "--quiet", "--require-hashes", str(PINNED)],
        env=environment,
        check=True,
    )
    return ENVIRONMENT / "bin"


def wapiti(programs: Path, visitor: Visitor, scratch: Path) -> Iterator[Finding]:
    report = scratch / "wapiti.json"
    _run(
        scratch / "wapiti.log",
        [
            programs / "wapiti", "--url", f"{visitor.base}/", "--scope", "folder",
            "--cookie-value", visitor.cookies,
            *(part for away in AWAY for part in ("--exclude", f"{visitor.base}{away}*")),
            "--module", ",".join(MODULES), "--max-scan-time", str(SECONDS // 3),
            "--max-attack-time", str(max(SECONDS // len(MODULES), 10)), "--max-parameters", "20",
            "--timeout", "20", "--tasks", "4", "--flush-session", "--no-bugreport",
            "--store-session", scratch / "session", "--store-config", scratch / "config",
            "--format", "json", "--output", report,
        ],
    )  # fmt: skip
    told = json.loads(report.read_text("utf-8"))
    pages = told["infos"]["crawled_pages_nbr"]
    sys.stdout.write(f"wapiti：看过{pages}个页面\n")
    if pages < LEAST_PAGES:
        yield Finding("wapiti", "没有扫描到", visitor.base, f"只看到{pages}个页面")
    for group in ("vulnerabilities", "anomalies"):
        for kind, found in told[group].items():
            for each in found:
                where = f"{each['method']} {each['path']}"
                yield Finding("wapiti", kind, where, f"{each['parameter']} {each['info']}")


def sqlmap(programs: Path, visitor: Visitor, scratch: Path) -> Iterator[Finding]:
    targets = sorted(set(visitor.targets()))
    listed, results = scratch / "targets.txt", scratch / "sqlmap.csv"
    listed.write_text("".join(f"{target}\n" for target in targets), "utf-8")
    said = _run(
        scratch / "sqlmap.log",
        [
            programs / "sqlmap", "-m", listed, "--batch", "--disable-coloring",
            "--cookie", visitor.cookies, "--drop-set-cookie", "--level", "1", "--risk", "1",
            "--technique", "BEUT", "--time-sec", "2", "--threads", "4", "--skip-waf",
            "--time-limit", str(SECONDS), "--ignore-code", "*", "--flush-session",
            "--output-dir", scratch / "sqlmap", "--results-file", results,
        ],
    )  # fmt: skip
    tried = said.count("all tested parameters do not appear to be injectable")
    found = list(csv.DictReader(results.read_text("utf-8").splitlines()))
    injected = [row for row in found if row.get("Technique(s)")]
    sys.stdout.write(f"sqlmap：{len(targets)}个地址，试完{tried + len(injected)}个\n")
    if tried + len(injected) < LEAST_TARGETS:
        yield Finding("sqlmap", "没有扫描到", visitor.base, f"只试完{tried}个地址")
    for row in injected:
        yield Finding("sqlmap", "SQL injection", row["Target URL"], row["Parameter"])


def _run(log: Path, command: list[object]) -> str:
    """What a scanner said. One that overruns its own limit is stopped, and reports nothing."""
    with log.open("w", encoding="utf-8") as out:
        subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
            timeout=SECONDS * 3, check=False,
        )  # fmt: skip
    return log.read_text("utf-8", "replace")
