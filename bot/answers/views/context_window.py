"""Context window: the sentences of an article around what is quoted, a screen at a time."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.articles.article import Article
from bot.index.protocol import Snapshot
from bot.language.sentences import split_sentences
from bot.language.span import Span

MAX_WINDOW = 900
"""Characters of a window, unless a single sentence or what is quoted has more."""

_MIN_WINDOW = 450  # characters, from which a window rather ends with a paragraph than later
_LINE_BREAK = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True)
class ContextWindow:
    """Whole sentences of an article, with the place that they have in it.

    ``span``: the window in the article's text.
    ``quoted_span``: what was quoted, where it lies in this window.
    ``number``: which window of the article it is, from 1 to ``count``.
    """

    article: Article
    span: Span
    quoted_span: Span | None
    number: int
    count: int

    @property
    def text(self) -> str:
        """Return the characters of the window, exactly as the article has them."""
        return self.span.slice(self.article.text)

    @property
    def has_earlier(self) -> bool:
        """Tell whether the article has sentences before the window."""
        return self.number > 1

    @property
    def has_later(self) -> bool:
        """Tell whether the article has sentences after the window."""
        return self.number < self.count


def read_context(
    article_id: str, span: Span, shift: int, snapshot: Snapshot
) -> ContextWindow | None:
    """Return the sentences around a quoted span, or those ``shift`` windows before or after them.

    The windows are the same for each shift, and together the whole text: a shift beyond its
    first or last window stays there. None where the article is gone, or no longer has the span.
    """
    article = snapshot.article(article_id)
    if article is None or not article.body <= span.start < span.end <= len(article.text):
        return None
    text = article.text
    sentences = split_sentences(text, article.body, language=article.language)
    inside = [
        number
        for number, sentence in enumerate(sentences)
        if sentence.start < span.end and span.start < sentence.end
    ]
    if not inside:
        return None
    starts = _find_paragraphs(text, sentences)
    core = _complete(sentences, range(inside[0], inside[-1] + 1), starts)
    home = _grow_around(sentences, core, starts)
    earlier = list(_split_backward(sentences, home.start, starts))[::-1]
    windows = [*earlier, home, *_split_forward(sentences, home.stop, starts)]
    place = min(max(len(earlier) + shift, 0), len(windows) - 1)
    return ContextWindow(
        article,
        _span(sentences, windows[place]),
        span if place == len(earlier) else None,
        place + 1,
        len(windows),
    )


def _find_paragraphs(text: str, sentences: Sequence[Span]) -> frozenset[int]:
    """Return the numbers of the sentences that open a paragraph, and that after the last one."""
    openings = {
        number
        for number in range(1, len(sentences))
        if _LINE_BREAK.search(text, sentences[number - 1].end, sentences[number].start)
    }
    return frozenset({0, len(sentences), *openings})


def _complete(sentences: Sequence[Span], core: range, starts: frozenset[int]) -> range:
    """Return some sentences with all of their paragraphs, where these fit."""
    first = max(number for number in starts if number <= core.start)
    end = min(number for number in starts if number >= core.stop)
    return range(first, end) if _fits(sentences, range(first, end)) else core


def _grow_around(sentences: Sequence[Span], core: range, starts: frozenset[int]) -> range:
    """Return some sentences with as many around them as fit, on both sides alike."""
    first, end = core.start, core.stop
    while True:
        lead_length = sentences[core.start].start - sentences[first].start
        tail_length = sentences[end - 1].end - sentences[core.stop - 1].end
        choices = ((first - 1, end), (first, end + 1))
        for new_first, new_end in choices if lead_length <= tail_length else reversed(choices):
            if new_first >= 0 and _fits(sentences, range(new_first, new_end)):
                first, end = new_first, new_end
                break
        else:
            return _trim(sentences, core, range(first, end), starts)


def _trim(sentences: Sequence[Span], core: range, window: range, starts: frozenset[int]) -> range:
    """Return a window without the parts of paragraphs at its ends, if enough of it remains."""
    first = next((n for n in range(window.start, core.start + 1) if n in starts), window.start)
    end = next((n for n in range(window.stop, core.stop - 1, -1) if n in starts), window.stop)
    for part in (range(first, end), range(first, window.stop), range(window.start, end)):
        if len(_span(sentences, part)) >= _MIN_WINDOW:
            return part
    return window


def _split_forward(
    sentences: Sequence[Span], first: int, starts: frozenset[int]
) -> Iterator[range]:
    """Yield the windows from a sentence to the end of the text."""
    while first < len(sentences):
        end = first + 1
        while _fits(sentences, range(first, end + 1)):
            end += 1
        borders = (n for n in range(end, first, -1) if n in starts)
        border = next(borders, end)
        if len(_span(sentences, range(first, border))) >= _MIN_WINDOW:
            end = border
        yield range(first, end)
        first = end


def _split_backward(sentences: Sequence[Span], end: int, starts: frozenset[int]) -> Iterator[range]:
    """Yield the windows from before a sentence to the beginning of the text, the last one first."""
    while end > 0:
        first = end - 1
        while first > 0 and _fits(sentences, range(first - 1, end)):
            first -= 1
        border = next((n for n in range(first, end) if n in starts), first)
        if len(_span(sentences, range(border, end))) >= _MIN_WINDOW:
            first = border
        yield range(first, end)
        end = first


def _fits(sentences: Sequence[Span], window: range) -> bool:
    return window.stop <= len(sentences) and len(_span(sentences, window)) <= MAX_WINDOW


def _span(sentences: Sequence[Span], window: range) -> Span:
    return Span(sentences[window.start].start, sentences[window.stop - 1].end)
