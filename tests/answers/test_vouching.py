"""What is counted at once is compared with what counting one by one gives."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.asked import asked
from bot.answers.parts import WORD, terms_of
from bot.answers.pool import Pool, pool
from bot.answers.query import Query, Word
from bot.answers.vouching import collect
from bot.articles.article import Article
from bot.articles.segment import Passage
from bot.index.base import Held, Hit
from bot.language.analyzer import Analyzer, written_words
from bot.language.notes import take_notes
from bot.language.span import Span

ANALYZER = Analyzer()
DAY = date(2026, 1, 7)


def hit(number: int, title: str, sentences: Sequence[str]) -> Hit:
    article = Article(f"id{number}", title, DAY, "a.txt", title=title)
    words = list(map(written_words, sentences))
    terms = list(map(ANALYZER.terms_of, words))
    notes = take_notes(0, ANALYZER.terms(title), sentences, words, terms)
    return Hit(Held(Passage(article, 0, (Span(0, 1),)), notes), 1.0)


def pool_of(question: str, passages: Sequence[tuple[str, Sequence[str]]]) -> Pool:
    words = tuple(
        Word(text, terms, 1.0, known=True, named=False)
        for text, terms in ANALYZER.words(question)
        if terms
    )
    query = Query(question, DAY, words, asked(question, ANALYZER))
    return pool(query, [hit(number, *passage) for number, passage in enumerate(passages)])


def parts(mention: str) -> list[str]:
    kind, words = mention[0], mention[1:].split(" ")
    sizes = range(1, min(3, len(words) - 1) + 1) if kind == "n" else ()
    return [mention] + [
        kind + " ".join(words[first : first + size])
        for size in sizes
        for first in range(len(words) - size + 1)
    ]


def one_by_one(found: Pool) -> set[tuple[int, str, int, int, bool]]:
    known = set(found.query.terms)
    mentions = iter(found.notes.mentions)
    pairs = set()
    for row, count in enumerate(found.notes.counts):
        here = [next(mentions) for _ in range(count)]
        terms = list(found.terms(row))
        title = found.titles[int(found.hit[row])]
        if len(terms) > 60:
            continue
        held: dict[str, int] = {}
        for number, mention in enumerate(here):
            for key in parts(mention):
                if known.isdisjoint(terms_of(key, ANALYZER)):
                    held[key] = number
        within = {term for key in held for term in terms_of(key, ANALYZER)}
        if found.hit[row] < 15:
            held |= {
                WORD + term: -1
                for term in terms
                if term not in known | within and not term[0].isdigit()
            }
        for key, number in held.items():
            of_key = terms_of(key, ANALYZER)
            first = terms.index(of_key[0]) if of_key and of_key[0] in terms else -1
            pairs.add((row, key, number, first, title.issuperset(of_key)))
    return pairs


def all_at_once(found: Pool) -> set[tuple[int, str, int, int, bool]]:
    keys, pairs = collect(found, ANALYZER)
    columns = (pairs.sentence, pairs.candidate, pairs.mention, pairs.position, pairs.titled)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    told = [
        (row, keys[number], mention, at, bool(titled)) for row, number, mention, at, titled in rows
    ]
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
    found = pool_of(question, passages)
    assert all_at_once(found) == one_by_one(found)


@pytest.mark.parametrize("hits", [1, 20])
def test_a_list_is_passed_over_and_words_come_from_the_best_passages(hits: int) -> None:
    passages = [("Who won", ["Ada won. " * 40, f"Ada won, said number{n}."]) for n in range(hits)]
    found = pool_of("Who won?", passages)
    assert all_at_once(found) == one_by_one(found)
    keys, pairs = collect(found, ANALYZER)
    assert set(pairs.sentence.tolist()) == set(range(1, 2 * hits, 2))
    assert sum(key.startswith(WORD + "number") for key in keys) == min(hits, 15)


def test_the_noun_may_stand_in_the_title() -> None:
    found = pool_of(
        "Which airline cut flights?",
        [("An airline in trouble", ["Moreau Air cut flights."]), ("Other news", ["Ben Air did."])],
    )
    _, pairs = collect(found, ANALYZER)
    assert pairs.noun.tolist() == [1.0, 0.0]
    assert pairs.noun_positions[:, 0].tolist() == [-1, -1]
