from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Quote
from bot.articles.article import Article
from bot.follows.novelty import leave_out_repetitions
from bot.language.span import Span
from tests.follows.samples import ANALYZER
from tests.newsroom import ARTICLES

SENTENCE = "Divers found the wreck of the ferry Halcyon off Marenne on Monday."


def quote(text: str, id_: str = "a", title: str = "") -> Quote:
    article = Article(id_, text, date(2026, 3, 16), "p.txt", title=title, source=f"{id_}.example")
    return Quote(article, Span(0, len(text)), 0.0)


def test_a_copy_is_a_confirmation() -> None:
    (kept,) = leave_out_repetitions([quote(SENTENCE), quote(SENTENCE, "b")], (), ANALYZER)
    assert (kept.article.id, [article.id for article in kept.confirmations]) == ("a", ["b"])


def test_a_new_number_is_new() -> None:
    first, second = (
        quote("The fire killed 11 people in Tarsk."),
        quote("The fire killed 14 people in Tarsk.", "b"),
    )
    assert leave_out_repetitions([first, second], (), ANALYZER) == [first, second]
    assert leave_out_repetitions([second], [first], ANALYZER) == [second]


def test_the_same_told_in_other_words_of_the_article_is_not_new() -> None:
    telling = quote(f"{SENTENCE} The ship sank in a storm in the harbour, 900 metres deep.")
    retold = quote("The ferry Halcyon sank in a storm, divers found.", "b")
    assert leave_out_repetitions([retold], [telling], ANALYZER) == []


def test_another_event_is_new() -> None:
    other = quote("The mayor of Ostrand resigned over an undeclared flat.", "b")
    assert leave_out_repetitions([other], [quote(SENTENCE)], ANALYZER) == [other]


def test_a_quote_without_words_is_never_new() -> None:
    assert leave_out_repetitions([quote("…", "b")], [quote(SENTENCE)], ANALYZER) == []


ANY = st.lists(
    st.sampled_from(ARTICLES).map(lambda a: Quote(a, Span(a.body, len(a.text)), 0.0)), max_size=8
)


@given(ANY, ANY)
def test_nothing_is_left_of_what_was_told_and_of_others_each_once(
    quotes: list[Quote], earlier: list[Quote]
) -> None:
    kept = leave_out_repetitions(quotes, earlier, ANALYZER)
    ids = [each.article.id for each in kept]
    assert len(set(ids)) == len(ids)
    assert set(ids).isdisjoint(each.article.id for each in earlier)
    assert [replace(each, confirmations=()) for each in kept] == [
        each for number, each in enumerate(quotes)
        if each.article.id in ids and each not in quotes[:number]
    ]  # fmt: skip
    assert leave_out_repetitions(kept, kept, ANALYZER) == []
