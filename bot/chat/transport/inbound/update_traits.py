"""Update traits: what an update wants, in which order, and from whom it is."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from enum import Enum, auto

from telegram import Message, Update, User
from telegram.constants import ChatType
from telegram.ext import filters

from bot.chat.admin.feeds.forwarded_posts import PostFilter
from bot.chat.admin.feeds.shared_links import find_links
from bot.chat.admin.pasted_text import is_article
from bot.chat.questions.addressing import find_trigger, is_person
from bot.chat.questions.message_marks import is_command, parse_marks


class UpdateKind(Enum):
    """What an update wants, as far as that decides how it waits."""

    QUESTION = auto()
    """An answer, in order; where too many wait, the oldest are skipped."""
    UPLOAD = auto()
    """A file, a link or a post of an admin, or a part of an album, which belong together."""
    PRESS = auto()
    """What a button does, before the questions that wait in the chat."""
    QUERY = auto()
    """Cards in another chat, at once or never."""
    POST = auto()
    """An article of a channel that is followed, which nobody waits for, beside all others."""
    EVENT = auto()
    """That the bot knows of a change, in order."""
    IDLE = auto()
    """Nothing: people in a group talk among themselves."""


@dataclass(frozen=True, slots=True)
class UpdateTraits:
    """How an update waits.

    ``lane``: what the updates have in common that are handled one after the other. ``person``:
    who wrote it, a chat where somebody wrote in its name. ``group``: the chat, where it is no
    private one. ``sent``: when it was written, in Unix time. ``is_admin``: whether an admin did.
    """

    kind: UpdateKind
    lane: Hashable
    person: int | None = None
    group: int | None = None
    sent: float | None = None
    is_admin: bool = False


def read_traits(update: Update, admins: Collection[int] = ()) -> UpdateTraits:
    """Return how an update waits; ``admins`` are the ids of the bot's own."""
    user = update.effective_user
    is_admin = user is not None and user.id in admins
    if update.inline_query or update.guest_message:
        return UpdateTraits(
            UpdateKind.QUERY, ("update", update.update_id), user.id if user else None
        )
    if update.channel_post or update.edited_channel_post:
        return UpdateTraits(UpdateKind.POST, ("update", update.update_id))
    message = update.message or update.edited_message
    kind = _find_kind(update, message, is_admin=is_admin)
    chat, sender = update.effective_chat, update.effective_sender
    if kind == UpdateKind.IDLE:
        return UpdateTraits(kind, ("update", update.update_id), sender.id if sender else None)
    lane = chat.id if chat else user.id if user else 0
    group = chat.id if chat and chat.type != ChatType.PRIVATE else None
    date = (message.edit_date or message.date) if message else None
    return UpdateTraits(
        kind, lane, sender.id if sender else None, group, date.timestamp() if date else None,
        is_admin,
    )  # fmt: skip


def _find_kind(update: Update, message: Message | None, *, is_admin: bool) -> UpdateKind:
    if update.callback_query:
        return UpdateKind.PRESS
    if message is None:
        return UpdateKind.EVENT if update.my_chat_member else UpdateKind.IDLE
    if filters.StatusUpdate.ALL.check_update(update):
        is_migration = message.migrate_to_chat_id or message.migrate_from_chat_id
        return UpdateKind.EVENT if is_migration else UpdateKind.IDLE
    if message.chat.type == ChatType.PRIVATE:
        is_upload = message.media_group_id or (is_admin and _is_upload(message))
        return UpdateKind.UPLOAD if is_upload else UpdateKind.QUESTION
    is_meant = is_person(message) and _addresses_bot(update, message)
    return UpdateKind.QUESTION if is_meant else UpdateKind.IDLE


def _is_upload(message: Message) -> bool:
    return (
        message.document is not None
        or is_article(message.text or "")
        or bool(find_links(message))
        or PostFilter().filter(message)
    )


def _addresses_bot(update: Update, message: Message) -> bool:
    """Tell whether a message in a group is a command of this bot, or addresses it otherwise."""
    bot = _get_bot(update)
    if bot is None:
        return True
    opening = next(
        (
            text
            for mark, text in parse_marks(message).items()
            if is_command(mark) and not mark.offset
        ),
        "",
    )
    addressee = opening.partition("@")[2].lower()
    is_own_command = bool(opening) and addressee in ("", (bot.username or "").lower())
    return is_own_command or find_trigger(message, bot) is not None


def _get_bot(update: Update) -> User | None:
    """Return the bot that got an update, None where that is not known."""
    try:
        return update.get_bot().bot
    except RuntimeError:
        return None
