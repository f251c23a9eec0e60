"""Examples: questions with what is found for them, and which of it is right."""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from bot.answers.arrays import BoolArray
from bot.answers.explain.candidate_names import CandidateName, name_candidates
from bot.answers.features.candidates import Candidates, select_candidates
from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.retrieval import search
from bot.answers.selection.quotables import Quotable
from bot.evaluation.questions import contains_answer, normalize
from bot.index.protocol import Hit, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.mentions.passage_mentions import find_mentions
from training.people import AskedQuestion

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


def label_texts(quotables: Sequence[Quotable], question: AskedQuestion) -> BoolArray:
    """Tell which texts say the answer in their first 300 characters."""
    texts = ((q.span.slice(q.article.text)[:_READ], q.article.id) for q in quotables)
    return np.array([question.is_answered_by(text, id_) for text, id_ in texts], bool)
