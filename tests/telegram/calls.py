"""A method call: which parameters each method takes, and how they are written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from tests.telegram.refusals import MalformedError

_LANGUAGE = {"language_code"}
_MESSAGE = {
    "business_connection_id",
    "chat_id",
    "text",
    "parse_mode",
    "entities",
    "link_preview_options",
    "reply_markup",
}
PARAMETERS: dict[str, set[str]] = {
    "getMe": set(),
    "logOut": set(),
    "close": set(),
    "getUpdates": {"offset", "limit", "timeout", "allowed_updates"},
    "getWebhookInfo": set(),
    "deleteWebhook": {"drop_pending_updates"},
    "setWebhook": {
        "url",
        "certificate",
        "ip_address",
        "max_connections",
        "allowed_updates",
        "drop_pending_updates",
        "secret_token",
    },
    "sendMessage": _MESSAGE
    | {
        "message_thread_id",
        "direct_messages_topic_id",
        "disable_notification",
        "protect_content",
        "allow_paid_broadcast",
        "message_effect_id",
        "reply_parameters",
    },
    "editMessageText": _MESSAGE | {"message_id", "inline_message_id"},
    "editMessageReplyMarkup": {
        "business_connection_id",
        "chat_id",
        "message_id",
        "inline_message_id",
        "reply_markup",
    },
    "deleteMessage": {"chat_id", "message_id"},
    "sendChatAction": {"business_connection_id", "chat_id", "message_thread_id", "action"},
    "setMessageReaction": {"chat_id", "message_id", "reaction", "is_big"},
    "answerCallbackQuery": {"callback_query_id", "text", "show_alert", "url", "cache_time"},
    "answerInlineQuery": {
        "inline_query_id",
        "results",
        "cache_time",
        "is_personal",
        "next_offset",
        "button",
    },
    "getFile": {"file_id"},
    "getChat": {"chat_id"},
    "getChatMember": {"chat_id", "user_id"},
    "setMyCommands": {"commands", "scope"} | _LANGUAGE,
    "getMyCommands": {"scope"} | _LANGUAGE,
    "deleteMyCommands": {"scope"} | _LANGUAGE,
    "setMyName": {"name"} | _LANGUAGE,
    "getMyName": _LANGUAGE,
    "setMyDescription": {"description"} | _LANGUAGE,
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": {"short_description"} | _LANGUAGE,
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": {"chat_id", "menu_button"},
}
# Methods and parameters are found whatever the case of their letters.
METHODS = {name.lower(): name for name in PARAMETERS}


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
