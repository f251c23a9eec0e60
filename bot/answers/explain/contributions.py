"""Contributions: how much each group of features adds to a sentence's score, by ablation."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from bot.answers.arrays import Float32Array
from bot.answers.features.sentence_features import COLUMNS
from bot.answers.question.answer_type import OPENINGS
from bot.language.mentions.mention_kind import Kind

_KINDS = " ".join(f"kind_{kind.name.lower()}" for kind in Kind)
_GROUPS = {
    "what it holds is likely the answer": "best_likelihood second_margin third_margin"
    " likelihood_sum mention_likelihood mention_likelihood_sum word_likelihood"
    " word_likelihood_sum top_3_count top_10_count best_score best_margin lead top_score"
    " top_likelihood likelihood_by_coverage_with_title likelihood_by_coverage",
    "how many articles say what it holds": "vote_share fresh_share place_vote_share noun_mean",
    "its words are the question's": "coverage_sentence coverage_last_sentence coverage_entities"
    " bigrams has_noun",
    "title and neighbours have the question's words": "coverage_with_title coverage_with_context"
    " coverage_passage coverage_title coverage_entities_with_title",
    "how well its passage was found": "hit_relevance hit_number coverage_by_relevance"
    " coverage_with_title_by_relevance",
    "its day": "age freshness",
    "its place in the article": "position passage_number passage_sentences",
    "its length": "term_count length sentence_count",
    "its names, numbers and dates": _KINDS,
    "it has words that good passages share": "relevance_max relevance_top relevance_sum"
    " relevance_mean",
    "it has words of the titles": "title_terms_max title_terms_top title_overlap",
    "how it is written": "opens_with_pronoun is_question quotation_marks",
    # The same for all sentences of a question: they do not change which is the best.
    "": "question_form question_words expects_mention noun_words question_weight missing_words"
    " pool_articles pool_hits " + " ".join(f"asks_{name}" for name in OPENINGS),
}
NO_WORDS = "something that has no words yet"
_GROUP_OF = {name: group for group, names in _GROUPS.items() for name in names.split()}
_MIN_DIFFERENCE = 0.05


@dataclass(frozen=True, slots=True)
class Contribution:
    """The drop in a sentence's score if a group of features were set to its median."""

    group: str = field(metadata={"key": "what"})
    difference: float = field(metadata={"key": "by"})


def name_group(column: str) -> str:
    """Return a feature's group in plain words, empty if all sentences have the same value."""
    return _GROUP_OF.get(column.removesuffix("_rank").removesuffix("_ratio"), NO_WORDS)


def find_contributions(
    features: Float32Array, sentence: int, score: Callable[[Float32Array], Float32Array]
) -> tuple[Contribution, ...]:
    """Return what the score of a sentence comes from, the largest first.

    ``features`` are those of all sentences, of shape (sentences, columns).
    """
    medians = np.median(features, axis=0)
    group_of_column = [name_group(name) for name in COLUMNS]
    groups = sorted({group for group in group_of_column if group})
    variants = np.repeat(features[sentence : sentence + 1], len(groups) + 1, axis=0)
    for row, group in enumerate(groups):
        columns = [column for column, name in enumerate(group_of_column) if name == group]
        variants[row, columns] = medians[columns]
    *scores, full_score = score(variants).tolist()
    contributions = [
        Contribution(group, full_score - ablated_score)
        for group, ablated_score in zip(groups, scores, strict=True)
    ]
    large = [c for c in contributions if abs(c.difference) >= _MIN_DIFFERENCE]
    return tuple(sorted(large, key=lambda contribution: -abs(contribution.difference)))
