"""Processor: handles the updates that have their turn, and notes how far they are."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from datetime import date
from typing import Any, Protocol

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.chat.executor import today
from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.monitoring.question_record import QuestionOutcome, get_record
from bot.chat.questions.question_log import QuestionLog
from bot.chat.transport.inbound.attempts import count_attempt
from bot.chat.transport.inbound.fairness.asker import Asker, use_asker
from bot.chat.transport.inbound.inbox import Inbox
from bot.chat.transport.inbound.lane import Disposition
from bot.chat.transport.inbound.ticket import Excess, Ticket
from bot.chat.transport.inbound.update_traits import UpdateKind
from bot.localization.current import use_language, use_today
from bot.localization.offered_languages import ENGLISH

# The inbox passes on one update a chat: this is never reached.
_SLOTS = 1_000_000


class Notifier(Protocol):
    """What tells people what becomes of their questions."""

    async def tell_skips(self, update: Update, count: int) -> None:
        """Say that so many earlier messages are not answered."""

    async def tell_set_aside(self, update: Update) -> None:
        """Say that an update is given up."""

    async def tell_excess(self, update: Update, excess: Excess) -> None:
        """Say that answers come more slowly."""

    async def tell_wait(self, update: Update, seconds: float) -> None:
        """Say about when the answer comes."""


class Processor(BaseUpdateProcessor):
    """Handle each update that the inbox passes on, in the language of its chat and on its day.

    The progress is noted in the inbox. ``notifier`` is set before the first update.
    """

    def __init__(
        self,
        inbox: Inbox,
        resolve_language: Callable[[Update], str] = lambda update: ENGLISH,
        today: Callable[[], date] = today,
        monitor: Monitor = SILENT,
        log: QuestionLog | None = None,
    ) -> None:
        super().__init__(_SLOTS)
        self.notifier: Notifier | None = None
        self._log = log or QuestionLog(monitor)
        self._inbox = inbox
        self._resolve_language = resolve_language
        self._today = today
        self._monitor = monitor
        self._tasks: set[asyncio.Task[Any]] = set()

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Await ``coroutine``, or tell why the update gets no answer."""
        task = asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            if isinstance(update, Update):
                with (
                    self._log.observe(update, self._monitor.measure_wait(update.update_id)),
                    use_language(self._resolve_language(update)),
                    use_today(self._today()),
                ):
                    await self._handle(update, coroutine)
            else:
                await coroutine
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # not awaited if the update is not handled

    async def abandon(self) -> None:
        """Cancel what takes too long, such as adding many articles; the inbox keeps it."""
        tasks = set(self._tasks)
        for task in tasks:
            task.cancel()
        try:
            if tasks:
                await asyncio.wait(tasks)
        finally:
            await self._inbox.watcher.close()

    async def initialize(self) -> None:
        """Do nothing, because the inbox knows what is under way."""

    async def shutdown(self) -> None:
        """Do nothing, because the inbox knows what is under way."""

    async def _handle(self, update: Update, coroutine: Awaitable[Any]) -> None:
        ticket = self._inbox.open(update)
        if ticket is None:
            await coroutine
            self._monitor.note_end(update.update_id, update.update_id)
            return
        try:
            with use_asker(self._make_asker(update, ticket)):
                async with self._inbox.watcher.answer(update):
                    await self._notify(update, ticket)
                    if ticket.entry.disposition == Disposition.HANDLE:
                        with count_attempt(self._inbox, update.update_id):
                            await coroutine
                self._inbox.finish(update.update_id)
            self._monitor.note_end(update.update_id, ticket.entry.traits.lane)
        finally:
            self._inbox.close(ticket)

    async def _notify(self, update: Update, ticket: Ticket) -> None:
        """Tell what there is to tell before an update is handled."""
        if self.notifier is None:
            return
        if ticket.excess:
            await self.notifier.tell_excess(update, ticket.excess)
        if ticket.skips:
            await self.notifier.tell_skips(update, len(ticket.skips))
            self._inbox.journal.finish_all(ticket.skips)
        if ticket.entry.disposition == Disposition.SET_ASIDE:
            record = get_record()
            if ticket.entry.traits.kind == UpdateKind.QUESTION:
                record.note_question()
            record.note(QuestionOutcome.DROPPED, "set_aside")
            await self.notifier.tell_set_aside(update)

    def _make_asker(self, update: Update, ticket: Ticket) -> Asker:
        person, notifier = ticket.entry.traits.person, self.notifier

        async def report_wait(seconds: float) -> None:
            if notifier:
                await notifier.tell_wait(update, seconds)

        return Asker(person, report_wait, ticket.entry.arrival)
