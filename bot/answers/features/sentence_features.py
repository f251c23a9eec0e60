"""Sentence features: what speaks for quoting a sentence, in numbers that a function weighs.

Beside what a sentence shares with the question, they count which candidates for the answer it
holds, and how many of the words that the best passages have and the question lacks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.answers.features.candidate_support import ADDED, held, worth
from bot.answers.features.candidates import Candidates
from bot.answers.features.relevance_model import by_sentence, relevant_words, title_words, top
from bot.answers.features.sentence_pool import Pool
from bot.answers.ragged import Places, Reals, make_ragged
from bot.answers.trees import Floats
from bot.language.annotations import KINDS

_BEST_WORDS = 5
_BEST_TITLE_WORDS = 4
_FRESHNESS_DAYS = 14

_COMPARED = ("own", "titled", "around", "best", "mass", "mention", "mention_mass", "word_mass",
             "relevant_peak", "relevant_top", "relevant_mean", "fresh_votes")  # fmt: skip
COLUMNS = (
    "own", "last_own", "titled", "around", "whole", "title", "named",
    "named_titled", "relevance", "hit",
    "age", "freshness", "place", "passage", "sentences", "terms", "letters", "window",
    "best", "second", "third", "mass", "mention", "mention_mass", "word", "word_mass",
    "among_3", "among_10", "score", "behind", "behind_second", "best_score", "best_mass",
    "votes", "fresh_votes", "place_votes", "noun_share",
    *(f"kind_{kind.name.lower()}" for kind in KINDS),
    "relevant_peak", "relevant_top", "relevant_sum", "relevant_mean", "title_peak", "title_top",
    "title_overlap", "bigrams", "noun", "pronoun", "question", "quotes",
    "form", "question_words", "expects", "noun_words", "question_weight", "missing",
    "pool_articles", "pool_hits",
    "own_relevance", "titled_relevance", "best_titled", "best_own",
    *(f"{name}_rank" for name in _COMPARED), *(f"{name}_of_most" for name in _COMPARED),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of every sentence of ``pool``.

    ``held`` says by name what the candidates in it are worth; ``holds``, of shape (sentences,
    candidates), which those are, of the parts of one mention the likeliest; ``relevant`` has
    the peak, top, sum and mean of its words' weights in the relevance model.
    """

    pool: Pool
    held: Mapping[str, Reals]
    holds: npt.NDArray[np.bool_]
    relevant: Reals

    def promise(self) -> Reals:
        """Return what orders the sentences roughly, to leave out most of them."""
        promise: Reals = (
            self.pool.titled * self.pool.relevance[self.pool.hit]
            + self.held["votes"] / 2
            + _of_most(self.relevant[:, 3]) / 2
            + self.held["fresh_votes"] / 3
            + _of_most(self.held["best"])
        )
        return promise

    def rows(self, windows: list[range], letters: Sequence[int]) -> Floats:
        """Return the features of what may be shown, of shape (windows, COLUMNS).

        A window has the rows of the sentences that are shown together, ``letters`` their
        length in characters.
        """
        return _table(self, windows, letters)


def gather(pool: Pool, candidates: Candidates, scores: Floats) -> Evidence:
    """Return what is known of every sentence, given the candidates' scores."""
    weights = by_sentence(pool.tokens, relevant_words(pool), np.arange(len(pool)))
    total = weights.sum(axis=1)
    lengths = np.maximum(pool.tokens.sentences.counts, 1)
    relevant = np.column_stack(
        [weights.max(axis=1), top(weights, _BEST_WORDS), total, total / lengths]
    )
    there = held(candidates, scores)
    holds = np.zeros((len(pool), len(candidates)), bool)
    holds[there.row, there.candidate] = True
    return Evidence(pool, worth(len(pool), candidates, scores, there), holds, relevant)


def _table(evidence: Evidence, windows: list[range], letters: Sequence[int]) -> Floats:
    pool, relevant = evidence.pool, evidence.relevant
    rows = np.array([window[-1] for window in windows], np.intp)
    several = [(number, window) for number, window in enumerate(windows) if len(window) > 1]
    hit = pool.hit[rows]
    masks = pool.masks[rows]
    quotes = pool.annotations.quotes[rows]
    for number, window in several:
        masks[number] = np.bitwise_or.reduce(pool.masks[window[0] : window[-1] + 1])
        quotes[number] = pool.annotations.quotes[window[0] : window[-1] + 1].sum()
    with_title = masks | pool.title_masks[hit]
    query, asked = pool.query, pool.query.asked
    named, rel = query.named_mask, pool.relevance[hit]
    own, titled = query.coverages(masks), query.coverages(with_title)
    in_title = by_sentence(pool.tokens, title_words(pool), rows)
    columns: dict[str, Any] = {
        **_shown(evidence.held, rows, several), **_said(pool, rows),
        "own": own, "last_own": pool.own[rows], "titled": titled,
        "around": pool.around[rows], "whole": pool.whole[rows],
        "title": pool.title[rows], "relevance": rel, "hit": hit, "age": pool.age[hit],
        "freshness": np.exp(-pool.age[hit] / _FRESHNESS_DAYS), "place": pool.place[rows],
        "passage": pool.number[hit], "sentences": pool.annotations.sizes[hit],
        "terms": pool.tokens.sentences.counts[rows],
        "letters": letters,
        "window": [len(window) for window in windows],
        "named": query.coverages(masks & named),
        "named_titled": query.coverages(with_title & named),
        "relevant_peak": relevant[rows, 0], "relevant_top": relevant[rows, 1],
        "relevant_sum": relevant[rows, 2], "relevant_mean": relevant[rows, 3],
        "title_peak": in_title.max(axis=1), "title_top": top(in_title, _BEST_TITLE_WORDS),
        "pronoun": pool.annotations.pronoun[[window[0] for window in windows]],
        "question": pool.annotations.question[rows],
        "quotes": quotes,
        "own_relevance": own * rel, "titled_relevance": titled * rel,
        "form": asked.form, "question_words": len(query.words), "expects": bool(asked.kinds),
        "noun_words": len(asked.noun),
        "question_weight": sum(word.weight for word in query.words),
        "missing": len(query.missing),
        "pool_articles": pool.articles, "pool_hits": len(pool.hits),
    }  # fmt: skip
    columns["best_titled"] = columns["best"] * titled * rel
    columns["best_own"] = columns["best"] * own
    compared: Reals = np.column_stack([columns[name] for name in _COMPARED]).astype(float)
    columns |= _named("rank", _ranks(compared)) | _named("of_most", _of_most(compared))
    table = np.empty((len(rows), len(COLUMNS)), np.float32)
    for place, name in enumerate(COLUMNS):
        table[:, place] = columns[name]
    return table


def _shown(
    held: Mapping[str, Reals], rows: Places, several: Sequence[tuple[int, range]]
) -> dict[str, Reals]:
    """Return what is held by what is shown, where that may be several sentences."""
    table = np.array(list(held.values()))
    added = np.array([name in ADDED for name in held])
    shown = table[:, rows]
    for number, window in several:
        of_window = table[:, window[0] : window[-1] + 1]
        shown[:, number] = np.where(added, of_window.sum(axis=1), of_window.max(axis=1))
    return dict(zip(held, shown, strict=True))


def _said(pool: Pool, rows: Places) -> dict[str, object]:
    """Return how sentences say what is asked and what their titles say, and what they name."""
    tokens = pool.tokens
    asked = tokens.number(pool.query.term_hashes)
    after = np.full(len(tokens.terms) + 1, -1)
    after[asked[:-1]] = asked[1:]
    after[-1] = -1  # where a term is nowhere
    pairs = (after[tokens.term[:-1]] == tokens.term[1:]) & (tokens.position[1:] > 0)
    bigrams = np.bincount(tokens.sentence[1:][pairs], minlength=len(pool))
    firsts, titles = tokens.firsts, pool.titles
    in_title = titles.have(pool.hit[firsts.text], titles.of_tokens[firsts.term])
    shared = np.bincount(firsts.text[in_title], minlength=len(pool))[rows]
    noun = tokens.number(pool.query.noun_hashes)
    kinds = _kinds(pool)
    return {
        "bigrams": bigrams[rows],
        "title_overlap": shared / np.maximum(titles.sizes[pool.hit[rows]], 1),
        "noun": np.all(firsts.positions(noun, len(pool))[rows] >= 0, axis=1),
        **{f"kind_{kind.name.lower()}": kinds[rows, place] for place, kind in enumerate(KINDS)},
    }


def _kinds(pool: Pool) -> Places:
    """Return how many mentions of each kind there are, of shape (sentences, kinds)."""
    sentence = make_ragged(pool.annotations.counts).run()
    size = len(pool) * len(KINDS)
    counted = np.bincount(sentence * len(KINDS) + pool.annotations.kinds, minlength=size)
    return counted.reshape(len(pool), len(KINDS))


def _named(ending: str, columns: Reals) -> dict[str, object]:
    return {f"{name}_{ending}": column for name, column in zip(_COMPARED, columns.T, strict=True)}


def _of_most(values: Reals) -> Reals:
    """Return values as shares of the largest, column by column."""
    most: Reals = values / np.maximum(values.max(axis=0, initial=0.0), 1e-9)
    return most


def _ranks(values: Reals) -> Reals:
    """Return the share of rows that are before each one by ``values``, column by column."""
    order = np.argsort(np.argsort(-values, axis=0, kind="stable"), axis=0, kind="stable")
    ranks: Reals = order / max(1, len(values))
    return ranks
