"""Service monitor: what the parts report, as metrics and as what readiness needs of it."""

import time
from collections import OrderedDict
from collections.abc import Hashable

from bot.chat.monitoring.monitor import Monitor, RequestFault
from bot.chat.monitoring.question_record import (
    QuestionOutcome,
    QuestionPlace,
    QuestionRecord,
    Stage,
)
from bot.chat.monitoring.reception import Reception
from bot.chat.monitoring.service_metrics import POLL, REJECTION_STATUSES, ServiceMetrics
from bot.language.languages.lookup import load_language

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

    def measure_wait(self, update_id: int) -> float | None:
        """Return for how many seconds an update has waited, None for one of the last run."""
        arrival = self._arrivals.get(update_id)
        return None if arrival is None else time.monotonic() - arrival

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

    def note_question(self, record: QuestionRecord, place: QuestionPlace) -> None:
        """Count a question, and why it was refused."""
        if record.outcome is None:
            return
        if record.outcome == QuestionOutcome.REFUSED:
            self.metrics.refusals.labels(record.reason).inc()
        language = record.language or _UNKNOWN
        if language != _UNKNOWN and not load_language(language):
            language = _OTHER
        self.metrics.questions.labels(
            record.kind or _UNKNOWN, language, place.value, record.outcome.value
        ).inc()

    def note_incident(self) -> None:
        """Count a failure."""
        self.metrics.incidents.inc()

    def note_request(self, method: str, fault: RequestFault | None) -> None:
        """Count a request, and its message or its error."""
        self.metrics.requests.labels(method).inc()
        if method == _FIRST_REQUEST or (fault and method in _WEBHOOK_REQUESTS):
            self.reception.note(fault)
        if fault:
            self.metrics.errors.labels(method, fault.value).inc()
        elif method in _WRITING:
            self.metrics.messages.labels(method).inc()

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
