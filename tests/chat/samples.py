"""Articles, answers and an answerer that knows nothing but what a test tells it."""

import threading
from collections.abc import Callable, Sequence
from datetime import date

from bot.answers.answer import Answer, Quote, Turn
from bot.answers.verification.verification import Verification
from bot.answers.verification.verifier import verify_text
from bot.answers.views.context_window import ContextWindow
from bot.answers.views.survey import Survey
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.language.span import Span

TODAY = date(2026, 3, 2)
ONE_ARTICLE = IndexStats(articles=1, passages=4, first=date(2026, 1, 7), last=date(2026, 1, 7))
NO_ARTICLES = IndexStats(articles=0, passages=0, first=None, last=None)


def article(
    text: str = "The bridge opened on Monday. It cost 14 million euros.",
    *,
    title: str = "A bridge opens",
    url: str = "https://news.example/bridge",
    source: str = "The Example",
    published: date = date(2026, 1, 7),
    path: str = "corpus/bridge.txt",
) -> Article:
    """Return an article with these fields."""
    return Article(
        id="a1", text=text, published=published, path=path, title=title, source=source, url=url
    )


def quote(of: Article, text: str | None = None) -> Quote:
    """Return a quote of ``text``, by default the article's whole text."""
    wanted = of.text if text is None else text
    start = of.text.index(wanted)
    return Quote(of, Span(start, start + len(wanted)), 1.0)


def answer(
    *quotes: Quote,
    question: str = "When did the bridge open?",
    missing: tuple[str, ...] = (),
    stats: IndexStats = ONE_ARTICLE,
    closest: Article | None = None,
) -> Answer:
    """Return an answer with these quotes."""
    return Answer(question, TODAY, quotes, missing, stats, closest=closest)


class Echo:
    """Answer each question with a sentence that holds the question itself.

    To one that begins with "More" there is another; to one with "Nothing" there is none.

    ``before`` runs in the search's own thread, with the question, before each answer.
    """

    def __init__(self, stats: IndexStats = ONE_ARTICLE) -> None:
        self.before: Callable[[str], None] = lambda question: None
        self.asked: list[str] = []
        self._holdings = stats
        self._lock = threading.Lock()
        self._index = MemoryIndex([], Analyzer())

    def answer(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Answer:
        """Return the question as a quote; one that begins with "Nothing" finds nothing."""
        with self._lock:
            self.asked.append(question)
        self.before(question)
        if question.startswith("Nothing"):
            return Answer(question, at, (), ("Nothing",), self._holdings)
        found = quote(article(f"Somebody asked: {question}"))
        more: tuple[Quote, ...] = ()
        if question.startswith("More"):
            more = (quote(article(f"Somebody asked on {at}: {question}", source="The Other")),)
        return Answer(question, at, (found,), (), self._holdings, more=more)

    def survey(
        self, question: str, at: date, context: Sequence[Turn] = (), reader: str = ""
    ) -> Survey:
        """Return the answer alone."""
        return Survey(self.answer(question, at, context, reader))

    def verify(self, text: str, at: date) -> Verification:
        """Return what an index without articles has of a text."""
        return verify_text(text, self._index.snapshot(), Analyzer(), at)

    def read_context(self, article_id: str, span: Span, shift: int = 0) -> ContextWindow | None:
        """Return nothing: there are no articles."""
        return None

    def tell_story(self, lead: Quote) -> tuple[Quote, ...]:
        """Return the lead alone."""
        return (lead,)

    def snapshot(self) -> Snapshot:
        """Return an index without articles."""
        return self._index.snapshot()

    def stats(self, until: date | None = None) -> IndexStats:
        """Return what the test said is held."""
        return self._holdings
