"""What a terminal shows: replies, and the progress of long tasks."""

import json
import logging
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TextIO, TypeVar

from bot.chat.rich_text import Reply
from bot.system.log_lines.printable import escape_controls, escape_json

# Rich is loaded where a person looks on: a program that reads the output need not wait for it.
if TYPE_CHECKING:
    from rich.console import Console

_T = TypeVar("_T")

_LOGGER = logging.getLogger(__name__)
_SECONDS_BETWEEN_LINES = 10.0

_STYLES = {
    "blockquote": "cyan",
    "expandable_blockquote": "cyan",
    "bold": "bold",
    "text_link": "underline",
    "code": "italic",
}


def track(items: Iterable[_T], task: str, total: int | None = None) -> Iterator[_T]:
    """Yield ``items`` and show the progress on standard error.

    On a terminal that is a bar, elsewhere a line in the log every ten seconds.
    """
    if sys.stderr.isatty():
        yield from _with_bar(items, task, total)
        return
    last_line = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - last_line >= _SECONDS_BETWEEN_LINES:
            last_line = time.monotonic()
            _LOGGER.info("%s: %s%s", task, f"{number:,}", f" of {total:,}" if total else "")


def _with_bar(items: Iterable[_T], task: str, total: int | None) -> Iterator[_T]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield from bar.track(items, total=total, description=task)


def print_lines(*lines: str, stream: TextIO | None = None) -> None:
    """Print lines, on standard output by default; no control character in them is obeyed."""
    for line in lines:
        print(escape_controls(line), file=stream)


def print_json(value: object) -> None:
    """Print a value as one line of JSON, in which no character can steer a terminal."""
    print(escape_json(json.dumps(value, ensure_ascii=not _writes_unicode())), flush=True)


def _writes_unicode() -> bool:
    return (sys.stdout.encoding or "utf-8").lower().startswith("utf")


def show(reply: Reply, console: "Console | None" = None) -> None:
    """Print a reply, quotes in color and the answer in bold.

    Control characters of an article are not obeyed.
    """
    units = reply.text.encode("utf-16-le", "surrogatepass")
    if console is None and not sys.stdout.isatty():
        print(_visible(units))
        return
    from rich.console import Console
    from rich.text import Text

    console = console or Console()
    text = Text(_visible(units))
    for entity in reply.entities:
        start = len(_visible(units[: 2 * entity.offset]))
        end = start + len(_visible(units[2 * entity.offset : 2 * (entity.offset + entity.length)]))
        link = f" link {entity.url}" if entity.url and _is_link(entity.url) else ""
        text.stylize(f"{_STYLES.get(entity.type, '')}{link}".strip(), start, end)
    console.print(text, soft_wrap=not console.is_terminal)


def _is_link(url: str) -> bool:
    """Tell whether an address is one word; another would end the link, or be obeyed."""
    return url.isprintable() and not any(map(str.isspace, url))


def _visible(units: bytes) -> str:
    """Return UTF-16 as text without control characters, which could steer the terminal."""
    text = units.decode("utf-16-le", "replace")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
