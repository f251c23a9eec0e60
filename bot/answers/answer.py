"""Quote and Answer: what a question gets."""

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
    """Quotes, best first; with none, why there is none.

    ``missing`` are the asked words that stand nowhere in the articles up to ``at``, as asked.
    ``holdings`` is what was searched. ``confidence``, from 0 to 1, is how likely the answer
    stands in the quotes or, where there are none, would have stood in them. ``closest`` is
    the article that shares most with the question, though it does not answer: None where
    there are quotes, or where no article shares a word.
    ``fit`` is how the quotes fit the days that are asked for.
    """

    question: str
    at: date
    quotes: tuple[Quote, ...]
    missing: tuple[str, ...]
    stats: IndexStats
    confidence: float = 0.0
    closest: Article | None = None
    fit: TimeFit = field(default_factory=TimeFit)
