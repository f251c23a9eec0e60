"""Addressing: whether a message addresses the bot, and what it asks."""

from telegram import Message, User
from telegram.constants import ChatID
from telegram.ext import filters

from bot.chat.groups.group_settings import GroupSettings, Trigger
from bot.chat.questions.message_marks import (
    cut_out,
    is_ask,
    is_command,
    is_mention_of,
    parse_marks,
)
from bot.chat.questions.question_marks import is_whole_question
from bot.chat.questions.vocatives import speaks_to_others


def find_trigger(message: Message, bot: User) -> Trigger | None:
    """Return by what ``message`` reaches the bot, None where it is not meant for it."""
    marks = parse_marks(message)
    opening = next((mark for mark in marks if is_command(mark) and mark.offset == 0), None)
    if opening:
        return Trigger.COMMAND if is_ask(marks[opening], bot) else None
    has_mention = any(is_mention_of(mark, text, bot) for mark, text in marks.items())
    if has_mention or is_reply_to_bot(message, bot):
        return Trigger.ADDRESS
    return Trigger.QUESTION if _asks_everybody(message, bot) else None


def find_question(message: Message, bot: User) -> str | None:
    """Return what ``message`` asks the bot, None where it is not for the bot.

    An empty question means that the bot was addressed without any words.
    """
    if not addresses_bot(message, bot):
        return None
    return cut_address(message, bot) or read_replied(message, bot)


def addresses_bot(message: Message, bot: User) -> bool:
    """Tell whether a message may be for the bot; what its group chose, ``AddressFilter`` tells."""
    return find_trigger(message, bot) is not None


def cut_address(message: Message, bot: User) -> str:
    """Return the words of a message without the bot's name and command."""
    addresses = [
        mark
        for mark, text in parse_marks(message).items()
        if is_mention_of(mark, text, bot) or (is_command(mark) and is_ask(text, bot))
    ]
    return cut_out(message, addresses)


def cut_command(message: Message) -> str:
    """Return the words behind the command that opens a message."""
    _, *words = (message.text or "").split(maxsplit=1) or [""]
    return words[0].strip() if words else ""


def read_replied(message: Message, bot: User) -> str:
    """Return the part that a message quotes, else the words of what it replies to.

    Of one of the bot's own messages only a part counts.
    """
    if message.quote:
        return message.quote.text.strip()
    original = _find_original(message)
    if original is None or is_reply_to_bot(message, bot):
        return ""
    return (original.text or original.caption or "").strip()


def is_reply_to_bot(message: Message, bot: User) -> bool:
    """Tell whether a message replies to one of the bot's."""
    original = _find_original(message)
    return bool(original and original.from_user and original.from_user.id == bot.id)


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


FROM_PERSON = _PersonFilter("a person's message")


class AddressFilter(filters.MessageFilter):
    """Match the messages that a group wants answered."""

    def __init__(self, settings: GroupSettings) -> None:
        super().__init__("addresses the bot")
        self._settings = settings

    def filter(self, message: Message) -> bool:
        """Tell whether the group of a message chose to have such messages answered."""
        trigger = find_trigger(message, message.get_bot().bot)
        return trigger is not None and trigger <= self._settings.get_trigger(message.chat_id)


def _asks_everybody(message: Message, bot: User) -> bool:
    """Tell whether a message asks something that nobody else is asked."""
    if not message.text or message.forward_origin or not is_whole_question(message.text):
        return False
    original = _find_original(message)
    if message.external_reply or (original and original.from_user != message.from_user):
        return False
    return not speaks_to_others(message, bot)


def _find_original(message: Message) -> Message | None:
    """Return the message that this one replies to."""
    original = message.reply_to_message
    # In a topic, every message is formally a reply to the topic's opening.
    return None if original is None or original.forum_topic_created else original
