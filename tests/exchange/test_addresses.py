"""Answers go out to the world, and to the government's own network where the settings say so."""

from __future__ import annotations

from ipaddress import ip_address, ip_network
from typing import Any

import pytest

from huishang.exchange.policies.addresses import may_go_to, target_of, url_fault


@pytest.fixture(autouse=True)
def as_in_service(quick: None, settings: Any) -> None:
    settings.ANSWER_PLAIN_HTTP = False


NOT_FOR_ANSWERS = (
    "127.0.0.1", "::1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "100.100.100.200", "168.63.129.16", "0.0.0.0", "224.0.0.1", "255.255.255.255", "fe80::1",
    "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "64:ff9b::a00:1", "2002:a00:1::", "2001:0:4136:e378:8000:63bf:f5ff:fffe",
)  # fmt: skip


@pytest.mark.parametrize("address", NOT_FOR_ANSWERS)
def test_no_answer_goes_to_a_network_that_is_not_public(address: str) -> None:
    assert not may_go_to(ip_address(address))


@pytest.mark.parametrize("address", ["1.2.4.8", "2400:3200::1", "64:ff9b::102:408"])
def test_answers_go_to_public_addresses(address: str) -> None:
    assert may_go_to(ip_address(address))


def test_a_network_the_settings_name_is_open_and_no_other(settings: Any) -> None:
    settings.ANSWER_NETWORKS = (ip_network("10.20.0.0/16"),)
    assert may_go_to(ip_address("10.20.1.1"))
    assert may_go_to(ip_address("::ffff:10.20.1.1"))
    assert not may_go_to(ip_address("10.21.1.1"))


def test_this_machine_is_open_to_a_demo_and_nothing_else_then(settings: Any) -> None:
    settings.ANSWER_PLAIN_HTTP = True
    assert may_go_to(ip_address("127.0.0.1"))
    assert not may_go_to(ip_address("10.0.0.1"))
    assert url_fault("http://localhost:8080/a") is None
    assert url_fault("http://[::1]/a") is None
    assert url_fault("http://hotline.example.gov.cn/a") is not None


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("", "请填写"),
        ("hotline", "完整的网址"),
        ("ftp://hotline.example/a", "完整的网址"),
        ("https://", "完整的网址"),
        ("https://a..b/", "完整的网址"),
        ("https://a:99999/", "完整的网址"),
        ("https://热线.example/", "汉字"),
        ("https://hotline.example/答复", "汉字"),
        ("https://hotline.example/a b", "空白"),
        ("http://hotline.example/a", "https"),
        ("http://127.0.0.1/a", "https"),
        ("https://user:word@hotline.example/", "用户名"),
        ("https://hotline.example/#a", "#"),
        ("https://10.0.0.1/a", "内网"),
        ("https://[::ffff:10.0.0.1]/a", "内网"),
        ("https://hotline.example/" + "a" * 500, "500"),
    ],
)
def test_what_is_wrong_with_an_address_is_said(url: str, word: str) -> None:
    assert word in (url_fault(url) or "")


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        (
            "https://hotline.example.gov.cn/answers?for=1",
            "hotline.example.gov.cn",
            "/answers?for=1",
        ),
        ("https://hotline.example:8443", "hotline.example:8443", "/"),
        ("https://[2400:3200::1]:443/a", "[2400:3200::1]", "/a"),
        ("http://localhost:80/a", "localhost", "/a"),
    ],
)
def test_an_address_is_taken_apart_as_it_is_asked_for(url: str, authority: str, path: str) -> None:
    target = target_of(url)
    assert (target.authority, target.path) == (authority, path)
    assert url_fault("https://hotline.example.gov.cn/answers?for=1") is None
