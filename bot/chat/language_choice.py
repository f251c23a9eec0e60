"""Language choice: /language, and the buttons below it."""

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id, make_pattern
from bot.chat.group_admins import GroupAdmins
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.transport.chat_languages import AUTOMATIC, ChatLanguages
from bot.chat.transport.delivery import Delivery
from bot.chat.transport.toasts import show_toast
from bot.localization.current import gettext, mark_message, use_language
from bot.localization.offered_languages import OFFERED_LANGUAGES, list_languages

_ACTION = "lang"
PATTERN = make_pattern(_ACTION)

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
        await self._delivery.reply(update, self._write_offer(update))

    async def choose(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the language of the button that was pressed, and mark it."""
        chat, code = update.effective_chat, "".join(decode_data(update)[1:])
        if chat is None or code not in (*list_languages(), AUTOMATIC):
            await show_toast(update, gettext(STALE))
            return
        if not await self._admins.is_admin(update):
            await show_toast(update, gettext(_GROUP_ADMINS_ONLY))
            return
        self._languages.choose(chat.id, code)
        with use_language(self._languages.resolve(update)):
            await show_toast(update)
            await self._delivery.edit(update, get_message_id(update), self._write_offer(update))

    def _write_offer(self, update: Update) -> Reply:
        text = gettext(
            "Choose the language in which I answer. Quotations stay in the language of their "
            "article."
        )
        chat = update.effective_chat
        return Reply(
            text, keyboard=_make_keyboard(self._languages.get_choice(chat.id if chat else 0))
        )


def _make_keyboard(choice: str) -> Keyboard:
    names = {code: OFFERED_LANGUAGES[code] for code in list_languages()}
    # Translators: a button: the language is that of the person's Telegram.
    names[AUTOMATIC] = gettext("Automatic")
    buttons = [
        Button(f"✓ {name}" if code == choice else name, encode_data(_ACTION, code))
        for code, name in names.items()
    ]
    rows = [buttons[start : start + _PER_ROW] for start in range(0, len(buttons), _PER_ROW)]
    return make_keyboard(*rows)
