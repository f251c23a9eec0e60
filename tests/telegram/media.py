"""The methods that send files and pictures, and show that something is under way."""

import struct
from collections.abc import Callable
from typing import cast

from tests.telegram.calls import Call
from tests.telegram.messages import Messages
from tests.telegram.outgoing import Outgoing
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Entity, Message
from tests.telegram.world import World

_UPLOAD = 50 * 1024 * 1024
_PICTURE = 10 * 1024 * 1024
_CAPTION = 1024
_SIDES = 10_000
_ACTIONS = {"typing", "upload_photo", "upload_document"}


class Media:
    """What each method does."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._violations = violations
        self._messages = Messages(world, violations)
        self._outgoing = Outgoing(world, violations)
        self.table: dict[str, Callable[[Call], object]] = {
            "sendDocument": self.send_document,
            "sendPhoto": self.send_photo,
            "sendChatAction": self.send_chat_action,
        }

    def send_document(self, call: Call) -> Message:
        file = call.file("document")
        if not file:
            raise bad_request("file must be non-empty")
        if len(file) > _UPLOAD:
            raise bad_request("file is too big")
        if not file.filename or "/" in file.filename:
            self._violations.append(f"a document is called {file.filename!r}")
        name = f"sent-{len(self._world.files)}"
        self._world.files[name] = bytes(file)
        message = self._started(call)
        message["document"] = {
            "file_id": name, "file_unique_id": name, "file_name": file.filename,
            "file_size": len(file),
        }  # fmt: skip
        return self._sent(call, message)

    def send_photo(self, call: Call) -> Message:
        file = call.file("photo")
        width, height = _sides_of_png(file)
        if (
            len(file) > _PICTURE
            or width + height > _SIDES
            or max(width, height) > 20 * min(width, height)
        ):
            raise MalformedError("PHOTO_INVALID_DIMENSIONS")
        name = f"sent-{len(self._world.files)}"
        self._world.files[name] = bytes(file)
        message = self._started(call)
        message["photo"] = [
            {"file_id": name, "file_unique_id": name, "width": width, "height": height}
        ]
        return self._sent(call, message)

    def send_chat_action(self, call: Call) -> bool:
        self._world.dialog(call.chat_id())
        if call.text("action") not in _ACTIONS:
            raise MalformedError("wrong parameter action in request")
        return True

    def _started(self, call: Call) -> Message:
        message = self._messages.start(self._world.dialog(call.chat_id()), call)
        self._set_caption(message, call)
        return message

    def _sent(self, call: Call, message: Message) -> Message:
        return self._messages.finish(self._world.dialog(call.chat_id()), message, call)

    def _set_caption(self, message: Message, call: Call) -> None:
        entities = cast(list[Entity], call.objects("caption_entities"))
        if caption := call.text("caption"):
            message["caption"], visible = self._outgoing.read_text(caption, entities)
            if len(message["caption"]) > _CAPTION:
                raise MalformedError("message caption is too long")
            if visible:
                message["caption_entities"] = visible
        self._outgoing.set_markup(message, call)


def _sides_of_png(file: bytes) -> tuple[int, int]:
    if file[:8] != b"\x89PNG\r\n\x1a\n" or file[12:16] != b"IHDR":
        raise MalformedError("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", file[16:24])
    return int(width), int(height)
