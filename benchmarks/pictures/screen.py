"""Screens: what somebody sees of a chat on a phone."""

import copy
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.localization.offered_languages import ENGLISH
from tests.telegram.shapes import Message


@dataclass(frozen=True, slots=True)
class InputField:
    """The field below a chat: what is written there, or what it invites to write.

    ``reply``: the message that is replied to.
    """

    text: str = ""
    placeholder: str = "Message"
    reply: Message | None = None


@dataclass(frozen=True, slots=True)
class ResultList:
    """What Telegram shows above the field while somebody writes to a bot in another chat.

    ``results``: title and description of each; ``button``: what stands above them.
    """

    results: Sequence[tuple[str, str]]
    button: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A chat on the phone of somebody.

    ``viewer``: the id of the person whose phone it is. ``reactions``: the emoji of a message by
    its id.
    """

    title: str
    subtitle: str
    viewer: int
    messages: Sequence[Message]
    reactions: Mapping[int, Sequence[str]] = field(default_factory=dict)
    input_field: InputField | None = None
    result_list: ResultList | None = None
    language: str = ENGLISH

    @property
    def has_senders(self) -> bool:
        """Tell whether several people write here, so that their names are shown."""
        return any(message["chat"]["type"] != "private" for message in self.messages)


def freeze(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return messages as they stand now, in their order."""
    ordered = sorted(messages, key=lambda message: message["message_id"])
    return tuple(copy.deepcopy(message) for message in ordered)
