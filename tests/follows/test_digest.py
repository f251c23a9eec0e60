from dataclasses import replace
from datetime import date, timedelta

from bot.follows.digest import write_digest
from bot.index.memory.index import MemoryIndex
from tests.follows.samples import ANALYZER, SNAPSHOT
from tests.newsroom import ARTICLES, TODAY

YESTERDAY = TODAY - timedelta(1)


def test_the_stories_of_yesterday_come_by_coverage() -> None:
    digest = write_digest(SNAPSHOT, ANALYZER, YESTERDAY, TODAY)
    assert digest is not None
    assert digest.quotes[0].article.title == "Carrow and the Farmers' League agree on a coalition"
    assert digest.quotes[0].confirmations
    assert all(quote.text in quote.article.text for quote in digest.quotes)
    assert {quote.article.published for quote in digest.quotes} == {YESTERDAY}


def test_a_day_without_articles_has_no_digest() -> None:
    day = date(2026, 3, 1)
    assert write_digest(SNAPSHOT, ANALYZER, day - timedelta(1), day) is None
    assert write_digest(MemoryIndex((), ANALYZER).snapshot(), ANALYZER, YESTERDAY, TODAY) is None


def test_articles_in_the_language_of_the_reader_are_preferred() -> None:
    german = [
        replace(
            ARTICLES[-1],
            id=f"german{number}",
            title="Der Milchpreis ist zu niedrig, sagen die Bauern",
            text=f"Die Bauern von Ostrand fordern {number} Cent mehr für die Milch, sagte sie.",
            published=YESTERDAY,
            language="de",
        )
        for number in (12, 14)
    ]
    snapshot = MemoryIndex([*ARTICLES, *german], ANALYZER).snapshot()
    digest = write_digest(snapshot, ANALYZER, YESTERDAY, TODAY, "de")
    assert digest is not None
    assert {quote.article.language for quote in digest.quotes} == {"de"}
    english = write_digest(SNAPSHOT, ANALYZER, YESTERDAY, TODAY, "de")
    assert english is not None
    assert english.quotes
