"""Answers: quotes with their articles, or why there are none."""

from dataclasses import dataclass, field
from datetime import date

from bot.answers.question.time_focus import TimeFit
from bot.articles.article import Article
from bot.index.protocol import IndexStats
from bot.language.languages import is_english
from bot.language.sentences import split_sentences
from bot.language.span import Span
from bot.language.temporal.resolve import ResolvedDate, resolve_dates


@dataclass(frozen=True, slots=True)
class Quote:
    """One to three consecutive sentences of an article, as a span of its text."""

    article: Article
    span: Span
    score: float

    @property
    def text(self) -> str:
        """Return the quoted characters, exactly as the article has them."""
        return self.span.slice(self.article.text)

    @property
    def dates(self) -> tuple[ResolvedDate, ...]:
        """Return the relative dates of the text, resolved against the article's day.

        Empty for an article that is not in English.
        """
        if not is_english(self.article.language):
            return ()
        text, published = self.text, self.article.published
        return tuple(
            date for span in split_sentences(text)
            for date in resolve_dates(span.slice(text), published)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, best first, or why there are none.

    ``at``: the day of the question; nothing that was published later is used.
    ``missing``: the words of the question that occur in no article up to ``at``, as written.
    ``stats``: counts of what was searched.
    ``confidence``: how likely the answer is in the quotes, or would have been in those that
    were refused, from 0 to 1.
    ``closest``: the article that shares most with the question though it does not answer it;
    None if there are quotes, or if no article shares a word.
    ``fit``: how the quotes fit the days that are asked for.
    """

    question: str
    at: date
    quotes: tuple[Quote, ...]
    missing: tuple[str, ...]
    stats: IndexStats
    confidence: float = 0.0
    closest: Article | None = None
    fit: TimeFit = field(default_factory=TimeFit)
