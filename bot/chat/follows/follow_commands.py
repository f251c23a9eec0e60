"""Follow commands: /follow, /following, and the buttons that stop a follow."""

import logging

from telegram import Message, Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import (
    STALE,
    decode_data,
    decode_number,
    get_message_id,
    make_pattern,
)
from bot.chat.executor import explain_timeout
from bot.chat.follows.follow_card import PAGE_ACTION, write_follow_card, write_stopped
from bot.chat.follows.followed_topics import FollowedTopics
from bot.chat.follows.match_notice import STOP_ACTION
from bot.chat.group_admins import GroupAdmins
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.profile.prompts import FOLLOW
from bot.chat.rich_text import Reply
from bot.chat.storage.follow_store import FollowStore
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext, mark_message

_LOGGER = logging.getLogger(__name__)

PATTERN = make_pattern(STOP_ACTION, PAGE_ACTION)

GROUP_ADMINS_ONLY = mark_message("Only the admins of this group can choose what it follows.")
_NOT_FOLLOWED = mark_message("This is not followed any more.")


class FollowCommands:
    """Let people choose what a chat follows; in a group, its admins."""

    def __init__(
        self,
        topics: FollowedTopics,
        store: FollowStore,
        admins: GroupAdmins,
        delivery: Delivery,
    ) -> None:
        self._topics = topics
        self._store = store
        self._admins = admins
        self._delivery = delivery

    async def follow(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Follow what stands behind the command, or ask for it."""
        message = update.effective_message
        if message is None:
            return
        topic = read_argument(message)
        if topic or not await self._admins.is_admin(update):
            await self.take_topic(update, topic)
        else:
            await self._delivery.reply(update, FOLLOW.write())

    async def take_topic(self, update: Update, topic: str) -> None:
        """Follow a topic, and say what came of it."""
        chat = update.effective_chat
        if chat is None:
            return
        if not await self._admins.is_admin(update):
            await self._delivery.reply(update, Reply(gettext(GROUP_ADMINS_ONLY)))
            return
        try:
            result = await self._topics.follow(chat.id, topic)
        except TimeoutError as error:
            _LOGGER.warning("A search was not done in time.")
            await self._delivery.reply(update, Reply(gettext(explain_timeout(error))))
            return
        buttons = []
        if result.follow:
            data = encode_data(STOP_ACTION, str(result.follow.id))
            buttons = [Button(gettext("Stop following"), data)]
        await self._delivery.reply(update, Reply(result.message, keyboard=make_keyboard(buttons)))

    async def list_topics(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show what the chat follows."""
        await self._delivery.reply(update, self._write_card(update))

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Stop a follow, or turn a page of the list."""
        action, numbers = _parse_data(update)
        if action == PAGE_ACTION and len(numbers) == 1:
            await show_toast(update)
            await self._show_card(update, numbers[0])
        elif action == STOP_ACTION and len(numbers) in (1, 2):
            await self._stop(update, *numbers)
        else:
            await show_toast(update, gettext(STALE))

    async def _stop(self, update: Update, follow: int, page: int | None = None) -> None:
        """Stop a follow; with a page, its list is shown without it."""
        chat = update.effective_chat
        if chat is None:
            return
        if not await self._admins.is_admin(update):
            await show_toast(update, gettext(GROUP_ADMINS_ONLY))
            return
        topic = self._topics.stop(chat.id, follow)
        text = gettext(_NOT_FOLLOWED) if topic is None else write_stopped(topic)
        await show_toast(update, text)
        if page is not None:
            await self._show_card(update, page)

    async def _show_card(self, update: Update, page: int) -> None:
        await self._delivery.edit(update, get_message_id(update), self._write_card(update, page))

    def _write_card(self, update: Update, page: int = 0) -> Reply:
        chat = update.effective_chat
        return write_follow_card(self._store.list_chat(chat.id) if chat else (), page)


def read_argument(message: Message) -> str:
    """Return the words behind a command."""
    _, _, argument = (message.text or "").strip().partition(" ")
    return argument.strip()


def _parse_data(update: Update) -> tuple[str, list[int]]:
    """Return the action of a button and its numbers, none where it has anything else."""
    action, *arguments = decode_data(update) or [""]
    try:
        return action, [decode_number(argument) for argument in arguments]
    except ValueError:
        return action, []
