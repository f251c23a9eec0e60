"""The methods that write and delete messages."""

import copy
import time
from collections.abc import Callable
from typing import cast

from tests.telegram.calls import Call
from tests.telegram.outgoing import Outgoing
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Entity, Message, utf16_length
from tests.telegram.world import Dialog, World

_QUOTE = 1024
_REPLY_FIELDS = {
    "message_id", "chat_id", "allow_sending_without_reply", "quote", "quote_entities",
    "quote_position",
}  # fmt: skip


class Messages:
    """What each method does; ``violations`` gets what Telegram bears but no bot should do."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._violations = violations
        self._outgoing = Outgoing(world, violations)
        self.table: dict[str, Callable[[Call], object]] = {
            "sendMessage": self.send_message,
            "deleteMessage": self.delete_message,
        }

    def send_message(self, call: Call) -> Message:
        dialog = self._world.dialog(call.chat_id())
        message = self.start(dialog, call)
        entities = cast(list[Entity], call.objects("entities"))
        message["text"], visible = self._outgoing.read_text(call.text("text"), entities)
        if visible:
            message["entities"] = visible
        self._outgoing.set_markup(message, call)
        return self.finish(dialog, message, call)

    def delete_message(self, call: Call) -> bool:
        """Delete what the bot wrote; of others only in private and as an admin."""
        dialog = self._world.dialog(call.chat_id())
        message = dialog.messages.get(call.number("message_id"))
        if message is None:
            raise bad_request("message to delete not found")
        is_own = message.get("from", {}).get("id") == self._world.bot["id"]
        rules = dialog.bot_is_admin and dialog.bot["can_delete_messages"]
        if not is_own and dialog.chat["type"] != "private" and not rules:
            raise bad_request("message can't be deleted")
        del dialog.messages[message["message_id"]]
        self._world.touch()
        return True

    def start(self, dialog: Dialog, call: Call) -> Message:
        """Return a message of the bot without content, if the bot may write there."""
        if dialog.bot["status"] == "restricted" and not dialog.bot.get("can_send_messages"):
            raise bad_request("not enough rights to send text messages to the chat")
        message: Message = {
            "message_id": 0,
            "from": self._world.bot,
            "chat": dialog.chat,
            "date": int(time.time()),
        }
        self._set_topic(message, dialog, call)
        self._set_reply(message, dialog, call)
        return message

    def finish(self, dialog: Dialog, message: Message, call: Call) -> Message:
        """Put the message into the chat."""
        message["message_id"] = dialog.next_id()
        self._world.record(dialog, call.method, message, call.given)
        return message

    def _set_topic(self, message: Message, dialog: Dialog, call: Call) -> None:
        if "message_thread_id" not in call.given:
            return
        topic = call.number("message_thread_id")
        if topic not in dialog.topics:
            raise bad_request("message thread not found")
        message["message_thread_id"] = topic
        message["is_topic_message"] = True

    def _set_reply(self, message: Message, dialog: Dialog, call: Call) -> None:
        reply = call.value("reply_parameters")
        if reply is None:
            return
        if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
            raise MalformedError("can't parse reply parameters JSON object")
        if unknown := reply.keys() - _REPLY_FIELDS:
            raise MalformedError(f"reply parameters have no field {min(unknown)}")
        if reply.get("chat_id", dialog.chat["id"]) != dialog.chat["id"]:
            self._violations.append(f"a reply into another chat: {reply}")
        replied = dialog.messages.get(reply["message_id"])
        if replied is not None:
            shallow = copy.copy(replied)
            shallow.pop("reply_to_message", None)
            message["reply_to_message"] = shallow
            _set_quote(message, replied, reply)
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")


def _set_quote(message: Message, replied: Message, reply: dict[str, object]) -> None:
    quote = reply.get("quote")
    if quote is None:
        return
    text = replied.get("text", replied.get("caption", ""))
    if not isinstance(quote, str) or not 1 <= len(quote) <= _QUOTE:
        raise MalformedError("QUOTE_TEXT_INVALID")
    before, quote, _ = text.partition(quote)
    if not quote:
        raise bad_request("QUOTE_TEXT_INVALID")
    message["quote"] = {"text": quote, "position": utf16_length(before), "is_manual": True}
