"""Where an answer may go. A name is looked up when it is used, and what it led to is what is
connected to: a name cannot point elsewhere in between."""

from __future__ import annotations

import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from huishang.kernel.texts import text_fault, tidy

Address = IPv4Address | IPv6Address

_LONGEST = 500
_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_PORTS = {"https": 443, "http": 80}
_METADATA = (ip_address("168.63.129.16"),)
"""Where a cloud tells its machines secrets, at an address that looks public. The others
(169.254.169.254, 100.100.100.200, fd00:ec2::254) are not public anyhow."""
_TRANSLATED = ip_network("64:ff9b::/96")
"""IPv4 behind a translator (RFC 6052): the last four bytes are the address."""


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. :param path: with what follows the question mark."""

    secure: bool
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """What the header ``Host`` says."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        usual = _PORTS["https" if self.secure else "http"]
        return name if self.port == usual else f"{name}:{self.port}"


def target_of(url: str) -> Target:
    """:raises ValueError: no address of the web."""
    parts = urlsplit(tidy(url))
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = parts.port or _PORTS[parts.scheme]
    if not (_NAME.fullmatch(parts.hostname) or _literal(parts.hostname)):
        raise ValueError(url)
    return Target(parts.scheme == "https", parts.hostname, port, path)


def url_fault(url: str) -> str | None:
    """What is wrong with an address being registered; where its name leads is looked up later."""
    if fault := text_fault("答复地址", url, longest=_LONGEST):
        return fault
    text = tidy(url)
    try:
        target = target_of(text)
    except ValueError:
        return (
            "“答复地址”应为完整的网址，如 https://hotline.example.gov.cn/answers，"
            "主机名中的汉字请按网址规则转写，请核对。"
        )
    parts = urlsplit(text)
    if parts.username is not None or parts.password is not None or parts.fragment:
        return "“答复地址”不能带用户名、密码和“#”之后的部分，请删去；平台以签名证明身份。"
    if not text.isascii() or any(char.isspace() for char in text):
        return "“答复地址”中有汉字或者空白，请按网址规则转写后填写。"
    if not target.secure and not (settings.ANSWER_PLAIN_HTTP and _is_this_machine(target.host)):
        return "“答复地址”应以 https:// 开头：答复不经没有加密的线路发出。"
    if (literal := _literal(target.host)) and not may_go_to(literal):
        return "“答复地址”指向内网或者保留的网络。确须发往内网的，请运维人员在设置中写明该网络。"
    return None


def _is_this_machine(host: str) -> bool:
    literal = _literal(host)
    return host == "localhost" or bool(literal and literal.is_loopback)


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def look_up(target: Target) -> Sequence[Address]:
    """What a name leads to now. :raises OSError: it leads nowhere."""
    found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(ip_address(str(row[4][0]).split("%")[0]) for row in found))


def may_go_to(address: Address) -> bool:
    """A public address, or one of a network the settings name."""
    meant = _meant(address)
    if any(meant in network for network in settings.ANSWER_NETWORKS):
        return True
    if meant.is_loopback:
        return bool(settings.ANSWER_PLAIN_HTTP)
    return meant.is_global and not meant.is_multicast and meant not in _METADATA


def _meant(address: Address) -> Address:
    """The IPv4 address an IPv6 one stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo or address
