from dataclasses import replace

from bot.answers.answer import Quote
from bot.answers.views.tellings import MAX_TELLINGS, tell_story
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.span import Span
from tests.answers.views.corpora import make_article
from tests.newsroom import TODAY, newsroom_answerer

ANALYZER = Analyzer()
LEAD = "The ferry Calla ran aground off Dunmere on Sunday with 212 passengers on board."
OTHERS = {
    "The Tern": "Rescuers took all 212 passengers off the ferry Calla after it hit rocks at night.",
    "The Skua": "The captain of the ferry Calla had slept for three hours, investigators said.",
    "The Auk": "Divers patched the hull of the ferry Calla so that tugs could pull it free.",
}


def tell(*others: Article) -> tuple[Quote, ...]:
    first = make_article("2026-02-01", LEAD, title="Ferry Calla runs aground", source="The Gull")
    snapshot = MemoryIndex([first, *others], ANALYZER).snapshot()
    lead = Quote(first, Span(0, len(LEAD)), 1.0, confirmations=others)
    return tell_story(lead, snapshot, ANALYZER)


def other(source: str, day: int, text: str = "") -> Article:
    return make_article(
        f"2026-02-{day:02}", text or OTHERS[source], title="The ferry Calla", source=source
    )


def test_the_lead_comes_first_and_then_each_other_source_the_newest_before_the_older() -> None:
    quotes = tell(other("The Tern", 2), other("The Skua", 5), other("The Auk", 3))
    assert [quote.article.source for quote in quotes] == [
        "The Gull", "The Skua", "The Auk", "The Tern",
    ]  # fmt: skip
    assert quotes[0].text == LEAD
    assert [quote.text for quote in quotes[1:]] == [
        OTHERS[quote.article.source] for quote in quotes[1:]
    ]


def test_other_sources_come_before_further_articles_of_the_same() -> None:
    quotes = tell(
        other("The Gull", 6, "The ferry Calla will be scrapped, its owner said in Dunmere."),
        other("The Tern", 2),
    )
    assert [quote.article.source for quote in quotes] == ["The Gull", "The Tern", "The Gull"]


def test_what_says_the_same_in_the_same_words_is_left_out() -> None:
    copied = other("The Tern", 2, LEAD)
    nearly = other("The Skua", 3, LEAD.replace("ran aground", "went aground"))
    assert [quote.article.source for quote in tell(copied, nearly)] == ["The Gull"]


def test_a_telling_without_a_sentence_that_stands_alone_is_left_out() -> None:
    assert [q.article.source for q in tell(other("The Tern", 2, "He said so."))] == ["The Gull"]


def test_an_article_that_left_the_index_is_left_out() -> None:
    first = make_article("2026-02-01", LEAD, title="Ferry Calla runs aground")
    gone = replace(other("The Tern", 2), id="gone")
    lead = Quote(first, Span(0, len(LEAD)), 1.0, confirmations=(gone,))
    snapshot = MemoryIndex([first], ANALYZER).snapshot()
    assert tell_story(lead, snapshot, ANALYZER) == (lead,)


def test_five_others_are_told_at_most() -> None:
    texts = (
        *OTHERS.values(),
        "A judge ordered the owner of the ferry Calla to pay each family 900 crowns.",
        "The ferry Calla had passed its last inspection in November without a fault.",
        "Fishermen from Dunmere heard the horn of the ferry Calla and put out at once.",
    )
    others = [other(f"Paper {number}", number + 2, text) for number, text in enumerate(texts)]
    quotes = tell(*others)
    assert len(others) == MAX_TELLINGS + 1
    assert [quote.article for quote in quotes[1:]] == others[:0:-1]


def test_the_stories_of_some_days_are_told_by_the_answerer() -> None:
    answerer = newsroom_answerer()
    leads = answerer.answer("What happened on 7 March?", TODAY).quotes
    (story,) = [lead for lead in leads if "Oskarvik" in lead.text]
    quotes = answerer.tell_story(story)
    assert quotes[0] == story
    assert {quote.article.source for quote in quotes[1:]} >= {"harbourpost.example"}
    for quote in quotes[1:]:
        assert quote.article in story.confirmations
