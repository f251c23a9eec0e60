"""The articles of a run: real ones where they are at hand, in a folder that the next run finds."""

import gzip
import json
import math
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from tests.newsroom import ARTICLES, TODAY

CHURN = "churn"
"""The folder of the corpus with the files that come and go."""

_SEED = 5
_PER_ARTICLE = 15.8  # passages, in the real articles
_PER_SYNTHETIC_ARTICLE = 1.0
_PER_FILE = 200  # articles


@dataclass(frozen=True, slots=True)
class IndexMeasure:
    """An index as it was built, in so many seconds."""

    passages: int
    articles: int
    engine: str
    seconds: float


def write_corpus(folder: Path, passages: int, articles: Path | None) -> None:
    """Write articles with about so many passages, invented ones where there are no others."""
    if (folder / "complete").exists():
        return
    shutil.rmtree(folder, ignore_errors=True)
    corpus = folder / "corpus"
    corpus.mkdir(parents=True)
    lines = _draw_lines(articles, passages) if articles else _invent_lines(passages)
    for number, start in enumerate(range(0, len(lines), _PER_FILE)):
        text = "".join(lines[start : start + _PER_FILE])
        (corpus / f"articles-{number:04}.jsonl").write_text(text, encoding="utf-8")
    (folder / "complete").touch()


def reset(folder: Path) -> None:
    """Leave the articles of an earlier run, and nothing else.

    Its state remembers the messages of another server, and its index is in many small parts since
    files came and went, which makes answers slower by a tenth and more.
    """
    shutil.rmtree(folder / "data", ignore_errors=True)
    shutil.rmtree(folder / "corpus" / CHURN, ignore_errors=True)
    (folder / "bot.log").unlink(missing_ok=True)


def build_index(folder: Path, environment: Mapping[str, str]) -> IndexMeasure:
    """Build the index; raise CalledProcessError."""
    began = time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "bot", "index", "build", "--json"],
        cwd=folder, env=environment, stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - began
    facts = json.loads(run.stdout)
    return IndexMeasure(facts["passages"], facts["articles"], facts["engine"], seconds)


def count_new_articles(corpus: Path) -> int:
    """Return how many articles the files hold that come and go, and no other file."""
    base, new = (
        {line for file in files for line in file.read_text("utf-8").splitlines()}
        for files in (corpus.glob("*.jsonl"), (corpus / CHURN).glob("*.jsonl"))
    )
    return len(new - base)


def invent_article(number: int) -> dict[str, str]:
    """Return an article that nobody wrote, and that differs from those of other numbers."""
    generator = random.Random(number)
    first, second = generator.sample(ARTICLES, 2)
    place = f"Marenne-{number}"
    text = (
        f"{first.text}\n\nThe council of {place} counted {generator.randrange(10, 10_000)} visitors"
        f" in week {number % 52 + 1}, its report says. {second.text.partition('. ')[0]}."
    )
    day = TODAY - timedelta(days=generator.randrange(700))
    title = f"{place}: {first.title}"
    return {"published": day.isoformat(), "source": "lantern.example", "title": title, "text": text}


def _draw_lines(articles: Path, passages: int) -> Sequence[str]:
    with gzip.open(articles, "rt", encoding="utf-8") as file:
        lines = file.readlines()
    random.Random(_SEED).shuffle(lines)
    return lines[: math.ceil(passages / _PER_ARTICLE)]


def _invent_lines(passages: int) -> Sequence[str]:
    count = math.ceil(passages / _PER_SYNTHETIC_ARTICLE)
    return [json.dumps(invent_article(number)) + "\n" for number in range(count)]


class Churn:
    """Add files to a corpus, change and remove them, by chance; each call does one of these."""

    def __init__(self, corpus: Path, seed: int) -> None:
        self._folder = corpus / CHURN
        self._base = sorted(corpus.glob("*.jsonl"))
        self._random = random.Random(seed)
        self._numbers = iter(range(1_000_000, 2_000_000))
        self.counts = {"added": 0, "changed": 0, "removed": 0}

    def step(self) -> None:
        """Add, change or remove a file."""
        self._folder.mkdir(exist_ok=True)
        files = sorted(self._folder.iterdir())
        draw = self._random.random()
        if not files or draw < 0.45:
            self._add()
        elif draw < 0.7:
            self._change(self._random.choice(files))
        else:
            self._random.choice(files).unlink()
            self.counts["removed"] += 1

    def _add(self) -> None:
        name = f"{self._random.getrandbits(32):08x}.jsonl"
        if self._random.random() < 0.1:
            # The same articles in two files.
            shutil.copyfile(self._random.choice(self._base), self._folder / name)
        else:
            self._write(self._folder / name, self._random.choice((1, 5, 50)))
        self.counts["added"] += 1

    def _change(self, file: Path) -> None:
        if self._random.random() < 0.5:
            with file.open("a", encoding="utf-8") as stream:
                stream.writelines(self._make_lines(1))
        else:
            self._write(file, self._random.choice((1, 5, 50)))
        self.counts["changed"] += 1

    def _write(self, file: Path, count: int) -> None:
        # As an editor does: the file is there at once, or a while in part.
        if self._random.random() < 0.5:
            file.write_text("".join(self._make_lines(count)), encoding="utf-8")
            return
        part = file.with_name(f".{file.name}.part")
        part.write_text("".join(self._make_lines(count)), encoding="utf-8")
        part.rename(file)

    def _make_lines(self, count: int) -> Iterator[str]:
        for _ in range(count):
            yield json.dumps(invent_article(next(self._numbers))) + "\n"
