"""Yes or no: what is read first decides, and is not merely on the matter."""

from datetime import date

import pytest

from bot.answers.answerer import Answerer
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

AT = date(2026, 4, 2)
ARTICLES = {
    "Maker of Brandol cleaner recalls 40,000 bottles": (
        "Some 40,000 bottles of the Brandol cleaner are recalled, since bacteria may be in them,"
        " the maker of Brandol said on Monday. The Brandol bottles were sold in Talmor and Lindholm"
        " from January to March.\n\n"
        "Who has a bottle of the Brandol cleaner gets the price back. No injuries have been"
        " reported. The Brandol cleaner is made in Lindholm, where the maker has a second plant."
    ),
}


@pytest.mark.parametrize(
    ("question", "decision"),
    [
        ("did anyone get hurt by the Brandol cleaner", "No injuries"),
        ("Do owners of the Brandol cleaner get their money back?", "gets the price back"),
    ],
)
def test_the_sentence_that_decides_is_read_first(question: str, decision: str) -> None:
    published = date(2026, 3, 31)
    articles = [
        Article(derive_id(title, published, "", text), text, published, "a.txt", title)
        for title, text in ARTICLES.items()
    ]
    analyzer = Analyzer()
    answer = Answerer(MemoryIndex(articles, analyzer), analyzer).answer(question, AT)
    assert decision in answer.quotes[0].text
