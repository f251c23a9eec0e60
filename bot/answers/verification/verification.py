"""Verification: what the articles have of a text, sentence by sentence."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.answers.answer import Quote
from bot.articles.article import Article
from bot.index.protocol import IndexStats
from bot.language.span import Span


class Verdict(StrEnum):
    """How near an article comes to a sentence."""

    EXACT = "exact"
    """An article has it word for word."""

    TITLE = "title"
    """It is the title of an article."""

    SIMILAR = "similar"
    """An article has a sentence that is nearly the same."""

    ABSENT = "absent"
    """No article has anything like it."""


class Change(StrEnum):
    """What changes the meaning of a sentence when it differs."""

    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where a sentence and an article have different words.

    ``claim``: the words that the article lacks, a span of the text that was checked.
    ``article``: the words that the text lacks, a span of the article's text. Either may be empty.
    ``changes``: what of these words changes the meaning; empty where nothing is known to.
    """

    claim: Span
    article: Span
    changes: frozenset[Change] = frozenset()

    @property
    def changes_meaning(self) -> bool:
        """Tell whether a number, a date, a name or a negation differs."""
        return bool(self.changes)


@dataclass(frozen=True, slots=True)
class Check:
    """What the articles have of one sentence, or of several that are consecutive in one article.

    ``sentence``: the sentence in the text; ``claim``: the part of it that was compared, without
    what only introduces it, as in "BBC says:".
    ``quote``: the article's sentences; of the articles that have it word for word the oldest,
    the others are its ``confirmations``; without a match the closest sentence. None where
    nothing shares the matter, and where the text is a title.
    ``stretch``: the part of the article's text that matches, None without a match.
    ``title_article``: the article that has the text as its title.
    ``sentences``: how many sentences of the text it stands for.
    """

    verdict: Verdict
    sentence: Span
    claim: Span
    quote: Quote | None = None
    stretch: Span | None = None
    differences: tuple[Difference, ...] = ()
    title_article: Article | None = None
    sentences: int = 1

    @property
    def changes_meaning(self) -> bool:
        """Tell whether a difference changes the meaning."""
        return any(difference.changes_meaning for difference in self.differences)

    @property
    def changes(self) -> frozenset[Change]:
        """Return what differs that changes the meaning."""
        return frozenset().union(*(difference.changes for difference in self.differences))

    @property
    def is_partial(self) -> bool:
        """Tell whether more of the sentence was left out of the comparison than signs."""
        return self.claim != self.sentence


@dataclass(frozen=True, slots=True)
class Verification:
    """What the articles up to the day ``at`` have of ``text``.

    ``checks``: in the order of the text.
    ``unchecked_count``: how many further sentences the text has.
    ``stats``: counts of what was searched.
    ``language``: the code of the text's language.
    """

    text: str
    at: date
    checks: tuple[Check, ...]
    stats: IndexStats
    unchecked_count: int = 0
    language: str = "en"

    def count(self, verdict: Verdict) -> int:
        """Return the number of sentences with a verdict."""
        return sum(check.sentences for check in self.checks if check.verdict is verdict)
