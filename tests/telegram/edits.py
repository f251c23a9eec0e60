"""The methods that change a message of the bot, or one that was sent through it."""

import copy
import time
from collections.abc import Callable
from typing import cast

from tests.telegram.calls import Call
from tests.telegram.cards import Card
from tests.telegram.outgoing import Outgoing
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Entity, Message
from tests.telegram.world import Dialog, World


class Edits:
    """What each method does; ``violations`` gets what Telegram bears but no bot should do."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._outgoing = Outgoing(world, violations)
        self.table: dict[str, Callable[[Call], object]] = {
            "editMessageText": self.edit_message_text,
            "editMessageReplyMarkup": self.edit_message_reply_markup,
        }

    def edit_message_text(self, call: Call) -> object:
        return self._edit(call, self._set_text)

    def edit_message_reply_markup(self, call: Call) -> object:
        return self._edit(call, self._outgoing.set_keyboard)

    def _edit(self, call: Call, change: Callable[[Message, Call], None]) -> object:
        if call.given.get("inline_message_id"):
            card = self._card(call)
            card.edit(self._changed(card.message, call, change), call)
            self._world.touch()
            return True
        dialog, old = self._own_message(call)
        new = self._changed(old, call, change)
        self._world.record(dialog, call.method, new, call.given)
        return new

    def _set_text(self, message: Message, call: Call) -> None:
        if "text" not in message:
            raise bad_request("there is no text in the message to edit")
        message.pop("entities", None)
        entities = cast(list[Entity], call.objects("entities"))
        message["text"], visible = self._outgoing.read_text(call.text("text"), entities)
        if visible:
            message["entities"] = visible
        self._outgoing.set_keyboard(message, call)

    def _card(self, call: Call) -> Card:
        card = self._world.cards.get(call.text("inline_message_id"))
        if card is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return card

    def _own_message(self, call: Call) -> tuple[Dialog, Message]:
        dialog = self._world.dialog(call.chat_id())
        message = dialog.messages.get(call.number("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if message.get("from", {}).get("id") != self._world.bot["id"]:
            raise MalformedError("message can't be edited")
        return dialog, message

    def _changed(
        self, old: Message, call: Call, change: Callable[[Message, Call], None]
    ) -> Message:
        new = copy.copy(old)
        change(new, call)
        if all(old.get(name) == new.get(name) for name in ("text", "entities", "reply_markup")):
            raise bad_request(
                "message is not modified: specified new message content and reply markup "
                "are exactly the same as a current content and reply markup of the message"
            )
        new["edit_date"] = int(time.time())
        return new
