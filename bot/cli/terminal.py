"""The conversation in a terminal, and what else a terminal shows."""

import logging
import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from bot.chat.reply import coverage
from bot.chat.rich_text import Reply
from bot.chat.services import BotServices
from bot.cli.batch import BatchQuestion
from bot.errors import UnavailableError

_T = TypeVar("_T")

_LOGGER = logging.getLogger(__name__)
_SECONDS_BETWEEN_LINES = 10.0

_STYLES = {
    "blockquote": "bold",
    "expandable_blockquote": "bold",
    "text_link": "underline",
}


def track(items: Iterable[_T], doing: str, total: int | None = None) -> Iterator[_T]:
    """Yield ``items``, and show on standard error how far that is.

    On a terminal that is a bar, elsewhere a line in the log every ten seconds.
    """
    console = Console(stderr=True)
    if console.is_terminal:
        columns = (
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
            TimeElapsedColumn(),
        )  # fmt: skip
        with Progress(*columns, console=console, transient=True) as bar:
            yield from bar.track(items, total=total, description=doing)
        return
    said = time.monotonic()
    for number, item in enumerate(items, start=1):
        yield item
        if time.monotonic() - said >= _SECONDS_BETWEEN_LINES:
            said = time.monotonic()
            _LOGGER.info("%s: %s%s", doing, f"{number:,}", f" of {total:,}" if total else "")


def show(reply: Reply, console: Console | None = None) -> None:
    """Print a reply: quotes stand out, control characters of an article do nothing."""
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


def converse(content: BotServices) -> None:
    """Answer line by line until the end of input, or until "exit"."""
    console = Console()
    console.print(_opening(content), highlight=False)
    for example in content.examples:
        console.print(f"Ask, for example: {escape(example)}", highlight=False)
    while True:
        question = _next_line(console)
        if question is None or question in ("exit", "quit"):
            return
        if question:
            _answer(content, question, console)
            console.print()


def _opening(content: BotServices) -> Text:
    try:
        holdings = content.answerer.stats(content.today())
    except UnavailableError as error:
        return Text(f"{error}. Ctrl-D ends.")
    if not holdings.articles:
        return Text("There are no articles yet: put some into corpus/. Ctrl-D ends.")
    return Text(f"I search {coverage(holdings)}. Ctrl-D ends.")


def _answer(content: BotServices, question: str, console: Console) -> None:
    try:
        show(
            BatchQuestion("", question, content.today()).answered_by(content.answerer).reply,
            console,
        )
    except UnavailableError as error:
        console.print(Text(f"{error}; please ask again in a moment."), highlight=False)


def _next_line(console: Console) -> str | None:
    """Return what was typed, None at the end of input."""
    try:
        line = console.input("[bold]>[/bold] ") if sys.stdin.isatty() else sys.stdin.readline()
    except (EOFError, KeyboardInterrupt):
        return None
    if not line and not sys.stdin.isatty():
        return None
    return line.strip()


def _visible(units: bytes) -> str:
    """Return UTF-16 as text in which an escape sequence cannot steer the terminal."""
    text = units.decode("utf-16-le", "replace")
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)
