"""The methods that look something up, and those that answer a button or an inline query."""

from collections.abc import Callable
from typing import TypeVar, cast

from tests.telegram.calls import Call
from tests.telegram.outgoing import Outgoing
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Entity
from tests.telegram.world import World

Answer = TypeVar("Answer")

_TOAST = 200
_INLINE_RESULTS = 50
_DOWNLOAD = 20 * 1024 * 1024


class Queries:
    """What each method does; ``violations`` gets what Telegram bears but no bot should do."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._outgoing = Outgoing(world, violations)
        self.table: dict[str, Callable[[Call], object]] = {
            "getMe": self.get_me,
            "answerCallbackQuery": self.answer_callback_query,
            "answerInlineQuery": self.answer_inline_query,
            "getChatAdministrators": self.get_chat_administrators,
            "getFile": self.get_file,
        }

    def get_me(self, call: Call) -> object:
        return {
            **self._world.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": not self._world.privacy_mode,
            "supports_inline_queries": self._world.inline_mode,
            "supports_guest_queries": self._world.guest_mode,
        }

    def answer_callback_query(self, call: Call) -> bool:
        if len(call.text("text")) > _TOAST:
            raise MalformedError("MESSAGE_TOO_LONG")
        return self._answer_once(
            self._world.callbacks, self._world.toasts, call, "callback_query_id", call.text("text")
        )

    def answer_inline_query(self, call: Call) -> bool:
        results = call.objects("results")
        ids = [str(result.get("id", "")) for result in results]
        if len(results) > _INLINE_RESULTS:
            raise MalformedError("RESULTS_TOO_MUCH")
        if not all(1 <= len(name.encode()) <= 64 for name in ids):
            raise MalformedError("RESULT_ID_INVALID")
        if len(set(ids)) < len(ids):
            raise MalformedError("RESULT_ID_DUPLICATE")
        for result in results:
            content = result.get("input_message_content")
            if isinstance(content, dict):
                self._check_content(content)
            self._outgoing.read_keyboard(result.get("reply_markup"))
        answers = self._world.inline_answers
        return self._answer_once(
            self._world.inline_queries, answers, call, "inline_query_id", results
        )

    def get_chat_administrators(self, call: Call) -> object:
        dialog = self._world.dialog(call.value("chat_id"))
        if dialog.chat["type"] == "private":
            raise bad_request("there are no administrators in the private chat")
        return [
            {"status": "creator", "user": admin, "is_anonymous": False} for admin in dialog.admins
        ]

    def get_file(self, call: Call) -> object:
        name = call.text("file_id")
        if name not in self._world.files:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        size = len(self._world.files[name])
        if size > _DOWNLOAD:
            raise bad_request("file is too big")
        return {
            "file_id": name,
            "file_unique_id": name[-8:],
            "file_size": size,
            "file_path": f"documents/{name}",
        }

    def _check_content(self, content: dict[str, object]) -> None:
        entities = cast(list[Entity], content.get("entities", []))
        self._outgoing.read_text(str(content.get("message_text", "")), entities)

    def _answer_once(
        self, open_ids: set[str], answers: dict[str, Answer], call: Call, name: str, answer: Answer
    ) -> bool:
        number = call.text(name)
        if number not in open_ids:
            raise bad_request(
                "query is too old and response timeout expired or query ID is invalid"
            )
        open_ids.discard(number)
        answers[number] = answer
        self._world.touch()
        return True
