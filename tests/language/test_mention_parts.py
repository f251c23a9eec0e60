from hypothesis import given
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.parts import split_parts

ANALYZER = Analyzer()


def keys(kind: Kind, key: str) -> list[str]:
    return [part for part, _, _ in split_parts(kind + key, ANALYZER)]


def test_the_parts_of_a_name_are_its_runs_of_up_to_three_words() -> None:
    assert keys(Kind.NAME, "ada") == ["nada"]
    assert keys(Kind.NAME, "ada moreau") == ["nada moreau", "nada", "nmoreau"]
    assert keys(Kind.NAME, "a b c d e")[1:] == [
        "na", "na b", "na b c", "nb", "nb c", "nb c d", "nc", "nc d", "nc d e", "nd", "nd e", "ne",
    ]  # fmt: skip
    assert keys(Kind.NAME, "a b c") == ["na b c", "na", "na b", "nb", "nb c", "nc"]


def test_other_mentions_have_no_parts() -> None:
    assert keys(Kind.NUMBER, "3 million") == ["#3 million"]
    assert keys(Kind.QUOTATION, "so it goes") == ["qso it goes"]


@given(st.lists(st.text("aé'’.-1ß東", min_size=1, max_size=5), min_size=1, max_size=6))
def test_the_terms_of_a_part_are_those_of_its_words(words: list[str]) -> None:
    for key, count, terms in split_parts(Kind.NAME + " ".join(words), ANALYZER):
        assert terms == tuple(ANALYZER.terms(key[1:]))
        assert count == key.count(" ") + 1


def test_terms_are_of_the_language_of_the_article() -> None:
    ((_, _, terms),) = split_parts(Kind.NAME + "häuser", ANALYZER, "de")
    assert terms == tuple(ANALYZER.terms("häuser", "de"))
