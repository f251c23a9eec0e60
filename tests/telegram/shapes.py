"""The shapes of the Bot API's objects, as far as the tests need them."""

from typing import TypedDict


class User(TypedDict, total=False):
    id: int
    is_bot: bool
    first_name: str
    username: str
    language_code: str


class Chat(TypedDict, total=False):
    id: int
    type: str
    title: str
    first_name: str
    username: str
    is_forum: bool


class Entity(TypedDict, total=False):
    type: str
    offset: int
    length: int
    url: str
    user: User


Message = TypedDict(
    "Message",
    {
        "message_id": int,
        "message_thread_id": int,
        "is_topic_message": bool,
        "from": User,
        "sender_chat": Chat,
        "chat": Chat,
        "date": int,
        "edit_date": int,
        "text": str,
        "caption": str,
        "entities": list[Entity],
        "caption_entities": list[Entity],
        "reply_to_message": "Message",
        "reply_markup": dict[str, object],
        "is_automatic_forward": bool,
        "via_bot": User,
        "photo": list[dict[str, object]],
        "voice": dict[str, object],
        "sticker": dict[str, object],
        "document": dict[str, object],
        "media_group_id": str,
    },
    total=False,
)

Update = dict[str, object]


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, in which Telegram counts entities."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def covered(message: Message, entity: Entity) -> str:
    """Return the part of the message's text under ``entity``."""
    units = message["text"].encode("utf-16-le")
    start = entity["offset"] * 2
    return units[start : start + entity["length"] * 2].decode("utf-16-le")
