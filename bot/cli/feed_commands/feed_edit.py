"""The commands that change how feeds are followed: list, remove, pause and resume."""

from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.corpus_context import actor_name, open_store
from bot.cli.feed_commands.feed_context import make_feeds, update_index
from bot.cli.feed_commands.feed_lines import describe_status, write_statuses
from bot.feeds.polling.feed_service import FeedService
from bot.localization.english import count_noun

FeedIds = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Feeds, as feed list names them.")
]


def list_feeds(context: typer.Context, as_json: AsJson = False) -> None:
    """List the feeds that are followed, and how they do."""
    statuses = make_feeds(context.obj).list_statuses()
    if as_json:
        terminal.print_json({"feeds": [describe_status(status) for status in statuses]})
    elif statuses:
        terminal.print_lines(*write_statuses(statuses))
    else:
        terminal.print_lines("No feed is followed: dateline feed add ADDRESS follows one.")


def remove(
    context: typer.Context,
    feeds: FeedIds,
    with_articles: Annotated[
        bool, typer.Option("--with-articles", help="Move their articles into the trash, too.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Stop following feeds; their articles stay and can be searched."""
    command: Context = context.obj
    if as_json and not yes:
        raise typer.BadParameter("--json cannot ask: give --yes, too", param_hint="--json")
    open_store(command).recover()
    service, ids = make_feeds(command), list(dict.fromkeys(feeds))
    for feed in ids:
        service.find(feed)  # says which one is missing, before any is removed
    subject = count_noun("feed", len(ids)) + (" and their articles" if with_articles else "")
    if not (yes or typer.confirm(f"Remove {subject}?")):
        terminal.print_lines("Nothing was removed.")
        raise typer.Exit(1)
    for feed in ids:
        service.remove(feed, actor_name(), with_articles=with_articles)
    if with_articles:
        update_index(command)
    if as_json:
        terminal.print_json({"removed": ids})
    else:
        state = "are in the trash" if with_articles else "stay"
        terminal.print_lines(*(f"{feed} is not followed any more; its articles {state}."
                               for feed in ids))  # fmt: skip


def pause(context: typer.Context, feeds: FeedIds, as_json: AsJson = False) -> None:
    """Look at feeds no more until they are resumed."""
    service = _open_feeds(context, feeds)
    for feed in feeds:
        service.pause(feed, actor_name())
    _report(feeds, "paused", as_json)


def resume(context: typer.Context, feeds: FeedIds, as_json: AsJson = False) -> None:
    """Look at feeds again, at once."""
    service = _open_feeds(context, feeds)
    for feed in feeds:
        service.resume(feed, actor_name())
    _report(feeds, "resumed", as_json)


def _open_feeds(context: typer.Context, feeds: list[str]) -> FeedService:
    """Return the feeds; raise FeedError for an unknown one, before any is changed."""
    command: Context = context.obj
    open_store(command).recover()
    service = make_feeds(command)
    for feed in feeds:
        service.find(feed)
    return service


def _report(feeds: list[str], state: str, as_json: bool) -> None:
    if as_json:
        terminal.print_json({state: feeds})
    else:
        terminal.print_lines(*(f"{feed} is {state}." for feed in feeds))
