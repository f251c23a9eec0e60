import base64

import pytest

from bot.reading.mail.header_words import decode_words, find_arrival, find_sender

TITLE = "Café öffnet wieder"
_BYTES = TITLE.encode()


def _encode(data: bytes, charset: str = "utf-8") -> str:
    return f"=?{charset}?B?{base64.b64encode(data).decode()}?="


@pytest.mark.parametrize(
    "header",
    [
        _encode(_BYTES),
        _encode(_BYTES).replace("=?=", "?="),
        f"{_encode(_BYTES[:4])} {_encode(_BYTES[4:])}",
        f"{_encode(_BYTES[:4])}\r\n {_encode(_BYTES[4:], 'UTF-8')}",
        _encode(TITLE.encode("cp1252"), "iso-8859-1"),
        _encode(TITLE.encode("cp1252"), "utf-8"),
        _encode(_BYTES, "iso-8859-1"),
        _encode(_BYTES, "x-unknown"),
        "=?utf-8?Q?Caf=C3=A9_=C3=B6ffnet_wieder?=",
        "=?utf-8?q?Caf=c3=a9 =c3=b6ffnet wieder?=",
        "=?utf-8?Q?Caf=C3=A9?= =?utf-8?Q?_=C3=B6ffnet?= wieder",
        '"=?utf-8?Q?Caf=C3=A9_=C3=B6ffnet?= wieder"',
        _BYTES.decode("ascii", "surrogateescape"),
        TITLE.encode("cp1252").decode("ascii", "surrogateescape"),
        "=?utf-8*de?Q?Caf=C3=A9?=\n öffnet\n wieder",
    ],
)
def test_words_encoded_in_the_usual_broken_ways_are_read(header: str) -> None:
    assert decode_words(header).strip('"') == TITLE


def test_what_only_looks_encoded_stays() -> None:
    for text in ("Is 2 =? 3", "=?utf-8?X?abc?=", "a ?= b", "[harbour] Ferries"):
        assert decode_words(text) == text


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("The Gazette <news@gazette.example>", "The Gazette"),
        ('"Gazette, The" <news@gazette.example>', "Gazette, The"),
        ("=?utf-8?Q?Caf=C3=A9?= <news@gazette.example>", "Café"),
        ("news@gazette.example", "gazette.example"),
        ('"news@gazette.example" <news@gazette.example>', "gazette.example"),
        ("The Gazette [mailto:news@gazette.example]", "The Gazette"),
        ("", ""),
    ],
)
def test_a_sender_is_named_or_else_its_domain(header: str, name: str) -> None:
    assert find_sender(header) == name


def test_the_first_server_s_day_is_that_of_arrival() -> None:
    received = [
        "by b; Thu, 8 Jan 2026 01:00:00 +0000",
        "by a id 7;\n\tWed, 7 Jan 2026 18:31:00 +0100",
        "by nobody",
    ]
    assert find_arrival(received) == "2026-01-07T18:31:00+01:00"
    assert find_arrival(["by nobody; sometime"]) == ""
