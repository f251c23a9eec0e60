"""Settings card: what can be chosen for a chat, in one message that changes in place."""

import logging
import re
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from telegram import Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id
from bot.chat.group_admins import GroupAdmins
from bot.chat.groups.group_reach import GroupReach
from bot.chat.groups.group_settings import QUOTE_COUNTS, GroupSettings, Trigger
from bot.chat.groups.quiet_hours import parse_quiet_hours
from bot.chat.groups.settings_pages import (
    SWITCH_OFF,
    SWITCH_ON,
    ChatChoices,
    write_overview,
    write_quiet_page,
    write_quotes_page,
    write_trigger_page,
    write_votes_page,
)
from bot.chat.language_choice import LanguageChoice
from bot.chat.rich_text import Reply
from bot.chat.storage.vote_store import HELPFUL, UNHELPFUL, VoteStore
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext, mark_message

_LOGGER = logging.getLogger(__name__)

_GROUP_ADMINS_ONLY = mark_message("Only the admins of this group can change its settings.")

_PAGES: dict[str, Callable[[ChatChoices], Reply]] = {
    "overview": write_overview,
    "when": write_trigger_page,
    "quotes": write_quotes_page,
    "quiet": write_quiet_page,
    "votes": write_votes_page,
}
_CLOSE, _LANGUAGE = "close", "language"
_GROUP_PAGES = frozenset(("when", "quotes"))
_BOT_ADMIN_PAGES = frozenset(("votes",))

_DATA = re.compile(r"(?P<page>[a-z]+)(?:\|(?P<value>[a-z0-9-]*)(?:\|(?P<group>-[0-9]{1,18}))?)?")


@dataclass(frozen=True, slots=True)
class _SettingsPress:
    """A button of the card: the page that it opens, and the value that it chooses there.

    ``group``: the group that a card in a private chat is about, 0 where it is about its own chat.
    """

    page: str
    value: str = ""
    group: int = 0


class SettingsCard:
    """Let the admins of a group, and everybody in private, choose how the bot behaves there.

    ``admins``: those of the bot, who choose for all chats.
    """

    def __init__(
        self,
        settings: GroupSettings,
        votes: VoteStore,
        group_admins: GroupAdmins,
        reach: GroupReach,
        language_choice: LanguageChoice,
        delivery: Delivery,
        admins: frozenset[int],
    ) -> None:
        self._settings = settings
        self._votes = votes
        self._group_admins = group_admins
        self._reach = reach
        self._language_choice = language_choice
        self._delivery = delivery
        self._admins = admins

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the card to who may change it."""
        if not await self.show_group(update, 0):
            await self._delivery.reply(update, Reply(gettext(_GROUP_ADMINS_ONLY)))

    async def show_group(self, update: Update, group: int) -> bool:
        """Show the card of a group, 0 for the update's chat; return False who may not change it."""
        if not await self._group_admins.decides_for(update, group):
            return False
        card = write_overview(await self._read_choices(update, group))
        await self._delivery.reply(update, card)
        return True

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Open the page of the button that was pressed, or choose what stands on it."""
        press = _parse_press(update)
        if press is None:
            await show_toast(update, gettext(STALE))
        elif not await self._group_admins.decides_for(update, press.group):
            await show_toast(update, gettext(_GROUP_ADMINS_ONLY))
        elif not self._is_offered(press, update) or not self._choose(press, update):
            await show_toast(update, gettext(STALE))
        else:
            await show_toast(update)
            await self._turn_page(update, press)

    async def _turn_page(self, update: Update, press: _SettingsPress) -> None:
        if press.page == _CLOSE:
            await self._close(update)
        elif press.page == _LANGUAGE:
            chat = update.effective_chat.id if update.effective_chat else 0
            await self._edit(update, self._language_choice.write_offer(chat, press.group))
        else:
            choices = await self._read_choices(update, press.group)
            await self._edit(update, _PAGES[press.page](choices))

    def _is_offered(self, press: _SettingsPress, update: Update) -> bool:
        if press.page in _GROUP_PAGES:
            return bool(press.group) or not _is_private(update)
        if press.page in _BOT_ADMIN_PAGES:
            return not press.group and self._is_bot_admin(update)
        return press.page in (*_PAGES, _CLOSE, _LANGUAGE)

    def _choose(self, press: _SettingsPress, update: Update) -> bool:
        """Choose a page's value; return False where it is none of those on the page."""
        chat, value = _find_chat(update, press.group), press.value
        hours = parse_quiet_hours(value)
        if not value:
            return True
        if press.page == "when" and value.upper() in Trigger.__members__:
            self._settings.set_trigger(chat, Trigger[value.upper()])
        elif press.page == "quotes" and value in map(str, QUOTE_COUNTS):
            self._settings.set_quote_count(chat, int(value))
        elif press.page == "quiet" and (hours or value == SWITCH_OFF):
            self._settings.set_quiet_hours(chat, hours)
        elif press.page == "votes" and value in (SWITCH_ON, SWITCH_OFF):
            self._settings.set_vote_buttons(value == SWITCH_ON)
        else:
            return False
        return True

    async def _read_choices(self, update: Update, group: int) -> ChatChoices:
        chat = _find_chat(update, group)
        common = ChatChoices(
            is_group=bool(group) or not _is_private(update),
            language=self._language_choice.name_language(chat),
            quiet_hours=self._settings.get_quiet_hours(chat),
            zone=str(self._settings.zone),
            group=group,
        )
        if not common.is_group:
            if not self._is_bot_admin(update):
                return common
            return replace(
                common, has_votes=self._settings.has_vote_buttons(), votes=self._count_votes()
            )
        return replace(
            common,
            command=self._reach.command,
            trigger=self._settings.get_trigger(chat),
            quote_count=self._settings.get_quote_count(chat),
            reads_all=await self._reach.reads_all(chat),
            title=await self._reach.read_title(group) if group else "",
            link="" if group else self._reach.link_settings(chat),
        )

    def _count_votes(self) -> tuple[int, int]:
        try:
            counts = self._votes.count()
        except sqlite3.Error:
            _LOGGER.exception("The votes cannot be looked up in state.db.")
            counts = {}
        return counts.get(HELPFUL, 0), counts.get(UNHELPFUL, 0)

    async def _close(self, update: Update) -> None:
        # After two days, Telegram lets no bot delete its message, but it can still be changed.
        if not await self._delivery.delete(update, get_message_id(update)):
            await self._edit(update, Reply(gettext("These settings are closed.")))

    async def _edit(self, update: Update, reply: Reply) -> None:
        await self._delivery.edit(update, get_message_id(update), reply)

    def _is_bot_admin(self, update: Update) -> bool:
        user = update.effective_user
        return _is_private(update) and user is not None and user.id in self._admins


def _parse_press(update: Update) -> _SettingsPress | None:
    match = _DATA.fullmatch("|".join(decode_data(update)[1:]))
    if match is None:
        return None
    return _SettingsPress(match["page"], match["value"] or "", int(match["group"] or 0))


def _find_chat(update: Update, group: int) -> int:
    """Return the chat that a card is about."""
    return group or (update.effective_chat.id if update.effective_chat else 0)


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
