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


class ChatMember(TypedDict, total=False):
    user: User
    status: str
    is_anonymous: bool
    is_member: bool
    until_date: int
    can_delete_messages: bool
    can_send_messages: bool


class Quote(TypedDict, total=False):
    text: str
    entities: list[Entity]
    position: int
    is_manual: bool


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
        "poll": dict[str, object],
        "author_signature": str,
        "new_chat_title": str,
        "document": dict[str, object],
        "media_group_id": str,
        "quote": Quote,
        "forward_origin": dict[str, object],
        "new_chat_members": list[User],
        "left_chat_member": User,
        "migrate_to_chat_id": int,
        "migrate_from_chat_id": int,
        "guest_query_id": str,
        "guest_bot_caller_user": User,
        "guest_bot_caller_chat": Chat,
        "link_preview_options": dict[str, object],
    },
    total=False,
)

Update = dict[str, object]


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, in which Telegram counts entities."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def covered(message: Message, entity: Entity) -> str:
    """Return the part of the message's text under ``entity``."""
    text = message["text"] if "text" in message else message["caption"]
    return utf16_slice(text, entity["offset"], entity["length"])


def utf16_slice(text: str, offset: int, length: int) -> str:
    """Return a part of ``text`` by UTF-16 code units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[offset * 2 : (offset + length) * 2].decode("utf-16-le", "surrogatepass")
