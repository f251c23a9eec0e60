from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.corpus.manifest.near_duplicates import MIN_SIMILARITY, MinHashSignature, sign_article

RANDOM = Random(7)
WORDS = [f"w{number}" for number in range(3000)]


def _like(text: str, body: int = 0) -> MinHashSignature:
    return sign_article(Article("a", text, date(2026, 1, 7), "a.txt", body=body))


def _prose(words: int = 400) -> list[str]:
    return RANDOM.choices(WORDS, k=words)


def _share_a_band(one: MinHashSignature, other: MinHashSignature) -> bool:
    return not set(one.bands()).isdisjoint(other.bands())


def test_blanks_capitals_and_what_stands_before_the_prose_make_no_difference() -> None:
    one = _like("The harbour opened.")
    assert one == _like("the  Harbour\nopened. ")
    assert one == _like("date 2026-01-07\n\nThe harbour opened.", body=16)
    assert one.digest != _like("The harbour closed.").digest


@pytest.mark.parametrize("kept", [0.8, 0.9, 0.95])
def test_an_article_cut_short_is_near(kept: float) -> None:
    words = _prose()
    one, other = _like(" ".join(words)), _like(" ".join(words[: int(kept * len(words))]))
    assert one.similarity(other) == pytest.approx(kept, abs=0.12)
    assert one.similarity(other) >= MIN_SIMILARITY
    assert _share_a_band(one, other)


def test_a_corrected_article_is_near_and_another_one_is_not() -> None:
    words = _prose()
    corrected = [*words[:200], "corrected", *words[202:]]
    assert _like(" ".join(words)).similarity(_like(" ".join(corrected))) > 0.9
    assert _like(" ".join(words)).similarity(_like(" ".join(_prose()))) < 0.1


def test_scripts_without_blanks_are_compared_by_characters() -> None:
    text = "".join(chr(0x4E00 + RANDOM.randrange(5000)) for _ in range(600))
    assert _like(text).similarity(_like(text[:500] + "新しい")) > MIN_SIMILARITY
    assert _like(text).similarity(_like(text[::-1])) < 0.1


@given(st.text(st.characters(), max_size=200))
def test_any_text_is_like_itself(text: str) -> None:
    like = _like(text)
    assert like.similarity(_like(text)) == 1.0
    assert len(like.signature) == 512
    assert len(like.bands()) == 32
