import pytest

from bot.answers.verification.claim_sentences import ClaimSentence, split_claims

WORDS = "the harbour of Marenne reopened on Monday"


def parts(text: str, language: str = "") -> list[str]:
    """Return what of a text of one sentence may be compared, the whole of it first."""
    (sentence,) = split_claims(text, language)
    return [text[unit[0].start : unit[-1].end] for unit in sentence.units]


def spans(text: str, language: str = "") -> list[str]:
    return [sentence.span.slice(text) for sentence in split_claims(text, language)]


def test_a_text_is_split_into_sentences_without_the_signs_at_their_ends() -> None:
    assert spans("“The ferry sails.” The bridge\nis closed!") == [
        "The ferry sails", "The bridge\nis closed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"BBC says: “{WORDS}.”",
        f"BBC says: '{WORDS}', is that true?",
        f"Breaking: {WORDS}",
        f"“{WORDS}”, said the mayor",
        f"{WORDS} — Lantern",
        f"Is it true that {WORDS}?",
    ],
)
def test_what_introduces_or_credits_words_may_be_left_out(text: str) -> None:
    assert WORDS in parts(text)
    assert parts(text)[0] != WORDS


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "The harbour reopened with a mark of 34-31",
        "Ada Lorne (“The Heron”, “The Lamp”) plays a woman who has to leave the town at night",
    ],
)
def test_nothing_is_left_out_without_a_sign_of_it(text: str) -> None:
    assert len(parts(text)) == 1


def test_what_is_left_out_has_no_number() -> None:
    assert parts(f"14 ships and 12 boats: {WORDS}") == [f"14 ships and 12 boats: {WORDS}"]


def test_addresses_and_names_at_the_ends_are_no_part_of_a_sentence() -> None:
    assert spans(f"@lantern {WORDS}. https://lantern.example/a?b=1") == [WORDS]
    assert spans("https://lantern.example/a") == []
    assert spans("The tag #harbour was on every ship") == ["The tag #harbour was on every ship"]


def only(text: str) -> ClaimSentence:
    (sentence,) = split_claims(text, "")
    return sentence


def test_few_words_are_short_and_a_question_is_one() -> None:
    assert only("He agreed to it.").is_short is False
    assert only("He agreed.").is_short is True
    assert only("Is that true?").is_question is True
    assert only("That is true.").is_question is False
    (sentence,) = split_claims("政府不会提高税收。", "zh")
    assert not sentence.is_short


def test_a_text_without_sentences_is_cut() -> None:
    sentences = split_claims("ferry " * 1000, "")
    assert len(sentences) == 4
    assert all(len(sentence.tokens) <= 250 for sentence in sentences)
