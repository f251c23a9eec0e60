"""Service monitor: what the parts report, as metrics and as what readiness needs of it."""

import time
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.chat.monitoring.monitor import Monitor, QuestionOutcome, QuestionPlace, RequestFault, Stage
from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.refusal_reasons import find_refusal_reason
from bot.chat.monitoring.service_metrics import POLL, REJECTION_STATUSES, ServiceMetrics
from bot.language.languages.lookup import load_language

if TYPE_CHECKING:
    from bot.answers.answer import Answer

_UNKNOWN = "unknown"
_OTHER = "other"

_FIRST_REQUEST = "getMe"
"""It is repeated until Telegram can be reached, and only then updates are asked for."""

_WEBHOOK_REQUESTS = frozenset(("setWebhook", "getWebhookInfo"))
"""Their failures keep it unknown whether updates arrive."""

_MOST_ENTRIES = 10_000

_WRITING = frozenset(
    "sendMessage editMessageText editMessageReplyMarkup sendDocument sendPhoto answerInlineQuery"
    " answerGuestQuery".split()
)
"""The methods whose messages people read."""


class ServiceMonitor(Monitor):
    """Counts and times what is reported."""

    def __init__(self, metrics: ServiceMetrics, reception: Reception) -> None:
        self.metrics = metrics
        self.reception = reception
        self._arrivals: OrderedDict[int, float] = OrderedDict()
        self._progress: OrderedDict[Hashable, float] = OrderedDict()

    def note_arrival(self, update_id: int, kind: str) -> None:
        """Count an update, and begin to time it."""
        self.metrics.updates.labels(kind).inc()
        self._arrivals[update_id] = time.monotonic()
        if len(self._arrivals) > _MOST_ENTRIES:
            self._arrivals.popitem(last=False)

    def note_duplicate(self) -> None:
        """Count an update that was delivered again."""
        self.metrics.duplicates.inc()

    def note_start(self, update_id: int) -> None:
        """Time how long an update waited for its turn."""
        arrival = self._arrivals.get(update_id)
        if arrival is not None:
            self.note_stage(Stage.QUEUE, time.monotonic() - arrival)

    def note_end(self, update_id: int, chat: Hashable) -> None:
        """Time an update as a whole, and note that its chat waits no longer."""
        timestamp = time.monotonic()
        arrival = self._arrivals.pop(update_id, None)
        if arrival is not None:
            self.metrics.answers.observe(timestamp - arrival)
        self._progress[chat] = timestamp
        self._progress.move_to_end(chat)
        if len(self._progress) > _MOST_ENTRIES:
            self._progress.popitem(last=False)

    def seconds_since_progress(self, chat: Hashable) -> float | None:
        """Return how long ago an update of a chat was handled, None where none was."""
        timestamp = self._progress.get(chat)
        return None if timestamp is None else time.monotonic() - timestamp

    def note_drop(self) -> None:
        """Count a question that is given up."""
        self._count(_UNKNOWN, _UNKNOWN, QuestionPlace.CHAT, QuestionOutcome.DROPPED)

    def note_answer(self, answer: "Answer", place: QuestionPlace = QuestionPlace.CHAT) -> None:
        """Count a question that was answered or refused."""
        reason = find_refusal_reason(answer)
        if reason:
            self.metrics.refusals.labels(reason.value).inc()
        language = answer.language if load_language(answer.language) else _OTHER
        outcome = QuestionOutcome.REFUSED if reason else QuestionOutcome.ANSWERED
        self._count(answer.kind.value, language, place, outcome)

    def note_failure(
        self, outcome: QuestionOutcome, place: QuestionPlace = QuestionPlace.CHAT
    ) -> None:
        """Count a question without an answer."""
        self._count(_UNKNOWN, _UNKNOWN, place, outcome)

    def _count(
        self, kind: str, language: str, place: QuestionPlace, outcome: QuestionOutcome
    ) -> None:
        self.metrics.questions.labels(kind, language, place.value, outcome.value).inc()

    def note_incident(self) -> None:
        """Count a failure."""
        self.metrics.incidents.inc()

    def note_request(self, method: str, seconds: float, fault: RequestFault | None) -> None:
        """Count a request, and its message with its time, or its error."""
        self.metrics.requests.labels(method).inc()
        if method == _FIRST_REQUEST or (fault and method in _WEBHOOK_REQUESTS):
            self.reception.note(fault)
        if fault:
            self.metrics.errors.labels(method, fault.value).inc()
        elif method in _WRITING:
            self.metrics.messages.labels(method).inc()
            self.note_stage(Stage.SEND, seconds)

    def note_contact(self, fault: RequestFault | None = None) -> None:
        """Note that updates can arrive, or count why not."""
        self.reception.note(fault)
        if fault:
            self.metrics.errors.labels(POLL, fault.value).inc()
        else:
            self.metrics.contact_time.set_to_current_time()

    def note_rejected_request(self, status: int) -> None:
        """Count a request that the webhook refused."""
        label = str(status) if status in REJECTION_STATUSES else _OTHER
        self.metrics.rejected_requests.labels(label).inc()

    def note_stage(self, stage: Stage, seconds: float) -> None:
        """Add a time to a stage's."""
        self.metrics.stages.labels(stage.value).observe(seconds)

    @contextmanager
    def time(self, stage: Stage) -> Iterator[None]:
        """Time the block, however it ends."""
        start = time.monotonic()
        try:
            yield
        finally:
            self.note_stage(stage, time.monotonic() - start)
