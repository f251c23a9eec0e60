"""Language choice: /language, and the buttons below it."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id, make_pattern
from bot.chat.group_admins import GroupAdmins
from bot.chat.groups.settings_pages import make_back_button
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.chat_languages import AUTOMATIC, ChatLanguages
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.toasts import show_toast
from bot.localization.current import gettext, mark_message, use_language
from bot.localization.offered_languages import OFFERED_LANGUAGES, list_languages

_ACTION = "lang"
PATTERN = make_pattern(_ACTION)

# Ends the data of the buttons that stand in a card of settings, to which they lead back.
_IN_SETTINGS = "s"

_PER_ROW = 3
_GROUP_ADMINS_ONLY = mark_message("Only the admins of this group can choose its language.")


class LanguageChoice:
    """Let people choose the language of a chat; in a group, its admins."""

    def __init__(self, admins: GroupAdmins, languages: ChatLanguages, delivery: Delivery) -> None:
        self._admins = admins
        self._languages = languages
        self._delivery = delivery

    async def offer(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Show a button for each language."""
        await self._delivery.reply(update, self.write_offer(update))

    async def choose(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the language of the button that was pressed, and mark it."""
        chat, (code, *place) = update.effective_chat, [*decode_data(update)[1:], ""]
        is_known = code in (*list_languages(), AUTOMATIC) and place in ([""], [_IN_SETTINGS, ""])
        if chat is None or not is_known:
            await show_toast(update, gettext(STALE))
            return
        if not await self._admins.is_admin(update):
            await show_toast(update, gettext(_GROUP_ADMINS_ONLY))
            return
        self._languages.choose(chat.id, code)
        with use_language(self._languages.resolve(update)):
            await show_toast(update)
            offer = self.write_offer(update, in_settings=_IN_SETTINGS in place)
            await self._delivery.edit(update, get_message_id(update), offer)

    def name_language(self, chat: int) -> str:
        """Return the name, in itself, of the language in which a chat is answered."""
        return OFFERED_LANGUAGES[self._languages.resolve_chat(chat)]

    def write_offer(self, update: Update, *, in_settings: bool = False) -> Reply:
        """Return a button for each language; in a card of settings, with a way back to it."""
        text = gettext(
            "Choose the language in which I answer. Quotations stay in the language of their "
            "article."
        )
        chat = update.effective_chat
        choice = self._languages.get_choice(chat.id if chat else 0)
        return Reply(text, keyboard=_make_keyboard(choice, in_settings=in_settings))


def _make_keyboard(choice: str, *, in_settings: bool) -> Keyboard:
    names = {code: OFFERED_LANGUAGES[code] for code in list_languages()}
    # Translators: a button: the language is that of the person's Telegram.
    names[AUTOMATIC] = gettext("Automatic")
    place = [_IN_SETTINGS] if in_settings else []
    buttons = [
        Button(f"✓ {name}" if code == choice else name, encode_data(_ACTION, code, *place))
        for code, name in names.items()
    ]
    rows = [buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW)]
    return make_keyboard(*rows, [make_back_button()] if in_settings else [])
