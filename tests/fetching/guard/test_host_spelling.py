from collections.abc import Callable
from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.guard.host_spelling import HostSpellingError, normalize_host


@given(st.integers(0, 2**32 - 1), st.data())
def test_all_spellings_of_an_ipv4_address_are_one(number: int, data: st.DataObject) -> None:
    parts = list(number.to_bytes(4, "big"))
    heads = data.draw(st.integers(0, 3))
    numbers = [*parts[:heads], int.from_bytes(bytes(parts[heads:]), "big")]
    spellings: list[Callable[[int], str]] = [str, hex, lambda n: f"0{n:o}", lambda n: f"0X{n:x}"]
    spell = st.sampled_from(spellings)
    text = ".".join(data.draw(spell)(part) for part in numbers)
    assert normalize_host(text) == str(IPv4Address(number))
    assert normalize_host(text + ".") == str(IPv4Address(number))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("0x", "0.0.0.0"),  # noqa: S104
        ("Straße.example", "xn--strae-oqa.example"),
        ("ⒺⓍⒶⓂⓅⓁⒺ.org", "example.org"),
        ("ex\u00adample.org", "example.org"),
        ("example。org", "example.org"),
        ("a_b.example.org", "a_b.example.org"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("%65xample.org", "example.org"),
        ("[::FFFF:127.0.0.1]", "[::ffff:7f00:1]"),
    ],
)
def test_a_host_has_one_spelling(text: str, host: str) -> None:
    assert normalize_host(text) == host


@pytest.mark.parametrize("text", ["1.2.3", "1.2.0.3", "0x1.02.3", "16908291"])
def test_an_ipv4_address_may_have_fewer_numbers(text: str) -> None:
    assert normalize_host(text) == "1.2.0.3"


@pytest.mark.parametrize(
    "text",
    [
        *(". .. 256.1.1.1 1.1.1.0x100 4294967296 08.1.1.1 1..2 0xg.1 1.2.3.4.5".split()),
        *("[] [::1 ::1 [::1]x [::1%1] [127.0.0.1] a%2fb a% a/b a@b a:b a\\b -a.b a-.b".split()),
        "",
        "a b",
        "a\x00b",
        "ä" * 400,
        "a" * 2000,
    ],
)
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(HostSpellingError):
        normalize_host(text)
