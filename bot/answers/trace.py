"""AnswerTrace: what comes about between a question and its answer."""

from dataclasses import dataclass

from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.query import Query
from bot.answers.question.spelling.question_reading import Correction
from bot.answers.retrieval import Retrieval
from bot.answers.selection.selector import Selection
from bot.index.protocol import IndexStats


@dataclass(frozen=True, slots=True)
class AnswerTrace:
    """What comes about between a question and its answer, step by step.

    ``stats``: counts of what was searched.
    ``retrieval``: the passages that the answer is made from.
    ``pool``, ``selection``: None if there are no hits.
    ``is_sure``: whether the selection is good enough to be an answer.
    ``is_nearest``: whether it is good enough only as the nearest to what is asked.
    ``corrections``: the words that were taken for misspelt.
    ``suggestions``: other readings that may be meant, each a whole question.
    """

    query: Query
    stats: IndexStats
    retrieval: Retrieval
    pool: SentencePool | None = None
    selection: Selection | None = None
    is_sure: bool = False
    is_nearest: bool = False
    other_languages: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    suggestions: tuple[str, ...] = ()
