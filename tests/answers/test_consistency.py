"""One answer reads one commit, whatever is committed while it is worked out."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.answers.answerer import Answerer
from bot.answers.explain.explainer import explain_answer
from bot.answers.trace import AnswerTrace
from bot.articles.article import Article
from bot.index.analysis import analyze_article
from bot.index.disk.index import DiskIndex
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Snapshot, WritableIndex
from bot.language.analyzer import Analyzer

AT = date(2026, 1, 8)
ANALYZER = Analyzer()
QUESTION = "Who opened the harbour bridge of Springfield on Monday?"
TEXTS = (
    "Mayor Ann Lee opened the harbour bridge of Springfield on Monday.",
    "She opened the harbour bridge before a crowd. Springfield waited for years for it.",
    "The bridge of Springfield crosses the harbour, and Ann Lee opened it.",
    "A storm closed the harbour.",
    "Nothing happened elsewhere.",
)


def _article(number: int, text: str) -> Article:
    return Article(f"id{number}", text, date(2026, 1, 1 + number % 7), f"{number}.txt")


ARTICLES = [_article(number, text) for number, text in enumerate(TEXTS)]


class _Interrupted:
    """A snapshot before each of whose reads, and after it, ``change`` happens."""

    def __init__(self, snapshot: Snapshot, change: Callable[[], None]) -> None:
        self._snapshot = snapshot
        self._change = change

    def __getattr__(self, name: str) -> Callable[..., object]:
        read: Callable[..., object] = getattr(self._snapshot, name)

        def interrupted(*given: object, **options: object) -> object:
            self._change()
            result = read(*given, **options)
            self._change()
            return result

        return interrupted


class _ChangingIndex:
    """An index to which somebody commits between any two steps of an answer."""

    def __init__(self, index: WritableIndex) -> None:
        self._index = index
        self.commits = 0

    def snapshot(self) -> Snapshot:
        snapshot: object = _Interrupted(self._index.snapshot(), self._commit)
        return snapshot  # type: ignore[return-value]

    def _commit(self) -> None:
        self.commits += 1
        added = _article(100 + self.commits, f"Bob opened the harbour bridge {self.commits} times.")
        self._index.replace([analyze_article(added, ANALYZER)])
        self._index.remove([ARTICLES[self.commits % len(ARTICLES)].id])
        self._index.commit()


@pytest.fixture(params=["memory", "disk"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[WritableIndex]:
    index: WritableIndex
    if request.param == "memory":
        index = MemoryIndex((), ANALYZER)
    else:
        index = DiskIndex(tmp_path / "index", "made")
    index.replace(analyze_article(article, ANALYZER) for article in ARTICLES)
    index.commit()
    yield index
    index.close()


def _seen(trace: AnswerTrace) -> object:
    """Return what an answer counted and what it found."""
    hits = [(hit.passage.article.id, hit.passage.number, hit.score) for hit in trace.retrieval.hits]
    return trace.stats, [(word.text, word.df, word.idf) for word in trace.query.words], hits


def test_counts_frequencies_and_hits_of_an_answer_are_of_one_commit(index: WritableIndex) -> None:
    expected = Answerer(index, ANALYZER).trace(QUESTION, AT)
    changing = _ChangingIndex(index)
    trace = Answerer(changing, ANALYZER).trace(QUESTION, AT)
    assert changing.commits > 4
    assert _seen(trace) == _seen(expected)
    assert trace.stats.articles == len(ARTICLES)


def test_an_answer_is_the_same_while_articles_change(index: WritableIndex) -> None:
    expected = Answerer(index, ANALYZER).answer(QUESTION, AT)
    changing = _ChangingIndex(index)
    assert Answerer(changing, ANALYZER).answer(QUESTION, AT) == expected
    assert expected.quotes
    assert changing.commits > 4
    assert Answerer(index, ANALYZER).answer(QUESTION, AT).stats != expected.stats


def test_an_explanation_is_the_same_while_articles_change(index: WritableIndex) -> None:
    expected = explain_answer(Answerer(index, ANALYZER), QUESTION, AT)
    changing = _ChangingIndex(index)
    assert explain_answer(Answerer(changing, ANALYZER), QUESTION, AT) == expected
    assert expected.passages == len(ARTICLES)
    assert changing.commits > 4
