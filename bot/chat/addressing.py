"""Groups: whether a message speaks to the bot, and what it asks."""

from telegram import Message, MessageEntity, User
from telegram.constants import ChatID
from telegram.ext import filters

_Marks = dict[MessageEntity, str]


def question_in(message: Message, me: User) -> str | None:
    """Return what ``message`` asks the bot: None where it speaks to somebody else.

    An empty question means that the bot was addressed without words.
    """
    marks = _marks(message)
    opening = next((text for mark, text in marks.items() if _is_command(mark, at_start=True)), "")
    if opening and not _is_ask(opening, me):
        return None
    addresses = [
        mark
        for mark, text in marks.items()
        if _is_mention(mark, text, me) or (_is_command(mark) and _is_ask(text, me))
    ]
    mentioned = any(not _is_command(mark) for mark in addresses)
    if not (opening or mentioned or _answers_the_bot(message, me)):
        return None
    return _without(message, addresses) or _quoted_words(message, me)


def is_person(message: Message) -> bool:
    """Tell whether a person wrote ``message`` and meant it for this chat.

    An anonymous group admin counts as one: a bot's account writes, in the name of the group.
    """
    if message.via_bot or message.is_automatic_forward or message.from_user is None:
        return False
    if message.sender_chat:
        is_admin = message.from_user.id == ChatID.ANONYMOUS_ADMIN
        return is_admin and message.sender_chat.id == message.chat_id
    return not message.from_user.is_bot


class _Person(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return is_person(message)


class _Addressed(filters.MessageFilter):
    def filter(self, message: Message) -> bool:
        return question_in(message, message.get_bot().bot) is not None


PERSON = _Person("a person's message")
ADDRESSED = _Addressed("speaks to the bot")


def _marks(message: Message) -> _Marks:
    return message.parse_entities() if message.text else message.parse_caption_entities()


def _is_command(mark: MessageEntity, *, at_start: bool = False) -> bool:
    return mark.type == MessageEntity.BOT_COMMAND and not (at_start and mark.offset)


def _is_ask(command: str, me: User) -> bool:
    name, _, addressee = command[1:].lower().partition("@")
    return name == "ask" and addressee in ("", _name(me))


def _name(me: User) -> str:
    return (me.username or "").lower()


def _is_mention(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    return entity.type == MessageEntity.MENTION and text.lower() == f"@{_name(me)}"


def _answers_the_bot(message: Message, me: User) -> bool:
    earlier = message.reply_to_message
    # In a topic that the bot made, every message is formally a reply to the topic's opening.
    if earlier is None or earlier.forum_topic_created:
        return False
    return earlier.from_user is not None and earlier.from_user.id == me.id


def _without(message: Message, entities: list[MessageEntity]) -> str:
    """Return the message's words without ``entities``, which count UTF-16 code units."""
    encoded = (message.text or message.caption or "").encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda entity: entity.offset, reverse=True):
        end = entity.offset + entity.length
        encoded = encoded[: 2 * entity.offset] + encoded[2 * end :]
    words = encoded.decode("utf-16-le", "replace").strip()
    return words.lstrip(",:;").lstrip() if entities else words


def _quoted_words(message: Message, me: User) -> str:
    """Return the words of somebody else's message that this one replies to."""
    if _answers_the_bot(message, me):
        return ""
    if message.quote:
        return message.quote.text.strip()
    earlier = message.reply_to_message
    return ((earlier.text or earlier.caption or "") if earlier else "").strip()
