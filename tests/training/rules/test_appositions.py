from dataclasses import replace

from bot.language.analyzer import Analyzer
from tests.training.articles import MUSEUM
from training.rules.appositions import ask_who_is


def test_the_article_that_introduces_somebody_says_who_it_is() -> None:
    (question,) = ask_who_is(MUSEUM, Analyzer())
    assert question.text.strip("?").lower().endswith(("perrin dulcastle", "who is that"))
    assert question.answers == ("retired marine biologist", "marine biologist")
    assert (question.kind, question.articles) == ("who_is", ("m1",))


def test_a_place_in_a_list_is_nobody() -> None:
    article = replace(MUSEUM, text="But Old Ostlermoor, a, b and the rest voted.")
    assert list(ask_who_is(article, Analyzer())) == []
