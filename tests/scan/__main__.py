"""Lets two scanners loose on a served demonstration and reads what they report.

``python -m tests.scan [directory]`` builds the demonstration in a home of its own, serves it, signs
in, and runs wapiti over the pages and sqlmap over everything that takes words from an address, each
for a bounded time. The scanners live in an environment of their own, pinned with hashes in
``requirements.txt``. Ends with 1 on any finding that is not in `ACCEPTED`, on an error of the
server, on a broken audit chain, and when a scanner did not get to work. The reports are kept in the
directory, if one is named.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.browser.demo import served
from tests.scan.scanners import Finding, installed, sqlmap, wapiti
from tests.scan.visitor import Visitor

UNLIMITED = {
    "HUISHANG_ACCOUNT_FAILURES": "1000000",
    "HUISHANG_ADDRESS_FAILURES": "1000000",
    "HUISHANG_IDLE_MINUTES": "600",
    "HUISHANG_PAGE_CALLS": "0",
    "HUISHANG_SEARCH_CALLS": "0",
    "HUISHANG_DOWNLOAD_CALLS": "0",
    "HUISHANG_UPLOAD_CALLS": "0",
    "HUISHANG_TOKEN_CALLS": "0",
    "HUISHANG_TELL_CALLS": "0",
}
"""Otherwise the lock and the pace are all a scanner ever meets."""


@dataclass(frozen=True)
class Accepted:
    """A finding that stays. ``kind`` and ``where`` are patterns. :param why: read by reviewers."""

    kind: str
    where: str
    why: str

    def covers(self, finding: Finding) -> bool:
        return bool(
            re.search(self.kind, finding.kind)
            and re.search(self.where, f"{finding.where} {finding.words}")
        )


ACCEPTED = (
    Accepted(
        "^HttpOnly Flag cookie$",
        "csrftoken$",
        "程序以会话登录时要从 Cookie 读出这个令牌，放进请求头；它不是凭据",
    ),
    Accepted(
        "^Secure Flag cookie$",
        "(csrftoken|sessionid)$",
        "演示在本机以明文提供；HUISHANG_HTTPS 时两者都有，由 tests/start/test_settings.py 核对",
    ),
)


def of_the_server(home: Path) -> Iterator[Finding]:
    """What the server itself has to say: errors in its log, and whether its records hold."""
    log = (home / "serve.log").read_text("utf-8", "replace")
    for line in sorted(
        set(re.findall(r"^.*(?:Internal Server Error|Traceback).*$", log, re.MULTILINE))
    ):
        yield Finding("serve.log", "服务端错误", "", line)
    proof = subprocess.run(
        [sys.executable, "-m", "huishang", "audit", "verify"],
        env={**os.environ, "HUISHANG_HOME": str(home)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if proof.returncode:
        yield Finding("audit verify", "审计链", "", proof.stdout + proof.stderr)


def main() -> int:
    programs = installed()
    with tempfile.TemporaryDirectory(prefix="huishang-scan-") as temporary:
        scratch = Path(temporary)
        home = scratch / "home"
        home.mkdir()
        with served(home, **UNLIMITED) as demo:
            findings = [
                finding
                for scanner in (wapiti, sqlmap)
                for finding in scanner(programs, Visitor(demo), scratch)
            ]
        findings += of_the_server(home)
        for directory in sys.argv[1:]:
            for report in scratch.glob("*.*"):
                Path(directory, report.name).write_bytes(report.read_bytes())
    open_ones = []
    for finding in dict.fromkeys(findings):
        reasons = [each.why for each in ACCEPTED if each.covers(finding)]
        sys.stdout.write(f"{f'已接受（{reasons[0]}）' if reasons else '发现'} {finding}\n")
        if not reasons:
            open_ones.append(finding)
    sys.stdout.write(f"未处理的发现：{len(open_ones)}\n")
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
