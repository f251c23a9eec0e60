"""Addressing: whether a message addresses the bot, and what it asks."""

from telegram import Message, MessageEntity, User
from telegram.constants import ChatID
from telegram.ext import filters

_Marks = dict[MessageEntity, str]


def find_question(message: Message, bot: User) -> str | None:
    """Return what ``message`` asks the bot, None where it does not address the bot.

    An empty question means that the bot was addressed without any words.
    """
    if not addresses_bot(message, bot):
        return None
    return cut_address(message, bot) or _quote_original(message, bot)


def addresses_bot(message: Message, bot: User) -> bool:
    """Tell whether a message is for the bot: by /ask, by its name, or by a reply to it."""
    marks = _parse_marks(message)
    opening = next((text for mark, text in marks.items() if _is_command(mark, at_start=True)), "")
    if opening and not _is_ask(opening, bot):
        return False
    has_mention = any(_is_mention(mark, text, bot) for mark, text in marks.items())
    return bool(opening) or has_mention or is_reply_to_bot(message, bot)


def cut_address(message: Message, bot: User) -> str:
    """Return the words of a message without the bot's name and command."""
    marks = _parse_marks(message).items()
    addresses = [
        mark
        for mark, text in marks
        if _is_mention(mark, text, bot) or (_is_command(mark) and _is_ask(text, bot))
    ]
    return _cut_out(message, addresses)


def is_person(message: Message) -> bool:
    """Tell whether a person wrote ``message`` for this chat.

    An anonymous group admin is one, although a bot's account writes in the name of the group.
    """
    if message.via_bot or message.is_automatic_forward or message.from_user is None:
        return False
    if message.sender_chat:
        is_admin = message.from_user.id == ChatID.ANONYMOUS_ADMIN
        return is_admin and message.sender_chat.id == message.chat_id
    return not message.from_user.is_bot


class _PersonFilter(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return is_person(message)


class _AddressFilter(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return find_question(message, message.get_bot().bot) is not None


FROM_PERSON = _PersonFilter("a person's message")
TO_BOT = _AddressFilter("addresses the bot")


def _parse_marks(message: Message) -> _Marks:
    return message.parse_entities() if message.text else message.parse_caption_entities()


def _is_command(mark: MessageEntity, *, at_start: bool = False) -> bool:
    return mark.type == MessageEntity.BOT_COMMAND and not (at_start and mark.offset)


def _is_ask(command: str, bot: User) -> bool:
    name, _, addressee = command[1:].lower().partition("@")
    return name == "ask" and addressee in ("", _get_name(bot))


def _get_name(bot: User) -> str:
    return (bot.username or "").lower()


def _is_mention(entity: MessageEntity, text: str, bot: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == bot.id
    return entity.type == MessageEntity.MENTION and text.lower() == f"@{_get_name(bot)}"


def is_reply_to_bot(message: Message, bot: User) -> bool:
    """Tell whether a message replies to one of the bot's."""
    original = message.reply_to_message
    # In a topic that the bot made, every message is formally a reply to the topic's opening.
    if original is None or original.forum_topic_created:
        return False
    return original.from_user is not None and original.from_user.id == bot.id


def _cut_out(message: Message, entities: list[MessageEntity]) -> str:
    """Return the message's words without ``entities``, which count UTF-16 code units."""
    units = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda entity: entity.offset, reverse=True):
        end = entity.offset + entity.length
        units = units[: 2 * entity.offset] + units[2 * end :]
    words = units.decode("utf-16-le", "replace").strip()
    return words.lstrip(",:;").lstrip() if entities else words


def _quote_original(message: Message, bot: User) -> str:
    """Return the words of somebody else's message that this one replies to."""
    if is_reply_to_bot(message, bot):
        return ""
    if message.quote:
        return message.quote.text.strip()
    original = message.reply_to_message
    return ((original.text or original.caption or "") if original else "").strip()
