"""What is read where a word is misspelt, and what stays as it is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.question.spelling.question_reading import (
    Correction,
    QuestionReading,
    choose_reading,
)
from bot.answers.question.spelling.readings import find_readings
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer

DAY = date(2026, 3, 10)
ANALYZER = Analyzer()
TEXTS = (
    "President Ada Zelmoran opened the harbour of New Bellport on Monday.",
    "The harbour of New Bellport had been closed by a storm, President Zelmoran said.",
    "Zelmoran will resign over the ferry budget, the mayor said.",
    "Guests from all over the island came to see the space museum.",
    "The Broker Prize goes to the novelist Lena Ostrava.",
    "Horvath won the fencing medal for the island.",
)


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    articles = [
        Article(str(number), text, date(2026, 3, 1 + number), f"{number}.txt")
        for number, text in enumerate(TEXTS)
    ]
    return MemoryIndex(articles, ANALYZER).snapshot()


def read(question: str, snapshot: Snapshot, at: date = DAY) -> list[QuestionReading]:
    return find_readings(question, at, snapshot, snapshot.stats(until=at), ANALYZER)


def read_best(question: str, snapshot: Snapshot) -> str:
    return read(question, snapshot)[0].question


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("why will zelmroan resign", "why will Zelmoran resign"),
        ("when was the harbor of bellport clsed", "when was the harbor of bellport closed"),
        ("who opened the harbour of newbellport", "who opened the harbour of New Bellport"),
        ("will zel moran resign", "will Zelmoran resign"),
        ("wht won the broker prize", "what won the broker prize"),
        ("how many guets came to the museum", "how many guest came to the museum"),
        ("who came to the spce museum", "who came to the space museum"),
        ("What did Presidnt Zelmoran open?", "What did President Zelmoran open?"),
    ],
)
def test_a_misspelt_word_is_read_as_what_is_meant(
    written: str, meant: str, snapshot: Snapshot
) -> None:
    assert read_best(written, snapshot) == meant


@pytest.mark.parametrize(
    "question",
    [
        *TEXTS,
        "What did Gorvath say about the ferry budget?",  # Horvath is somebody else
        "Who founded the Zephyrline company?",
        "Did the WHQ close the harbour?",
        "What about 14000 or 3rd?",
        "",
        "?!",
    ],
)
def test_what_is_right_or_resembles_nothing_stays(question: str, snapshot: Snapshot) -> None:
    assert read(question, snapshot)[0] == QuestionReading(
        question, (), read(question, snapshot)[0].likelihood
    )


def test_a_correction_has_the_word_as_written_and_as_the_articles_have_it(
    snapshot: Snapshot,
) -> None:
    (reading, *_) = read("why will zelmroan resing", snapshot)
    assert reading.corrections == (
        Correction("zelmroan", "Zelmoran"),
        Correction("resing", "resign"),
    )


def test_a_word_of_later_articles_is_not_known_yet(snapshot: Snapshot) -> None:
    before = date(2026, 3, 4)
    assert read("who won the brokr prize", snapshot, before)[0].corrections == ()
    assert read("who won the brokr prize", snapshot)[0].corrections != ()


def test_british_spelling_is_no_mistake(snapshot: Snapshot) -> None:
    (reading,) = read("who criticised the colourful harbour", snapshot)
    assert reading.corrections == ()


@given(st.text(max_size=40))
def test_any_question_has_a_reading(question: str) -> None:
    snapshot = MemoryIndex([Article("a", TEXTS[0], DAY, "a.txt")], ANALYZER).snapshot()
    readings = read(question, snapshot)
    assert 1 <= len(readings) <= 5
    assert len({reading.question for reading in readings}) == len(readings)
    for reading in readings:
        for correction in reading.corrections:
            assert correction.word in question
            assert correction.replacement in reading.question


def test_the_reading_that_is_answered_most_confidently_is_chosen() -> None:
    readings = [
        QuestionReading("a", (), 6.0),
        QuestionReading("b", (), 5.5),
        QuestionReading("c", (), 1.0),
    ]
    assert choose_reading(readings, [0.2, 0.9, 0.9]) == 1
    assert choose_reading(readings, [0.5, 0.5, 0.5]) == 0


def test_a_name_that_no_other_word_vouches_for_stays(snapshot: Snapshot) -> None:
    assert read_best("Did Trosk meet Horvat?", snapshot) == "Did Trosk meet Horvat?"
    assert read_best("Did Horvat win the fencing medal?", snapshot) == (
        "Did Horvath win the fencing medal?"
    )
