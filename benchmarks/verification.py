"""Time the verification of sentences over an index of any size.

    python -m benchmarks.verification ARTICLES.jsonl.gz --data FOLDER

prints, for sentences as they are, with a word changed, with a number changed, and made up, the
median and the 95th percentile in milliseconds, and how many were judged how.
"""

import argparse
import random
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bot.answers.answerer import Answerer
from bot.dateline import Dateline

_AT = date(2100, 1, 1)
_SENTENCES = 300
_ARTICLES = 3_000
_NUMBER = re.compile(r"\d+")
_INVENTED = (
    "The {0} of {1} sold its purple {2} to the orchestra of {0}.",
    "Nobody in {1} expected that a {2} would swallow the {0} twice.",
)


def main() -> None:
    """Print a line for each kind of sentence."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="a folder for the index")
    arguments = parser.parse_args()
    with Dateline.open(arguments.articles, data=arguments.data) as dateline:
        sentences = _draw_sentences(dateline)
        dateline.answerer.verify(sentences[0], _AT)  # which loads what the first one needs
        print(f"{dateline.stats().passages:,} passages, {len(sentences)} sentences")
        for name, change in _CHANGES.items():
            rng = random.Random(name)
            _measure(name, [change(sentence, rng) for sentence in sentences], dateline.answerer)


def _draw_sentences(dateline: Dateline) -> list[str]:
    snapshot, rng = dateline.answerer.snapshot(), random.Random(1)
    articles = rng.sample(list(dateline.articles()), _ARTICLES)
    sentences = [
        span.slice(article.text)
        for article in articles
        for passage in snapshot.passages(article.id)
        for span in passage.sentences
        if 50 <= len(span) < 400
    ]
    return rng.sample(sentences, _SENTENCES)


def _measure(name: str, texts: list[str], answerer: Answerer) -> None:
    times, verdicts = [], Counter[str]()
    for text in texts:
        start = time.perf_counter()
        checks = answerer.verify(text, _AT).checks
        times.append(1000 * (time.perf_counter() - start))
        verdicts.update(check.verdict for check in checks[:1])
    percentile = statistics.quantiles(times, n=20)[-1]
    counts = ", ".join(f"{verdict} {count}" for verdict, count in verdicts.most_common())
    print(f"{name:16} p50 {statistics.median(times):5.1f}  p95 {percentile:5.1f} ms  {counts}")


def _change_word(sentence: str, rng: random.Random) -> str:
    words = sentence.split()
    words[rng.randrange(1, len(words))] = "bananas"
    return " ".join(words)


def _change_number(sentence: str, rng: random.Random) -> str:
    match = _NUMBER.search(sentence)
    if match is None:
        return _change_word(sentence, rng)
    return f"{sentence[: match.start()]}{int(match[0]) + 1}{sentence[match.end() :]}"


def _invent(sentence: str, rng: random.Random) -> str:
    return rng.choice(_INVENTED).format(*rng.sample(sentence.split(), 3))


_CHANGES: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda sentence, _: sentence,
    "a word changed": _change_word,
    "a number changed": _change_number,
    "invented": _invent,
}

if __name__ == "__main__":
    main()
