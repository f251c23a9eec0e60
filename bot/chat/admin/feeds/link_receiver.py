"""Link receiver: an admin sends addresses, and sees what is behind them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.admin.feeds.address_inspection import AddressInspector
from bot.chat.admin.feeds.feed_offers import FeedOffers
from bot.chat.admin.feeds.shared_links import MOST_LINKS, find_links
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads.upload_presenter import UploadPresenter
from bot.chat.admin.uploads.upload_store import UploadKind
from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.errors import DatelineError
from bot.feeds.polling.feed_reports import PagePreview
from bot.localization.current import format_count


class LinkReceiver:
    """Open the addresses that admins send in private.

    ``ask`` answers the address of an article that is in the corpus with what it is about.
    """

    def __init__(
        self,
        messenger: AdminMessenger,
        inspector: AddressInspector,
        presenter: UploadPresenter,
        offers: FeedOffers,
        ask: Callable[[Update, str], Awaitable[None]],
    ) -> None:
        self._messenger = messenger
        self._inspector = inspector
        self._presenter = presenter
        self._offers = offers
        self._ask = ask

    async def receive(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer addresses with a card of their feeds, one of their pages, and a line on others."""
        try:
            await self._open(update)
        except DatelineError as error:
            await self._messenger.report(update, error)

    async def _open(self, update: Update) -> None:
        message = update.effective_message
        links = find_links(message) if message else ()
        if len(links) == 1 and await self._answer_from_corpus(update, links[0]):
            return
        async with self._messenger.show_typing(update):
            with suspend_attempt():  # the web may take its time
                result = await self._inspector.inspect(links[:MOST_LINKS])
            if result.feeds:
                await self._offers.offer(update, result.feeds)
            if result.pages:
                await self._offer_pages(update, result.pages)
        faults = result.faults
        if len(links) > MOST_LINKS:
            message_on_rest = format_count(
                "I opened the first {count} address.",
                "I opened the first {count} addresses.",
                MOST_LINKS,
            )
            faults.append(message_on_rest)
        if faults:
            await self._messenger.delivery.send(update, Reply("\n".join(faults)))

    async def _answer_from_corpus(self, update: Update, address: str) -> bool:
        """Answer the address of an article or a feed that is there already."""
        service = self._messenger.services.service
        if await self._messenger.call(lambda: service.has_address(address)):
            await self._ask(update, address)
            return True
        return await self._offers.show_followed(update, address)

    async def _offer_pages(self, update: Update, pages: Sequence[PagePreview]) -> None:
        """Offer web pages as articles, with a button for the feed of their site."""
        chat = update.effective_chat
        store = self._presenter.store
        store.purge()
        upload = store.open(chat.id if chat else 0, None, kind=UploadKind.PAGE)
        for page in pages:
            target = store.place(upload, page.path.name, f"{UploadKind.PAGE}{page.address}")
            await asyncio.to_thread(page.path.replace, target)
        if len(pages) == 1:
            upload.feed_offer = await self._offers.offer_link(update, pages[0].links)
        store.save(upload)
        await self._presenter.present(update, upload)
