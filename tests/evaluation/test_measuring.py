from collections.abc import Callable
from datetime import date

from bot.evaluation.measuring import assess_reply, find_article_days, measure
from bot.evaluation.questions import Question
from bot.evaluation.replies import AnswererSystem, Excerpt, ShownReply
from bot.evaluation.runs import Outcome
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.newsroom import ARTICLES, TODAY, newsroom_answerer

DAY = date(2026, 1, 9)
QUESTIONS = [
    Question("a", "Where did it rain?", DAY, ("Lisbon",)),
    Question("b", "Who won?", DAY, ("Ann",)),
]


def excerpt(text: str, article: str = "x", published: date = DAY) -> Excerpt:
    return Excerpt(text, article, published)


class RainSystem:
    def prepare(self, question: Question) -> Callable[[], ShownReply]:
        if "rain" not in question.text:
            return lambda: ShownReply(())
        quotes = (excerpt("x" * 400), excerpt("In Lisbon it rained."))
        return lambda: ShownReply(quotes, kind="fact")


def assess(question: Question, *quotes: Excerpt, more: tuple[Excerpt, ...] = ()) -> Outcome:
    days = {"old": date(2026, 1, 3), "new": date(2026, 1, 8), "newer": DAY}
    return assess_reply(question, ShownReply(quotes, more, "fact"), 1.0, days)


def test_every_question_gets_its_outcome_in_order() -> None:
    first, second = measure(RainSystem(), QUESTIONS).outcomes
    assert (first.id, first.is_within, first.rank) == ("a", (False, True, True), 2)
    assert (first.quotes, first.characters, first.answered_as) == (2, 421, "fact")
    assert (second.id, second.is_within, second.rank) == ("b", (False, False, False), None)
    assert (second.quotes, second.characters) == (0, 0)
    assert first.milliseconds > 0


def test_what_more_shows_counts_behind_the_first_reply_and_apart_from_it() -> None:
    found = assess(QUESTIONS[0], excerpt("y" * 290), more=(excerpt("It rained in Lisbon."),))
    assert found.is_within == (False, False, False)
    assert found.is_within_more == (False, True, True)
    assert (found.rank, found.quotes, found.characters) == (None, 1, 290)


def test_of_a_topic_the_share_of_quotes_on_it_and_its_newest_story_count() -> None:
    topic = Question("t", "rain", DAY, (), "topic", articles=("old", "new", "unknown"))
    old, other = excerpt("a", "old", date(2026, 1, 3)), excerpt("b", "far", date(2026, 1, 7))
    found = assess(topic, old, other, other)
    assert (found.on_topic, found.shows_newest, found.stories) == (1 / 3, False, 2)
    assert (found.age, found.newest) == (10 / 3, 2)
    assert assess(topic, old, excerpt("c", "new", date(2026, 1, 8))).shows_newest
    refused = assess(topic)
    assert (refused.on_topic, refused.shows_newest, refused.age) == (0.0, False, None)


def test_of_the_news_of_some_days_the_quotes_of_these_days_and_their_stories_count() -> None:
    days = (date(2026, 1, 7), date(2026, 1, 8))
    browse = Question("b", "what was new?", DAY, (), "browse", days=days)
    inside = [excerpt("a", one, date(2026, 1, 8)) for one in ("p", "p", "q")]
    found = assess(browse, *inside, excerpt("b", "r", DAY))
    assert (found.in_range, found.stories_in_range, found.stories) == (0.75, 2, 3)
    assert (assess(browse).in_range, assess(browse).stories_in_range) == (0.0, 0)


def test_the_days_of_articles_come_from_the_index() -> None:
    question = Question("t", "rain", DAY, (), "topic", articles=(ARTICLES[0].id, "unknown"))
    snapshot = MemoryIndex(ARTICLES, Analyzer()).snapshot()
    assert find_article_days([question], snapshot) == {ARTICLES[0].id: ARTICLES[0].published}


def test_the_bot_is_asked_behind_what_was_asked_before() -> None:
    system = AnswererSystem(newsroom_answerer())
    before = ("Who won the election in Valdoria?",)
    question = Question("f", "How many seats did Ines Carrow win?", TODAY, ("84",), context=before)
    shown = system.prepare(question)()
    assert shown.quotes
    assert all(one.published <= TODAY for one in shown.quotes)
    assert all(any(one.text in article.text for article in ARTICLES) for one in shown.quotes)
