import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.exchange.response_headers import ResponseHeaders

DATE = "Mon, 05 Jan 2026 10:00:00 GMT"
HOUR_LATER = "Mon, 05 Jan 2026 11:00:00 GMT"
NOW = 1767607200.0  # DATE


def make_headers(**values: str) -> ResponseHeaders:
    pairs = [(name.replace("_", "-").encode(), text.encode()) for name, text in values.items()]
    return ResponseHeaders.read(pairs)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Cache_Control": "max-age=300"}, 300.0),
        ({"Cache_Control": 'public, MAX-AGE="300"'}, 300.0),
        ({"Cache_Control": "max-age=300", "Age": "100"}, 200.0),
        ({"Cache_Control": "max-age=300", "Age": "400"}, 0.0),
        ({"Cache_Control": "max-age=300", "Age": "old"}, 300.0),
        ({"Cache_Control": "no-cache, max-age=300"}, 0.0),
        ({"Cache_Control": "no-store"}, 0.0),
        ({"Cache_Control": "s-maxage=300"}, None),
        ({"Cache_Control": "max-age=-1"}, None),
        ({"Cache_Control": "max-age=999999999999"}, 7 * 86400.0),
        ({"Cache_Control": "max-age=" + "9" * 500}, 7 * 86400.0),
        ({"Cache_Control": "max-age=300", "Expires": HOUR_LATER}, 300.0),
        ({"Expires": HOUR_LATER, "Date": DATE}, 3600.0),
        ({"Expires": HOUR_LATER}, 3600.0),
        ({"Expires": DATE, "Date": HOUR_LATER}, 0.0),
        ({"Expires": "0"}, 0.0),
        ({"Expires": "Fri, 31 Dec 9999 23:59:59 GMT"}, 7 * 86400.0),
        ({"Expires": "Mon, 05 Jan 99999999999 10:00:00 GMT"}, 0.0),
    ],
)
def test_how_long_a_page_is_fresh(headers: dict[str, str], seconds: float | None) -> None:
    assert make_headers(**headers).read_max_age(NOW) == seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", None),
        ("120", 120.0),
        ("0", 0.0),
        ("1.5", 1.5),
        ("-5", None),
        ("99999999", 86400.0),
        ("9" * 5000, None),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("١٢", None),
        (HOUR_LATER, 3600.0),
        (DATE, 0.0),
        ("Mon, 05 Jan 2020 10:00:00 GMT", 0.0),
        ("Mon, 05 Jan 2099 10:00:00 GMT", 86400.0),
        ("Monday, 05-Jan-26 11:00:00 GMT", 3600.0),
        ("Mon Jan  5 11:00:00 2026", 3600.0),
    ],
)
def test_how_long_a_site_wants_to_be_left_alone(text: str, seconds: float | None) -> None:
    assert make_headers(Retry_After=text).read_retry_after(NOW) == seconds


def test_a_moment_to_come_back_at_is_by_the_clock_of_the_site() -> None:
    headers = make_headers(Retry_After=HOUR_LATER, Date=DATE)
    assert headers.read_retry_after(NOW + 86400) == 3600.0


def test_of_headers_that_stand_twice_the_first_counts_and_lists_are_joined() -> None:
    names = ("ETag", "Location", "Cache-Control", "Content-Encoding")
    pairs = [(name.encode(), value) for name in names for value in (b"gzip", b"max-age=5")]
    headers = ResponseHeaders.read(pairs)
    assert (headers.etag, headers.location) == ("gzip", "gzip")
    assert headers.get("content-encoding") == "gzip, max-age=5"
    assert headers.read_max_age(NOW) == 5.0


@given(
    st.dictionaries(
        st.sampled_from("age date expires etag location retry-after".split())
        | st.sampled_from("content-type content-length cache-control last-modified".split()),
        st.binary(),
    )
)
def test_any_bytes_in_headers_are_read(values: dict[str, bytes]) -> None:
    headers = ResponseHeaders.read([(name.encode(), value) for name, value in values.items()])
    for seconds in (headers.read_max_age(NOW), headers.read_retry_after(NOW)):
        assert seconds is None or 0 <= seconds <= 7 * 86400
    assert "\n" not in headers.etag + headers.last_modified
    texts = (headers.media_type, headers.charset, headers.location)
    assert all(isinstance(text, str) for text in texts)
    assert headers.length is None or headers.length >= 0
    "x".encode(headers.charset or "utf-8")
