"""Group features: what the bot does in groups, wired together, with its handlers."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from telegram import Bot
from telegram.ext import (
    BaseHandler,
    CallbackQueryHandler,
    ChatMemberHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

from bot.chat.buttons.callback_data import make_pattern
from bot.chat.executor import SearchExecutor
from bot.chat.group_admins import GroupAdmins
from bot.chat.groups.courtesy_responder import WANTS_NO_ANSWER, CourtesyResponder
from bot.chat.groups.group_info import GroupInfo
from bot.chat.groups.group_reach import GroupReach
from bot.chat.groups.group_settings import GroupSettings
from bot.chat.groups.membership import Membership
from bot.chat.groups.settings_card import SettingsCard
from bot.chat.groups.settings_pages import SETTINGS_ACTION
from bot.chat.language_choice import PATTERN as PATTERN_OF_LANGUAGE
from bot.chat.language_choice import LanguageChoice
from bot.chat.questions.addressing import FROM_PERSON, AddressFilter
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery


class GroupFeatures:
    """The parts that make the bot a good member of its groups.

    ``admins``: those of the bot, not of a group.
    """

    def __init__(
        self,
        bot: Bot,
        state: State,
        settings: GroupSettings,
        languages: ChatLanguages,
        delivery: Delivery,
        search: SearchExecutor,
        examples: Callable[[], Sequence[str]],
        admins: frozenset[int],
    ) -> None:
        self.settings = settings
        self.admins = GroupAdmins(bot)
        self.reach = GroupReach(bot, self.admins)
        self.info = GroupInfo(search, delivery, settings, self.reach, examples)
        self.language_choice = LanguageChoice(self.admins, languages, delivery)
        self.card = SettingsCard(
            settings, state.votes, self.admins, self.reach, self.language_choice, delivery, admins
        )
        self.is_addressed = AddressFilter(settings)
        self._responder = CourtesyResponder(delivery)
        self._membership = Membership(state, settings, self.info, self.reach, self.admins)

    def make_handlers(self) -> Iterator[BaseHandler[Any, ContextTypes.DEFAULT_TYPE, Any]]:
        """Yield the handlers, which come before that of questions in groups."""
        messages = filters.UpdateType.MESSAGES & FROM_PERSON & filters.ChatType.GROUPS
        text = filters.TEXT | filters.CAPTION
        yield MessageHandler(
            messages & text & self.is_addressed & WANTS_NO_ANSWER, self._responder.respond
        )
        yield MessageHandler(
            filters.UpdateType.MESSAGE & filters.StatusUpdate.MIGRATE, self._membership.move
        )
        yield ChatMemberHandler(self._membership.follow_change, ChatMemberHandler.MY_CHAT_MEMBER)
        yield CallbackQueryHandler(self.card.press, make_pattern(SETTINGS_ACTION))
        yield CallbackQueryHandler(self.language_choice.choose, PATTERN_OF_LANGUAGE)
