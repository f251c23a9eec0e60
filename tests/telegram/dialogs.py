"""The chats: what was written there, and how each stands with the bot."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.telegram.refusals import RefusalError
from tests.telegram.shapes import Chat, ChatMember, Message, User


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
        return self.bot["status"] == "administrator"

    def record(self, method: str, message: Message, parameters: Mapping[str, object]) -> None:
        """Keep what the bot wrote or changed."""
        self.messages[message["message_id"]] = message
        self.sent.append(Sent(method, message, parameters, time.monotonic()))

    @property
    def times(self) -> list[float]:
        """Return when the bot wrote something here or changed it."""
        return [sent.at for sent in self.sent]
