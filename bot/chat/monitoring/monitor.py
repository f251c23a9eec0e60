"""Monitor: what the parts of the bot report; this one counts nothing."""

import logging
from collections.abc import Hashable
from enum import StrEnum

from bot.chat.monitoring.question_record import (
    QuestionOutcome,
    QuestionPlace,
    QuestionRecord,
    Stage,
    get_record,
)
from bot.system.logs import log_incident


class RequestFault(StrEnum):
    """Why a request to Telegram failed."""

    FLOOD = "429"
    SERVER = "5xx"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    CONFLICT = "conflict"
    FORBIDDEN = "403"
    BAD_REQUEST = "400"
    TOKEN = "401"  # noqa: S105
    UNREADABLE = "unreadable"
    DELIVERY = "delivery"
    OTHER = "other"


class Monitor:
    """Take reports from any part of the bot, in the event loop's thread, and ignore them."""

    def note_arrival(self, update_id: int, kind: str) -> None:
        """Note that an update arrived; ``kind`` is the Bot API's name for what it holds."""

    def note_duplicate(self) -> None:
        """Note that an update arrived again."""

    def measure_wait(self, update_id: int) -> float | None:
        """Return for how many seconds an update has waited, None where that is unknown."""
        return None

    def note_end(self, update_id: int, chat: Hashable) -> None:
        """Note that an update of a chat is handled."""

    def note_question(self, record: QuestionRecord, place: QuestionPlace) -> None:
        """Note what became of a question."""

    def report_incident(self, logger: logging.Logger, message: str, error: BaseException) -> str:
        """Log what must not fail, note it, and return the id that finds it in the log."""
        name = log_incident(logger, message, error)
        get_record().note(QuestionOutcome.FAILED, f"incident {name}")
        self.note_incident()
        return name

    def note_incident(self) -> None:
        """Note that something failed that must not fail."""

    def note_request(self, method: str, fault: RequestFault | None) -> None:
        """Note that Telegram replied to a request, or why it did not."""

    def note_contact(self, fault: RequestFault | None = None) -> None:
        """Note that updates can arrive, or why not: after each poll, or look at the webhook."""

    def note_rejected_request(self, status: int) -> None:
        """Note that the webhook refused a request with a status of HTTP."""

    def note_stage(self, stage: Stage, seconds: float) -> None:
        """Note how long a stage of an update took."""


SILENT = Monitor()
