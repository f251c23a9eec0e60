"""The world behind the Bot API: people, chats, their messages, and what the bot did there."""

import asyncio
import copy
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from tests.telegram.cards import Card, GuestQuery, InlineAnswer, InlineQuery
from tests.telegram.dialogs import Dialog, Sent
from tests.telegram.floods import FloodLimits
from tests.telegram.membership import INSIDE, describe_member
from tests.telegram.privacy import concerns_bot
from tests.telegram.refusals import RefusalError, bad_request
from tests.telegram.shapes import Chat, Message, User
from tests.telegram.updates import Updates
from tests.waiting import LAST_RESORT

__all__ = ["ANONYMOUS_ADMIN", "Dialog", "Sent", "World"]

Found = TypeVar("Found")

ANONYMOUS_ADMIN: User = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


class World:
    """Everything that the bot can see through the Bot API."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.updates = Updates()
        self.dialogs: dict[int, Dialog] = {}
        self.files: dict[str, bytes] = {}
        self.callbacks: set[str] = set()
        self.inline_queries: set[str] = set()
        self.toasts: dict[str, str] = {}
        self.alerts: set[str] = set()
        self.toast_links: dict[str, str] = {}
        self.inline_answers: dict[str, InlineAnswer] = {}
        self.guest_queries: dict[str, GuestQuery] = {}
        self.guest_answers: dict[str, Card] = {}
        self.cards: dict[str, Card] = {}
        self.users: dict[int, User] = {}
        self.flood_limits = False
        self.floods = FloodLimits()
        self.privacy_mode = True
        self.inline_mode = True
        self.guest_mode = True
        self.inline_feedback = False
        self._wake: set[asyncio.Event] = set()
        self._last_user = 1000
        self._last_id = 0

    def user(self, first_name: str, *, is_bot: bool = False) -> User:
        """Return somebody new."""
        self._last_user += 1
        user: User = {"id": self._last_user, "is_bot": is_bot, "first_name": first_name}
        user["username"] = f"{first_name.lower()}_{self._last_user}" + ("_bot" if is_bot else "")
        self.users[user["id"]] = user
        return user

    def new_id(self) -> str:
        """Return an id for a query or an inline message."""
        self._last_id += 1
        return str(self._last_id)

    def new_callback(self) -> str:
        """Return the id of a button's query, which waits to be answered."""
        query = self.new_id()
        self.callbacks.add(query)
        return query

    async def toast(self, query: str) -> str:
        """Return what the bot answered to a button, "" where it said nothing."""
        await self.wait_for(lambda: query in self.toasts, "an answer to a button")
        return self.toasts[query]

    def tell(self, kind: str, body: object) -> int | None:
        """Send the bot an update and return its id, None where the bot did not ask for it."""
        number = self.updates.add(kind, copy.deepcopy(body))
        self.touch()
        return number

    def inline(
        self, user: User, text: str, offset: str = "", chat_type: str = "sender"
    ) -> InlineQuery:
        """Let ``user`` write ``text`` behind the bot's name in some chat."""
        return InlineQuery(self, user, text, offset, chat_type)

    def guest_message(
        self, user: User, text: str, dialog: Dialog | None = None, reply_to: Message | None = None
    ) -> GuestQuery:
        """Let ``user`` write to the bot in a chat where it is no member, by default a new one."""
        return GuestQuery(self, user, text, dialog or self.open_elsewhere(), reply_to)

    def open_elsewhere(self, title: str = "Strangers") -> Dialog:
        """Return a new group without the bot."""
        number = -1_004_000_000_000 - int(self.new_id())
        dialog = self.open({"id": number, "type": "supergroup", "title": title})
        dialog.bot = describe_member(self.bot, "left")
        return dialog

    def post_card(self, dialog: Dialog, message: Message) -> Card:
        """Put a message that comes through the bot into a chat."""
        message["message_id"] = dialog.next_id()
        message["chat"] = dialog.chat
        message["date"] = int(time.time())
        dialog.messages[message["message_id"]] = message
        card = Card(self.new_id(), self, dialog, message)
        # Telegram gives an id only to a message with buttons, or to a guest's.
        if "reply_markup" in message or "guest_bot_caller_user" in message:
            self.cards[card.id] = card
        self.touch()
        return card

    def open(self, chat: Chat) -> Dialog:
        """Return the dialog of ``chat``, new where there was none."""
        return self.dialogs.setdefault(chat["id"], Dialog(chat, describe_member(self.bot)))

    def dialog(self, chat_id: object) -> Dialog:
        """Return the chat a bot writes to; raise RefusalError where it cannot."""
        if not isinstance(chat_id, int) or chat_id not in self.dialogs:
            raise bad_request("chat not found")
        dialog = self.dialogs[chat_id]
        if dialog.refusal is not None:
            raise dialog.refusal
        if dialog.bot["status"] not in INSIDE:
            how = "was kicked from" if dialog.bot["status"] == "kicked" else "is not a member of"
            raise RefusalError(403, f"Forbidden: bot {how} the {dialog.chat['type']} chat")
        return dialog

    def shows(self, dialog: Dialog, message: Message) -> bool:
        """Tell whether Telegram shows the bot a message that somebody wrote."""
        if dialog.bot["status"] not in INSIDE:
            return False
        privacy = self.privacy_mode if dialog.privacy is None else dialog.privacy
        sees_all = not privacy or not dialog.is_group or dialog.bot_is_admin
        return sees_all or concerns_bot(message, self.bot)

    def record(
        self, dialog: Dialog, method: str, message: Message, call: Mapping[str, object]
    ) -> None:
        """Keep what the bot sent or edited, if Telegram's flood limits let it pass."""
        if self.flood_limits:
            self._check_flood(dialog)
        dialog.record(method, message, call)
        self.touch()

    def _check_flood(self, dialog: Dialog) -> None:
        now = time.monotonic()
        is_group = dialog.chat["type"] != "private"
        self.floods.check_chat(dialog.times, now, is_group=is_group)
        times = [sent for each in self.dialogs.values() for sent in each.times]
        self.floods.check_all(sorted(times), now)

    def touch(self) -> None:
        """Wake everybody who waits for something to change."""
        for event in self._wake:
            event.set()

    async def changed(self, seconds: float) -> None:
        """Wait until something changes, at most ``seconds``."""
        event = asyncio.Event()
        self._wake.add(event)
        try:
            async with asyncio.timeout(seconds):
                await event.wait()
        except TimeoutError:
            pass
        finally:
            self._wake.discard(event)

    async def wait_for(
        self, find: Callable[[], Found | None], what: str, patience: float = LAST_RESORT
    ) -> Found:
        """Return what ``find`` finds as soon as it is truthy; fail when ``patience`` ends."""
        end = time.monotonic() + patience
        while not (found := find()):
            left = end - time.monotonic()
            if left <= 0:
                raise AssertionError(f"waited {patience:g} s in vain for {what}")
            await self.changed(min(left, 0.5))
        return found
