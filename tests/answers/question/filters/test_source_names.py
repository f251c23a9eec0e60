import pytest

from bot.answers.question.filters.source_names import NamedSource, find_named_source, find_source

ORIGINS = ("bbc.co.uk", "Talmor Times", "www.nytimes.com", "theguardian.com")


@pytest.mark.parametrize(
    ("name", "origin"),
    [
        ("BBC", "bbc.co.uk"),
        ("the BBC", "bbc.co.uk"),
        ("BBC News", "bbc.co.uk"),
        ("New York Times", "www.nytimes.com"),
        ("the Guardian", "theguardian.com"),
        ("Talmor Times", "Talmor Times"),
    ],
)
def test_a_source_is_known_by_its_names(name: str, origin: str) -> None:
    assert find_source(name, ORIGINS) == {origin}


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What does the BBC say about the bridge?", "news about the bridge"),
        ("Who won the race according to the BBC?", "Who won the race ?"),
        ("Does the BBC report that the bridge is open?", "whether the bridge is open?"),
    ],
)
def test_a_named_source_is_no_word_of_the_question(question: str, text: str) -> None:
    assert find_named_source(question, lambda: ORIGINS) == NamedSource(
        text, frozenset({"bbc.co.uk"})
    )


@pytest.mark.parametrize(
    "question", ["What did Ada Brook say about the bridge?", "Who lives in Talmor?"]
)
def test_others_are_left_alone(question: str) -> None:
    assert find_named_source(question, lambda: ORIGINS) == NamedSource(question)
