"""Inline mode as people use it: they write a query in any chat, and send one of the results.

So do those who write to the bot in a chat where it is no member: its answer is a card as well.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.telegram import compose
from tests.telegram.calls import Call
from tests.telegram.dialogs import Dialog
from tests.telegram.message_parts import button
from tests.telegram.shapes import Message, User

if TYPE_CHECKING:
    from tests.telegram.world import World

_LONGEST_QUERY = 256

Result = Mapping[str, object]


@dataclass(frozen=True)
class InlineAnswer:
    """What the bot answered to an inline query, as it was checked.

    ``messages`` are what its results would put into a chat, in their order.
    """

    results: list[Result]
    messages: list[Message]
    parameters: Mapping[str, object]

    @property
    def titles(self) -> list[str]:
        """Return what the list of results shows in bold."""
        return [str(result["title"]) for result in self.results]

    @property
    def texts(self) -> list[str]:
        """Return what each result would write."""
        return [message["text"] for message in self.messages]


@dataclass
class Card:
    """A message that was sent through the bot, which may edit it by ``id``."""

    id: str
    world: World
    dialog: Dialog
    message: Message
    edits: list[Call] = field(default_factory=list)

    def edit(self, message: Message, call: Call) -> None:
        """Let the chat show ``message`` from now on."""
        self.message = message
        self.dialog.messages[message["message_id"]] = message
        self.edits.append(call)

    def press(self, user: User, data: str) -> str:
        """Press the button that says ``data`` and return the query's id."""
        query = self.world.new_callback()
        body = {
            "id": query,
            "from": user,
            "inline_message_id": self.id,
            "chat_instance": str(self.dialog.chat["id"]),
            "data": data,
        }
        self.world.tell("callback_query", body)
        return query

    async def pressed(self, user: User, text: str) -> Message:
        """Press the button called ``text`` and return what the message becomes."""
        before = len(self.edits)
        self.press(user, button(self.message, text))
        await self.world.wait_for(lambda: len(self.edits) > before, f"what {text!r} does")
        return self.message


class InlineQuery:
    """A query that ``user`` writes behind the bot's name in some chat."""

    def __init__(
        self, world: World, user: User, text: str, offset: str = "", chat_type: str = "sender"
    ) -> None:
        assert world.inline_mode, "the bot has no inline mode"
        assert len(text) <= _LONGEST_QUERY, "no client sends so long a query"
        self.id = world.new_id()
        self.user = user
        self.text = text
        self._world = world
        world.inline_queries.add(self.id)
        body = {"id": self.id, "from": user, "query": text, "offset": offset}
        world.tell("inline_query", {**body, "chat_type": chat_type})

    async def answer(self) -> InlineAnswer:
        """Return what the bot answers."""
        answers = self._world.inline_answers
        await self._world.wait_for(lambda: self.id in answers, f"results for {self.text!r}")
        return answers[self.id]

    async def choose(self, dialog: Dialog, number: int = 0) -> Card:
        """Send one of the results to a chat and return it."""
        answer = await self.answer()
        result, content = answer.results[number], answer.messages[number]
        message: Message = {**content, "from": self.user, "via_bot": self._world.bot}
        card = self._world.post_card(dialog, message)
        if self._world.shows(dialog, message):
            self._world.tell("message", card.message)
        if self._world.inline_feedback:
            chosen: dict[str, object] = {
                "from": self.user, "query": self.text, "result_id": result["id"],
            }  # fmt: skip
            if "reply_markup" in message:
                chosen["inline_message_id"] = card.id
            self._world.tell("chosen_inline_result", chosen)
        return card


class GuestQuery:
    """A message by ``user`` that mentions the bot, or replies to it, where it is no member."""

    def __init__(
        self, world: World, user: User, text: str, dialog: Dialog, reply_to: Message | None = None
    ) -> None:
        assert world.guest_mode, "the bot has no guest mode"
        self.id = world.new_id()
        self.dialog = dialog
        self._world = world
        message = compose.written(text, user)
        message["message_id"] = dialog.next_id()
        message["chat"] = dialog.chat
        if reply_to is not None:
            message["reply_to_message"] = reply_to
        self.message = message
        dialog.messages[message["message_id"]] = message
        world.guest_queries[self.id] = self
        world.tell("guest_message", {**message, "guest_query_id": self.id})

    def post(self, content: Message) -> Card:
        """Put the bot's answer into the chat."""
        message: Message = {
            **content,
            "from": self._world.bot,
            "guest_bot_caller_user": self.message["from"],
            "reply_to_message": self.message,
        }
        return self._world.post_card(self.dialog, message)

    async def answer(self) -> Card:
        """Return what the bot answers."""
        answers = self._world.guest_answers
        text = self.message["text"]
        await self._world.wait_for(lambda: self.id in answers, f"an answer to {text!r}")
        return answers[self.id]
