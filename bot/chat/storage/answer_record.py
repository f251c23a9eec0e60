"""Answer record: what an answer was asked and quotes, as far as its buttons need it."""

import hashlib
from datetime import date

import msgspec

from bot.answers.answer import Answer, Quote, Turn
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.sentences import split_sentences
from bot.language.span import Span

_MOST_TURNS = 4
_MOST_QUOTES = 5


class QuoteRef(msgspec.Struct, frozen=True):
    """A quote by the id of its article and the offsets of its text.

    ``digest``: of its text, since an article may change; empty where an earlier version noted it.
    """

    article: str
    start: int
    end: int
    digest: str = ""

    def find_span(self, article: Article) -> Span | None:
        """Return where the quote is in its article, None where that no longer says so."""
        text, length = article.text, self.end - self.start
        if not self.digest:
            return Span(self.start, self.end) if 0 <= self.start < self.end <= len(text) else None
        sentences = split_sentences(text, article.body, language=article.language)
        for start in (self.start, *(sentence.start for sentence in sentences)):
            if start >= 0 and _digest(text[start : start + length]) == self.digest:
                return Span(start, start + length)
        return None


class TurnRecord(msgspec.Struct, frozen=True):
    """A question that was asked before, and what answered it."""

    question: str
    quotes: tuple[QuoteRef, ...] = ()


class AnswerRecord(msgspec.Struct, frozen=True):
    """A question, the day on which it was asked, and what was quoted.

    ``turns``: what had been asked before in the same conversation, oldest first.
    ``origin``: the question that the message answered before another was chosen below it.
    """

    question: str
    day: date
    quotes: tuple[QuoteRef, ...] = ()
    turns: tuple[TurnRecord, ...] = ()
    origin: str = ""

    @property
    def thread(self) -> tuple[TurnRecord, ...]:
        """Return the conversation up to this answer, oldest first."""
        return (*self.turns, TurnRecord(self.question, self.quotes))[-_MOST_TURNS:]


def make_record(
    answer: Answer, turns: tuple[TurnRecord, ...] = (), origin: str = ""
) -> AnswerRecord:
    """Return what is kept of an answer."""
    quotes = tuple(
        QuoteRef(quote.article.id, quote.span.start, quote.span.end, _digest(quote.text))
        for quote in answer.quotes[:_MOST_QUOTES]
    )
    return AnswerRecord(answer.question, answer.at, quotes, turns, origin)


def restore_turns(turns: tuple[TurnRecord, ...], snapshot: Snapshot) -> tuple[Turn, ...]:
    """Return turns with those of their quotes whose articles are still there."""
    return tuple(
        Turn(
            turn.question, tuple(filter(None, (_find_quote(ref, snapshot) for ref in turn.quotes)))
        )
        for turn in turns
    )


def _find_quote(ref: QuoteRef, snapshot: Snapshot) -> Quote | None:
    article = snapshot.article(ref.article)
    span = ref.find_span(article) if article else None
    return Quote(article, span, 0.0) if article and span else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def encode_record(record: AnswerRecord) -> str:
    """Return a record as JSON."""
    return msgspec.json.encode(record).decode()


def decode_record(text: str) -> AnswerRecord | None:
    """Return the record in a JSON text, None where another version wrote it."""
    try:
        return msgspec.json.decode(text, type=AnswerRecord)
    except msgspec.MsgspecError:
        return None
