import pytest

from bot.evaluation.questions import (
    contains_answer,
    normalize,
    quotes_contain_answer,
    rank_of_first_right,
)


def test_normalising_keeps_runs_of_letters_and_digits_in_lower_case() -> None:
    assert normalize("“Squid-Game”, 14,000 of_them!") == " squid game 14000 of them "
    assert normalize("É Ü 7.5%") == " é ü 7 5 "
    assert normalize("👍") == normalize("") == "  "


@pytest.mark.parametrize(
    ("text", "answer", "said"),
    [
        ("He sent 14,000 men.", "14000", True),
        ("He sent 114,000 men.", "14,000", False),
        ("The New York mayor", "new york", True),
        ("New in York", "New York", False),
        ("They scored", "red", False),
        ("Red", "red", True),
    ],
)
def test_an_answer_matches_whole_consecutive_words(text: str, answer: str, said: bool) -> None:
    assert contains_answer(text, [answer]) == said


def test_one_right_answer_is_enough() -> None:
    assert contains_answer("The harbour opened.", ["tower", "harbour"])
    assert not contains_answer("The harbour opened.", [])


def test_characters_are_counted_over_all_quotes_in_the_order_shown() -> None:
    quotes = ["x" * 293, "Lisbon rejoiced."]
    assert quotes_contain_answer(quotes, ["Lisbon"], 300)
    assert not quotes_contain_answer(quotes, ["Lisbon"], 299)
    assert not quotes_contain_answer(quotes[::-1], ["x" * 293], 300)
    assert quotes_contain_answer(quotes[::-1], ["x" * 293], 310)


def test_without_quotes_there_is_no_answer() -> None:
    assert not quotes_contain_answer([], ["Lisbon"], 900)
    assert rank_of_first_right([], ["Lisbon"]) is None


def test_the_rank_is_that_of_the_first_quote_with_the_answer() -> None:
    quotes = ["The tower fell.", "In Lisbon it rained.", "Lisbon."]
    assert rank_of_first_right(quotes, ["lisbon"]) == 2
    assert rank_of_first_right(quotes, ["Porto"]) is None
