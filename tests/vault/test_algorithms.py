"""The ciphers are those of the standards, and nothing changed opens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huishang.vault.algorithms import Algorithm, DoesNotOpen, mac

ANY = pytest.mark.parametrize("algorithm", list(Algorithm))


@ANY
@given(text=st.binary(max_size=300), place=st.binary(max_size=40))
def test_what_was_closed_opens_in_its_place(
    algorithm: Algorithm, text: bytes, place: bytes
) -> None:
    key = bytes(range(algorithm.key_bytes))
    assert algorithm.open(key, algorithm.seal(key, text, place), place) == text


@ANY
@given(position=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_a_changed_bit_is_found(algorithm: Algorithm, position: int, bit: int) -> None:
    key = bytes(algorithm.key_bytes)
    sealed = bytearray(algorithm.seal(key, b"text", b"place"))
    sealed[position % len(sealed)] ^= 1 << bit
    with pytest.raises(DoesNotOpen):
        algorithm.open(key, bytes(sealed), b"place")


@ANY
@pytest.mark.parametrize("length", [0, 1, 27])
def test_too_short_to_be_a_cipher_text(algorithm: Algorithm, length: int) -> None:
    with pytest.raises(DoesNotOpen):
        algorithm.open(bytes(algorithm.key_bytes), b"x" * length, b"")


def test_aes_256_gcm_reads_what_the_standard_gives() -> None:
    """The GCM specification's test case 14 (NIST SP 800-38D's validation vectors)."""
    nonce, body = bytes(12), bytes.fromhex("cea7403d4d606b6e074ec5d3baf39d18")
    tag = bytes.fromhex("d0d1c8a799996bf0265b98b5d48ab919")
    assert Algorithm.AES.open(bytes(32), nonce + tag + body, b"") == bytes(16)


def test_sm4_gcm_reads_what_the_standard_gives() -> None:
    """RFC 8998, appendix A.1."""
    key = bytes.fromhex("0123456789ABCDEFFEDCBA9876543210")
    nonce = bytes.fromhex("00001234567800000000ABCD")
    place = bytes.fromhex("FEEDFACEDEADBEEFFEEDFACEDEADBEEFABADDAD2")
    body = bytes.fromhex(
        "17F399F08C67D5EE19D0DC9969C4BB7D5FD46FD3756489069157B282BB200735"
        "D82710CA5C22F0CCFA7CBF93D496AC15A56834CBCF98C397B4024A2691233B8D"
    )
    tag = bytes.fromhex("83DE3541E4C2B58177E065A9BF7B62EC")
    text = bytes.fromhex(
        "AAAAAAAAAAAAAAAABBBBBBBBBBBBBBBBCCCCCCCCCCCCCCCCDDDDDDDDDDDDDDDD"
        "EEEEEEEEEEEEEEEEFFFFFFFFFFFFFFFFEEEEEEEEEEEEEEEEAAAAAAAAAAAAAAAA"
    )
    assert Algorithm.SM4.open(key, nonce + tag + body, place) == text


def test_the_keyed_hash_depends_on_key_and_text() -> None:
    assert len(mac(b"k" * 32, b"text")) == 32
    assert mac(b"k" * 32, b"text") == mac(b"k" * 32, b"text")
    assert mac(b"l" * 32, b"text") != mac(b"k" * 32, b"text") != mac(b"k" * 32, b"texu")
