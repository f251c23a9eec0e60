"""The analysed articles and the questions that every engine is measured with."""

import json
import pickle
import random
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

from bot.articles.article import Article
from bot.index.fingerprint import compute_fingerprint
from bot.index.parallel_analysis import analyze_articles
from bot.index.protocol import AnalyzedArticle
from bot.language.analyzer import Analyzer
from bot.reading.reader import read

_SEED = 5


class Corpus:
    """Analysed articles in a file, one by one, so that no process has to hold them all."""

    def __init__(self, path: Path, most: int | None = None) -> None:
        self._path = path
        self._most = most

    def articles(self) -> Iterator[AnalyzedArticle]:
        """Yield articles until there are as many passages as are wanted."""
        passages = 0
        with self._path.open("rb") as file:
            while self._most is None or passages < self._most:
                try:
                    analyzed: AnalyzedArticle = pickle.load(file)  # noqa: S301 - written below
                except EOFError:
                    return
                passages += len(analyzed.passages)
                yield analyzed


def analyzed_corpus(articles: Path, scratch: Path) -> Path:
    """Return a file with the analysis of all articles, made where the code made none yet."""
    path = scratch / f"analyzed-{compute_fingerprint()}.pickle"
    if not path.exists():
        found = [item for item in read(articles) if isinstance(item, Article)]
        # In no order, so that the first of them stand for all.
        random.Random(_SEED).shuffle(found)
        write(analyze_articles(found, Analyzer()), path)
    return path


def write(articles: Iterable[AnalyzedArticle], path: Path) -> None:
    """Write analysed articles to a file, which is there when all are in it."""
    part = path.with_suffix(".part")
    with part.open("wb") as file:
        for analyzed in articles:
            pickle.dump(analyzed, file, pickle.HIGHEST_PROTOCOL)
    part.rename(path)


def queries(questions: Path, most: int) -> list[tuple[str, ...]]:
    """Return the terms of real questions, each once, in no order."""
    analyzer = Analyzer()
    terms = (analyzer.terms(question) for question, _ in asked(questions))
    return list(islice((tuple(dict.fromkeys(some)) for some in terms if some), most))


def asked(questions: Path) -> list[tuple[str, date]]:
    """Return real questions with the day on which each was asked, in no order."""
    rows = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    found = [(row["question"], date.fromisoformat(row["at"])) for row in rows]
    random.Random(_SEED).shuffle(found)
    return found
