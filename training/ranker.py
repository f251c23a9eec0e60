"""Training: learns what ranks candidates and sentences from questions with known answers.

Two functions are learned, one after the other: how likely a candidate is the answer, and how
likely a sentence holds it. The second sees scores of the first; those come from functions
that did not see the question's own time, as they will not later.
"""

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from bot.answers.answerer import CANDIDATE_TREES, SENTENCE_TREES, search
from bot.answers.explain.candidate_names import Name, names
from bot.answers.features import candidate_features, sentence_features
from bot.answers.features.candidates import Candidates, candidates
from bot.answers.features.sentence_pool import Pool, pool
from bot.answers.question.common import COMMON_TERMS
from bot.answers.quotables import quotables
from bot.answers.trees import Floats, Trees, save_trees
from bot.evaluation.match import normalized, says
from bot.evaluation.questions import Question, read_questions
from bot.index.library import IndexConfig, open_library
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.mentions import find_mentions
from training.boosting import boosted, mean
from training.common_terms import common_terms

Booleans = npt.NDArray[np.bool_]

_FOLDS = 4
_SEEDS = (1, 2)
_PARAMETERS = {
    "objective": "lambdarank",
    "num_leaves": 15,
    "learning_rate": 0.1,
    "min_data_in_leaf": 100,
    "lambda_l2": 5.0,
    "lambdarank_truncation_level": 20,
}
_SEED = 20260107
_PARTS, _DRAWN = 4, 0.6  # how often some articles are drawn for a question, and which share
_ALONE = 3  # of so many questions one, since most corpora are not small
_LONGEST_ANSWER = 3  # terms: a single word says no longer one


@dataclass(frozen=True, slots=True)
class Example:
    """A question, what was found for it, and which candidates are right."""

    question: Question
    pool: Pool
    candidates: Candidates
    right: Booleans


def examples(
    questions: Iterable[Question], snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Example]:
    """Yield what is found for each question, and what would be if there were fewer articles.

    Each part of the articles makes another example of a question. One that is alone
    teaches what to do in a small corpus, where no article vouches for another.
    """
    chance = random.Random(_SEED)  # noqa: S311 - no secret
    for number, question in enumerate(questions):
        query, hits = search(question.text, question.at, snapshot, analyzer)
        if not hits:
            continue
        found = pool(query, hits)
        yield _example(question, found, analyzer)
        parts = [_some_articles(found, chance) for _ in range(_PARTS)]
        if number % _ALONE == 0:
            parts.append(_one_article(hits, question.answers))
        yield from (_example(question, pool(query, part), analyzer) for part in parts if part)


def _example(question: Question, found: Pool, analyzer: Analyzer) -> Example:
    may_answer = candidates(found)
    called = names(may_answer, found, analyzer)
    right = [_is_right(name, question.answers, analyzer) for name in called]
    return Example(question, found, may_answer, np.array(right, bool))


def _some_articles(found: Pool, chance: random.Random) -> list[Hit]:
    """Return the hits of articles drawn by chance."""
    drawn = [chance.random() < _DRAWN for _ in range(found.articles)]
    return [
        hit
        for hit, article in zip(found.hits, found.article.tolist(), strict=True)
        if drawn[article]
    ]


def _one_article(hits: Sequence[Hit], answers: Sequence[str]) -> list[Hit]:
    """Return the hits of the article that says the answer first."""
    right = next((hit.passage.article.id for hit in hits if says(hit.passage.text, answers)), None)
    return [hit for hit in hits if hit.passage.article.id == right]


def _is_right(name: Name, answers: Sequence[str], analyzer: Analyzer) -> bool:
    if name.kind is None:
        terms = [analyzer.terms(answer) for answer in answers]
        return any(name.text in of and len(of) <= _LONGEST_ANSWER for of in terms)
    # Six is 6, whichever way it is written.
    same = name.kind + name.text
    if any(same in find_mentions([answer], [answer.split()])[0] for answer in answers):
        return True
    written = normalized(name.text)
    for answer in map(normalized, answers):
        if answer in written:
            return True
        if written in answer and 2 * len(written.split()) >= len(answer.split()):
            return True
    return False


def learn(known: Sequence[Example], snapshot: Snapshot, trees: int = 90) -> tuple[Trees, Trees]:
    """Return the functions that score candidates and sentences."""
    known = sorted(known, key=lambda example: example.question.at)
    rows = [example.candidates.rows for example in known]
    right = [example.right for example in known]
    scores: list[Floats] = []
    for start, end in pairwise(len(known) * fold // _FOLDS for fold in range(_FOLDS + 1)):
        others = [*range(start), *range(end, len(known))]
        apart = _fit(
            [rows[n] for n in others],
            [right[n] for n in others],
            candidate_features.COLUMNS,
            trees,
            _SEEDS[0],
        )
        scores.extend(apart.score(rows[number]) for number in range(start, end))
    sentences = [
        quotables(example.pool, example.candidates, score, snapshot)
        for example, score in zip(known, scores, strict=True)
    ]
    holding = [
        np.array(
            [says(s.span.slice(s.article.text), example.question.answers) for s in of.sentences],
            bool,
        )
        for example, of in zip(known, sentences, strict=True)
    ]
    return (
        mean(_fit(rows, right, candidate_features.COLUMNS, trees, seed) for seed in _SEEDS),
        mean(
            _fit([of.rows for of in sentences], holding, sentence_features.COLUMNS, trees, seed)
            for seed in _SEEDS
        ),
    )


def _fit(
    rows: Sequence[Floats],
    right: Sequence[Booleans],
    names: tuple[str, ...],
    trees: int,
    seed: int,
) -> Trees:
    """Return trees that put right rows before wrong ones, question by question."""
    used = [number for number, answers in enumerate(right) if answers.any()]
    return boosted(
        np.vstack([rows[number] for number in used]),
        np.concatenate([right[number] for number in used]),
        names,
        _PARAMETERS,
        trees,
        seed,
        group=[len(rows[number]) for number in used],
    )


def main() -> None:
    """Learn from the questions up to a day, and write what Answerer reads."""
    parser = argparse.ArgumentParser(description="Learn to answer: `make train`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="where the index is kept")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    given = parser.parse_args()
    analyzer = Analyzer()
    library, _ = open_library([given.articles], IndexConfig(given.data, "disk"), analyzer)
    lines = given.questions.read_text("utf-8").splitlines()
    questions = [
        q for q in read_questions(lines, "at", given.until).questions if q.at <= given.until
    ]
    snapshot = library.index.snapshot()
    terms = common_terms(snapshot.newest(until=given.until), analyzer)
    written = "".join(f"{term}\t{idf:.2f}\n" for term, idf in terms)
    COMMON_TERMS.write_text(
        f"# Terms that are common in news, with log(N / df).\n{written}", "utf-8"
    )
    for path, trees in zip(
        (CANDIDATE_TREES, SENTENCE_TREES),
        learn(list(examples(questions, snapshot, analyzer)), snapshot),
        strict=True,
    ):
        save_trees(trees, path)
        print(f"{path}: {len(trees.leaves)} trees of {len(trees.names)} features")


if __name__ == "__main__":
    main()
