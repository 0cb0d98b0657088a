"""A hotline's end of the line: a real server on a free port that behaves as it is told, and keeps
what reached it. It checks the signature with the very snippet of the how-to."""

from __future__ import annotations

import json
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOW_TO = Path(__file__).parents[2] / "docs/how-to/receive-answers.md"


def certified_for(name: str, folder: Path) -> Path:
    """A key and a certificate it signed itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = folder / "certificate.pem"
    kept.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return kept


def checked_by_how_to() -> Callable[..., bool]:
    """The snippet a receiver is given, as it is printed."""
    (source,) = re.findall(r"```python\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(source, found)
    check: Callable[..., bool] = found["is_ours"]
    return check


@dataclass
class Letter:
    """What reached the hotline."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def told(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told


@dataclass
class Receiver:
    """:ivar answers: what to do with the next ones, in order; then always the last: a status, or
    ``hang``, ``close``, ``trickle``, ``flood``."""

    port: int = 0
    answers: list[int | str] = field(default_factory=lambda: [204])
    letters: list[Letter] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/answers"

    def next(self) -> int | str:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["content-length"])
            told = {name.lower(): value for name, value in self.headers.items()}
            receiver.letters.append(Letter(told, self.rfile.read(length)))
            answer = receiver.next()
            if answer == "hang":
                receiver.let_go.wait(30)
            elif answer == "trickle":
                self._trickle()
            elif answer == "close":
                self.connection.shutdown(socket.SHUT_RDWR)
            elif answer == "flood":
                self._flood()
            else:
                self.send_response(int(answer))
                self.send_header("Location", f"http://127.0.0.1:{receiver.port}/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()

        def _trickle(self) -> None:
            """A header line that never ends, a letter at a time."""
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            while not receiver.let_go.wait(0.05):
                self.wfile.write(b"x")

        def _flood(self) -> None:
            self.send_response(200)
            self.end_headers()
            until = time.monotonic() + 20
            while time.monotonic() < until:
                self.wfile.write(b"x" * 65536)

        def log_message(self, *_: object) -> None:
            return

    return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """The other side went away: what these tests are about."""


@contextmanager
def receiving(*answers: int | str, tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    receiver = Receiver()
    receiver.answers = list(answers) or [204]
    server = _Server(("127.0.0.1", 0), _handler(receiver))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver.port = int(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.let_go.set()
        server.shutdown()
        server.server_close()
