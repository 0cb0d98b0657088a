"""One attempt over the wire: to the address that was checked, once, for so long, and no further.

urllib3's connection is used by itself: no pool, no retries, no redirects, no proxy of the
environment. The socket goes to the very address the name led to; the certificate is still asked
for the name.
"""

from __future__ import annotations

import ssl
import threading
from dataclasses import dataclass
from importlib.metadata import version

from django.conf import settings
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from .labels import Outcome
from .policies.addresses import Address, Target, look_up, may_go_to, target_of

_OK = range(200, 300)
_ELSEWHERE = range(300, 400)
_GONE = 410


@dataclass(frozen=True, slots=True)
class Reply:
    """:param status_code: None where nothing was answered. The body is never read."""

    outcome: Outcome
    status_code: int | None = None


def hand_over(url: str, body: bytes, headers: dict[str, str]) -> Reply:
    """Whatever goes wrong is an outcome, not an exception."""
    target = target_of(url)
    try:
        addresses = look_up(target)
    except OSError:
        return Reply(Outcome.UNKNOWN_NAME)
    if not addresses or not all(map(may_go_to, addresses)):
        return Reply(Outcome.FORBIDDEN)
    return _post(_connection(target, addresses[0]), target, body, headers)


def _connection(target: Target, address: Address) -> HTTPConnection:
    limit = settings.ANSWER_SECONDS
    if not target.secure:
        return HTTPConnection(str(address), target.port, timeout=limit)
    return HTTPSConnection(
        str(address),
        target.port,
        timeout=limit,
        ssl_context=ssl.create_default_context(),
        server_hostname=target.host,
    )


class _Limit:
    """Breaks a connection off when its time is up, however slowly it goes on trickling."""

    def __init__(self, connection: HTTPConnection) -> None:
        self.connection, self.is_up = connection, False
        self._timer = threading.Timer(settings.ANSWER_SECONDS, self._break_off)
        self._timer.daemon = True

    def __enter__(self) -> _Limit:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        self.connection.close()

    def _break_off(self) -> None:
        self.is_up = True
        if (sock := self.connection.sock) is not None:
            try:
                sock.shutdown(2)
            except OSError:  # it broke off by itself in this moment
                return


def _post(
    connection: HTTPConnection, target: Target, body: bytes, headers: dict[str, str]
) -> Reply:
    with _Limit(connection) as limit:
        try:
            connection.request(
                "POST",
                target.path,
                body=body,
                headers={
                    "Host": target.authority,
                    "Content-Type": "application/json; charset=utf-8",
                    "User-Agent": f"huishang/{version('huishang')}",
                    "Connection": "close",
                    **headers,
                },
                preload_content=False,
            )
            status = connection.getresponse().status
        except ssl.SSLError:
            return Reply(Outcome.UNTRUSTED)
        except (HTTPError, OSError, ValueError) as fault:
            slow = limit.is_up or isinstance(fault, TimeoutError)
            return Reply(Outcome.TOO_SLOW if slow else Outcome.BROKEN_OFF)
        if limit.is_up:  # what was broken off may look like an answer
            return Reply(Outcome.TOO_SLOW)
    return Reply(_outcome(status), status)


def _outcome(status: int) -> Outcome:
    if status in _OK:
        return Outcome.ARRIVED
    if status in _ELSEWHERE:
        return Outcome.REDIRECTED
    return Outcome.GONE if status == _GONE else Outcome.REFUSED
