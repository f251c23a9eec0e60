"""Example questions: buttons with a question on them, which ask it."""

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import ContextTypes

from bot.chat.buttons.callback_data import STALE, decode_data, get_message
from bot.chat.keyboard import digest_question
from bot.chat.questions.asking import QuestionAnswerer
from bot.chat.transport.outbound.toasts import show_toast
from bot.localization.current import gettext


class ExampleQuestions:
    """Ask what stands on a button that was pressed; the message with the button stays."""

    def __init__(self, answerer: QuestionAnswerer) -> None:
        self._answerer = answerer

    async def ask(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer the question in a message of its own, below the question."""
        message = get_message(update)
        question = _read_question(update, message.reply_markup) if message else ""
        await show_toast(update, "" if question else gettext(STALE))
        if message and question:
            await self._answerer.answer_text(update, question)


def _read_question(update: Update, keyboard: InlineKeyboardMarkup | None) -> str:
    """Return the label of the button that was pressed, if its digest is the one sent back."""
    arguments = decode_data(update)[1:]
    rows = keyboard.inline_keyboard if keyboard else ()
    buttons: list[InlineKeyboardButton] = [button for row in rows for button in row]
    labels = (button.text for button in buttons)
    return next((label for label in labels if arguments == [digest_question(label)]), "")
