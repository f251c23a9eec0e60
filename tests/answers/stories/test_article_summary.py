from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.stories.article_summary import summarize_article
from bot.articles.article import Article
from tests.answers.verification.samples import (
    ANALYZER,
    FOREIGN_ARTICLES,
    newsroom_snapshot,
    snapshot_of,
)
from tests.chat.replies.sending import any_article
from tests.index.samples import article
from tests.newsroom import ARTICLES

STORY = article(
    "Good morning. The harbour of Marenne reopened on Monday after a storm had closed it for nine"
    " days. It was cold. A baker sold bread on the quay and talked about his three daughters."
    " The reopened harbour expects fourteen ships that the storm had kept outside of Marenne."
    " The harbour of Marenne reopened on Monday after the storm had closed it for many days."
    " Mayor Ada Lorne said that the storm had cost the harbour 40 million crowns.",
    title="Harbour of Marenne reopens after the storm",
)


def summarize(of: Article) -> list[str]:
    return [quote.text for quote in summarize_article(of, snapshot_of(of, *ARTICLES), ANALYZER)]


def test_the_lead_comes_with_what_shares_most_with_it_in_reading_order() -> None:
    assert summarize(STORY) == [
        "The harbour of Marenne reopened on Monday after a storm had closed it for nine days.",
        "The reopened harbour expects fourteen ships that the storm had kept outside of Marenne.",
        "Mayor Ada Lorne said that the storm had cost the harbour 40 million crowns.",
    ]


def test_what_only_repeats_is_left_out() -> None:
    assert not any("many days" in sentence for sentence in summarize(STORY))


def test_an_article_of_one_sentence_is_that_sentence() -> None:
    assert summarize(article("Ferry sails.")) == ["Ferry sails."]


def test_an_article_without_sentences_has_no_summary() -> None:
    unknown = article("A harbour.", "elsewhere")
    assert summarize_article(unknown, newsroom_snapshot(), ANALYZER) == ()


@pytest.mark.parametrize("of", FOREIGN_ARTICLES, ids=lambda of: of.language)
def test_articles_in_other_languages_are_summed_up_too(of: Article) -> None:
    quotes = summarize_article(of, newsroom_snapshot(), ANALYZER)
    assert quotes
    assert of.text.startswith(quotes[0].text)


@pytest.mark.parametrize("of", ARTICLES, ids=lambda of: of.title)
def test_quotes_are_sentences_of_the_article_in_order(of: Article) -> None:
    quotes = summarize_article(of, newsroom_snapshot(), ANALYZER)
    assert 1 <= len(quotes) <= 3
    assert all(quote.article == of for quote in quotes)
    ends = [quote.span.end for quote in quotes]
    assert all(end <= quote.span.start for end, quote in zip(ends, quotes[1:], strict=False))


@given(any_article, st.sampled_from(["", "de", "zh", "xx"]))
def test_any_article_can_be_summed_up(of: Article, language: str) -> None:
    of = replace(of, language=language)
    for quote in summarize_article(of, snapshot_of(of), ANALYZER):
        assert quote.text == of.text[quote.span.start : quote.span.end]
