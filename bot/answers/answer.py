"""Answers: quotes with their articles, or why there are none."""

from dataclasses import dataclass, field
from datetime import date

from bot.answers.question.kind import QuestionKind
from bot.answers.question.spelling.question_reading import Correction as Correction
from bot.answers.question.time_focus import TimeFit
from bot.articles.article import Article
from bot.index.protocol import IndexStats
from bot.language.languages.lookup import is_english
from bot.language.sentences import split_sentences
from bot.language.span import Span
from bot.language.temporal.resolve import ResolvedDate, resolve_dates


@dataclass(frozen=True, slots=True)
class Quote:
    """One to three consecutive sentences of an article, as a span of its text.

    ``highlight``: the part of the article's text that is the answer, inside ``span``; None
    where it is not known with confidence.
    ``confirmations``: other articles that say the same, or tell the same story, best first.
    """

    article: Article
    span: Span
    score: float
    highlight: Span | None = None
    confirmations: tuple[Article, ...] = ()

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
class Turn:
    """A question that was asked before in the same conversation, and the quotes that answered."""

    question: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferingValue:
    """One of several values that recent articles give for what is asked, and who gives it."""

    text: str
    article: Article


@dataclass(frozen=True, slots=True)
class Answer:
    """Quotes, best first, or why there are none.

    ``at``: the day of the question; nothing that was published later is used.
    ``quotes``: what the first reply shows; of a topic or of days, the lead of each story.
    ``more``: what else was found, in order.
    ``kind``: the kind of the question.
    ``corrections``: the words that were taken for misspelt.
    ``suggestions``: other readings of the question that may be meant, each a whole question.
    ``differing_values``: what sources disagree on, the newest first; empty where they agree.
    ``is_nearest``: whether the quotes are only the nearest to what is asked.
    ``missing``: the words of the question that occur in no article up to ``at``, as written.
    ``stats``: counts of what was searched.
    ``confidence``: how likely the answer is in the quotes, or would have been in those that
    were refused, from 0 to 1.
    ``closest``: the article that shares most with the question though it does not answer it;
    None if there are quotes, or if no article shares a word.
    ``fit``: how the quotes fit the days that are asked for.
    ``language``: the code of the question's language.
    ``missing_language``: whether no article is in it, so that names and numbers alone count.
    ``languages``: the codes of those that articles are in, the commonest first, where none is in
    the question's.
    """

    question: str
    at: date
    quotes: tuple[Quote, ...]
    missing: tuple[str, ...]
    stats: IndexStats
    confidence: float = 0.0
    closest: Article | None = None
    fit: TimeFit = field(default_factory=TimeFit)
    kind: QuestionKind = QuestionKind.FACT
    more: tuple[Quote, ...] = ()
    corrections: tuple[Correction, ...] = ()
    suggestions: tuple[str, ...] = ()
    differing_values: tuple[DifferingValue, ...] = ()
    is_nearest: bool = False
    language: str = "en"
    missing_language: bool = False
    languages: tuple[str, ...] = ()
