"""Warm-up: an answerer that has loaded what answers of most kinds need, without an index."""

from datetime import date
from pathlib import Path

from bot.answers.answerer import Answerer
from bot.articles.article import Article
from bot.index.fingerprint import compute_fingerprint
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

_DAY = date(2026, 1, 7)
_ARTICLES = (
    (
        "A bridge opens in Marenne",
        "Mayor Ada Lorne opened the bridge on Monday. It cost 9 million.",
    ),
    ("Brücke in Marenne eröffnet", "Die Brücke wurde am Montag von Ada Lorne eröffnet."),
)
_QUESTIONS = (
    "Who opened the bridge in Marene on Monday?",
    "What's new?",
    "What is the latest on the bridge?",
    "Why did the bridge cost 9 million, and who said so?",
    "Wer hat die Brücke in Marenne eröffnet?",
    "¿Quién inauguró el puente de Marenne?",
    "Qui a ouvert le pont de Marenne ?",
    "Кто открыл мост?",
)


def load_answerer() -> Answerer:
    """Return an answerer that has answered some questions; its index is to be replaced."""
    # The engine that reads from disk: a process that is copied later finds it loaded.
    import bot.index.disk.index  # noqa: F401

    analyzer = Analyzer()
    articles = [
        Article(str(number), f"{title}\n\n{text}", _DAY, Path("warm-up").name, title=title)
        for number, (title, text) in enumerate(_ARTICLES)
    ]
    answerer = Answerer(MemoryIndex(articles, analyzer), analyzer)
    for question in _QUESTIONS:
        answerer.survey(question, _DAY)
    answerer.verify(_ARTICLES[0][1], _DAY)
    compute_fingerprint()
    return answerer
