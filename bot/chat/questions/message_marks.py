"""Message marks: commands and mentions in a message, as Telegram marked them."""

from collections.abc import Iterable, Sequence

from telegram import Message, MessageEntity, User

Marks = dict[MessageEntity, str]
"""The entities of a message, each with its text, in their order."""


def parse_marks(message: Message) -> Marks:
    """Return the entities of a text or a caption."""
    return message.parse_entities() if message.text else message.parse_caption_entities()


def is_command(mark: MessageEntity) -> bool:
    """Tell whether an entity is a command."""
    return mark.type == MessageEntity.BOT_COMMAND


def is_ask(command: str, bot: User) -> bool:
    """Tell whether a command is /ask, and not another bot's."""
    name, _, addressee = command[1:].lower().partition("@")
    return name == "ask" and addressee in ("", _get_name(bot))


def is_mention(mark: MessageEntity) -> bool:
    """Tell whether an entity is somebody's name, with or without an @."""
    return mark.type in (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


def is_mention_of(mark: MessageEntity, text: str, bot: User) -> bool:
    """Tell whether an entity is the bot's name."""
    if mark.type == MessageEntity.TEXT_MENTION:
        return mark.user is not None and mark.user.id == bot.id
    return mark.type == MessageEntity.MENTION and text.lower() == f"@{_get_name(bot)}"


def split_at(message: Message, marks: Iterable[MessageEntity]) -> list[str]:
    """Return the texts before, between and behind ``marks``, which count UTF-16 code units."""
    units = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    pieces, start = [], 0
    for mark in sorted(marks, key=lambda mark: mark.offset):
        pieces.append(units[start : 2 * mark.offset])
        start = 2 * (mark.offset + mark.length)
    return [piece.decode("utf-16-le", "replace") for piece in (*pieces, units[start:])]


def cut_out(message: Message, marks: Sequence[MessageEntity]) -> str:
    """Return the message's words without ``marks``."""
    words = "".join(split_at(message, marks)).strip()
    return words.lstrip(",:;").lstrip() if marks else words


def _get_name(bot: User) -> str:
    return (bot.username or "").lower()
