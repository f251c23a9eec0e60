"""Explainer: traces an answer and explains its words, hits, candidates, quotes and drops."""

from collections.abc import Iterator, Sequence
from datetime import date

import numpy as np

from bot.answers.answer import Turn
from bot.answers.answerer import Answerer
from bot.answers.explain.candidate_names import CandidateName, name_candidates
from bot.answers.explain.contributions import find_contributions
from bot.answers.explain.explanation import (
    ExplainedAlternative,
    ExplainedCandidate,
    ExplainedCorrection,
    ExplainedDrop,
    ExplainedHit,
    ExplainedQuote,
    ExplainedWord,
    Explanation,
)
from bot.answers.features import candidate_features
from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.kind import classify_question
from bot.answers.ranking import reorder_quotes
from bot.answers.selection.quotables import MAX_LENGTH
from bot.answers.selection.quoting import MAX_QUOTES, Drop, DropReason
from bot.answers.selection.reply_quotes import make_quotes
from bot.answers.selection.selector import Selection
from bot.answers.selection.sureness import FEW_ARTICLES
from bot.answers.trace import AnswerTrace
from bot.answers.trees import softmax
from bot.index.protocol import Hit

_HITS = 8
_CANDIDATES = 8
_EXAMPLES = 3
_CONTRIBUTIONS = 4


def explain_answer(
    answerer: Answerer, question: str, at: date, context: Sequence[Turn] = ()
) -> Explanation:
    """Return how the answer to ``question``, asked on the day ``at``, comes about.

    Raise UnavailableError where the index cannot be read at the moment.
    """
    trace = answerer.trace(question, at, context)
    pool, selection, focus = trace.pool, trace.selection, trace.query.focus
    candidates: tuple[ExplainedCandidate, ...] = ()
    quotes: tuple[ExplainedQuote, ...] = ()
    drops: tuple[ExplainedDrop, ...] = ()
    if pool and selection and trace.is_sure:
        names = name_candidates(selection.candidates, pool, answerer.analyzer)
        order = _order_of_picks(trace, selection)
        candidates = tuple(_explain_candidates(selection, names))
        quotes = tuple(_explain_quotes(selection, order, answerer, names))
        drops = tuple(_explain_drops(pool, selection, order))
    return Explanation(
        question=question,
        at=at,
        kind=classify_question(question, at, bool(context)).value,
        corrections=tuple(
            ExplainedCorrection(correction.word, correction.replacement)
            for correction in trace.corrections
        ),
        passages=trace.stats.passages,
        words=tuple(_explain_words(trace)),
        missing=trace.query.missing,
        since=focus.range.first if focus.range else None,
        until=focus.range.last if focus.range else None,
        fresh=focus.fresh,
        match_count=len(trace.retrieval.matches),
        hits=tuple(_explain_hits(trace)),
        candidates=candidates,
        quotes=quotes,
        drops=drops,
        refusal=_explain_refusal(trace),
        confidence=selection.confidence if selection else 0.0,
    )


def _explain_words(trace: AnswerTrace) -> Iterator[ExplainedWord]:
    total = trace.query.weight or 1.0
    for word in trace.query.words:
        yield ExplainedWord(
            word.text, word.terms, word.df, word.idf, word.weight / total, word.is_entity,
            word.is_temporal,
            tuple(ExplainedAlternative(item.text, item.weight) for item in word.alternatives),
        )  # fmt: skip


def _explain_hits(trace: AnswerTrace) -> Iterator[ExplainedHit]:
    bm25_by_id = {id(hit.ref): hit.score for hit in trace.retrieval.matches}
    for number, hit in enumerate(trace.retrieval.hits[:_HITS]):
        if id(hit.ref) not in bm25_by_id:
            return  # what was added of the best articles matches no word, or few
        bm25 = bm25_by_id[id(hit.ref)]
        yield ExplainedHit(
            hit.score, bm25, hit.score / bm25, hit.published, hit.passage.article.heading,
            _coverage_of_hit(trace.pool, number),
        )  # fmt: skip


def _coverage_of_hit(pool: SentencePool | None, number: int) -> float:
    """Return how much of the question a hit covers, with its title."""
    return float(pool.coverage_passage[pool.hit_ids == number].max(initial=0.0)) if pool else 0.0


def _explain_candidates(
    selection: Selection, names: Sequence[CandidateName]
) -> Iterator[ExplainedCandidate]:
    likelihoods = softmax(selection.candidate_scores)
    column = {name: number for number, name in enumerate(candidate_features.COLUMNS)}
    for number in np.argsort(-likelihoods, kind="stable")[:_CANDIDATES].tolist():
        name, row = names[number], selection.candidates.features[number]
        yield ExplainedCandidate(
            name.text, name.kind.name.lower() if name.kind else "word",
            float(likelihoods[number]), int(row[column["articles"]]),
            float(row[column["vote_share"]]), float(row[column["max_nearness_share"]]),
            bool(row[column["is_expected"]] or row[column["in_category"]] > 0),
        )  # fmt: skip


def _order_of_picks(trace: AnswerTrace, selection: Selection) -> list[int]:
    """Return the numbers of the picks in the order in which they are shown."""
    quotes = make_quotes(selection.choice)
    return [
        quotes.index(q) for q in reorder_quotes(quotes, trace.retrieval.matches, trace.query.focus)
    ]


def _explain_quotes(
    selection: Selection, order: Sequence[int], answerer: Answerer, names: Sequence[CandidateName]
) -> Iterator[ExplainedQuote]:
    quotables = selection.quotables
    for number in order:
        pick = selection.choice.picks[number]
        sentence = selection.choice.quotables[number]
        contributions = find_contributions(
            quotables.features, pick.sentence, answerer.score_sentences
        )
        likelihoods = quotables.answer_likelihoods[pick.sentence]
        new_candidates = sorted(pick.new_candidates, key=lambda n: -likelihoods[n])
        yield ExplainedQuote(
            sentence.text, sentence.article.id, sentence.article.heading,
            sentence.article.published, pick.value, pick.score, pick.length_cost,
            pick.repetition_cost, pick.candidate_gain,
            float(selection.coverage_bonus[pick.sentence]),
            tuple(names[n].text for n in new_candidates),
            contributions[:_CONTRIBUTIONS],
        )  # fmt: skip


def _explain_drops(
    pool: SentencePool, selection: Selection, order: Sequence[int]
) -> Iterator[ExplainedDrop]:
    """Yield the reasons in the order in which they apply."""
    quotables = selection.quotables
    for reason, sentence_ids in (
        ("shares too little with the question", quotables.off_topic),
        ("others promise more", quotables.low_promise),
    ):
        texts = (_text_in_hit(*pool.locate(n)) for n in sentence_ids[:_EXAMPLES].tolist())
        yield ExplainedDrop(reason, len(sentence_ids), tuple(texts))
    yield ExplainedDrop(
        f"longer than {MAX_LENGTH} characters", len(quotables.too_long),
        tuple(sentence.text for sentence in quotables.too_long[:_EXAMPLES]),
    )  # fmt: skip
    by_reason: dict[str, list[Drop]] = {}
    for drop in selection.choice.drops:
        by_reason.setdefault(_describe_drop(drop, order), []).append(drop)
    sentences = quotables.sentences
    for reason, drops in by_reason.items():
        best = sorted(drops, key=lambda drop: -drop.value)[:_EXAMPLES]
        texts = (sentences[drop.sentence].text for drop in best)
        yield ExplainedDrop(reason, len(drops), tuple(texts))
    remainder = len(sentences) - len(selection.choice.picks) - len(selection.choice.drops)
    yield ExplainedDrop("ranked too low to be considered", remainder, ())


def _describe_drop(drop: Drop, order: Sequence[int]) -> str:
    if drop.quote is not None:
        return f"says the same as quote {order.index(drop.quote) + 1}"
    return {
        DropReason.DUPLICATE: "says the same as a quote",
        DropReason.NO_ROOM: "no room is left for it",
        DropReason.LOW_VALUE: "too far behind the first quote",
        DropReason.ENOUGH: f"there are {MAX_QUOTES} quotes already",
    }[drop.reason]


def _text_in_hit(hit: Hit, position: int) -> str:
    return hit.passage.sentences[position].slice(hit.passage.article.text)


def _explain_refusal(trace: AnswerTrace) -> str:
    if not trace.stats.passages:
        return "there is no article up to this day"
    if not trace.query.words:
        return "the question has no word to search for"
    if trace.pool is None or trace.selection is None:
        return "no passage holds any of its words"
    if not trace.is_sure:
        best = float(trace.pool.coverage_passage.max(initial=0.0))
        covers = f"the passage that covers most has {best:.2f} of the question's weight"
        if trace.pool.article_count < FEW_ARTICLES:
            return f"{covers}, which is too little"
        return f"{covers}, but the confidence of {trace.selection.confidence:.2f} is too low"
    if not trace.selection.choice.picks:
        return "no sentence shares enough with the question and is short enough"
    return ""
