"""Candidate names: the words of candidates, read from the sentences that hold them.

Ranking needs no more than hashes; only explanations and training need words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answers.features.candidates import Candidates
from bot.answers.features.occurrences import WORD
from bot.answers.features.sentence_pool import SentencePool
from bot.index.protocol import Hit
from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS
from bot.language.hashing import hash_terms
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.parts import split_parts
from bot.language.mentions.passage_mentions import find_mentions


@dataclass(frozen=True, slots=True)
class CandidateName:
    """A candidate's kind, None for a word, and its text; that of a word is its term."""

    kind: Kind | None
    text: str


def name_candidates(
    candidates: Candidates, pool: SentencePool, analyzer: Analyzer
) -> list[CandidateName]:
    """Return the names of candidates, reading a passage that holds each."""
    hit_of_candidate: dict[int, int] = {}
    for sentence, candidate in zip(
        candidates.sentence_ids.tolist(), candidates.candidate_ids.tolist(), strict=True
    ):
        hit_of_candidate.setdefault(candidate, int(pool.hit_ids[sentence]))
    texts = {n: _texts_by_hash(pool.hits[n], analyzer) for n in {*hit_of_candidate.values()}}
    return [
        _make_name(texts[hit_of_candidate[number]], kind, digest)
        for number, (kind, digest) in enumerate(
            zip(candidates.kinds.tolist(), candidates.hashes.tolist(), strict=True)
        )
    ]


def _make_name(texts: Mapping[int, str], kind: int, digest: int) -> CandidateName:
    if kind == WORD:
        return CandidateName(None, texts[digest])
    return CandidateName(KINDS[kind], texts[digest][1:])


def _texts_by_hash(hit: Hit, analyzer: Analyzer) -> dict[int, str]:
    """Return the terms and the keys of parts of mentions of a passage by their hashes."""
    passage = hit.passage
    article = passage.article
    sentences = [span.slice(article.text) for span in passage.sentences]
    texts = [term for text in sentences for term in analyzer.terms(text, article.language)]
    texts += [
        key
        for mentions in find_mentions(sentences, [text.split() for text in sentences])
        for mention in mentions
        for key, _, _ in split_parts(mention, analyzer, article.language)
    ]
    return dict(zip(hash_terms(texts), texts, strict=True))
