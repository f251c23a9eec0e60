"""The command that looks at feeds once: fetch."""

from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.feed_commands.feed_context import update_index, use_feeds
from bot.cli.feed_commands.feed_lines import describe_result, write_result
from bot.feeds.polling.feed_reports import FetchResult
from bot.feeds.polling.feed_service import FeedService


def fetch(
    context: typer.Context,
    feeds: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID...]", help="Feeds to look at now, whether due or not."),
    ] = None,
    is_forced: Annotated[
        bool, typer.Option("--all", help="Look at all feeds now, whether due or not.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Look at the feeds that are due, and make what is new searchable; for cron.

    Exit with 1 if a feed fails.
    """
    command: Context = context.obj
    if feeds and is_forced:
        raise typer.BadParameter("name feeds, or give --all", param_hint="--all")

    async def work(service: FeedService) -> tuple[FetchResult, ...]:
        ids = list(feeds or ())
        if is_forced:
            statuses = service.list_statuses()
            ids = [s.subscription.id for s in statuses if not s.subscription.is_paused]
            if not ids:
                return ()
        return await service.fetch(ids)

    results = use_feeds(command, work)
    if any(result.new or result.changes for result in results):
        update_index(command)
    if as_json:
        terminal.print_json({"feeds": [describe_result(result) for result in results]})
    elif results:
        terminal.print_lines(*map(write_result, results))
    else:
        terminal.print_lines("No feed is due.")
    if any(result.error for result in results):
        raise typer.Exit(1)
