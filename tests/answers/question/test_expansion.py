from collections.abc import Sequence

import pytest

from bot.answers.question.expansion import (
    MOST_OF_WORD,
    Alternative,
    choose_alternatives,
    propose_alternatives,
    spell_name,
)
from bot.language.analyzer import Analyzer

ANALYZER = Analyzer()


def texts_of(question: str, word: str) -> list[str]:
    proposals = propose_alternatives(question, ANALYZER)
    return [a.text for a in proposals.get(tuple(ANALYZER.terms(word)), ())]


@pytest.mark.parametrize(
    ("question", "word", "alternative"),
    [
        ("Where was the temblor?", "temblor", "earthquake"),
        ("How many people died?", "died", "death"),
        ("Who was at the signing of the treaty in the US?", "US", "America"),
        ("Which French minister spoke?", "French", "France"),
        ("What did the CEO say?", "CEO", "chief executive officer"),
    ],
)
def test_a_word_has_alternatives(question: str, word: str, alternative: str) -> None:
    assert alternative in texts_of(question, word)


def test_each_word_of_a_phrase_has_what_stands_for_the_phrase() -> None:
    for word in ("United", "States"):
        assert "US" in texts_of("Did the United States win?", word)
    assert "US" not in texts_of("Did the two states win?", "states")


def test_a_stop_word_is_no_acronym() -> None:
    assert ("who",) in propose_alternatives("Did the WHO warn of it?", ANALYZER)
    assert propose_alternatives("Who is it?", ANALYZER) == {}


def test_a_word_of_the_question_is_no_alternative() -> None:
    assert "earthquake" not in texts_of("Was the temblor an earthquake?", "temblor")


@pytest.mark.parametrize(
    "question",
    [
        "Which American boss said that the price of booze would rise after the French vote?",
        "win award die fire resign rise fall increase plan attack release begin end kill buy sell",
        "big small old new doctor lawyer car house city police storm snow flood money war peace",
    ],
)
def test_alternatives_are_few_and_weigh_less_than_the_word(question: str) -> None:
    proposals = propose_alternatives(question, ANALYZER)
    assert all(0 < a.weight < 1 for found in proposals.values() for a in found)
    assert all(len(found) <= MOST_OF_WORD for found in proposals.values())
    assert sum(map(len, proposals.values())) <= 40


def chosen(idf: float, *alternatives: tuple[float, int, float]) -> Sequence[Alternative]:
    """Choose among alternatives of a weight, a df and an idf."""
    frequencies = {"word": (1, idf)}
    proposals = []
    for number, (weight, df, own) in enumerate(alternatives):
        frequencies[str(number)] = df, own
        proposals.append(Alternative(str(number), (str(number),), weight))
    return choose_alternatives(("word",), {("word",): proposals}, frequencies)


def test_an_alternative_is_worth_no_more_than_its_share_of_the_word() -> None:
    rare, common = chosen(4.0, (0.6, 2, 8.0), (0.6, 90, 3.5))
    assert rare.search_weight * 8.0 == pytest.approx(0.6 * 4.0)
    assert common.search_weight == 0.6


def test_what_adds_next_to_nothing_is_not_searched_for() -> None:
    everywhere, far_off = chosen(4.0, (0.6, 90_000, 1.0), (0.3, 2, 8.0))
    assert (everywhere.weight, everywhere.search_weight) == (0.6, 0.0)
    assert (far_off.weight, far_off.search_weight) == (0.3, 0.0)


def test_what_occurs_nowhere_is_no_alternative() -> None:
    assert [a.text for a in chosen(4.0, (0.7, 0, 9.0), (0.6, 3, 5.0))] == ["1"]


@pytest.mark.parametrize(
    ("name", "spelling"),
    [("Torensky", "torenskyy"), ("Torenskyy", "torenski"), ("Marinov", "marinoff")],
)
def test_a_name_in_cyrillic_has_several_spellings(name: str, spelling: str) -> None:
    (term,) = ANALYZER.terms(name)
    assert spelling in spell_name(term)
    assert spelling in texts_of(f"What did {name} say?", name)


@pytest.mark.parametrize("name", ["Kelly", "Ski", "Harbour"])
def test_other_names_have_one_spelling(name: str) -> None:
    (term,) = ANALYZER.terms(name)
    assert not spell_name(term)
