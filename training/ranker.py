"""Learn to rank candidates and sentences from questions with known answers.

Two functions are learned, one after the other: how likely a candidate is the answer, and how
likely a sentence holds it. The second sees the scores of the first, which come from copies that
were not trained on questions of the same time.
"""

import argparse
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np

from bot.answers.answerer import (
    CANDIDATE_TREES,
    OPENING_TREES,
    SENTENCE_TREES,
    bonus_for_coverage,
    search,
)
from bot.answers.arrays import BoolArray, Float32Array
from bot.answers.explain.candidate_names import CandidateName, name_candidates
from bot.answers.features import candidate_features, sentence_features, window_features
from bot.answers.features.candidates import Candidates, select_candidates
from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.opening_windows import gather_openings
from bot.answers.question.lexicons import COMMON_TERMS, COMMON_WORDS
from bot.answers.quotables import Quotable, collect_quotables
from bot.answers.trees import Trees, save_trees
from bot.evaluation.questions import contains_answer, normalize
from bot.index.library import IndexConfig, open_library
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.mentions import find_mentions
from training.boosting import average_trees, fit_trees
from training.common_terms import find_common_terms
from training.common_words import find_common_words
from training.people import AskedQuestion, read_people, read_quiz

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
_READ = 300  # characters: what is read at a glance
_SAMPLES, _SAMPLE_SHARE = 1, 0.6  # how often articles are sampled for a question, and how many
_SINGLE_EVERY = 3  # questions, since most corpora are not small
_MAX_ANSWER_TERMS = 3  # a single word is no longer answer


@dataclass(frozen=True, slots=True)
class Example:
    """A question, what was found for it, and which candidates are right.

    ``is_right``: whether each candidate is an answer; shape (candidates,).
    """

    question: AskedQuestion
    pool: SentencePool
    candidates: Candidates
    is_right: BoolArray


def make_examples(
    questions: Iterable[AskedQuestion], snapshot: Snapshot, analyzer: Analyzer
) -> Iterator[Example]:
    """Yield what is found for each question, and what would be if there were fewer articles.

    Each sample of the articles makes another example of a question. A single article teaches
    what to do in a small corpus, where no article supports another.
    """
    randomness = random.Random(_SEED)  # noqa: S311 - no secret
    for number, question in enumerate(questions):
        query, hits = search(question.text, question.at, snapshot, analyzer)
        if not hits:
            continue
        pool = pool_sentences(query, hits)
        yield _make_example(question, pool, analyzer)
        samples = [_sample_articles(pool, randomness) for _ in range(_SAMPLES)]
        if number % _SINGLE_EVERY == 0:
            samples.append(_hits_of_right_article(hits, question.answers))
        for sample in filter(None, samples):
            yield _make_example(question, pool_sentences(query, sample), analyzer)


def _make_example(question: AskedQuestion, pool: SentencePool, analyzer: Analyzer) -> Example:
    candidates = select_candidates(pool)
    names = name_candidates(candidates, pool, analyzer)
    is_right = [_is_right(name, question.answers, analyzer) for name in names]
    return Example(question, pool, candidates, np.array(is_right, bool))


def _sample_articles(pool: SentencePool, randomness: random.Random) -> list[Hit]:
    """Return the hits of a random sample of articles."""
    in_sample = [randomness.random() < _SAMPLE_SHARE for _ in range(pool.article_count)]
    hits = zip(pool.hits, pool.article_ids.tolist(), strict=True)
    return [hit for hit, article in hits if in_sample[article]]


def _hits_of_right_article(hits: Sequence[Hit], answers: Sequence[str]) -> list[Hit]:
    """Return the hits of the first article that contains an answer."""
    right = (hit.passage for hit in hits if contains_answer(hit.passage.text, answers))
    article_id = next((passage.article.id for passage in right), None)
    return [hit for hit in hits if hit.passage.article.id == article_id]


def _is_right(name: CandidateName, answers: Sequence[str], analyzer: Analyzer) -> bool:
    if name.kind is None:
        terms = [analyzer.terms(answer) for answer in answers]
        return any(name.text in answer and len(answer) <= _MAX_ANSWER_TERMS for answer in terms)
    # Six is 6, whichever way it is written.
    key = name.kind + name.text
    if any(key in find_mentions([answer], [answer.split()])[0] for answer in answers):
        return True
    text = normalize(name.text)
    for answer in map(normalize, answers):
        if answer in text:
            return True
        if text in answer and 2 * len(text.split()) >= len(answer.split()):
            return True
    return False


def learn(
    examples: Sequence[Example], snapshot: Snapshot, trees: int = 90
) -> tuple[Trees, Trees, Trees]:
    """Return the functions that score candidates, sentences and openings."""
    examples = sorted(examples, key=lambda example: example.question.at)
    features = [example.candidates.features for example in examples]
    labels = [example.is_right for example in examples]
    scores = _score_out_of_fold(features, labels, candidate_features.COLUMNS, trees)
    quotables = [
        collect_quotables(example.pool, example.candidates, score, snapshot)
        for example, score in zip(examples, scores, strict=True)
    ]
    sentence_labels = [
        _label(collected.sentences, example.question)
        for example, collected in zip(examples, quotables, strict=True)
    ]
    rows = [collected.features for collected in quotables]
    columns = sentence_features.COLUMNS
    sentence_scores = _score_out_of_fold(rows, sentence_labels, columns, trees)
    openings = [
        gather_openings(example.pool, collected, score + bonus_for_coverage(collected), snapshot)
        for example, collected, score in zip(examples, quotables, sentence_scores, strict=True)
    ]
    opening_labels = [
        _label(found.windows, example.question)
        for example, found in zip(examples, openings, strict=True)
    ]
    opening_rows = [found.features for found in openings]
    return (
        average_trees(
            _fit(features, labels, candidate_features.COLUMNS, trees, seed) for seed in _SEEDS
        ),
        average_trees(_fit(rows, sentence_labels, columns, trees, seed) for seed in _SEEDS),
        average_trees(
            _fit(opening_rows, opening_labels, window_features.COLUMNS, trees, seed)
            for seed in _SEEDS
        ),
    )


def _label(quotables: Sequence[Quotable], question: AskedQuestion) -> BoolArray:
    """Tell which texts say the answer in their first 300 characters."""
    texts = ((q.span.slice(q.article.text)[:_READ], q.article.id) for q in quotables)
    return np.array([question.is_answered_by(text, id_) for text, id_ in texts], bool)


def _score_out_of_fold(
    rows: Sequence[Float32Array],
    labels: Sequence[BoolArray],
    names: tuple[str, ...],
    trees: int,
) -> list[Float32Array]:
    """Return the scores of rows by copies that were not trained on questions of the same time."""
    scores: list[Float32Array] = []
    for start, end in pairwise(len(rows) * fold // _FOLDS for fold in range(_FOLDS + 1)):
        others = [*range(start), *range(end, len(rows))]
        fold_trees = _fit(
            [rows[n] for n in others], [labels[n] for n in others], names, trees, _SEEDS[0]
        )
        scores.extend(fold_trees.score(rows[n]) for n in range(start, end))
    return scores


def _fit(
    rows: Sequence[Float32Array],
    labels: Sequence[BoolArray],
    names: tuple[str, ...],
    trees: int,
    seed: int,
) -> Trees:
    """Return trees that rank right rows before wrong ones, question by question."""
    answerable = [number for number, is_right in enumerate(labels) if is_right.any()]
    return fit_trees(
        np.vstack([rows[number] for number in answerable]),
        np.concatenate([labels[number] for number in answerable]),
        names,
        _PARAMETERS,
        trees,
        seed,
        group=[len(rows[number]) for number in answerable],
    )


def main() -> None:
    """Learn from the questions up to a day, and write what Answerer reads."""
    parser = argparse.ArgumentParser(description="Learn to answer: `make train`.")
    parser.add_argument("articles", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="the folder for the index")
    parser.add_argument("--until", type=date.fromisoformat, default=date(2023, 12, 31))
    arguments = parser.parse_args()
    analyzer = Analyzer()
    library, _ = open_library([arguments.articles], IndexConfig(arguments.data, "disk"), analyzer)
    questions = [
        question
        for question in (*read_quiz(arguments.questions, arguments.until), *read_people())
        if question.is_answerable and question.at <= arguments.until and not question.context
    ]
    snapshot = library.index.snapshot()
    terms = find_common_terms(snapshot.newest(until=arguments.until), analyzer)
    table = "".join(f"{term}\t{idf:.2f}\n" for term, idf in terms)
    COMMON_TERMS.write_text(f"# Terms that are common in news, with log(N / df).\n{table}", "utf-8")
    words = "\n".join(find_common_words(snapshot.newest(until=arguments.until), analyzer))
    COMMON_WORDS.write_text(f"# Ordinary words of news, the commonest first.\n{words}\n", "utf-8")
    examples = list(make_examples(questions, snapshot, analyzer))
    for path, trees in zip(
        (CANDIDATE_TREES, SENTENCE_TREES, OPENING_TREES), learn(examples, snapshot), strict=True
    ):
        save_trees(trees, path)
        print(f"{path}: {len(trees.leaves)} trees of {len(trees.names)} features")


if __name__ == "__main__":
    main()
