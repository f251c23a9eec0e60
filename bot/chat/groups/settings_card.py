"""Settings card: what can be chosen for a chat, in one message that changes in place."""

from collections.abc import Callable

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
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.toasts import show_toast
from bot.localization.current import gettext, mark_message

_GROUP_ADMINS_ONLY = mark_message("Only the admins of this group can change its settings.")

_PAGES: dict[str, Callable[[ChatChoices], Reply]] = {
    "overview": write_overview,
    "when": write_trigger_page,
    "quotes": write_quotes_page,
    "quiet": write_quiet_page,
    "votes": write_votes_page,
}
_GROUP_PAGES = frozenset(("when", "quotes"))
_BOT_ADMIN_PAGES = frozenset(("votes",))


class SettingsCard:
    """Let the admins of a group, and everybody in private, choose how the bot behaves there.

    ``admins``: those of the bot, who choose for all chats.
    """

    def __init__(
        self,
        settings: GroupSettings,
        group_admins: GroupAdmins,
        reach: GroupReach,
        language_choice: LanguageChoice,
        delivery: Delivery,
        admins: frozenset[int],
    ) -> None:
        self._settings = settings
        self._group_admins = group_admins
        self._reach = reach
        self._language_choice = language_choice
        self._delivery = delivery
        self._admins = admins

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show the card to who may change it."""
        if await self._group_admins.is_admin(update):
            await self._delivery.reply(update, write_overview(await self._read_choices(update)))
        else:
            await self._delivery.reply(update, Reply(gettext(_GROUP_ADMINS_ONLY)))

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Open the page of the button that was pressed, or choose what stands on it."""
        page, *values = [*decode_data(update)[1:], ""]
        if not await self._group_admins.is_admin(update):
            await show_toast(update, gettext(_GROUP_ADMINS_ONLY))
        elif page == "close":
            await show_toast(update)
            await self._close(update)
        elif page == "language":
            await show_toast(update)
            await self._edit(update, self._language_choice.write_offer(update, in_settings=True))
        elif not self._is_offered(page, update) or not self._choose(page, values[0], update):
            await show_toast(update, gettext(STALE))
        else:
            await show_toast(update)
            await self._edit(update, _PAGES[page](await self._read_choices(update)))

    def _is_offered(self, page: str, update: Update) -> bool:
        if page in _GROUP_PAGES:
            return not _is_private(update)
        if page in _BOT_ADMIN_PAGES:
            return self._is_bot_admin(update)
        return page in _PAGES

    def _choose(self, page: str, value: str, update: Update) -> bool:
        """Choose a page's value; return False where it is none of those on the page."""
        chat = update.effective_chat.id if update.effective_chat else 0
        if not value:
            return True
        hours = parse_quiet_hours(value)
        if page == "when" and value.upper() in Trigger.__members__:
            self._settings.set_trigger(chat, Trigger[value.upper()])
        elif page == "quotes" and value in map(str, QUOTE_COUNTS):
            self._settings.set_quote_count(chat, int(value))
        elif page == "quiet" and (hours or value == SWITCH_OFF):
            self._settings.set_quiet_hours(chat, hours)
        elif page == "votes" and value in (SWITCH_ON, SWITCH_OFF):
            self._settings.set_vote_buttons(value == SWITCH_ON)
        else:
            return False
        return True

    async def _read_choices(self, update: Update) -> ChatChoices:
        chat = update.effective_chat.id if update.effective_chat else 0
        language = self._language_choice.name_language(chat)
        hours, zone = self._settings.get_quiet_hours(chat), str(self._settings.zone)
        if _is_private(update):
            has_votes = self._settings.has_vote_buttons() if self._is_bot_admin(update) else None
            return ChatChoices(False, language, hours, zone, has_votes=has_votes)
        return ChatChoices(
            True,
            language,
            hours,
            zone,
            self._reach.command,
            self._settings.get_trigger(chat),
            self._settings.get_quote_count(chat),
            reads_all=await self._reach.reads_all(chat),
        )

    async def _close(self, update: Update) -> None:
        # After two days, Telegram lets no bot delete its message, but it can still be changed.
        if not await self._delivery.delete(update, get_message_id(update)):
            await self._edit(update, Reply(gettext("These settings are closed.")))

    async def _edit(self, update: Update, reply: Reply) -> None:
        await self._delivery.edit(update, get_message_id(update), reply)

    def _is_bot_admin(self, update: Update) -> bool:
        user = update.effective_user
        return _is_private(update) and user is not None and user.id in self._admins


def _is_private(update: Update) -> bool:
    return update.effective_chat is not None and update.effective_chat.type == ChatType.PRIVATE
