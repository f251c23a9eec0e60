from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answer import Quote
from bot.articles.article import Article
from bot.follows.follow import Follow
from bot.follows.matching import find_matches
from bot.index.memory.index import MemoryIndex
from tests.follows.samples import ANALYZER, SNAPSHOT, arrive, match, match_among, titled
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer

WINS = "Ines Carrow wins the election in Valdoria"
SEEKS = "Carrow seeks a coalition with the Farmers' League"
AGREES = "Carrow and the Farmers' League agree on a coalition"
HERON = "The Blue Heron is found in a barn"
TRACTORS = "Tractors block Norhaven over milk prices"
TOPICS = ("Kestrels cup", "Carrow coalition", "Who won the election in Valdoria?", "milk prices")


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("milk prices", TRACTORS),
        ("Blue Heron painting", HERON),
        ("news about the Tarsk earthquake", "Earthquake of magnitude 6.1 shakes Tarsk"),
        ("Who won the election in Valdoria?", WINS),
        ("Did the pilots strike?", "Norwing cancels 310 flights as its pilots walk out"),
        ("election", WINS),
    ],
)
def test_an_article_that_answers_a_follow_is_found_among_all(topic: str, title: str) -> None:
    (found,) = [each for each in match(topic) if each.quote.article.title == title]
    assert found.quote.text in found.quote.article.text


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("Carrow coalition", WINS),  # of Carrow, and of no coalition
        ("Norwing strike", "Farmers protest against the price of milk"),
        ("cup", "Who is Ines Carrow?"),
        ("Ines Carrow", "Who is Ines Carrow?"),  # a portrait and no report
        ("Who won the cup?", WINS),
        ("Will Carrow resign?", HERON),
        ("Rotherfield election", WINS),
    ],
)
def test_an_article_that_does_not_answer_a_follow_is_not(topic: str, title: str) -> None:
    assert match(topic, articles=titled(title)) == []


def test_only_new_articles_count() -> None:
    matches = match("Carrow coalition", articles=titled(AGREES))
    assert [each.quote.article.title for each in matches] == [AGREES]
    assert match("Carrow coalition", articles=()) == []


def test_a_question_that_an_older_article_answers_better_is_not_answered_again() -> None:
    assert match("Who won the election in Valdoria?", articles=titled(SEEKS)) == []


def test_a_sentence_that_asks_answers_nothing() -> None:
    (won,) = titled(WINS)
    quiz = replace(won, id="quiz", title="A quiz", text="Who won the election in Valdoria?")
    assert match_among("Who won the election in Valdoria?", [quiz], ()) == []


def test_the_best_sentence_about_a_topic_is_quoted() -> None:
    (found,) = match("milk prices", articles=titled(TRACTORS))
    assert found.quote.text == (
        "Farmers drove about 200 tractors into Norhaven to protest against low milk prices."
    )


def test_a_sentence_about_earlier_years_is_not_quoted() -> None:
    (old,) = titled(HERON)
    text = "In 1987, police found the stolen Blue Heron painting in a barn near Ostrand."
    assert match_among("Blue Heron", [replace(old, id="old", text=text)], ARTICLES) == []


def test_a_copy_by_another_source_confirms_the_first_and_is_no_match() -> None:
    (heron,) = titled(HERON)
    copy = replace(heron, id="copy", source="other.example", title=f"{heron.title} at last")
    (found,) = match_among("Blue Heron", [heron, copy], ())
    articles = {found.quote.article.id, *(other.id for other in found.quote.confirmations)}
    assert articles == {heron.id, "copy"}


def test_what_was_sent_of_late_is_not_sent_again_unless_it_says_something_new() -> None:
    (follow, tale) = Follow(7, "Oskarvik bridge"), "Bridge in Oskarvik collapses, at least 11 dead"
    earlier, copy, rise = titled(
        tale,
        "Eleven die as bridge falls into the Lune",
        "Death toll of the Oskarvik bridge collapse rises to 14",
    )
    first = match("Oskarvik bridge", articles=[earlier])[0].quote
    known = {follow.id: [first]}
    again = replace(earlier, id="again", source="other.example")
    index = MemoryIndex([*ARTICLES, again], ANALYZER)
    for article, is_new in ((again, False), (rise, True)):
        arrivals = arrive(index.snapshot(), [article])
        matches = find_matches([follow], arrivals, newsroom_answerer(), TODAY, known)
        assert bool(matches) is is_new
    assert copy.id not in {quote.article.id for quotes in known.values() for quote in quotes}


def test_an_operator_leaves_articles_out() -> None:
    named = [replace(a, source=a.source.removesuffix(".example")) for a in titled(AGREES, SEEKS)]
    found = match_among("source:lantern Carrow", named, ())
    assert [each.quote.article.title for each in found] == [AGREES]
    assert match_among("Carrow -coalition", named, ()) == []


def test_an_article_in_another_language_is_not_for_who_follows_in_this_one() -> None:
    text = (
        "Ines Carrow hat am Donnerstag in Norhaven eine Koalition mit dem Bauernbund gebildet. "
        "Die Partei bekommt vier von zwölf Ministerien in der neuen Regierung."
    )
    (agrees,) = titled(AGREES)
    title = "Ines Carrow bildet eine Koalition mit dem Bauernbund"
    german = replace(agrees, id="german", title=title, text=text, language="de")
    assert match_among("Ines Carrow", [german], ARTICLES) == []
    (found,) = match_among("Koalition mit dem Bauernbund", [german], ARTICLES, "de")
    assert found.quote.article is german


def test_a_follow_without_a_word_to_search_for_matches_nothing() -> None:
    assert match("the latest news", "hello", "???") == []


def test_nobody_is_sent_more_than_ten_quotes_at_once() -> None:
    (heron,) = titled(HERON)
    copies = [
        replace(
            heron,
            id=f"copy{number}",
            text=f"Police found {number + 100} copies of The Blue Heron in a barn near Ostrand.",
        )
        for number in range(20)
    ]
    assert len(match_among("Blue Heron", copies, ())) == 10


@given(
    st.lists(st.sampled_from(ARTICLES), max_size=6, unique_by=lambda article: article.id),
    st.permutations(TOPICS),
)
def test_matches_are_verbatim_of_new_articles_in_the_order_of_the_follows(
    articles: list[Article], topics: list[str]
) -> None:
    matches = match(*topics, articles=articles)
    new_ids = {article.id for article in articles}
    assert all(each.quote.article.id in new_ids for each in matches)
    assert all(each.quote.text in each.quote.article.text for each in matches)
    ids = [each.follow.id for each in matches]
    assert ids == sorted(ids)
    pairs = [(each.follow.id, each.quote.article.id) for each in matches]
    assert len(set(pairs)) == len(pairs)


@given(st.sampled_from(TOPICS), st.sampled_from(ARTICLES))
def test_what_was_sent_is_never_sent_again(topic: str, article: Article) -> None:
    arrivals = arrive(SNAPSHOT, [article])
    first = find_matches([Follow(1, topic)], arrivals, newsroom_answerer(), TODAY)
    earlier: dict[int, list[Quote]] = {1: [each.quote for each in first]}
    again = find_matches([Follow(1, topic)], arrivals, newsroom_answerer(), TODAY, earlier)
    assert again == []


def test_days_later_is_no_other_article() -> None:
    late = TODAY + timedelta(2)
    follow, arrivals = Follow(1, "milk prices"), arrive(SNAPSHOT, titled(TRACTORS))
    assert find_matches([follow], arrivals, newsroom_answerer(), late)
