"""Naming: what candidates for the answer are called, read from the sentences that hold them.

Ranking needs no more than hashes; only who wants to read an explanation, or to learn, needs words.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answers.features.candidates import Candidates
from bot.answers.features.occurrences import WORD
from bot.answers.features.sentence_pool import Pool
from bot.index.protocol import Hit
from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS
from bot.language.hashing import hash_terms
from bot.language.mention_parts import split_parts
from bot.language.mentions import Kind, find_mentions


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate's kind, None for a single word, and its words; those of a word are its term."""

    kind: Kind | None
    text: str


def names(candidates: Candidates, pool: Pool, analyzer: Analyzer) -> list[Name]:
    """Return what ``candidates`` are called; the passages that hold them are read."""
    holding: dict[int, int] = {}
    for row, number in zip(
        candidates.sentence.tolist(), candidates.candidate.tolist(), strict=True
    ):
        holding.setdefault(number, int(pool.hit[row]))
    told = {hit: _told(pool.hits[hit], analyzer) for hit in set(holding.values())}
    return [
        _name(told[holding[number]], kind, of)
        for number, (kind, of) in enumerate(
            zip(candidates.kind.tolist(), candidates.hash.tolist(), strict=True)
        )
    ]


def _name(told: Mapping[int, str], kind: int, of: int) -> Name:
    return Name(None, told[of]) if kind == WORD else Name(KINDS[kind], told[of][1:])


def _told(hit: Hit, analyzer: Analyzer) -> dict[int, str]:
    """Return the terms and the keys of parts of mentions of a passage by their hashes."""
    passage = hit.passage
    article = passage.article
    sentences = [span.slice(article.text) for span in passage.sentences]
    told = [term for text in sentences for term in analyzer.terms(text, article.language)]
    told += [
        key
        for of in find_mentions(sentences, [text.split() for text in sentences])
        for mention in of
        for key, _, _ in split_parts(mention, analyzer, article.language)
    ]
    return dict(zip(hash_terms(told), told, strict=True))
