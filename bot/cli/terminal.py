"""What a terminal shows: replies, and the progress of long tasks."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.text import Text

from bot.chat.rich_text import Reply

_T = TypeVar("_T")

_LOGGER = logging.getLogger(__name__)
_SECONDS_BETWEEN_LINES = 10.0

_STYLES = {
    "blockquote": "bold",
    "expandable_blockquote": "bold",
    "text_link": "underline",
}


def track(items: Iterable[_T], doing: str, total: int | None = None) -> Iterator[_T]:
    """Yield ``items`` and show the progress on standard error.

    On a terminal that is a bar, elsewhere a line in the log every ten seconds.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        yield from _with_bar(items, doing, total, console)
        return
    last_line = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - last_line >= _SECONDS_BETWEEN_LINES:
            last_line = time.monotonic()
            _LOGGER.info("%s: %s%s", doing, f"{number:,}", f" of {total:,}" if total else "")


def _with_bar(items: Iterable[_T], task: str, total: int | None, console: Console) -> Iterator[_T]:
    # Loading it takes as long as answering a question.
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(items, total=total, description=task)


def show(reply: Reply, console: Console | None = None) -> None:
    """Print a reply, quotes in bold; control characters of an article are not obeyed."""
    console = console or Console()
    units = reply.text.encode("utf-16-le", "surrogatepass")
    text = Text()
    place = 0
    for entity in sorted(reply.entities, key=lambda entity: entity.offset):
        begin, end = 2 * entity.offset, 2 * (entity.offset + entity.length)
        text.append(_visible(units[place:begin]))
        style = _STYLES.get(entity.type, "")
        link = f" link {entity.url}" if entity.url else ""
        text.append(_visible(units[begin:end]), style=f"{style}{link}".strip())
        place = end
    text.append(_visible(units[place:]))
    console.print(text, soft_wrap=not console.is_terminal)


def _visible(units: bytes) -> str:
    """Return UTF-16 as text in which an escape sequence cannot steer the terminal."""
    text = units.decode("utf-16-le", "replace")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
