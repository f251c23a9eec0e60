"""Windows: a sentence with what stands around it, as it is shown first.

One coherent window of about 300 characters tells more than fragments of the same length: the
sentence after one carries on, that before one names who is meant.
"""

from collections.abc import Sequence
from itertools import pairwise, starmap

from bot.answers.selection.quotables import Quotable
from bot.articles.passages.passage import Passage
from bot.index.protocol import Snapshot
from bot.language.span import Span

WINDOW_LENGTH = 320
"""Characters, of a window of several sentences: a single one may be as long as a quote may be."""

_MOST_SENTENCES = 3
_ENOUGH = 200  # characters, with which a window of several sentences is left as it is
_LARGEST_GAP = 400  # characters of headings and captions between two sentences


def list_windows(quotable: Quotable, snapshot: Snapshot) -> list[Quotable]:
    """Return the ways to show a sentence: alone, with a neighbour, and with all that fit."""
    core = quotable.context or (quotable.span,)
    predecessors, successors = _neighbours(quotable.hit.passage, core, snapshot)
    candidates = [(*core, *successors[:1]), (*predecessors[-1:], *core)]
    windows = {quotable.span: quotable}
    for spans in candidates:
        is_short = len(spans) <= _MOST_SENTENCES and _fits(spans[0], spans[-1])
        if is_short and not any(starmap(_is_apart, pairwise(spans))):
            window = _make_window(quotable, spans)
            windows.setdefault(window.span, window)
    widest = _widen(quotable, core, predecessors, successors)
    windows.setdefault(widest.span, widest)
    return list(windows.values())


def _widen(
    quotable: Quotable,
    core: Sequence[Span],
    predecessors: Sequence[Span],
    successors: Sequence[Span],
) -> Quotable:
    """Return a sentence with the one after it, or else before it, as far as there is room.

    A second one is taken along where the two are short. ``core`` are its own spans.
    """
    spans = list(core)
    before, behind = list(predecessors), list(successors)
    while len(spans) < _MOST_SENTENCES and (
        len(spans) == len(core) or spans[-1].end - spans[0].start < _ENOUGH
    ):
        if behind and _fits(spans[0], behind[0]) and not _is_apart(spans[-1], behind[0]):
            spans.append(behind.pop(0))
        elif before and _fits(before[-1], spans[-1]) and not _is_apart(before[-1], spans[0]):
            spans.insert(0, before.pop())
        else:
            break
    if len(spans) == len(core):
        return quotable
    return _make_window(quotable, spans)


def _make_window(quotable: Quotable, spans: Sequence[Span]) -> Quotable:
    length = spans[-1].end - spans[0].start
    return Quotable(quotable.hit, quotable.position, length, quotable.terms, tuple(spans))


def _neighbours(
    passage: Passage, core: Sequence[Span], snapshot: Snapshot
) -> tuple[list[Span], list[Span]]:
    """Return the sentences of the article before and after ``core``, two at most on each side."""
    predecessors = [span for span in passage.sentences if span.end <= core[0].start]
    successors = [span for span in passage.sentences if span.start >= core[-1].end]
    if len(predecessors) < 1 or len(successors) < 1:
        passages = snapshot.passages(passage.article.id)
        if not predecessors and passage.number:
            predecessors = list(passages[passage.number - 1].sentences)
        if not successors and passage.number + 1 < len(passages):
            successors = list(passages[passage.number + 1].sentences)
        predecessors = [span for span in predecessors if span.end <= core[0].start]
    return predecessors[-2:], successors[:2]


def _fits(first: Span, last: Span) -> bool:
    return last.end - first.start <= WINDOW_LENGTH


def _is_apart(first: Span, second: Span) -> bool:
    return second.start - first.end > _LARGEST_GAP
