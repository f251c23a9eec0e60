"""Learn to rank candidates, sentences and openings from questions with known answers.

Three functions are learned, one after the other: how likely a candidate is the answer, how
likely a sentence holds it, and how likely what is quoted first does. Each sees the scores of the
one before, which come from copies that were not trained on questions of the same time. The copies
are kept: the confidence learns from what they say of questions that they do not know.
"""

import argparse
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np

from bot.answers.arrays import BoolArray, Float32Array
from bot.answers.data import DATA, MULTILINGUAL_DATA
from bot.answers.features import candidate_features, sentence_features, window_features
from bot.answers.question.lexicons import COMMON_TERMS, COMMON_WORDS
from bot.answers.ranking_trees import RankingTrees
from bot.answers.selection.opening_windows import gather_openings
from bot.answers.selection.quotables import collect_quotables
from bot.answers.selection.selector import bonus_for_coverage
from bot.answers.trees import Trees
from bot.index.library import IndexConfig, open_library
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from training.boosting import average_trees, fit_trees
from training.common_terms import find_common_terms
from training.common_words import find_common_words
from training.examples import Example, label_texts, make_examples
from training.folds import Folds, divide_days
from training.people import read_people, read_quiz

_SEEDS = (1, 2)
_RANKING = {
    "objective": "lambdarank",
    "num_leaves": 15,
    "learning_rate": 0.08,
    "min_data_in_leaf": 100,
    "lambda_l2": 5.0,
    "lambdarank_truncation_level": 20,
}
_TREES = 150
# To say more of what is asked never makes a window less likely: without this, the trees may say
# anything of a corpus that is smaller than all that they have seen.
_RISING = frozenset(
    "score wide_coverage wide_coverage_with_title wide_content wide_rarest covers_all_entities"
    " wide_worth wide_best worth_by_coverage content_by_entities article_coverage".split()
)
# Of openings it is learned how likely each is right: a shorter one is shown if it is as likely.
_LIKELIHOOD = {
    "objective": "binary",
    "monotone_constraints": [int(name in _RISING) for name in window_features.COLUMNS],
    "num_leaves": 7,
    "learning_rate": 0.05,
    "min_data_in_leaf": 50,
    "lambda_l2": 5.0,
}
_OPENING_TREES = 200


class _Stage:
    """One of the functions, and its copies that do not know the questions of one time each."""

    def __init__(
        self,
        names: tuple[str, ...],
        rows: Sequence[Float32Array],
        labels: Sequence[BoolArray],
        fold_of: Sequence[int],
        *,
        ranks: bool = True,
        masked: frozenset[str] = frozenset(),
    ) -> None:
        rows = [_mask(features, names, masked) for features in rows]
        self._names, self._rows, self._labels, self._ranks = names, rows, labels, ranks
        self._fold_of = fold_of
        self.copies = [
            self._fit([n for n, fold in enumerate(fold_of) if fold != left_out], _SEEDS[0])
            for left_out in range(max(fold_of) + 1)
        ]

    def score(self) -> list[Float32Array]:
        """Return the scores of all rows by the copies that do not know them."""
        pairs = zip(self._rows, self._fold_of, strict=True)
        return [self.copies[fold].score(rows) for rows, fold in pairs]

    def fit(self) -> Trees:
        """Return the function that is learned from all."""
        everything = range(len(self._rows))
        return average_trees(self._fit(everything, seed) for seed in _SEEDS)

    def _fit(self, members: Sequence[int], seed: int) -> Trees:
        if self._ranks:  # where nothing is right, there is nothing to put first
            members = [number for number in members if self._labels[number].any()]
        return fit_trees(
            np.vstack([self._rows[number] for number in members]),
            np.concatenate([self._labels[number] for number in members]),
            self._names,
            _RANKING if self._ranks else _LIKELIHOOD,
            _TREES if self._ranks else _OPENING_TREES,
            seed,
            group=[len(self._rows[number]) for number in members] if self._ranks else None,
        )


def _mask(rows: Float32Array, names: Sequence[str], masked: frozenset[str]) -> Float32Array:
    """Return rows of features without what is masked: trees never ask for what never varies."""
    kept = np.array([name not in masked for name in names], np.float32)
    return rows * kept if masked else rows


def learn(
    examples: Sequence[Example],
    snapshot: Snapshot,
    days: Sequence[date],
    *,
    is_multilingual: bool = False,
) -> Folds:
    """Return the functions, and their copies for the times that start at ``days``.

    The multilingual ones rank other languages: they do not know what only English has.
    """
    modules = (candidate_features, sentence_features, window_features)
    masks = [module.ENGLISH_COLUMNS if is_multilingual else frozenset() for module in modules]
    fold_of = [bisect_right(days, example.question.at) for example in examples]
    candidates = _Stage(
        candidate_features.COLUMNS,
        [example.candidates.features for example in examples],
        [example.is_right for example in examples],
        fold_of,
        masked=masks[0],
    )
    quotables = [
        collect_quotables(example.pool, example.candidates, score, snapshot)
        for example, score in zip(examples, candidates.score(), strict=True)
    ]
    sentences = _Stage(
        sentence_features.COLUMNS,
        [collected.features for collected in quotables],
        [
            label_texts(collected.sentences, example.question)
            for example, collected in zip(examples, quotables, strict=True)
        ],
        fold_of,
        masked=masks[1],
    )
    gathered = [
        gather_openings(example.pool, collected, score + bonus_for_coverage(collected), snapshot)
        for example, collected, score in zip(examples, quotables, sentences.score(), strict=True)
    ]
    openings = _Stage(
        window_features.COLUMNS,
        [windows.features for windows in gathered],
        [
            label_texts(windows.windows, example.question)
            for example, windows in zip(examples, gathered, strict=True)
        ],
        fold_of,
        ranks=False,
        masked=masks[2],
    )
    stages = (candidates, sentences, openings)
    copies = zip(*(stage.copies for stage in stages), strict=True)
    return Folds(
        RankingTrees(*(stage.fit() for stage in stages)),
        tuple(days),
        tuple(RankingTrees(*trees) for trees in copies),
    )


def _write_common_words(snapshot: Snapshot, until: date, analyzer: Analyzer) -> None:
    terms = find_common_terms(snapshot.newest(until=until), analyzer)
    table = "".join(f"{term}\t{idf:.2f}\n" for term, idf in terms)
    COMMON_TERMS.write_text(f"# Terms that are common in news, with log(N / df).\n{table}", "utf-8")
    words = "\n".join(find_common_words(snapshot.newest(until=until), analyzer))
    COMMON_WORDS.write_text(f"# Ordinary words of news, the commonest first.\n{words}\n", "utf-8")


def main() -> None:
    """Learn from the questions up to a day, and write what Answerer reads."""
    parser = argparse.ArgumentParser(description="Learn to answer: `make train`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="the folder for the index")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    parser.add_argument("--only-multilingual", action="store_true", help="leave what ranks English")
    arguments = parser.parse_args()
    analyzer = Analyzer()
    library, _ = open_library([arguments.articles], IndexConfig(arguments.data, "disk"), analyzer)
    questions = [
        question
        for question in (
            *read_quiz(arguments.questions, arguments.until),
            *read_people(arguments.until),
        )
        if question.is_answerable
    ]
    snapshot = library.index.snapshot()
    if not arguments.only_multilingual:
        _write_common_words(snapshot, arguments.until, analyzer)
    examples = list(make_examples(questions, snapshot, analyzer))
    days = divide_days([question.at for question in questions])
    for folder, copies, is_multilingual in (
        (DATA, arguments.data, False),
        (MULTILINGUAL_DATA, arguments.data / "multilingual", True),
    ):
        if is_multilingual or not arguments.only_multilingual:
            folds = learn(examples, snapshot, days, is_multilingual=is_multilingual)
            folds.trees.save(folder)
            copies.mkdir(exist_ok=True)
            folds.save_copies(copies)
            for name, trees in folds.trees.by_name().items():
                print(f"{folder.name}/{name}: {len(trees.leaves)} trees")


if __name__ == "__main__":
    main()
