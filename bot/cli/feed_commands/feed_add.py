"""The commands that look at an address and follow the feed there: add and check."""

from dataclasses import replace
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, Context
from bot.cli.corpus_commands.corpus_context import actor_name
from bot.cli.feed_commands.feed_context import make_feeds, update_index, use_feeds
from bot.cli.feed_commands.feed_lines import (
    describe_preview,
    describe_status,
    write_card,
)
from bot.feeds.feed_errors import FeedError
from bot.feeds.polling.document_parsing import delete_page
from bot.feeds.polling.feed_reports import FeedForecast, FeedPreview
from bot.feeds.polling.feed_service import FeedService
from bot.feeds.polling.inspection import list_entries
from bot.feeds.subscription import FIRST_ENTRIES
from bot.fetching.fetch_errors import FetchError
from bot.fetching.web_address import hide_credentials
from bot.localization.english import count_noun

Address = Annotated[
    str, typer.Argument(metavar="ADDRESS", help="The feed's address, or that of a site with one.")
]


def add(
    context: typer.Context,
    address: Address,
    full_text: Annotated[
        bool, typer.Option("--full-text", help="Complete broken-off texts from their pages.")
    ] = False,
    keep_days: Annotated[
        int | None,
        typer.Option(min=1, max=36_500, help="Days after which articles are deleted."),
    ] = None,
    first: Annotated[
        int, typer.Option(min=0, max=10_000, help="How many of its newest entries to take now.")
    ] = FIRST_ENTRIES,
    minutes: Annotated[
        int | None,
        typer.Option(
            "--every",
            metavar="MINUTES",
            min=1,
            max=44_640,
            help="Look at it so often, not as often as it changes.",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: AsJson = False,
) -> None:
    """Show what is in a feed, then follow it."""
    command: Context = context.obj
    if as_json and not yes:
        raise typer.BadParameter("--json cannot ask: give --yes, too", param_hint="--json")
    preview = _inspect(command, address)
    subscription = replace(
        preview.subscription, reads_pages=full_text, keep_days=keep_days, first_entries=first,
        minutes=minutes,
    )  # fmt: skip
    preview = replace(preview, subscription=subscription)
    if not as_json:
        terminal.print_lines(*write_card(preview), "")
    if not (yes or typer.confirm("Follow this feed?")):
        terminal.print_lines("The feed is not followed.")
        raise typer.Exit(1)
    old_ids = {status.subscription.id for status in make_feeds(command).list_statuses()}
    status = use_feeds(command, lambda service: service.add(preview, actor_name()))
    update_index(command)
    if as_json:
        terminal.print_json({**describe_preview(preview), **describe_status(status)})
    else:
        state = "was followed already" if status.subscription.id in old_ids else "is followed"
        articles = count_noun("article", status.articles)
        terminal.print_lines(f"{status.subscription.id} {state}; {articles} of it can be searched.")


def check(
    context: typer.Context,
    feed: Annotated[
        str | None,
        typer.Argument(metavar="[ID|ADDRESS]", help="A feed that is followed, or any address."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Dry run: fetch feeds and show what they hold; write nothing. Exit with 1 if one fails."""
    command: Context = context.obj
    forecasts, faults = use_feeds(command, lambda service: _check(service, feed))
    if as_json:
        rows = [
            {**describe_preview(forecast.preview), "new": len(forecast.new)}
            for forecast in forecasts
        ]
        errors = [{"feed": name, "error": text} for name, text in faults]
        terminal.print_json({"feeds": rows, "errors": errors})
    else:
        for forecast in forecasts:
            terminal.print_lines(*write_card(forecast.preview, forecast.new), "")
        for name, text in faults:
            terminal.print_lines(f"{name}: {text}")
    if faults:
        raise typer.Exit(1)


def _inspect(command: Context, address: str) -> FeedPreview:
    preview = use_feeds(command, lambda service: service.inspect(address))
    if isinstance(preview, FeedPreview):
        return preview
    delete_page(preview)
    links = ", ".join(hide_credentials(link.address) for link in preview.links)
    advice = f"; it names feeds that you can follow: {links}" if links else ""
    raise FeedError(
        "this is an article, not a feed: dateline corpus add ADDRESS adds it to the articles"
        f"{advice}"
    )


async def _check(
    service: FeedService, feed: str | None
) -> tuple[list[FeedForecast], list[tuple[str, str]]]:
    """Return what feeds would bring, and why others fail."""
    subscriptions = [status.subscription for status in service.list_statuses()]
    matches = [s for s in subscriptions if feed in (None, s.id)]
    if not matches and feed is not None:
        preview = await service.inspect(feed)
        if not isinstance(preview, FeedPreview):
            delete_page(preview)
            raise FeedError("this is an article, not a feed: dateline corpus check reads files")
        newest = list_entries(preview.document.entries, preview.subscription.first_entries)
        return [FeedForecast(preview, tuple(newest))], []
    forecasts, faults = [], []
    for subscription in matches:
        try:
            forecasts.append(await service.check(subscription.id))
        except (FetchError, FeedError) as error:
            faults.append((subscription.id, str(error)))
    return forecasts, faults
