"""Private texts: what people wrote and what they are called, kept out of the log.

Errors repeat what they stumbled over. While an update is handled, its texts are withheld from
the arguments of log messages and from the messages of errors.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

OMISSION = "[text]"

_SHORTEST_WORD = 4
_LONGEST_TEXT = 10_000
_MOST_WORDS = 500

_texts: ContextVar[tuple[str, ...]] = ContextVar("private_texts", default=())


@contextmanager
def withhold(texts: Iterable[str | None]) -> Iterator[None]:
    """Withhold texts from what is logged inside the block, whole and word by word."""
    token = _texts.set(tuple(text[:_LONGEST_TEXT] for text in texts if text and text.strip()))
    try:
        yield
    finally:
        _texts.reset(token)


def remove_private(text: str) -> str:
    """Return a text without what is withheld at the moment."""
    private = _texts.get()
    if not private or not text:
        return text
    phrases = {form for phrase in private for form in _write_forms(phrase.strip())}
    words = {word for phrase in private for word in re.findall(r"\w+", phrase)[:_MOST_WORDS]}
    forms = {w if len(w) >= _SHORTEST_WORD else rf"(?<!\w){w}(?!\w)" for w in phrases}
    forms |= {rf"(?<!\w){re.escape(w)}(?!\w)" for w in words if len(w) >= _SHORTEST_WORD}
    return re.sub(
        "|".join(sorted(forms, key=len, reverse=True)), OMISSION, text, flags=re.IGNORECASE
    )


def remove_private_from_traceback(lines: str) -> str:
    """Return a traceback without what is withheld, but for its lines of code."""
    return "".join(
        line if line.startswith(('  File "', "    ")) else remove_private(line)
        for line in lines.splitlines(keepends=True)
    )


def _write_forms(text: str) -> tuple[str, ...]:
    """Return patterns of a text as it is, and as ``repr`` and JSON write it."""
    forms = (text, repr(text)[1:-1], text.encode("unicode_escape").decode())
    return tuple(map(re.escape, forms))
