"""Sentences of real articles, as they are and misquoted."""

import gzip
import json
import re
from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from bot.answers.verification.verification import Verdict
from bot.answers.verification.verifier import verify_text
from bot.articles.article import Article
from bot.index.protocol import Snapshot
from tests.answers.verification.samples import ANALYZER, snapshot_of
from tests.benchmark import benchmark_folder, needs_benchmark

ARTICLES = 1_000
SENTENCES = 100
NEAR = 0.95
AT = date(2025, 1, 1)

pytestmark = [needs_benchmark, pytest.mark.xdist_group("verification"), pytest.mark.slow]

_NUMBER = re.compile(r"(?<![\w.,])\d[\d,.]*\d\b|\b\d\b")
_NEGATION = re.compile(r"\b(?:not|never|no) ")


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    folder = benchmark_folder()
    assert folder
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for number, line in enumerate(lines) if number % 12 == 0]
    articles = [
        Article(
            row["id"], row["text"], date.fromisoformat(row["published"]), "articles.jsonl.gz",
            title=row["title"], source=row["source"],
        )
        for row in rows[:ARTICLES]
    ]  # fmt: skip
    return snapshot_of(*articles)


def draw_sentences(snapshot: Snapshot, random: Random, count: int, contains: str = "") -> list[str]:
    sentences = [
        text
        for article in snapshot.newest()
        for passage in snapshot.passages(article.id)
        for span in passage.sentences
        if 50 <= len(text := span.slice(article.text)) < 500 and re.search(contains, text)
    ]
    return random.sample(sentences, count)


def find_verdicts(text: str, snapshot: Snapshot) -> set[Verdict]:
    return {check.verdict for check in verify_text(text, snapshot, ANALYZER, AT).checks}


def change_word(text: str, random: Random) -> str:
    words = text.split()
    places = [place for place, word in enumerate(words) if len(word) > 3 and word.isalpha()]
    words[random.choice(places or [1])] = random.choice(["purple", "Johnson", "bananas"])
    return " ".join(words)


def drop_two_words(text: str, random: Random) -> str:
    words = text.split()
    for _ in range(2):
        del words[random.randrange(1, len(words) - 1)]
    return " ".join(words)


def change_number(text: str, random: Random) -> str:
    match = random.choice(list(_NUMBER.finditer(text)))
    digits = str.maketrans("0123456789", "1234567891")
    return f"{text[: match.start()]}{match[0].translate(digits)}{text[match.end() :]}"


def drop_negation(text: str, random: Random) -> str:
    return _NEGATION.sub("", text, count=1)


def test_every_sentence_is_exact(snapshot: Snapshot) -> None:
    for sentence in draw_sentences(snapshot, Random(1), SENTENCES):
        assert find_verdicts(sentence, snapshot) == {Verdict.EXACT}, sentence


@pytest.mark.parametrize(
    ("misquote", "contains"),
    [
        (change_word, ""),
        (drop_two_words, ""),
        (change_number, _NUMBER.pattern),
        (drop_negation, _NEGATION.pattern),
    ],
)
def test_misquotations_are_near_and_never_exact(
    snapshot: Snapshot, misquote: Callable[[str, Random], str], contains: str
) -> None:
    random = Random(2)
    near = 0
    sentences = draw_sentences(snapshot, random, SENTENCES, contains)
    for sentence in sentences:
        text = misquote(sentence, random)
        verdicts = find_verdicts(text, snapshot)
        assert verdicts != {Verdict.EXACT}, text
        near += Verdict.SIMILAR in verdicts
    assert near >= NEAR * len(sentences)
