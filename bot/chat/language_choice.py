"""Language choice: /language, and the buttons below it."""

import re

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id, make_pattern
from bot.chat.group_admins import GroupAdmins
from bot.chat.groups.settings_pages import make_back_button
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.chat_languages import AUTOMATIC, ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext, mark_message, use_language
from bot.localization.offered_languages import OFFERED_LANGUAGES, list_languages

_ACTION = "lang"
PATTERN = make_pattern(_ACTION)

_PER_ROW = 3
_GROUP_ADMINS_ONLY = mark_message("Only the admins of this group can choose its language.")

_DATA = re.compile(r"(?P<code>[a-z-]+)(?:\|(?P<group>0|-[0-9]{1,18}))?")


class LanguageChoice:
    """Let people choose the language of a chat; in a group, its admins.

    Where the choice is a page of a card of settings, ``group`` is the group that the card is about,
    0 for the chat in which it stands. Elsewhere, it is None.
    """

    def __init__(self, admins: GroupAdmins, languages: ChatLanguages, delivery: Delivery) -> None:
        self._admins = admins
        self._languages = languages
        self._delivery = delivery

    async def offer(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show a button for each language."""
        if update.effective_chat:
            await self._delivery.reply(update, self.write_offer(update.effective_chat.id))

    async def choose(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the language of the button that was pressed, and mark it."""
        chat, match = update.effective_chat, _DATA.fullmatch("|".join(decode_data(update)[1:]))
        if chat is None or match is None or match["code"] not in (*list_languages(), AUTOMATIC):
            await show_toast(update, gettext(STALE))
            return
        group = int(match["group"]) if match["group"] else None
        if not await self._admins.decides_for(update, group or 0):
            await show_toast(update, gettext(_GROUP_ADMINS_ONLY))
            return
        self._languages.choose(group or chat.id, match["code"])
        with use_language(self._languages.resolve(update)):
            await show_toast(update)
            offer = self.write_offer(chat.id, group)
            await self._delivery.edit(update, get_message_id(update), offer)

    def name_language(self, chat: int) -> str:
        """Return the name, in itself, of the language in which a chat is answered."""
        return OFFERED_LANGUAGES[self._languages.resolve_chat(chat)]

    def write_offer(self, chat: int, group: int | None = None) -> Reply:
        """Return a button for each language; in a card of settings, with a way back to it."""
        text = gettext(
            "Choose the language in which I answer. Quotations stay in the language of their "
            "article."
        )
        choice = self._languages.get_choice(group or chat)
        return Reply(text, keyboard=_make_keyboard(choice, group))


def _make_keyboard(choice: str, group: int | None) -> Keyboard:
    names = {code: OFFERED_LANGUAGES[code] for code in list_languages()}
    # Translators: a button: the language is that of the person's Telegram.
    names[AUTOMATIC] = gettext("Automatic")
    arguments = () if group is None else (str(group),)
    buttons = [
        Button(f"✓ {name}" if code == choice else name, encode_data(_ACTION, code, *arguments))
        for code, name in names.items()
    ]
    rows = [buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW)]
    return make_keyboard(*rows, [] if group is None else [make_back_button(group)])
