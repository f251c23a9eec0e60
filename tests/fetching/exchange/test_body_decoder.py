import gzip
import zlib
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetching.exchange.body_decoder import BodyDecoder
from bot.fetching.fetch_errors import FetchError, FetchFailure


def pack_raw(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


PACKINGS: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("", bytes),
    ("identity", bytes),
    ("gzip", gzip.compress),
    ("X-GZip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", pack_raw),
    ("identity, gzip", gzip.compress),
    ("utf-8", bytes),
]


def decode(encoding: str, parts: Sequence[bytes], most_bytes: int = 10**7) -> bytes:
    decoder = BodyDecoder(encoding, most_bytes)
    content = b"".join(piece for part in parts for piece in decoder.decode(part))
    decoder.finish()
    return content


def cut(data: bytes, size: int) -> list[bytes]:
    return [data[start : start + size] for start in range(0, len(data), size)]


@given(st.sampled_from(PACKINGS), st.binary(max_size=3000), st.integers(1, 4000))
def test_a_body_is_unpacked_however_it_is_cut(
    packing: tuple[str, Callable[[bytes], bytes]], content: bytes, size: int
) -> None:
    encoding, pack = packing
    assert decode(encoding, cut(pack(content), size)) == content


@pytest.mark.parametrize("packing", PACKINGS, ids=range(len(PACKINGS)))
@pytest.mark.parametrize("length", [2**18 - 1, 2**18, 2**18 + 1, 2**20, 2**20 + 100])
def test_contents_about_as_long_as_the_pieces_are_whole(
    packing: tuple[str, Callable[[bytes], bytes]], length: int
) -> None:
    encoding, pack = packing
    data = pack(b"x" * length)
    for size in (1, 7, len(data)) if len(data) < 10_000 else (len(data),):
        assert len(decode(encoding, cut(data, size))) == length


@given(st.lists(st.binary(max_size=50), min_size=1, max_size=4), st.integers(1, 100))
def test_gzip_files_in_a_row_are_one(contents: list[bytes], size: int) -> None:
    data = b"".join(map(gzip.compress, contents))
    assert decode("gzip", cut(data, size)) == b"".join(contents)


@given(st.sampled_from([b"\x00" * 600, b"\n", b"rubbish", b"\x1f"]), st.integers(1, 100))
def test_what_follows_the_end_is_left_out(tail: bytes, size: int) -> None:
    assert decode("gzip", cut(gzip.compress(b"news") + tail, size)) == b"news"


@given(st.sampled_from(PACKINGS), st.integers(0, 5000), st.integers(0, 5000))
def test_no_more_comes_out_than_is_allowed(
    packing: tuple[str, Callable[[bytes], bytes]], length: int, most_bytes: int
) -> None:
    encoding, pack = packing
    data = pack(b"x" * length)
    if length <= most_bytes and len(data) <= most_bytes:
        assert len(decode(encoding, [data], most_bytes)) == length
        return
    with pytest.raises(FetchError) as caught:
        decode(encoding, [data], most_bytes)
    assert caught.value.kind is FetchFailure.TOO_LARGE


@given(st.sampled_from(["gzip", "deflate"]), st.binary(min_size=1, max_size=300))
def test_any_bytes_give_content_or_a_failure(encoding: str, data: bytes) -> None:
    try:
        assert isinstance(decode(encoding, cut(data, 7)), bytes)
    except FetchError as error:
        assert error.kind is FetchFailure.CONTENT


def test_nothing_is_nothing_in_every_packing() -> None:
    assert [decode(encoding, []) for encoding, _ in PACKINGS] == [b""] * len(PACKINGS)
