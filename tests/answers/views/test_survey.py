"""Surveys of the newsroom and of invented articles: what they have by day and by source."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.answers.answer import Quote
from bot.answers.question.kind import QuestionKind
from bot.answers.views.day_spread import MAX_DAYS
from bot.answers.views.survey import MAX_SOURCES, Survey
from bot.articles.article import Article
from bot.articles.passages.segment import split_passages
from tests.answers.views.corpora import make_answerer, make_article
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer

QUESTIONS = (
    "How many people died in the collapse of the Oskarvik bridge?",
    "What did the pilots of Norwing demand?",
    "Who stole The Blue Heron?",
    "What happened to Petra Holm on 6 March?",
    "Who won the election in Valdoria?",
    "Why do farmers protest?",
    "Is Mila Vance dead?",
    "What is the interest rate?",
    "Pellworth",
    "news on the harbour of Marenne",
    "What's new?",
    "What happened on 7 March?",
)


def ask(question: str, at: date = TODAY) -> Survey:
    return newsroom_answerer().survey(question, at)


def titles(quotes: tuple[Quote, ...]) -> list[str]:
    return [quote.article.title for quote in quotes]


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_answer_is_the_same_and_its_first_quote_is_in_both_lists(question: str) -> None:
    survey = ask(question)
    assert survey.answer == newsroom_answerer().answer(question, TODAY)
    assert survey.lead == survey.answer.quotes[0]
    assert survey.by_source[0] == survey.lead
    assert [q for q in survey.by_day if q.article.published == survey.lead.article.published] == [
        survey.lead
    ]


@pytest.mark.parametrize("question", QUESTIONS)
def test_days_are_in_order_and_sources_differ_and_nothing_is_later_than_the_question(
    question: str,
) -> None:
    for at in (TODAY, date(2026, 3, 10)):
        survey = ask(question, at)
        days = [quote.article.published for quote in survey.by_day]
        assert all(first < second for first, second in pairwise(days))
        sources = [quote.article.origin for quote in survey.by_source]
        assert len(set(sources)) == len(sources)
        assert all(quote.article.published <= at for quote in (*survey.by_day, *survey.by_source))


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_of_whole_sentences(question: str) -> None:
    survey = ask(question)
    for quote in (*survey.by_day, *survey.by_source):
        sentences = [
            span for passage in split_passages(quote.article) for span in passage.sentences
        ]
        assert quote.span.start in {span.start for span in sentences}
        assert quote.span.end in {span.end for span in sentences}


def test_a_timeline_has_what_came_before_and_after() -> None:
    assert titles(ask("Who stole The Blue Heron?").by_day) == [
        "Thieves steal The Blue Heron from the museum of Terrano",
        "Terrano museum offers reward for stolen painting",
        "The Blue Heron is found in a barn",
        "Terrano museum shows The Blue Heron again from Sunday",
    ]


def test_the_day_that_a_question_names_does_not_restrict_the_timeline() -> None:
    days = [quote.article.published for quote in ask("Oskarvik bridge on 8 March").by_day]
    assert {date(2026, 3, 7), date(2026, 3, 8), date(2026, 3, 10)} <= set(days)


def test_another_matter_is_in_neither_list() -> None:
    survey = ask("What did the pilots of Norwing demand?")
    assert len(survey.by_day) >= 3
    assert len(survey.by_source) >= 2
    for quote in (*survey.by_day, *survey.by_source):
        assert "Norwing" in quote.article.title


@pytest.mark.parametrize(
    "question", ["hello", "", "thanks!", "Who are you?", "Who is Xylo Brandt?"]
)
def test_without_quotes_both_lists_are_empty(question: str) -> None:
    survey = ask(question)
    assert survey.answer.quotes == ()
    assert survey == Survey(survey.answer)
    assert survey.lead is None


def test_an_empty_index_has_an_empty_survey() -> None:
    survey = make_answerer().survey("Who won the election?", TODAY)
    assert survey == Survey(survey.answer)


WRECK = "The wreck of the steamer Ondine was raised off Cape Tarn by the salvage ship Brenna."


def test_what_several_days_say_alike_is_in_the_timeline_once_and_of_each_source_by_itself() -> None:
    answerer = make_answerer(
        make_article("2026-02-01", WRECK, title="Ondine wreck raised", source="The Gull"),
        make_article("2026-02-04", WRECK, title="Steamer Ondine raised", source="The Tern"),
        make_article(
            "2026-02-09",
            "The wreck of the steamer Ondine will become a museum at Cape Tarn, its owner said.",
            title="Ondine wreck to become a museum",
            source="The Skua",
        ),
        *ARTICLES,
    )
    survey = answerer.survey("Which ship raised the wreck of the steamer Ondine?", TODAY)
    texts = [quote.text for quote in survey.by_day]
    assert texts.count(WRECK) == 1
    assert len(texts) == 2
    assert {quote.article.source for quote in survey.by_source} == {
        "The Gull", "The Tern", "The Skua",
    }  # fmt: skip


def test_the_first_of_two_days_that_say_the_same_is_shown() -> None:
    repeated = "The dam of Velmor will be emptied because its wall leaks, the Velmor council said."
    answerer = make_answerer(
        make_article("2026-02-02", repeated, title="Velmor dam to be emptied"),
        make_article("2026-02-07", repeated, title="Council on the Velmor dam"),
        make_article(
            "2026-02-12",
            "Engineer Ruth Gale found the leak in the wall of the Velmor dam in January.",
            title="Who found the leak of the Velmor dam",
        ),
        *ARTICLES,
    )
    survey = answerer.survey("Who found the leak in the wall of the Velmor dam?", TODAY)
    assert [quote.article.published.day for quote in survey.by_day] == [2, 12]


TURNS = (
    "Dockers at Quennell walked out over their canteen, the {trade} of {place} said by {means}.",
    "The {trade} of {place} sent bread to the striking dockers of Quennell by {means}.",
    "A court told the {trade} of {place} by {means} not to block the gates of Quennell's docks.",
    "Quennell's dockers turned down an offer, and the {trade} of {place} came by {means}.",
    "Police counted fewer pickets at Quennell once the {trade} of {place} had left by {means}.",
)


def list_days(first: date, count: int) -> list[Article]:
    """Return an article for each day of a strike, by one source after the other."""
    trades = "porters clerks pilots cooks drivers guards nurses tailors miners weavers".split()
    means = "ferry tram radio letter lorry bicycle telegram".split()
    places = "Arnholm Brask Culmen Dorrit Eskvale Fenwick Garth Hollin Irvane".split()
    return [
        make_article(
            str(first + timedelta(number)),
            TURNS[number % len(TURNS)].format(
                trade=trades[number % len(trades)],
                place=places[number % len(places)],
                means=means[number % len(means)],
            ),
            title=f"Quennell dockers on strike: the {trades[number % len(trades)]}",
            source=f"Paper {number % 17}",
        )
        for number in range(count)
    ]


def test_a_long_matter_is_cut_to_twenty_days_around_that_of_the_answer_and_twelve_sources() -> None:
    answerer = make_answerer(*list_days(date(2026, 1, 5), 40), *ARTICLES)
    survey = answerer.survey("Why are the dockers of Quennell on strike?", TODAY)
    days = [quote.article.published for quote in survey.by_day]
    assert survey.lead is not None
    own_day = survey.lead.article.published
    assert MAX_DAYS / 2 < len(days) <= MAX_DAYS
    assert {own_day - timedelta(1), own_day} <= set(days)
    assert len(survey.by_source) == MAX_SOURCES


def test_a_topic_has_its_older_stories_and_a_source_each_of_the_newest() -> None:
    old = make_article(
        "2025-06-02",
        "The harbour of Marenne was dredged for the first time in ten years, the port said. "
        "Ships of eleven metres can now enter the harbour of Marenne at any tide.",
        title="Harbour of Marenne dredged",
        source="The Gull",
    )
    survey = make_answerer(old, *ARTICLES).survey("news on the harbour of Marenne", TODAY)
    assert survey.answer.kind is QuestionKind.TOPIC
    assert titles(survey.by_day) == [
        "Harbour of Marenne dredged",
        "Storm closes the harbour of Marenne",
        "Harbour of Marenne reopens after the storm",
    ]
    assert survey.by_source == survey.answer.quotes[:1]


def test_a_topic_of_some_days_has_its_newer_stories_too() -> None:
    survey = ask("news about Pellworth on 17 March")
    assert survey.answer.kind is QuestionKind.TOPIC
    assert [quote.article.published.day for quote in survey.by_day] == [17, 18, 19]


def test_the_news_of_some_days_has_a_lead_of_each_source_that_tells_them() -> None:
    survey = ask("What happened on 7 March?")
    assert survey.answer.kind is QuestionKind.BROWSE
    assert {"courier.example", "harbourpost.example"} <= {
        quote.article.source for quote in survey.by_source
    }
    assert {quote.article.id for quote in survey.by_day} <= {
        quote.article.id for quote in (*survey.answer.quotes, *survey.answer.more)
    }
