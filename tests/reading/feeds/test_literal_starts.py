import re

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.feeds.literal_starts import list_literal_starts

PHRASES = r"Read (?:more|on|the (?:rest|whole))|Lire la suite|더 ?읽기|appeare?d on|se publicó"


def test_alternatives_begin_with_their_letters() -> None:
    assert list_literal_starts(PHRASES) == ("Read ", "Lire la suite", "더", "appear", "se publicó")


@given(st.from_regex(re.compile(PHRASES), fullmatch=True))
def test_what_matches_has_one_of_the_starts(text: str) -> None:
    assert any(start in text for start in list_literal_starts(PHRASES))


def test_starts_that_several_have_are_there_once() -> None:
    assert list_literal_starts("Read more|Read on") == ("Read more", "Read on")
    assert list_literal_starts("Read (?:more)|Read (?:on)") == ("Read ",)
