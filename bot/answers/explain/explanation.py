"""Explanation: how the answer to a question comes about, for people to read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

import numpy as np

from bot.answers.answerer import FEW_ARTICLES, Answerer, AnswerTrace, Selection
from bot.answers.arranging import arranged
from bot.answers.explain.candidate_names import Name
from bot.answers.explain.contributions import Influence, influences
from bot.answers.features import candidate_features as answering
from bot.answers.features.sentence_pool import Pool
from bot.answers.quotables import LONGEST, Quotable
from bot.answers.quoting import MOST_QUOTES, Dropped, Reason, quotes
from bot.answers.trees import likelihood
from bot.index.protocol import Hit

_HITS = 8
_CANDIDATES = 8
_EACH_DROPPED = 3
_REASONS = 4


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word with its terms, the passages that hold it, and its share of the question."""

    word: str
    terms: tuple[str, ...]
    df: int
    idf: float
    share: float
    named: bool
    timed: bool


@dataclass(frozen=True, slots=True)
class ExplainedHit:
    """A passage: its score, which is BM25 times a factor for its day, and what it covers."""

    score: float
    bm25: float
    factor: float
    published: date
    title: str
    covers: float


@dataclass(frozen=True, slots=True)
class ExplainedCandidate:
    """A candidate for the answer; ``votes`` and ``near`` are shares of the best one's.

    It is ``expected`` when its form, or the kind of things that it is of, is what is asked for.
    """

    text: str
    kind: str
    likelihood: float
    articles: int
    votes: float
    near: float
    expected: bool


@dataclass(frozen=True, slots=True)
class ExplainedQuote:
    """A quote and what its value is made of, as in ``quoting.Chosen``."""

    text: str
    title: str
    published: date
    value: float
    score: float
    length: float
    shown: float
    adds: float
    unvouched: float
    new: tuple[str, ...]
    because: tuple[Influence, ...]


@dataclass(frozen=True, slots=True)
class ExplainedDrop:
    """Why sentences were not quoted, how many, and the first of them."""

    reason: str
    count: int
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the answer came about; ``refused`` says why there is none, and is empty otherwise."""

    question: str
    at: date
    passages: int
    words: tuple[ExplainedWord, ...]
    missing: tuple[str, ...]
    since: date | None
    until: date | None
    fresh: bool
    found: int
    hits: tuple[ExplainedHit, ...]
    candidates: tuple[ExplainedCandidate, ...]
    quotes: tuple[ExplainedQuote, ...]
    dropped: tuple[ExplainedDrop, ...]
    refused: str
    confidence: float

    def to_json(self) -> dict[str, object]:
        """Return all of it as JSON has it."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def explain(answerer: Answerer, question: str, at: date) -> Explanation:
    """Return how the answer to ``question``, asked on the day ``at``, comes about."""
    steps = answerer.trace(question, at)
    passages = steps.stats.passages
    days = steps.focus.range
    chosen = steps.chosen
    order = _order(steps)
    called = answerer.names(steps)
    return Explanation(
        question=question,
        at=at,
        passages=passages,
        words=tuple(_words(steps)),
        missing=steps.query.missing,
        since=days.first if days else None,
        until=days.last if days else None,
        fresh=steps.focus.fresh,
        found=len(steps.matched),
        hits=tuple(_hits(steps)),
        candidates=tuple(_candidates(chosen, called)) if chosen else (),
        quotes=tuple(_quotes(chosen, order, answerer, called)) if chosen else (),
        dropped=tuple(_dropped(steps.pool, chosen, order)) if chosen and steps.pool else (),
        refused=_refused(steps, passages),
        confidence=steps.weighed.confidence if steps.weighed else 0.0,
    )


def _words(steps: AnswerTrace) -> Iterator[ExplainedWord]:
    total = sum(word.weight for word in steps.query.words) or 1.0
    for word in steps.query.words:
        share = word.weight / total
        yield ExplainedWord(word.text, word.terms, word.df, word.idf, share, word.named, word.timed)


def _hits(steps: AnswerTrace) -> Iterator[ExplainedHit]:
    bm25 = {id(hit.ref): hit.score for hit in steps.matched}
    for number, hit in enumerate(steps.hits[:_HITS]):
        alone = bm25[id(hit.ref)]
        article = hit.passage.article
        yield ExplainedHit(
            hit.score, alone, hit.score / alone, hit.published, article.heading,
            _covered(steps.pool, number),
        )  # fmt: skip


def _covered(found: Pool | None, number: int) -> float:
    """Return how much of the question a hit covers, with its title."""
    return float(found.whole[found.hit == number].max(initial=0.0)) if found else 0.0


def _candidates(chosen: Selection, called: Sequence[Name]) -> Iterator[ExplainedCandidate]:
    likely = likelihood(chosen.likely)
    column = {name: at for at, name in enumerate(answering.COLUMNS)}
    for number in np.argsort(-likely, kind="stable")[:_CANDIDATES].tolist():
        name, row = called[number], chosen.candidates.rows[number]
        yield ExplainedCandidate(
            name.text, name.kind.name.lower() if name.kind else "word", float(likely[number]),
            int(row[column["articles"]]), float(row[column["votes"]]),
            float(row[column["closest_of_most"]]),
            bool(row[column["expected"]] or row[column["of_kind"]] > 0),
        )  # fmt: skip


def _order(steps: AnswerTrace) -> list[int]:
    """Return the places of what was chosen in the order in which it is shown."""
    if steps.chosen is None:
        return []
    chosen = quotes(steps.chosen.quotables.sentences, steps.chosen.choice)
    return [chosen.index(quote) for quote in arranged(chosen, steps.matched, steps.focus)]


def _quotes(
    chosen: Selection, order: Sequence[int], answerer: Answerer, called: Sequence[Name]
) -> Iterator[ExplainedQuote]:
    for place in order:
        one = chosen.choice.chosen[place]
        sentence = chosen.quotables.sentences[one.sentence]
        why = influences(chosen.quotables.rows, one.sentence, answerer.rank_sentences)
        likely = chosen.quotables.answers[one.sentence]
        new = sorted(one.new, key=lambda number: -likely[number])
        yield ExplainedQuote(
            _text(sentence), sentence.article.heading, sentence.article.published, one.value,
            one.score, one.length, one.shown, one.adds,
            float(chosen.unvouched[one.sentence]),
            tuple(called[number].text for number in new), why[:_REASONS],
        )  # fmt: skip


def _dropped(found: Pool, chosen: Selection, order: Sequence[int]) -> Iterator[ExplainedDrop]:
    """Yield the reasons in the order in which they are met."""
    from_pool = (
        ("shares too little with the question", chosen.quotables.unlike),
        ("others promise more", chosen.quotables.unpromising),
    )
    for reason, rows in from_pool:
        texts = (_at(*found.at(row)) for row in rows[:_EACH_DROPPED].tolist())
        yield ExplainedDrop(reason, len(rows), tuple(texts))
    too_long = chosen.quotables.too_long
    yield ExplainedDrop(
        f"longer than {LONGEST} characters", len(too_long),
        tuple(map(_text, too_long[:_EACH_DROPPED])),
    )  # fmt: skip
    reasons: dict[str, list[Dropped]] = {}
    for one in chosen.choice.dropped:
        reasons.setdefault(_why(one, order), []).append(one)
    sentences = chosen.quotables.sentences
    for reason, dropped in reasons.items():
        best = sorted(dropped, key=lambda one: -one.value)[:_EACH_DROPPED]
        texts = (_text(sentences[one.sentence]) for one in best)
        yield ExplainedDrop(reason, len(dropped), tuple(texts))
    rest = len(sentences) - len(chosen.choice.chosen) - len(chosen.choice.dropped)
    yield ExplainedDrop("ranked too low to be considered", rest, ())


def _why(one: Dropped, order: Sequence[int]) -> str:
    if one.quote is not None:
        return f"says the same as quote {order.index(one.quote) + 1}"
    return {
        Reason.SAME: "says the same as a quote",
        Reason.ROOM: "no room is left for it",
        Reason.BEHIND: "too far behind the first quote",
        Reason.FULL: f"there are {MOST_QUOTES} quotes already",
    }[one.reason]


def _text(sentence: Quotable) -> str:
    return sentence.span.slice(sentence.article.text)


def _at(hit: Hit, place: int) -> str:
    return hit.passage.sentences[place].slice(hit.passage.article.text)


def _refused(steps: AnswerTrace, passages: int) -> str:
    if not passages:
        return "there is no article up to this day"
    if not steps.query.words:
        return "the question has no word to search for"
    if steps.pool is None:
        return "no passage holds any of its words"
    if steps.chosen is None:
        best = float(steps.pool.whole.max(initial=0.0))
        covers = f"the passage that covers most has {best:.2f} of the question's weight"
        if steps.weighed is None or steps.pool.articles < FEW_ARTICLES:
            return f"{covers}, which is too little"
        return f"{covers}, but the confidence of {steps.weighed.confidence:.2f} is too low"
    if not steps.chosen.choice.chosen:
        return "no sentence shares enough with the question and is short enough"
    return ""


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return value
