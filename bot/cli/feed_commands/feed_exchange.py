"""The commands that exchange lists of feeds with other programs: import and export."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.articles.findings import ArticleError
from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.corpus_context import actor_name, open_store
from bot.cli.feed_commands.feed_context import make_feeds
from bot.cli.feed_commands.feed_lines import describe_subscription
from bot.feeds.feed_errors import FeedError
from bot.localization.english import count_noun
from bot.reading.decoding import decode_markup
from bot.reading.source import display_path, escape_unprintable
from bot.system import atomic_files

_STANDARD = "-"


def import_feeds(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="An OPML file; - is standard input.", allow_dash=True)
    ],
    as_json: AsJson = False,
) -> None:
    """Follow the feeds of an OPML file that are not followed yet."""
    command: Context = context.obj
    text = _read(file)
    open_store(command).recover()
    subscriptions = make_feeds(command).import_opml(text, actor_name())
    if as_json:
        terminal.print_json({"added": [describe_subscription(s) for s in subscriptions]})
        return
    for subscription in subscriptions:
        terminal.print_lines(f"{subscription.id}: {escape_unprintable(subscription.heading)}")
    terminal.print_lines(
        f"{count_noun('feed', len(subscriptions))} more followed; the running bot looks at them, "
        "or dateline feed fetch"
        if subscriptions
        else "All of these feeds are followed already."
    )


def export_feeds(
    context: typer.Context,
    target: Annotated[
        Path, typer.Argument(help="A new file; - is standard output.", allow_dash=True)
    ] = Path(_STANDARD),
) -> None:
    """Write the feeds that are followed as OPML, which other readers of feeds import."""
    text = make_feeds(context.obj).export_opml()
    if str(target) == _STANDARD:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    try:
        atomic_files.write_text(target, text)
    except FileExistsError:
        raise FeedError(f"{display_path(target)} is there already: name another file") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise FeedError(f"{display_path(target)} cannot be written ({reason})") from None


def _read(file: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(file) == _STANDARD else file.read_bytes()
    except OSError as error:
        reason = error.strerror or os.strerror(error.errno or 0)
        raise FeedError(f"{display_path(file)} cannot be read ({reason})") from None
    try:
        return decode_markup(data).text
    except ArticleError as error:
        raise FeedError(f"{display_path(file)} cannot be read: {error.reason}") from None
