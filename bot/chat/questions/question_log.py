"""Question log: one line for each question, without what people wrote and who they are.

What is written in the line is counted by the monitor at the same place.
"""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from telegram import Message, Update
from telegram.constants import ChatType

from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.monitoring.question_record import (
    QuestionOutcome,
    QuestionPlace,
    QuestionRecord,
    Stage,
    use_record,
)
from bot.system.log_lines.private_texts import withhold
from bot.system.log_lines.pseudonyms import hash_id

_LOGGER = logging.getLogger(__name__)

EVENT = "Question"

_MILLISECONDS = 1000.0


class QuestionLog:
    """Log and count what became of each question; with ``has_texts``, log also its text.

    What people wrote and what they are called is withheld from all that is logged while their
    update is handled.
    """

    def __init__(self, monitor: Monitor = SILENT, *, has_texts: bool = False) -> None:
        self._monitor = monitor
        self._has_texts = has_texts

    @contextmanager
    def observe(self, update: Update, wait: float | None = None) -> Iterator[QuestionRecord]:
        """Report the question of an update, if it asks any, when the block ends.

        ``wait``: for how many seconds the update has waited, None where that is unknown. Where
        the block is cancelled, the question is asked again after the next start.
        """
        record, start = QuestionRecord(), time.perf_counter() - (wait or 0.0)
        if wait is not None:
            record.measure(Stage.QUEUE, wait)
        with use_record(record), withhold(() if self._has_texts else list_private_texts(update)):
            try:
                yield record
            except asyncio.CancelledError:
                raise
            except BaseException:
                self._report(update, record, start)
                raise
            else:
                self._report(update, record, start)

    def log_drop(self, update: Update, reason: str) -> None:
        """Report a question that is given up before its turn."""
        with self.observe(update, self._monitor.measure_wait(update.update_id)) as record:
            record.note_question()
            record.note(QuestionOutcome.DROPPED, reason)

    def _report(self, update: Update, record: QuestionRecord, start: float) -> None:
        for stage, seconds in record.seconds.items():
            self._monitor.note_stage(stage, seconds)
        if record.outcome is not None and record.is_question:
            self._monitor.note_question(record, _find_place(update))
            self._write(update, record, record.outcome, time.perf_counter() - start)

    def _write(
        self, update: Update, record: QuestionRecord, outcome: QuestionOutcome, seconds: float
    ) -> None:
        user, chat = update.effective_user, update.effective_chat
        fields = {
            "outcome": outcome.value,
            "reason": record.reason,
            "kind": record.kind,
            "language": record.language,
            "quotes": record.quote_count,
            "place": _find_place(update).value,
            "user": hash_id(user.id) if user else "",
            "chat": hash_id(chat.id) if chat else "",
            "update": update.update_id,
            **{f"{stage}_ms": _convert(record.seconds.get(stage, 0.0)) for stage in Stage},
            "total_ms": _convert(seconds),
        }
        if self._has_texts:
            fields["text"] = _read_text(update)
        _LOGGER.info(EVENT, extra={key: value for key, value in fields.items() if value != ""})


def list_private_texts(update: Update) -> Iterator[str | None]:
    """Yield what somebody wrote in an update, and the names and numbers of who and where."""
    yield _read_text(update)
    message, user, chat = update.effective_message, update.effective_user, update.effective_chat
    if message and message.reply_to_message:
        yield _read_message(message.reply_to_message)
    if message and message.quote:
        yield message.quote.text
    if user:
        yield from (user.full_name, user.username, str(user.id))
    if chat:
        yield from (chat.title, chat.username, str(chat.id))


def _read_text(update: Update) -> str:
    if update.inline_query:
        return update.inline_query.query
    return _read_message(update.effective_message) if update.effective_message else ""


def _read_message(message: Message) -> str:
    return message.text or message.caption or ""


def _find_place(update: Update) -> QuestionPlace:
    if update.inline_query:
        return QuestionPlace.INLINE
    if update.guest_message:
        return QuestionPlace.GUEST
    if update.callback_query:
        return QuestionPlace.BUTTON
    chat = update.effective_chat
    is_private = chat is not None and chat.type == ChatType.PRIVATE
    return QuestionPlace.PRIVATE if is_private else QuestionPlace.GROUP


def _convert(seconds: float) -> float:
    return round(seconds * _MILLISECONDS, 1)
