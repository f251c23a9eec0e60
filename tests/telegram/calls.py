"""A method call: which parameters each method takes, and how they are written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.telegram.refusals import MalformedError

_MESSAGE = {"chat_id", "text", "entities", "link_preview_options", "reply_markup"}
_MEDIA = {
    "chat_id", "caption", "caption_entities", "reply_markup", "reply_parameters",
    "message_thread_id", "disable_notification",
}  # fmt: skip
# Only what the bot may use: HTML and Markdown are not among it, because articles hold < and _.
PARAMETERS: dict[str, set[str]] = {
    "getMe": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "setWebhook": {
        "url", "certificate", "max_connections", "allowed_updates", "drop_pending_updates",
        "secret_token",
    },
    "deleteWebhook": {"drop_pending_updates"},
    "getWebhookInfo": set(),
    "sendMessage": _MESSAGE | {"message_thread_id", "disable_notification", "reply_parameters"},
    "editMessageText": _MESSAGE | {"message_id", "inline_message_id"},
    "editMessageReplyMarkup": {"chat_id", "message_id", "inline_message_id", "reply_markup"},
    "deleteMessage": {"chat_id", "message_id"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
    "answerInlineQuery": {
        "inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button"
    },
    "answerGuestQuery": {"guest_query_id", "result"},
    "setMessageReaction": {"chat_id", "message_id", "reaction", "is_big"},
    "getChat": {"chat_id"},
    "getChatMember": {"chat_id", "user_id"},
    "getChatAdministrators": {"chat_id", "return_bots"},
    "leaveChat": {"chat_id"},
    "getFile": {"file_id"},
    "sendDocument": _MEDIA | {"document"},
    "sendPhoto": _MEDIA | {"photo"},
    "sendChatAction": {"chat_id", "action", "message_thread_id"},
    "setMyCommands": {"commands", "scope", "language_code"},
    "getMyCommands": {"scope", "language_code"},
    "deleteMyCommands": {"scope", "language_code"},
    "setMyName": {"name", "language_code"},
    "getMyName": {"language_code"},
    "setMyDescription": {"description", "language_code"},
    "getMyDescription": {"language_code"},
    "setMyShortDescription": {"short_description", "language_code"},
    "getMyShortDescription": {"language_code"},
}  # fmt: skip
# Methods and parameters are found whatever the case of their letters.
METHODS = {name.lower(): name for name in PARAMETERS}


class Attached(bytes):
    """A file that came with a call."""

    filename: str = ""


@dataclass(frozen=True)
class Call:
    """A method's name and its parameters, as text or as JSON values."""

    method: str
    given: Mapping[str, object]

    @property
    def unknown(self) -> set[str]:
        """Return the parameters that the method does not have."""
        return self.given.keys() - PARAMETERS[self.method]

    def text(self, name: str) -> str:
        """Return a string, empty where it is not given."""
        value = self.given.get(name, "")
        if not isinstance(value, str):
            raise MalformedError(f'field "{name}" must be of type String')
        return value

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        value = self.given.get(name, default)
        if isinstance(value, int):
            return value
        if isinstance(value, str) and value.removeprefix("-").isdecimal():
            return int(value)
        raise MalformedError(f'field "{name}" must be of type Number')

    def file(self, name: str) -> Attached:
        """Return a file that was sent along."""
        value = self.given.get(name)
        if not isinstance(value, Attached):
            raise MalformedError(f"there is no {name} in the request")
        return value

    def chat_id(self) -> object:
        """Return the chat that is meant: a number, or a name as text."""
        value = self.given.get("chat_id", "")
        if value == "":
            raise MalformedError("chat_id is empty")
        if isinstance(value, str) and value.removeprefix("-").isdecimal():
            return int(value)
        return value

    def flag(self, name: str) -> bool:
        """Return a truth value, false where it is not given."""
        return str(self.given.get(name, "")).lower() in {"true", "yes", "1"}

    def value(self, name: str) -> object:
        """Return what is written as JSON, None where it is not given."""
        value = self.given.get(name)
        if not isinstance(value, str) or not value:
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise MalformedError(f"can't parse {name} JSON object") from None

    def objects(self, name: str) -> list[dict[str, object]]:
        """Return a list of objects, empty where it is not given."""
        value = self.value(name)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise MalformedError(f'field "{name}" must be an Array of Objects')
        return value
