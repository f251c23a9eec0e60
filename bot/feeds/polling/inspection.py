"""Inspection: what is at an address: a feed, a page that has feeds, or an article."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date

from bot.errors import DatelineError
from bot.feeds.discovery import FeedLink
from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.feed_errors import FeedError
from bot.feeds.polling.document_parsing import DocumentParser
from bot.feeds.polling.feed_reports import FeedPreview, PagePreview
from bot.feeds.polling.poller import FEED_TYPES
from bot.feeds.subscription import Subscription
from bot.fetching.fetch_errors import FetchError, FetchFailure
from bot.fetching.pages import PageRequest, PageResponse
from bot.fetching.web_address import complete_address

_MOST_LINKS = 8
_FULL_SHARE = 0.5

_MACHINE_FAULTS = (FetchFailure.UNREACHABLE, FetchFailure.TIMEOUT, FetchFailure.BUSY)


class Inspection:
    """Looks at addresses that people name; nothing is written but an article's page."""

    def __init__(
        self, fetch: Callable[[PageRequest], Awaitable[PageResponse]], parser: DocumentParser
    ) -> None:
        self._fetch = fetch
        self._parser = parser

    async def inspect(self, address: str) -> FeedPreview | PagePreview:
        """Return the feed that is meant, or the page where that is an article.

        A feed that an article's page declares is one of the preview's links. Raise FetchError or
        FeedError where there is neither.
        """
        complete_address(address)  # raises for what is none, before anything is fetched
        response = await self._fetch(PageRequest(address.strip(), accept=FEED_TYPES))
        try:
            document = await self._parser.read_feed(response)
        except FeedError as error:
            return await self._inspect_page(response, error)
        return make_preview(document, response, address)

    async def _inspect_page(
        self, response: PageResponse, fault: FeedError
    ) -> FeedPreview | PagePreview:
        """Return the article that a page is, or the feed that it leads to."""
        candidates = (await self._parser.find_links(response))[:_MOST_LINKS]
        links = tuple(link for link in candidates if not link.is_guess)
        path = await self._parser.keep_article(response)
        if path is not None:
            return PagePreview(response.address, path, links)
        if not candidates:
            raise fault
        return await self._find_feed(candidates, links)

    async def inspect_feed(self, address: str) -> FeedPreview:
        """Return the feed at an address; raise FetchError or FeedError where there is none."""
        response = await self._fetch(PageRequest(address, accept=FEED_TYPES))
        return make_preview(await self._parser.read_feed(response), response, address)

    async def _find_feed(
        self, candidates: Sequence[FeedLink], links: tuple[FeedLink, ...]
    ) -> FeedPreview:
        """Return the first feed that can be read."""
        fault: DatelineError | None = None
        for candidate in candidates:
            address = candidate.address
            try:
                response = await self._fetch(PageRequest(address, accept=FEED_TYPES))
                document = await self._parser.read_feed(response)
            except FetchError as error:
                fault = fault or error
                if candidate.is_guess and error.kind in _MACHINE_FAULTS:
                    break  # the site does not answer: the other addresses need not be tried
            except FeedError as error:
                fault = fault or error
            else:
                return make_preview(document, response, address, links)
        if links and fault:
            raise fault
        raise FeedError(
            "there is neither a feed nor an article at this address: open the site, look for a "
            "link named RSS or Feed, and give its address"
        )


def make_preview(
    document: FeedDocument,
    response: PageResponse,
    asked_address: str,
    links: tuple[FeedLink, ...] = (),
) -> FeedPreview:
    """Return what following a feed would bring that was just fetched.

    Whoever follows it goes on asking the address that was asked, unless a permanent redirect
    leads on.
    """
    subscription = Subscription(
        id="",
        address=response.permanent_address or complete_address(asked_address),
        title=document.title,
        site=document.site,
        language=document.language,
    )
    articles = [entry.article for entry in document.entries]
    days = sorted(article.published for article in articles)
    return FeedPreview(
        subscription, document, is_full_text(document), days[0] if days else None,
        days[-1] if days else None, links,
    )  # fmt: skip


def is_full_text(document: FeedDocument) -> bool:
    """Tell whether most entries have their whole text."""
    complete_count = sum(not entry.is_teaser for entry in document.entries)
    return complete_count > _FULL_SHARE * len(document.entries)


def list_entries(entries: Iterable[FeedEntry], count: int) -> Sequence[FeedEntry]:
    """Return the newest entries, the newest first."""
    return sorted(entries, key=_find_day, reverse=True)[:count]


def _find_day(entry: FeedEntry) -> date:
    return entry.article.published
