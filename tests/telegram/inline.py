"""The methods with which a bot answers inline queries, and messages of chats it is no member of."""

import re
from collections.abc import Callable, Mapping
from typing import cast

from tests.telegram.calls import Call
from tests.telegram.cards import InlineAnswer
from tests.telegram.limits import check_link
from tests.telegram.outgoing import Outgoing
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.shapes import Entity, Message
from tests.telegram.world import World

_RESULTS = 50
_ID_BYTES = 64
_OFFSET_BYTES = 64
_LONGEST_CACHE = 24 * 60 * 60
_START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
_RESULT_FIELDS = {
    "type", "id", "title", "description", "input_message_content", "reply_markup", "url",
    "thumbnail_url", "thumbnail_width", "thumbnail_height",
}  # fmt: skip
_CONTENT_FIELDS = {"message_text", "entities", "link_preview_options"}
OUTDATED = "query is too old and response timeout expired or query ID is invalid"


class Inline:
    """What each method does; ``violations`` gets what Telegram bears but no bot should do."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._outgoing = Outgoing(world, violations)
        self.table: dict[str, Callable[[Call], object]] = {
            "answerInlineQuery": self.answer_inline_query,
            "answerGuestQuery": self.answer_guest_query,
        }

    def answer_inline_query(self, call: Call) -> bool:
        if not self._world.inline_mode:
            raise MalformedError("USER_BOT_INVALID")
        results = call.objects("results")
        if len(results) > _RESULTS:
            raise MalformedError("RESULTS_TOO_MUCH")
        messages = [self._read_result(result) for result in results]
        if len({result["id"] for result in results}) < len(results):
            raise MalformedError("RESULT_ID_DUPLICATE")
        if len(call.text("next_offset").encode()) > _OFFSET_BYTES:
            raise MalformedError("NEXT_OFFSET_INVALID")
        if not 0 <= call.number("cache_time", 300) <= _LONGEST_CACHE:
            raise MalformedError("wrong parameter cache_time in request")
        _check_button(call.value("button"))
        query = call.text("inline_query_id")
        if query not in self._world.inline_queries:
            raise bad_request(OUTDATED)
        self._world.inline_queries.discard(query)
        answer = InlineAnswer(list(results), messages, call.given)
        self._world.inline_answers[query] = answer
        self._world.touch()
        return True

    def answer_guest_query(self, call: Call) -> dict[str, str]:
        result = call.value("result")
        if not isinstance(result, dict):
            raise MalformedError("can't parse inline query result: Object expected")
        message = self._read_result(result)
        guest = self._world.guest_queries.pop(call.text("guest_query_id"), None)
        if guest is None:
            raise bad_request(OUTDATED)
        card = guest.post(message)
        self._world.guest_answers[guest.id] = card
        self._world.touch()
        return {"inline_message_id": card.id}

    def _read_result(self, result: Mapping[str, object]) -> Message:
        """Return what the result puts into a chat."""
        if result.get("type") != "article":
            raise MalformedError(f"no result of type {result.get('type')!r} in these tests")
        if unknown := result.keys() - _RESULT_FIELDS:
            raise MalformedError(f"can't parse inline query result: unknown field {min(unknown)}")
        number = result.get("id")
        if not isinstance(number, str) or not 1 <= len(number.encode()) <= _ID_BYTES:
            raise MalformedError("RESULT_ID_INVALID")
        title = result.get("title")
        if not isinstance(title, str) or not title.strip():
            raise MalformedError("ARTICLE_TITLE_EMPTY")
        if not isinstance(result.get("description", ""), str):
            raise MalformedError('field "description" must be of type String')
        for name in ("url", "thumbnail_url"):
            if name in result:
                check_link("inline query result", result[name])
        message = self._read_content(result.get("input_message_content"))
        if keyboard := self._outgoing.read_keyboard(result.get("reply_markup")):
            message["reply_markup"] = keyboard
        return message

    def _read_content(self, content: object) -> Message:
        if not isinstance(content, dict):
            raise MalformedError("can't parse inline query result: no input message content")
        if unknown := content.keys() - _CONTENT_FIELDS:
            raise MalformedError(f"can't parse input message content: unknown field {min(unknown)}")
        entities = cast(list[Entity], content.get("entities", []))
        text, visible = self._outgoing.read_text(str(content.get("message_text", "")), entities)
        message: Message = {"text": text}
        if visible:
            message["entities"] = visible
        return message


def _check_button(button: object) -> None:
    """Check what stands above the results: a text that opens the chat with the bot."""
    if button is None:
        return
    if not isinstance(button, dict) or button.keys() != {"text", "start_parameter"}:
        raise MalformedError("can't parse inline query results button")
    if not isinstance(button["text"], str) or not button["text"].strip():
        raise MalformedError("SWITCH_PM_TEXT_EMPTY")
    if not _START_PARAMETER.fullmatch(str(button["start_parameter"])):
        raise MalformedError("START_PARAM_INVALID")
