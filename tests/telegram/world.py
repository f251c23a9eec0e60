"""The world behind the Bot API: people, chats, their messages, and what the bot did there."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tests.telegram.membership import INSIDE, describe_member
from tests.telegram.privacy import concerns_bot
from tests.telegram.refusals import RefusalError, bad_request, too_many_requests
from tests.telegram.shapes import Chat, ChatMember, Message, User
from tests.telegram.updates import Updates
from tests.waiting import LAST_RESORT

Found = TypeVar("Found")

ANONYMOUS_ADMIN: User = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


@dataclass
class Sent:
    """A message that the bot sent or edited, with what it asked for, in order of time."""

    method: str
    message: Message
    parameters: Mapping[str, object]
    at: float


@dataclass
class Dialog:
    """A chat, what stands in it, and how it stands with the bot.

    ``anonymous`` holds the ids of the admins who write in the group's name. ``privacy`` is the
    bot's mode when it was added here, None where it is the mode of today.
    """

    chat: Chat
    bot: ChatMember
    messages: dict[int, Message] = field(default_factory=dict)
    topics: set[int] = field(default_factory=set)
    admins: list[User] = field(default_factory=list)
    anonymous: set[int] = field(default_factory=set)
    privacy: bool | None = None
    reactions_allowed: bool = True
    reactions: dict[int, list[str]] = field(default_factory=dict)
    sent: list[Sent] = field(default_factory=list)
    refusal: RefusalError | None = None
    last_id: int = 100

    def next_id(self) -> int:
        """Return the id for the next message."""
        self.last_id += 1
        return self.last_id

    @property
    def is_group(self) -> bool:
        """Tell whether several people write here."""
        return self.chat["type"] in {"group", "supergroup"}

    @property
    def bot_is_admin(self) -> bool:
        """Tell whether the bot is one of the admins."""
        return self.bot["status"] == "administrator" or self.bot["user"] in self.admins


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
        self.inline_answers: dict[str, object] = {}
        self.flood_limits = False
        self.privacy_mode = True
        self.inline_mode = True
        self.guest_mode = True
        self._wake: set[asyncio.Event] = set()
        self._last_user = 1000

    def user(self, first_name: str, *, is_bot: bool = False) -> User:
        """Return somebody new."""
        self._last_user += 1
        user: User = {"id": self._last_user, "is_bot": is_bot, "first_name": first_name}
        user["username"] = f"{first_name.lower()}_{self._last_user}" + ("_bot" if is_bot else "")
        return user

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
        now = time.monotonic()
        if self.flood_limits:
            _check_flood(dialog, now)
        dialog.messages[message["message_id"]] = message
        dialog.sent.append(Sent(method, message, call, now))
        self.touch()

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


def _check_flood(dialog: Dialog, now: float) -> None:
    """Allow a burst of three in three seconds, and twenty a minute in a group."""
    second = [sent for sent in dialog.sent if now - sent.at < 3]
    minute = [sent for sent in dialog.sent if now - sent.at < 60]
    if len(second) >= 3:
        raise too_many_requests(3)
    if dialog.chat["type"] != "private" and len(minute) >= 20:
        raise too_many_requests(round(60 - (now - minute[0].at)) + 1)
