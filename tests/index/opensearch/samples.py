"""Articles for the cluster, each with a word that no other holds."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.articles.article import Article
from bot.index.analysis import analyze_article
from bot.index.protocol import AnalyzedArticle
from bot.language.analyzer import Analyzer

FIRST_DAY = date(2026, 1, 1)
PASSAGES = 3
_SENTENCES = 12  # of 25 words each, so that four of them fill a passage


def articles(count: int, *, start: int = 0, about: str = "harbour") -> Iterator[AnalyzedArticle]:
    """Yield ``count`` articles of ``PASSAGES`` passages each, numbered from ``start``."""
    analyzer = Analyzer()
    for number in range(start, start + count):
        yield analyze_article(
            Article(
                id=name(number),
                text=" ".join(_sentence(number, about, part) for part in range(_SENTENCES)),
                published=FIRST_DAY + timedelta(days=number % 300),
                path=f"{name(number)}.txt",
                title=f"News {name(number)}",
                source=f"source{number % 7}.example",
            ),
            analyzer,
        )


def name(number: int) -> str:
    """Return the id of an article, which is a word that only this article holds."""
    return f"item{number}x"


def _sentence(number: int, about: str, part: int) -> str:
    return (
        f"In part {part} of report {name(number)} the council of the town voted on the {about}"
        " and the budget, and the mayor said a few words."
    )
