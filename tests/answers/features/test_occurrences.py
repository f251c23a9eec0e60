"""What is counted at once is compared with what counting one by one gives."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.features.occurrences import WORD, find_occurrences
from bot.answers.features.sentence_pool import SentencePool, pool_sentences
from bot.answers.question.answer_type import analyze_question
from bot.answers.question.query import Query, Word
from bot.answers.question.time_focus import TimeFocus
from bot.articles.article import Article
from bot.articles.passages.passage import Passage
from bot.index.protocol import Hit, InMemoryPassage
from bot.language.analyzer import Analyzer
from bot.language.annotations import KINDS, encode_annotations
from bot.language.hashing import hash_terms, pack_hashes
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.parts import split_parts
from bot.language.mentions.passage_mentions import find_mentions
from bot.language.span import Span

ANALYZER = Analyzer()
DAY = date(2026, 1, 7)


def hit(number: int, title: str, sentences: Sequence[str]) -> Hit:
    article = Article(f"id{number}", title, DAY, "a.txt", title=title)
    pieces = [text.split() for text in sentences]
    terms = [ANALYZER.analyze_pieces(of)[1] for of in pieces]
    title_terms = pack_hashes(ANALYZER.terms(title))
    notes = encode_annotations(0, title_terms, sentences, pieces, terms, ANALYZER)
    return Hit(InMemoryPassage(Passage(article, 0, (Span(0, 1),)), notes), 1.0)


Passages = Sequence[tuple[str, Sequence[str]]]


def pool_of(question: str, passages: Passages) -> SentencePool:
    words = tuple(
        Word(text, terms, 1.0, is_entity=False, df=1)
        for text, terms in ANALYZER.words(question)
        if terms
    )
    query = Query(
        question, TimeFocus(DAY, None, fresh=False), words, analyze_question(question, ANALYZER)
    )
    return pool_sentences(query, [hit(number, *passage) for number, passage in enumerate(passages)])


Pair = tuple[int, int, int, int, int, bool]
"""The sentence, the kind and the hash, the mention, where it stands, whether the title has it."""


def one_by_one(question: str, passages: Passages) -> set[Pair]:
    known = set(ANALYZER.terms(question))
    pairs: set[Pair] = set()
    row = -1
    for hit_number, (title, sentences) in enumerate(passages):
        pieces = [text.split() for text in sentences]
        of_title = set(ANALYZER.terms(title))
        for text, named in zip(sentences, find_mentions(sentences, pieces), strict=True):
            row += 1
            terms = ANALYZER.terms(text)
            if len(terms) > 60:
                continue
            held: dict[tuple[int, str], tuple[int, tuple[str, ...]]] = {}
            for mention, one in enumerate(named):
                for key, _, of in split_parts(one, ANALYZER):
                    of_kind = Kind(key[0])
                    in_words = of_kind in (Kind.NAME, Kind.QUOTATION)
                    if known.isdisjoint(of) if in_words else not of or set(of) - known:
                        held[KINDS.index(of_kind), key] = mention, of
            within = {term for _, of in held.values() for term in of}
            if hit_number < 15:
                held |= {(WORD, term): (-1, (term,)) for term in set(terms) - known - within}
            for (kind, key), (mention, of) in held.items():
                first = terms.index(of[0]) if of and of[0] in terms else -1
                (number,) = hash_terms([key])
                pairs.add((row, kind, number, mention, first, of_title.issuperset(of)))
    return pairs


def all_at_once(question: str, passages: Passages) -> set[Pair]:
    named, pairs = find_occurrences(pool_of(question, passages))
    kind, of = named.kinds[pairs.candidate_ids], named.hashes[pairs.candidate_ids]
    columns = (
        pairs.sentence_ids, kind, of, pairs.mention_ids, pairs.positions, pairs.in_title > 0
    )  # fmt: skip
    told = list(zip(*(column.tolist() for column in columns), strict=True))
    assert len(set(told)) == len(told)
    return set(told)


CHOICE = st.sampled_from(
    "Ada Ben Moreau US us The the of comet comets won 7 14,000 1.5% $3 Friday 2026 , . “ ”".split()
)
SENTENCE = st.lists(CHOICE, max_size=12).map(" ".join)
PASSAGES = st.lists(
    st.tuples(SENTENCE, st.lists(SENTENCE, min_size=1, max_size=3)), min_size=1, max_size=4
)


@given(SENTENCE, PASSAGES)
def test_counting_all_at_once_is_counting_one_by_one(
    question: str, passages: list[tuple[str, list[str]]]
) -> None:
    assert all_at_once(question, passages) == one_by_one(question, passages)


@pytest.mark.parametrize("hits", [1, 20])
def test_lists_are_skipped_and_words_come_from_the_best_passages(hits: int) -> None:
    passages = [("Who won", ["Ada won. " * 40, f"Ada won, said number{n}."]) for n in range(hits)]
    assert all_at_once("Who won?", passages) == one_by_one("Who won?", passages)
    named, pairs = find_occurrences(pool_of("Who won?", passages))
    assert set(pairs.sentence_ids.tolist()) == set(range(1, 2 * hits, 2))
    numbers = hash_terms(f"number{n}" for n in range(hits))
    assert np.isin(numbers, named.hashes[named.kinds == WORD]).tolist() == [
        n < 15 for n in range(hits)
    ]


def test_the_noun_may_be_in_the_title() -> None:
    found = pool_of(
        "Which airline cut flights?",
        [("An airline in trouble", ["Moreau Air cut flights."]), ("Other news", ["Ben Air did."])],
    )
    _, pairs = find_occurrences(found)
    assert pairs.has_noun.tolist() == [1.0, 0.0]
    assert pairs.noun_positions[:, 0].tolist() == [-1, -1]


def test_seven_million_is_not_the_seven_that_is_asked_about() -> None:
    found = pool_of(
        "How much did bridge 7 cost?", [("", ["Then bridge 7 cost $7 million, not 7."])]
    )
    named, _ = find_occurrences(found)
    assert hash_terms(["$$7 million"])[0] in named.hashes
    assert hash_terms(["#7"])[0] not in named.hashes
