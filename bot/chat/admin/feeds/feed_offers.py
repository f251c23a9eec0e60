"""Feed offers: cards of feeds that an admin may follow, and what their buttons do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from telegram import Update

from bot.articles.addresses import normalize_address
from bot.chat.admin.admin_wording import write_failure
from bot.chat.admin.feeds import feed_card
from bot.chat.admin.feeds.address_inspection import AddressInspector
from bot.chat.admin.feeds.feed_actions import FeedActions
from bot.chat.admin.feeds.feed_pages import make_list_button
from bot.chat.admin.feeds.feed_wording import write_address
from bot.chat.admin.feeds.offer_store import FeedOffer, OfferStore
from bot.chat.admin.messenger import AdminMessenger
from bot.chat.admin.uploads.upload_undo import ALREADY_HANDLED
from bot.chat.buttons.callback_data import (
    ButtonCallback,
    decode_data,
    get_actor,
    get_message,
    get_message_id,
)
from bot.chat.keyboard import make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.inbound.attempts import suspend_attempt
from bot.errors import DatelineError
from bot.feeds.discovery import FeedLink
from bot.localization.current import format_count, gettext

if TYPE_CHECKING:
    from bot.feeds.polling.feed_reports import FeedPreview, FeedStatus
    from bot.feeds.polling.feed_service import FeedService

_UNDONE_AT_ONCE = timedelta(hours=1)
"""After this, the button asks before it removes what has come by then."""


class FeedOffers:
    """Show what is in feeds, and follow those that an admin adds."""

    def __init__(
        self,
        messenger: AdminMessenger,
        service: "FeedService",
        actions: FeedActions,
        inspector: AddressInspector,
    ) -> None:
        self.store = OfferStore(messenger.services.uploads.with_name("offers"))
        self._messenger = messenger
        self._delivery = messenger.delivery
        self._service = service
        self._actions = actions
        self._inspector = inspector
        callbacks: dict[str, ButtonCallback] = {
            feed_card.ADD: self._add,
            feed_card.ADD_WHOLE: self._add_whole,
            feed_card.CANCEL: self._cancel,
            feed_card.SEE: self._see,
            feed_card.UNDO: self._undo,
        }
        self.callbacks = {action: messenger.guard(act) for action, act in callbacks.items()}

    async def offer(self, update: Update, previews: Sequence["FeedPreview"]) -> None:
        """Show the card of feeds; of a single one that is followed already, its page."""
        if len(previews) == 1 and await self.show_followed(
            update, previews[0].subscription.address
        ):
            return
        chat = update.effective_chat
        links = _list_others(previews[0]) if len(previews) == 1 else []
        addresses = [link.address for link in links]
        offer = self.store.create(chat.id if chat else 0, previews, links=addresses)
        await self._delivery.send(update, feed_card.render_offer(previews, offer.id, links))

    async def offer_link(self, update: Update, links: Sequence[FeedLink]) -> str:
        """Return the id of an offer to look at a page's first feed, empty where it is followed."""
        if not links or await self.find_followed(links[0].address):
            return ""
        chat = update.effective_chat
        return self.store.create(chat.id if chat else 0, links=[links[0].address]).id

    async def show_followed(self, update: Update, address: str) -> bool:
        """Show the page of the feed with an address; return False where it is not followed."""
        status = await self.find_followed(address)
        if status is None:
            return False
        await self._delivery.send(update, await self._actions.render_feed(status))
        return True

    async def find_followed(self, address: str) -> "FeedStatus | None":
        """Return the feed with an address, None where it is not followed."""
        form = normalize_address(address)
        for status in await self._messenger.call(self._service.list_statuses):
            if form and normalize_address(status.subscription.address) == form:
                return status
        return None

    async def _add(self, update: Update) -> None:
        await self._take(update, is_whole=False)

    async def _add_whole(self, update: Update) -> None:
        await self._take(update, is_whole=True)

    async def _take(self, update: Update, *, is_whole: bool) -> None:
        offer = await self._find(update)
        if offer is None:
            return
        await self._messenger.toast(update, gettext("Adding…"))
        async with self._messenger.show_typing(update):
            with suspend_attempt():  # the web may take its time
                reply = (
                    await self._import(update, offer)
                    if offer.opml
                    else await self._follow(update, offer, is_whole=is_whole)
                )
        if reply is not None:
            await self._replace(update, reply)
            self.store.discard(offer)

    async def _follow(self, update: Update, offer: FeedOffer, *, is_whole: bool) -> Reply | None:
        """Follow the feeds of an offer; raise DatelineError where the only one cannot be."""
        previews, faults = self.store.get_previews(offer), list[str]()
        if not previews:  # the bot was started anew since the card
            findings = await self._inspector.inspect_feeds(offer.addresses)
            previews, faults = tuple(findings.feeds), findings.faults
        statuses = []
        for preview in previews:
            subscription = preview.subscription
            if is_whole and not preview.is_full_text:
                preview = replace(preview, subscription=replace(subscription, reads_pages=True))
            try:
                statuses.append(await self._service.add(preview, get_actor(update)))
            except DatelineError as error:
                if len(offer.addresses) == 1:
                    raise
                reason = write_failure(error, self._messenger.services)
                faults.append(f"{write_address(subscription.address)}: {reason}")
        if not statuses:
            await self._delivery.send(update, Reply("\n".join(faults)))
            return None
        ids = [status.subscription.id for status in statuses]
        articles = await self._actions.count_articles(*ids)
        if len(offer.addresses) == len(statuses) == 1:
            return feed_card.render_followed(statuses[0], articles)
        return feed_card.render_several_followed(statuses, articles.count, faults)

    async def _import(self, update: Update, offer: FeedOffer) -> Reply:
        actor = get_actor(update)
        new = await self._messenger.call(lambda: self._service.import_opml(offer.opml, actor))
        text = format_count(
            "✅ {count} feed more is followed. I fetch it in the next minutes.",
            "✅ {count} feeds more are followed. I fetch them in the next minutes.",
            len(new),
        )
        return Reply(text, keyboard=make_keyboard([make_list_button()]))

    async def _cancel(self, update: Update) -> None:
        offer = await self._find(update)
        if offer is not None:
            await self._messenger.toast(update)
            self.store.discard(offer)
            await self._replace(update, Reply(gettext("Cancelled. Nothing was added.")))

    async def _see(self, update: Update) -> None:
        """Show the card of a feed that a page or a site has beside what is offered."""
        offer = await self._find(update)
        number = decode_data(update)[-1]
        if offer is None:
            return
        await self._messenger.toast(update)
        links = offer.links[int(number) :][:1] if number.isdecimal() and len(number) < 3 else []
        async with self._messenger.show_typing(update):
            with suspend_attempt():
                findings = await self._inspector.inspect_feeds(links)
            if findings.feeds:
                await self.offer(update, findings.feeds)
            elif findings.faults:
                await self._delivery.send(update, Reply("\n".join(findings.faults)))

    async def _undo(self, update: Update) -> None:
        """Remove a feed that was added a moment ago with its articles, a later one on request."""
        status = await self._actions.find(update)
        if status is None:
            return
        message = get_message(update)
        age = datetime.now(UTC) - message.date if message else timedelta.max
        if age > _UNDONE_AT_ONCE:
            await self._messenger.toast(update)
            await self._replace(update, await self._actions.render_removal(status))
            return
        await self._messenger.toast(update, gettext("Undoing…"))
        await self._actions.remove(update, status, with_articles=True)

    async def _find(self, update: Update) -> FeedOffer | None:
        """Return the offer that a button is about; say so where it is gone."""
        chat = update.effective_chat
        offer = self.store.get(decode_data(update)[1], chat.id if chat else 0)
        if offer is None:
            await self._messenger.toast(update, gettext(ALREADY_HANDLED))
        return offer

    async def _replace(self, update: Update, reply: Reply) -> None:
        await self._messenger.replace(update, get_message_id(update), reply)


def _list_others(preview: "FeedPreview") -> list[FeedLink]:
    """Return the other feeds of the page on which a feed was found."""
    form = normalize_address(preview.subscription.address)
    links = [link for link in preview.links if normalize_address(link.address) != form]
    return links[: feed_card.MOST_OTHERS]
