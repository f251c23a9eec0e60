"""Errors: a callback that failed is logged in full, and the person gets one calm line."""

import logging

from telegram import Update
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.chat.executor import UNAVAILABLE
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.delivery import Delivery
from bot.errors import UnavailableError
from bot.localization.current import gettext
from bot.system.logs import log_incident

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
            await self._delivery.reply(update, Reply(gettext(UNAVAILABLE)))
            return
        self._monitor.note_incident()
        number = update.update_id if isinstance(update, Update) else None
        name = log_incident(_LOGGER, f"Update {number} could not be handled", error)
        if not isinstance(update, Update) or _is_out_of_reach(error):
            return
        try:
            await self._delivery.reply(update, Reply(write_apology(name)))
        except TelegramError as failure:
            _LOGGER.warning("Incident %s could not be reported: %s", name, failure.message)


def write_apology(incident: str) -> str:
    """Return the line that gives a person the number of an incident."""
    # Translators: {name} is a number that the person can quote to the bot's admin.
    message = gettext("Something went wrong on my side; it is not your fault (incident {name}).")
    return message.format(name=incident)


def _is_out_of_reach(error: Exception) -> bool:
    """Tell whether the reply failed in a way in which an apology would fail, too.

    A BadRequest is no such way: the reply itself can be at fault.
    """
    return isinstance(error, TelegramError) and not isinstance(error, BadRequest)
