"""Print how rightly web pages are read, beside trafilatura, newspaper4k and htmldate.

``python -m benchmarks.pages --fundus FOLDER --extraction FOLDER --trafilatura FOLDER --htmldate
FOLDER``: each a copy of the public repository that it is named after, as a folder or a git
directory (flairNLP/fundus, scrapinghub/article-extraction-benchmark, adbar/trafilatura,
adbar/htmldate). ``--worst N`` names the pages that Dateline reads worst.

Text is compared by shingles of four words, as the article extraction benchmark does: precision
and recall are means over the pages. A standfirst is there where 9 of 10 of its shingles are in the
text. Foreign words are those that are more often in the text than in the page's own body, title
and authors.
"""

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pages.extractors import EXTRACTORS, WITHOUT_TEXT, Extraction, extract, is_installed
from benchmarks.pages.scores import (
    TextScore,
    contains,
    count_segments,
    is_same_title,
    precision_recall,
    score_text,
)
from benchmarks.pages.sets import SETS, Page, Tree

Readings = list[tuple[Page, Extraction]]


def table(name: str, readings: dict[str, Readings], seconds: dict[str, float]) -> Iterator[str]:
    """Yield the lines of one set's table, a column an extractor."""
    columns = {column: dict(_rows(column, one)) for column, one in readings.items()}
    for column, rows in columns.items():
        rows["pages a second"] = f"{len(readings[column]) / max(seconds[column], 1e-9):.1f}"
    titles = dict.fromkeys(title for rows in columns.values() for title in rows)
    pages = len(next(iter(readings.values())))
    yield f"{name + f', {pages} pages':38}" + "".join(f"{column:>14}" for column in columns)
    for title in titles:
        cells = (rows.get(title, "") for rows in columns.values())
        yield f"  {title:36}" + "".join(f"{cell:>14}" for cell in cells)
    yield ""


def _rows(column: str, readings: Readings) -> Iterator[tuple[str, str]]:
    dated = [(page, one) for page, one in readings if page.date]
    if dated:
        right = sum(one.date[:10] == page.date for page, one in dated)
        none = sum(not one.date for _, one in dated)
        yield "dates right, of those that are given", f"{right}/{len(dated)}"
        yield "dates wrong, none", f"{len(dated) - right - none}, {none}"
    if column in WITHOUT_TEXT:
        return
    titled = [(page, one) for page, one in readings if page.title]
    if titled:
        right = sum(is_same_title(one.title, page.title) for page, one in titled)
        yield "titles right", f"{right}/{len(titled)}"
    leads = [(lead, one) for page, one in readings for lead in page.standfirst]
    if leads:
        here = sum(contains(one.text, lead) for lead, one in leads)
        yield "standfirsts in the text", f"{here}/{len(leads)}"
    yield from _text_rows([(page, one) for page, one in readings if page.body])
    yield from _segment_rows([(page, one) for page, one in readings if page.wanted])


def _text_rows(readings: Readings) -> Iterator[tuple[str, str]]:
    if readings:
        scores = [score_text(one, page) for page, one in readings]
        precision, recall, f1 = precision_recall(scores)
        yield "text: precision", f"{precision:.3f}"
        yield "text: recall", f"{recall:.3f}"
        yield "text: F1", f"{f1:.3f}"
        yield "more than 15 foreign words", _share(scores, sum(one.has_foreign for one in scores))
        yield "more than half is lost", _share(scores, sum(one.lost_half for one in scores))


def _segment_rows(readings: Readings) -> Iterator[tuple[str, str]]:
    if readings:
        counts = sum((count_segments(one, page) for page, one in readings), Counter[str]())
        precision = counts["right"] / max(1, counts["right"] + counts["foreign"])
        recall = counts["right"] / max(1, counts["right"] + counts["missing"])
        yield "segments: precision", f"{precision:.3f}"
        yield "segments: recall", f"{recall:.3f}"
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        yield "segments: F1", f"{f1:.3f}"


def _share(scores: Sequence[TextScore], count: int) -> str:
    return f"{count} ({count / len(scores):.0%})"


def _worst(readings: Readings, number: int) -> Iterator[str]:
    scores = [(score_text(one, page), page.name) for page, one in readings if page.body]
    for score, name in sorted(scores, key=lambda pair: pair[0].right)[:number]:
        yield (
            f"{name}: right {score.right:.2f}, foreign {score.foreign:.2f},"
            f" missing {score.missing:.2f}"
        )


def measure(
    pages: Sequence[Page], columns: Sequence[str]
) -> tuple[dict[str, Readings], dict[str, float]]:
    """Return what each extractor makes of each page, and the seconds of computing it took."""
    readings: dict[str, Readings] = defaultdict(list)
    seconds: dict[str, float] = defaultdict(float)
    for page in pages:
        for column in columns:
            start = time.process_time()
            readings[column].append((page, extract(column, page.html, page.url)))
            seconds[column] += time.process_time() - start
    return readings, seconds


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in SETS:
        parser.add_argument(f"--{name}", type=Path, metavar="FOLDER")
    parser.add_argument("--extractors", nargs="*", choices=EXTRACTORS, default=list(EXTRACTORS))
    parser.add_argument("--worst", type=int, default=0, metavar="N")
    arguments = parser.parse_args()
    columns = [name for name in arguments.extractors if is_installed(name)]
    for name in arguments.extractors:
        if name not in columns:
            print(f"{name} is not installed: it has no column\n")
    for name, load in SETS.items():
        folder = getattr(arguments, name)
        if folder is None:
            continue
        readings, seconds = measure(list(load(Tree(folder))), columns)
        parts = dict.fromkeys(page.part for page, _ in next(iter(readings.values())))
        for part in (*sorted(filter(None, parts)), ""):
            chosen = {
                column: [(page, one) for page, one in rows if part in ("", page.part)]
                for column, rows in readings.items()
            }
            share = len(next(iter(chosen.values()))) / max(1, len(next(iter(readings.values()))))
            spent = {column: time_spent * share for column, time_spent in seconds.items()}
            print("\n".join(table(f"{name}: {part}" if part else name, chosen, spent)))
        if arguments.worst and "Dateline" in readings:
            print("\n".join((*_worst(readings["Dateline"], arguments.worst), "")))


if __name__ == "__main__":
    main()
