"""Explanation: how the answer to a question comes about, as values for people and programs."""

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date

from bot.answers.explain.contributions import Contribution


@dataclass(frozen=True, slots=True)
class ExplainedAlternative:
    """What may stand in the place of a word, and what share of it that counts."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class ExplainedWord:
    """A word with its terms, in how many passages it occurs, and its share of the question.

    ``alternatives``: what may stand in its place.
    """

    word: str
    terms: tuple[str, ...]
    df: int
    idf: float
    share: float
    is_entity: bool = field(metadata={"key": "named"})
    is_temporal: bool = field(metadata={"key": "timed"})
    alternatives: tuple[ExplainedAlternative, ...]


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
    """A candidate for the answer; ``votes`` and ``nearness`` are shares of the best one's.

    ``is_expected``: whether the question asks for its kind of mention or its category.
    """

    text: str
    kind: str
    likelihood: float
    articles: int
    votes: float
    nearness: float = field(metadata={"key": "near"})
    is_expected: bool = field(metadata={"key": "expected"})


@dataclass(frozen=True, slots=True)
class ExplainedQuote:
    """A quote and what its value is made of, as in ``quoting.Pick``; ``article`` is an id."""

    text: str
    article: str
    title: str
    published: date
    value: float
    score: float
    length_cost: float = field(metadata={"key": "length"})
    repetition_cost: float = field(metadata={"key": "shown"})
    candidate_gain: float = field(metadata={"key": "adds"})
    coverage_bonus: float = field(metadata={"key": "unvouched"})
    new_candidates: tuple[str, ...] = field(metadata={"key": "new"})
    contributions: tuple[Contribution, ...] = field(metadata={"key": "because"})


@dataclass(frozen=True, slots=True)
class ExplainedDrop:
    """Why sentences were not quoted, how many, and the first of them."""

    reason: str
    count: int
    examples: tuple[str, ...] = field(metadata={"key": "first"})


@dataclass(frozen=True, slots=True)
class ExplainedCorrection:
    """A word of the question that was taken for misspelt, and what was searched for instead."""

    word: str
    replacement: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How the answer came about; ``refusal`` says why there is none, and is empty otherwise."""

    question: str
    at: date
    kind: str
    corrections: tuple[ExplainedCorrection, ...]
    passages: int
    words: tuple[ExplainedWord, ...]
    missing: tuple[str, ...]
    since: date | None
    until: date | None
    fresh: bool
    match_count: int = field(metadata={"key": "found"})
    hits: tuple[ExplainedHit, ...]
    candidates: tuple[ExplainedCandidate, ...]
    quotes: tuple[ExplainedQuote, ...]
    drops: tuple[ExplainedDrop, ...] = field(metadata={"key": "dropped"})
    refusal: str = field(metadata={"key": "refused"})
    confidence: float

    def to_json(self) -> dict[str, object]:
        """Return all of it as JSON has it."""
        return _to_json_object(self)


def _to_json_object(value: object) -> dict[str, object]:
    """Return a dataclass with the keys that its fields have in JSON."""
    if not is_dataclass(value):
        raise TypeError(f"{type(value).__name__} is not a dataclass")
    return {
        item.metadata.get("key", item.name): _to_json_value(getattr(value, item.name))
        for item in fields(value)
    }


def _to_json_value(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, tuple):
        return [_to_json_value(item) for item in value]
    return _to_json_object(value) if is_dataclass(value) else value
