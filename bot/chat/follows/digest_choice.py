"""Digest choice: /digest, and the buttons below it."""

from datetime import UTC, datetime, time, timedelta, tzinfo

from telegram import Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message_id, make_pattern
from bot.chat.follows.clock_times import read_time, write_time
from bot.chat.follows.digest_notice import DIGEST_ACTION, OFF, STOP
from bot.chat.follows.follow_commands import read_argument
from bot.chat.follows.reader_languages import update_reader_language
from bot.chat.group_admins import GroupAdmins
from bot.chat.keyboard import Button, Keyboard, encode_data, make_keyboard
from bot.chat.rich_text import Reply
from bot.chat.storage.chat_settings import DIGEST_HOUR, DIGEST_SENT
from bot.chat.storage.state import State
from bot.chat.transport.chat_languages import ChatLanguages
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext, mark_message

PATTERN = make_pattern(DIGEST_ACTION)

_GROUP_ADMINS_ONLY = mark_message("Only the admins of this group can choose its digest.")
_NO_TIME = mark_message("I do not understand this time. Write for example /digest 8:00")
_HOURS = ((6, 7, 8, 9), (12, 18, 20, 22))


class DigestChoice:
    """Let people choose when a chat gets the stories of the day before; in a group, its admins."""

    def __init__(
        self,
        state: State,
        admins: GroupAdmins,
        languages: ChatLanguages,
        delivery: Delivery,
        zone: tzinfo = UTC,
    ) -> None:
        self._state = state
        self._settings = state.settings
        self._admins = admins
        self._languages = languages
        self._delivery = delivery
        self._zone = zone

    async def show(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the time that stands behind the command, or show what is set."""
        message = update.effective_message
        argument = read_argument(message) if message else ""
        if argument:
            await self.take_time(update, argument)
        else:
            await self._delivery.reply(update, self._write_card(update))

    async def take_time(self, update: Update, text: str) -> None:
        """Set the time that a text names, or switch the digest off."""
        is_off = text.strip().casefold() in (OFF, gettext("Off").casefold())
        moment = read_time(text)
        if not is_off and moment is None:
            await self._delivery.reply(update, Reply(gettext(_NO_TIME)))
        elif not await self._admins.is_admin(update):
            await self._delivery.reply(update, Reply(gettext(_GROUP_ADMINS_ONLY)))
        else:
            self._set(update, None if is_off else moment)
            await self._delivery.reply(update, self._write_card(update))

    async def press(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Set the time of the button that was pressed, and mark it."""
        argument = "".join(decode_data(update)[1:])
        moment = read_time(argument)
        if moment is None and argument not in (OFF, STOP):
            await show_toast(update, gettext(STALE))
        elif not await self._admins.is_admin(update):
            await show_toast(update, gettext(_GROUP_ADMINS_ONLY))
        else:
            self._set(update, moment)
            is_digest = argument == STOP  # which is still to be read
            await show_toast(update, gettext("The digest is off.") if is_digest else "")
            if not is_digest:
                message_id = get_message_id(update)
                await self._delivery.edit(update, message_id, self._write_card(update))

    def _set(self, update: Update, moment: time | None) -> None:
        chat = update.effective_chat
        if chat is None:
            return
        sent = None if moment is None else self._find_first_day(chat.id, moment)
        self._settings.set(chat.id, DIGEST_SENT, sent)
        self._settings.set(chat.id, DIGEST_HOUR, None if moment is None else f"{moment:%H:%M}")
        update_reader_language(chat.id, self._state, self._languages)

    def _find_first_day(self, chat: int, moment: time) -> str:
        """Return the day after which the digest begins: chosen after its time, it is tomorrow."""
        instant = datetime.now(self._zone)
        is_over = moment <= instant.time()
        day = instant.date() if is_over else instant.date() - timedelta(1)
        return max(day.isoformat(), self._settings.get(chat, DIGEST_SENT) or "")

    def _write_card(self, update: Update) -> Reply:
        chat = update.effective_chat
        moment = read_time((self._settings.get(chat.id, DIGEST_HOUR) if chat else None) or "")
        if moment is None:
            text = gettext(
                "The daily digest is off. With it, I send the stories of the day before at the "
                "time that you choose, the most covered first."
            )
        else:
            # Translators: {time} is a time of day, {zone} a time zone such as UTC.
            text = gettext(
                "The daily digest comes at {time} ({zone}): the stories of the day before, the "
                "most covered first."
            ).format(time=write_time(moment), zone=datetime.now(self._zone).tzname())
        hint = gettext("Any other time is possible, too: /digest 8:30")
        return Reply(f"{text}\n{hint}", keyboard=_make_keyboard(moment))


def _make_keyboard(choice: time | None) -> Keyboard:
    rows = [[_make_button(time(hour), choice) for hour in hours] for hours in _HOURS]
    # Translators: a button: no daily digest.
    label = gettext("Off")
    off = Button(f"✓ {label}" if choice is None else label, encode_data(DIGEST_ACTION, OFF))
    return make_keyboard(*rows, [off])


def _make_button(moment: time, choice: time | None) -> Button:
    label = write_time(moment)
    text = f"✓ {label}" if moment == choice else label
    return Button(text, encode_data(DIGEST_ACTION, f"{moment:%H:%M}"))
