"""Errors: a callback that failed is logged in full, and the person gets one calm line."""

import logging

from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.chat.executor import UNAVAILABLE
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.apology import write_apology
from bot.chat.transport.outbound.delivery import Delivery
from bot.chat.transport.outbound.retry import UndeliveredError
from bot.chat.transport.outbound.toasts import is_answered, show_toast
from bot.errors import UnavailableError
from bot.localization.current import gettext

_LOGGER = logging.getLogger(__name__)


class ErrorReporter:
    """Report failures: all details in the log, to the person an incident number to quote."""

    def __init__(self, delivery: Delivery, monitor: Monitor = SILENT) -> None:
        self._delivery = delivery
        self._monitor = monitor

    async def report(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Log a failure under an incident number, and give that to the person."""
        error = context.error or RuntimeError("an error without a cause")
        if isinstance(error, UnavailableError) and isinstance(update, Update):
            _LOGGER.warning("%s", error)
            await self._say(update, gettext(UNAVAILABLE))
            return
        number = update.update_id if isinstance(update, Update) else None
        name = self._monitor.report_incident(
            _LOGGER, f"Update {number} could not be handled", error
        )
        # Where the time for a reply is over, it is over for an apology, too.
        if isinstance(update, Update) and not isinstance(error, UndeliveredError):
            await self._say(update, write_apology(name))

    async def _say(self, update: Update, text: str) -> None:
        """Say something over a button that was pressed, else in reply to a message."""
        if update.callback_query and not is_answered(update):
            await show_toast(update, text)
            return
        try:
            await self._delivery.reply(update, Reply(text))
        except TelegramError as failure:
            _LOGGER.warning("A failure could not be reported: %s", failure.message)
