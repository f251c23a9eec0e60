"""Inbox: updates, kept on disk until they are handled, and passed on in turns."""

import asyncio
import logging
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Collection, Hashable
from dataclasses import replace
from functools import partial

from telegram import Bot, Update

from bot.chat.monitoring.monitor import SILENT, Monitor
from bot.chat.questions.question_log import QuestionLog
from bot.chat.storage.state import State
from bot.chat.storage.update_store import Pending
from bot.chat.transport.inbound.backlog import Backlog
from bot.chat.transport.inbound.fairness.allowance import Allowance
from bot.chat.transport.inbound.fairness.queue_limits import QueueLimits
from bot.chat.transport.inbound.lane import Disposition, WaitingUpdate
from bot.chat.transport.inbound.press_watcher import PressWatcher, SilentPressWatcher
from bot.chat.transport.inbound.question_tracker import QuestionTracker
from bot.chat.transport.inbound.suspects import Suspects
from bot.chat.transport.inbound.ticket import Excess, Ticket
from bot.chat.transport.inbound.update_entries import get_update_type
from bot.chat.transport.inbound.update_journal import UpdateJournal, has_answer_note
from bot.chat.transport.inbound.update_traits import UpdateKind, UpdateTraits, read_traits

_LOGGER = logging.getLogger(__name__)

MOST_ATTEMPTS = 2
"""How often an update may be computed when the process dies: beside others, and then alone."""

LATE_SECONDS = 600.0
"""After so long an answer says sorry, and a pressed button no longer does anything."""

_MOST_QUERIES = 10_000
_INSTANT = frozenset((UpdateKind.PRESS, UpdateKind.QUERY))
_LONGEST_GROUP_PAUSE = 6.0


class Inbox(asyncio.Queue[object]):
    """The application's update queue; ``put`` returns when the update is on disk.

    python-telegram-bot confirms updates to Telegram as soon as they are in the queue, and from
    then on nobody else has them. What is in the queue itself has its turn: the rest waits in the
    backlog. An inline query is never stored: nobody can answer it some seconds later. Nor is what
    ``is_allowed`` says no to, such as a question of somebody who may not use the bot; it waits for
    nothing, and nobody hears that it waits. ``watcher`` answers buttons while they wait; it is
    set before the first update.
    """

    def __init__(
        self,
        state: State,
        limits: QueueLimits | None = None,
        admins: Collection[int] = (),
        is_catching_up: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.time,
        monitor: Monitor = SILENT,
        is_allowed: Callable[[Update], bool] = lambda update: True,
        log: QuestionLog | None = None,
    ) -> None:
        """Take what tells whether updates come that Telegram has kept for the bot."""
        super().__init__()
        limits = limits or QueueLimits()
        self._monitor = monitor
        self._is_allowed = is_allowed
        self._log = log or QuestionLog(monitor)
        self.journal = UpdateJournal(state.updates)
        self.tracker = QuestionTracker()
        self.watcher: PressWatcher = SilentPressWatcher()
        self._admins = frozenset(admins)
        self._is_catching_up = is_catching_up
        self._clock = clock
        self._people = Allowance(limits.person)
        # Its polite members wait, too.
        self._groups = Allowance(limits.group, longest_pause=_LONGEST_GROUP_PAUSE)
        self._press_allowance = Allowance(limits.presses)
        self._backlog = Backlog(limits.waiting, limits.total, self._compute_delay)
        self._suspects = Suspects(self._begin_suspect, self._advance_all)
        self._posts: deque[WaitingUpdate] = deque()
        self._tickets: dict[int, Ticket] = {}
        self._excesses: dict[tuple[Hashable, int | None], Excess] = {}
        self._timers: dict[Hashable, asyncio.TimerHandle] = {}
        self._queries: OrderedDict[int, None] = OrderedDict()
        self._is_closed = False

    async def put(self, item: object) -> None:
        """Store an update, and pass it on when its turn comes; drop one that arrived before."""
        if not isinstance(item, Update):
            await super().put(item)
            return
        traits = read_traits(item, self._admins)
        is_allowed = self._is_allowed(item)
        if not is_allowed and traits.kind not in _INSTANT:
            traits = replace(traits, kind=UpdateKind.IDLE)
        is_stored = is_allowed and not item.inline_query
        if traits.kind != UpdateKind.IDLE and not self._is_new(item, is_stored=is_stored):
            self._monitor.note_duplicate()
            return
        self._monitor.note_arrival(item.update_id, get_update_type(item))
        if traits.kind == UpdateKind.IDLE:
            await super().put(item)
        else:
            self._accept(WaitingUpdate(item.update_id, item, traits), item)

    async def replay(self, bot: Bot) -> int:
        """Take in what was stored and not handled; return the number of updates."""
        count = 0
        for update, pending in self.journal.restore(bot):
            if self._restore(update, pending):
                count += 1
        self._suspects.run()
        self._advance_all()
        return count

    def open(self, update: Update) -> Ticket | None:
        """Return what is to be done with an update that was passed on, None where that is known."""
        return self._tickets.get(update.update_id)

    def close(self, ticket: Ticket) -> None:
        """Note that an update is no longer under way: the next of its chat has its turn."""
        self._tickets.pop(ticket.entry.id, None)
        lane = ticket.entry.traits.lane
        self._backlog.release(lane)
        self._suspects.note_end(ticket.entry.id)
        self._advance(lane)

    def begin(self, update_id: int) -> None:
        """Note that an update is being computed."""
        self.journal.begin(update_id)
        self._suspects.note_begin(update_id)

    def release(self, update_id: int) -> None:
        """Take back that an update is being computed: it only waits, or the process stops."""
        self.journal.release(update_id)
        self._suspects.note_wait(update_id)

    def finish(self, update_id: int) -> None:
        """Note that an update is handled."""
        self.journal.finish(update_id)

    def clear(self) -> None:
        """Leave everything that waits for the next start."""
        self._is_closed = True
        self._suspects.clear()
        for timer in self._timers.values():
            timer.cancel()
        while not self.empty():
            self.get_nowait()
            self.task_done()

    def _is_new(self, update: Update, *, is_stored: bool) -> bool:
        if is_stored:
            return self.journal.add(update)
        number = update.update_id
        is_new = number not in self._queries
        self._queries[number] = None
        if len(self._queries) > _MOST_QUERIES:
            self._queries.popitem(last=False)
        return is_new

    def _accept(self, entry: WaitingUpdate, update: Update) -> None:
        traits = entry.traits
        if traits.kind == UpdateKind.POST:
            self._take_posts(entry)
            return
        self.tracker.note_arrival(update)
        self.watcher.watch(update)
        if self._is_closed:
            return
        if traits.kind in (UpdateKind.PRESS, UpdateKind.QUERY):
            if not (traits.is_admin or self._press_allowance.charge(traits.person, self._clock())):
                if traits.kind == UpdateKind.QUERY:
                    self._log.log_drop(update, "too_many_queries")
                self.watcher.decline_excess(update, partial(self.finish, entry.id))
                return
        elif traits.kind == UpdateKind.QUESTION:
            if self._is_catching_up() and self._is_late(update, traits.sent):
                self.tracker.note_late(update)
            self._charge(traits)
        self._enqueue(entry)

    def _restore(self, update: Update, pending: Pending) -> bool:
        """Take in an update of the last run; return False where nothing comes of it."""
        traits = read_traits(update, self._admins)
        entry = WaitingUpdate(pending.id, update, traits, is_restored=True)
        age = self._clock() - pending.received
        self.watcher.watch(update, is_answered=has_answer_note(update))
        if traits.kind == UpdateKind.IDLE or (
            traits.kind == UpdateKind.PRESS and age > LATE_SECONDS and not traits.is_admin
        ):
            self.watcher.decline_late(update, partial(self.finish, pending.id))
            return False
        if pending.attempts < 0:
            self._backlog.skip(entry)
            return False
        self.tracker.note_return(update)
        if traits.kind == UpdateKind.QUESTION and self._is_late(update, pending.received):
            self.tracker.note_late(update)
        if pending.attempts >= MOST_ATTEMPTS:
            _LOGGER.error(
                "Update %d was being handled when the bot died, %d times; it is set aside.",
                pending.id, pending.attempts,
            )  # fmt: skip
            entry = replace(entry, disposition=Disposition.SET_ASIDE)
        if entry.disposition == Disposition.HANDLE and pending.attempts > 0:
            self._suspects.add(entry)
        elif traits.kind == UpdateKind.POST:
            self._posts.append(entry)
        else:
            self._add(entry)
        return True

    def _is_late(self, update: Update, received: float | None) -> bool:
        """Tell whether a question waited so long that its answer has to say sorry."""
        message = update.message
        if message is None or message.document or not (message.text or message.caption):
            return False
        start = min(received or self._clock(), message.date.timestamp())
        return self._clock() - start > LATE_SECONDS

    def _charge(self, traits: UpdateTraits) -> None:
        """Count a question, and slow whoever asks too many."""
        if traits.is_admin:
            return
        sent = traits.sent or self._clock()
        key = (traits.lane, traits.person)
        if not self._people.charge(traits.person, sent) and self._people.slow(traits.person):
            self._excesses[key] = Excess.PERSON
        group = traits.group
        if group and not self._groups.charge(group, sent) and self._groups.slow(group):
            self._excesses.setdefault(key, Excess.GROUP)

    def _compute_delay(self, entry: WaitingUpdate) -> float:
        traits = entry.traits
        if traits.kind != UpdateKind.QUESTION or traits.is_admin:
            return 0.0
        return max(
            self._people.compute_delay(traits.person), self._groups.compute_delay(traits.group)
        )

    def _enqueue(self, entry: WaitingUpdate) -> None:
        self._add(entry)
        self._advance(entry.traits.lane)

    def _add(self, entry: WaitingUpdate) -> None:
        for loser in self._backlog.add(entry):
            if loser.is_press:
                self.watcher.decline_excess(loser.update, partial(self.finish, loser.id))
            else:
                self._log.log_drop(loser.update, "too_many_waiting")
                self.journal.skip(loser.id)

    def _advance_all(self) -> None:
        self._take_posts()
        for lane in self._backlog.list_lanes():
            self._advance(lane)

    def _take_posts(self, *entries: WaitingUpdate) -> None:
        """Pass on the posts of channels, which take no question's place in the backlog."""
        self._posts += entries
        while self._posts and not (self._is_closed or self._suspects.is_active):
            self._pass_on(self._posts.popleft())

    def _advance(self, lane: Hashable) -> None:
        """Pass on what has its turn in a lane now, or later if it has to wait."""
        timer = self._timers.pop(lane, None)
        if timer:
            timer.cancel()
        if self._is_closed or self._suspects.is_active:
            return
        entry = self._backlog.take(lane)
        if entry:
            self._pass_on(entry)
            return
        pause = self._backlog.compute_pause(lane)
        if pause is not None:
            loop = asyncio.get_running_loop()
            self._timers[lane] = loop.call_later(pause, self._advance, lane)

    def _begin_suspect(self, suspect: WaitingUpdate) -> bool:
        if self._is_closed or not self._backlog.occupy(suspect):
            return False
        self._pass_on(suspect)
        return True

    def _pass_on(self, entry: WaitingUpdate) -> None:
        traits = entry.traits
        if traits.kind == UpdateKind.QUESTION and not traits.is_admin:
            self._people.note_turn(traits.person)
            self._groups.note_turn(traits.group)
        skips = self._backlog.take_skips(traits.lane)
        excess = self._excesses.pop((traits.lane, traits.person), None)
        self._tickets[entry.id] = Ticket(entry, skips, excess)
        self.put_nowait(entry.update)
