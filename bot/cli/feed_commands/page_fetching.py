"""Page fetching: web pages as files, for the command that adds files."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.cli.context import Context
from bot.cli.feed_commands.feed_context import use_feeds
from bot.feeds.feed_errors import FeedError
from bot.feeds.polling.document_parsing import delete_page
from bot.feeds.polling.feed_reports import PagePreview
from bot.feeds.polling.feed_service import FeedService


@contextmanager
def fetch_pages(command: Context, addresses: Sequence[str]) -> Iterator[Mapping[str, Path]]:
    """Give the file of each address, which is deleted at the end.

    Raise FetchError or FeedError where an address leads to no article.
    """
    pages: dict[str, PagePreview] = {}

    async def work(service: FeedService) -> None:
        for address in addresses:
            preview = await service.inspect(address)
            if not isinstance(preview, PagePreview):
                name = preview.subscription.title or "a feed"
                raise FeedError(
                    f"{address} is not an article but has {name}: dateline feed add ADDRESS "
                    "follows it"
                )
            pages[address] = preview

    try:
        use_feeds(command, work)
        yield {address: preview.path for address, preview in pages.items()}
    finally:
        for preview in pages.values():
            delete_page(preview)
