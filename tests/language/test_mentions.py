import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.analyzer import Analyzer
from bot.language.mentions import Kind, mentions
from bot.language.notes import read_notes, take_notes


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("The Bank of Alderney said so.", ["n bank of alderney"]),
        ("It met Dr. Ada Moreau on Monday.", ["n dr. ada moreau", "d monday"]),
        ("Some 14,000 people came in 2021.", ["# 14000", "y 2021"]),
        ("It lost 3.5% and then four percent.", ["% 3.5", "% 4"]),
        ("They paid $1.5 million, or €20.", ["$ $1.5 million", "$ €20"]),
        ("Twenty-two ships and three hundred boats left.", ["# 22", "# 3 hundred"]),
        ("On 5 March and April 7 it rained.", ["d 5 march", "d april 7"]),
        ("She called it “a slow goodbye”.", ["q a slow goodbye"]),
        ("In January it snowed.", ["d january"]),
        ("The US and the UN agreed.", ["n us", "n un"]),
        ("He came, and she left.", []),
        ("Moreau’s plan failed.", ["n moreau"]),
    ],
)
def test_what_is_mentioned_is_found(sentence: str, found: list[str]) -> None:
    assert [f"{mention.kind} {mention.key}" for mention in mentions(sentence)] == found


def test_a_first_word_that_is_written_small_close_by_is_no_name() -> None:
    assert mentions("Officials agreed.", frozenset({"officials"})) == []
    (mention,) = mentions("Moreau agreed.", frozenset({"officials"}))
    assert (mention.kind, mention.key) == (Kind.NAME, "moreau")


def test_notes_come_back_sentence_by_sentence() -> None:
    sentences = ["Officials met Ada Moreau.", "", "Then officials left: 12|13\t14."]
    notes = read_notes(take_notes(3, "A title", sentences, Analyzer()))
    assert (notes.number, notes.title) == (3, ("titl",))
    first, empty, last = notes.sentences
    assert [note.letters for note in notes.sentences] == [len(text) for text in sentences]
    assert first.mentions == ("nada moreau",)
    assert (empty.terms, empty.mentions) == ((), ())
    assert last.terms == ("offici", "leav", "12", "13", "14")
    assert last.mentions == ("#12", "#13", "#14")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_no_text_breaks_the_notes(sentences: list[str]) -> None:
    notes = read_notes(take_notes(0, sentences[0], sentences, Analyzer()))
    assert [note.letters for note in notes.sentences] == [len(text) for text in sentences]


def test_how_a_sentence_looks_is_noted() -> None:
    written = ["“She left,” he said.", "Who knows?", "Its roof fell."]
    left, knows, roof = read_notes(take_notes(0, "", written, Analyzer())).sentences
    assert (left.quotes, left.leans, left.pronoun, left.question) == (1, True, True, False)
    assert (knows.quotes, knows.leans, knows.pronoun, knows.question) == (0, False, False, True)
    assert (roof.leans, roof.pronoun) == (False, True)


@pytest.mark.parametrize(
    "text",
    [
        "A" * 200_000 + "$5",
        "." + "1," * 200_000,
        "USD" * 100_000 + "$",
        "The " * 100_000,
        "A of " * 100_000,
        "“a" * 200_000,
        "twenty-" * 100_000,
    ],
)
def test_no_text_takes_longer_than_it_is(text: str) -> None:
    """Each of these took hours, or would have, when a part of it was tried again and again."""
    assert all(len(mention.key) < 2_000 for mention in mentions(text))
