"""How long it takes to see which of 1,000 added articles answer which of 1,000 follows.

Run by hand, on the benchmark's articles: python -m benchmarks.follows [--show]

The newest 1,000 articles are added to an index of all others. What is followed is made of the
titles of articles spread over all days: their two rarest words, and with ``--questions`` the
benchmark's questions instead. ``--show`` prints what was found.
"""

import argparse
import gzip
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.answers.question.lexicons import is_common_word
from bot.dateline import Dateline
from bot.follows.arrivals import Arrivals, find_arrivals
from bot.follows.follow import Follow, Match
from bot.follows.matching import find_matches
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from tests.benchmark import benchmark_folder

_ADDED = 1_000
_FOLLOWS = 1_000
_WORDS = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", action="store_true", help="follow questions, not topics")
    parser.add_argument("--show", action="store_true", help="print what was found")
    options = parser.parse_args()
    folder = benchmark_folder()
    if folder is None:
        sys.exit("set DATELINE_BENCHMARK to the benchmark's folder")
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = sorted(file, key=lambda row: str(json.loads(row)["published"]))
    if options.questions:
        with (folder / "questions.jsonl").open(encoding="utf-8") as file:
            topics = [str(json.loads(line)["question"]) for line in file][-_FOLLOWS:]
    else:
        topics = make_topics([json.loads(row)["title"] for row in rows])
    matches = measure(rows, topics)
    if options.show:
        for match in matches:
            print(f"[{match.follow.topic}] {match.quote.article.heading}\n    {match.quote.text}")


def make_topics(titles: Sequence[str]) -> list[str]:
    """Return a topic for every so many titles: the words that are rarest in all of them."""
    analyzer = Analyzer()
    step = len(titles) / _FOLLOWS
    topics: list[str] = []
    for number in range(_FOLLOWS):
        title = titles[int(number * step)]
        words = [text for text, terms in analyzer.words(title) if terms and text[0].isalpha()]
        rare = sorted(words, key=lambda word: (is_common_word(word), -len(word)))[:_WORDS]
        topics.append(" ".join(word for word in words if word in rare))
    return topics


def measure(rows: Sequence[str], topics: Sequence[str]) -> list[Match]:
    """Print how long each step takes, and return what was found."""
    follows = [Follow(number, topic) for number, topic in enumerate(topics)]
    with tempfile.TemporaryDirectory() as place:
        corpus = Path(place) / "corpus"
        corpus.mkdir()
        _write(corpus / "earlier.jsonl.gz", rows[:-_ADDED])
        with Dateline.open(corpus, data=Path(place) / "data") as dateline:
            earlier_ids = frozenset(dateline.library.index.snapshot().list_ids())
            _write(corpus / "added.jsonl.gz", rows[-_ADDED:])
            start = time.perf_counter()
            dateline.update()
            print(f"{_ADDED:,} articles are added in {time.perf_counter() - start:.1f} s.")
            at = dateline.stats().last or date.max
            start, cpu_start = time.perf_counter(), time.process_time()
            snapshot = dateline.library.index.snapshot()
            find_arrivals(snapshot, at, earlier_ids)
            arrivals = _take_all(snapshot, earlier_ids)
            matches = find_matches(follows, arrivals, dateline.answerer, at)
            seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    followed = len({match.follow.id for match in matches})
    print(
        f"{len(follows):,} follows: {seconds:.1f} s more, {cpu:.1f} s of a processor. "
        f"{len(matches):,} matches of {followed:,} follows."
    )
    return matches


def _take_all(snapshot: Snapshot, earlier_ids: frozenset[str]) -> Arrivals:
    """Return the articles that were added as arrivals, however old: they are of half a year."""
    ids = frozenset(snapshot.list_ids())
    return Arrivals(snapshot, ids, ids - earlier_ids)


def _write(path: Path, rows: Sequence[str]) -> None:
    path.write_bytes(gzip.compress("".join(rows).encode()))


if __name__ == "__main__":
    main()
