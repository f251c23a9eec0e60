"""Which messages of a group Telegram shows to a bot in privacy mode."""

from tests.telegram.shapes import Entity, Message, User, utf16_slice

_CONTENT = frozenset(
    "text photo video animation audio document voice video_note sticker poll contact location"
    " venue dice story".split()
)


def is_service(message: Message) -> bool:
    """Tell whether ``message`` says what happened in the chat rather than what somebody wrote."""
    return not _CONTENT & message.keys()


def concerns_bot(message: Message, bot: User) -> bool:
    """Tell whether ``bot`` gets ``message`` although it sees only what is meant for it.

    A mention is not enough, nor is a command with the name of another bot.
    """
    return (
        is_service(message)
        or message.get("via_bot", {}).get("id") == bot["id"]
        or message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]
        or _is_command(message, bot)
    )


def _is_command(message: Message, bot: User) -> bool:
    text = message.get("text", message.get("caption", ""))
    entities: list[Entity] = message.get("entities", message.get("caption_entities", []))
    first = next((entity for entity in entities if entity["offset"] == 0), None)
    if first is None or first["type"] != "bot_command":
        return False
    name = utf16_slice(text, 0, first["length"]).partition("@")[2]
    return name.lower() in {"", bot["username"].lower()}
