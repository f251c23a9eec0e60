"""The methods that write, edit and delete messages."""

import copy
import time
from collections.abc import Callable
from typing import cast

from tests.telegram.calls import Call
from tests.telegram.outgoing import Outgoing
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Entity, Message
from tests.telegram.world import Dialog, World


class Messages:
    """What each method does; ``violations`` gets what Telegram bears but no bot should do."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._violations = violations
        self._outgoing = Outgoing(world, violations)
        self.table: dict[str, Callable[[Call], object]] = {
            "sendMessage": self.send_message,
            "editMessageText": self.edit_message_text,
            "deleteMessage": self.delete_message,
        }

    def send_message(self, call: Call) -> Message:
        dialog = self._world.dialog(call.chat_id())
        message: Message = {
            "message_id": 0,
            "from": self._world.bot,
            "chat": dialog.chat,
            "date": int(time.time()),
        }
        self._set_text(message, call)
        self._outgoing.set_markup(message, call)
        self.set_topic(message, dialog, call)
        self.set_reply(message, dialog, call)
        message["message_id"] = dialog.next_id()
        self._world.record(dialog, call.method, message, call.given)
        return message

    def edit_message_text(self, call: Call) -> Message:
        dialog, old = self._own_message(call)
        message = copy.copy(old)
        message.pop("entities", None)
        message.pop("reply_markup", None)
        self._set_text(message, call)
        self._outgoing.set_keyboard(message, call)
        return self._edited(dialog, old, message, call)

    def delete_message(self, call: Call) -> bool:
        dialog = self._world.dialog(call.chat_id())
        if dialog.messages.pop(call.number("message_id"), None) is None:
            raise bad_request("message to delete not found")
        self._world.touch()
        return True

    def _set_text(self, message: Message, call: Call) -> None:
        entities = cast(list[Entity], call.objects("entities"))
        message["text"], visible = self._outgoing.read_text(call.text("text"), entities)
        if visible:
            message["entities"] = visible

    def set_topic(self, message: Message, dialog: Dialog, call: Call) -> None:
        if "message_thread_id" not in call.given:
            return
        topic = call.number("message_thread_id")
        if topic not in dialog.topics:
            raise bad_request("message thread not found")
        message["message_thread_id"] = topic
        message["is_topic_message"] = True

    def set_reply(self, message: Message, dialog: Dialog, call: Call) -> None:
        reply = call.value("reply_parameters")
        if reply is None:
            return
        if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
            raise MalformedError("can't parse reply parameters JSON object")
        if reply.get("chat_id", dialog.chat["id"]) != dialog.chat["id"]:
            self._violations.append(f"a reply into another chat: {reply}")
        replied = dialog.messages.get(reply["message_id"])
        if replied is not None:
            shallow = copy.copy(replied)
            shallow.pop("reply_to_message", None)
            message["reply_to_message"] = shallow
        elif not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")

    def _own_message(self, call: Call) -> tuple[Dialog, Message]:
        dialog = self._world.dialog(call.chat_id())
        message = dialog.messages.get(call.number("message_id"))
        if message is None:
            raise bad_request("message to edit not found")
        if message.get("from", {}).get("id") != self._world.bot["id"]:
            raise MalformedError("message can't be edited")
        return dialog, message

    def _edited(self, dialog: Dialog, old: Message, new: Message, call: Call) -> Message:
        if all(old.get(name) == new.get(name) for name in ("text", "entities", "reply_markup")):
            raise bad_request(
                "message is not modified: specified new message content and reply markup "
                "are exactly the same as a current content and reply markup of the message"
            )
        new["edit_date"] = int(time.time())
        self._world.record(dialog, call.method, new, call.given)
        return new
