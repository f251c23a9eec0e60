"""Influence: what put a sentence where it is in the ranking, in plain words."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bot.answers.features.sentence_features import COLUMNS
from bot.answers.trees import Floats
from bot.language.mentions import Kind

_KINDS = " ".join(f"kind_{kind.name.lower()}" for kind in Kind)
_GROUPS = {
    "what it holds is likely the answer": "best second third mass mention mention_mass word"
    " word_mass among_3 among_10 score behind behind_second best_score best_mass best_titled"
    " best_own",
    "how many articles say what it holds": "votes fresh_votes place_votes noun_share",
    "its words are the question's": "own last_own named bigrams noun",
    "title and neighbours have the question's words": "titled around whole title named_titled",
    "how well its passage was found": "relevance hit own_relevance titled_relevance",
    "its day": "age freshness",
    "its place in the article": "place passage sentences",
    "its length": "terms letters window",
    "its names, numbers and dates": _KINDS,
    "it has words that good passages share": "relevant_peak relevant_top relevant_sum"
    " relevant_mean",
    "it has words of the titles": "title_peak title_top title_overlap",
    "how it is written": "pronoun question quotes",
    # The same for all sentences of a question: of no influence on which is the best.
    "": "form question_words expects noun_words question_weight missing pool_articles pool_hits",
}
OTHER = "something that has no words yet"
_WORDS = {name: words for words, names in _GROUPS.items() for name in names.split()}
_LEAST = 0.05


@dataclass(frozen=True, slots=True)
class Influence:
    """What a sentence's score would lose if in this it were like the middle one."""

    what: str
    by: float


def meaning(column: str) -> str:
    """Return what a feature says, in plain words, empty for what all sentences have alike."""
    return _WORDS.get(column.removesuffix("_rank").removesuffix("_of_most"), OTHER)


def influences(
    rows: Floats, number: int, score: Callable[[Floats], Floats]
) -> tuple[Influence, ...]:
    """Return what the score of row ``number`` comes from, the strongest first.

    Features that mean the same are set together to the median of all rows.
    """
    middle = np.median(rows, axis=0)
    meanings = [meaning(name) for name in COLUMNS]
    groups = sorted({words for words in meanings if words})
    changed = np.repeat(rows[number : number + 1], len(groups) + 1, axis=0)
    for place, words in enumerate(groups):
        of_group = [column for column, named in enumerate(meanings) if named == words]
        changed[place, of_group] = middle[of_group]
    scores = score(changed)
    found = [
        Influence(words, float(scores[-1] - scores[place])) for place, words in enumerate(groups)
    ]
    strong = [influence for influence in found if abs(influence.by) >= _LEAST]
    return tuple(sorted(strong, key=lambda influence: -abs(influence.by)))
