"""Service metrics: the numbers that Prometheus reads, in a registry of their own."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Metric,
    ProcessCollector,
)
from prometheus_client.exposition import generate_latest
from prometheus_client.registry import Collector

from bot import __version__
from bot.chat.monitoring.collectors.feed_metrics import FeedMetrics
from bot.chat.monitoring.measures import HealthCheck, IndexMeasure, UpdateBacklog
from bot.chat.monitoring.monitor import RequestFault
from bot.chat.monitoring.question_record import Stage
from bot.chat.monitoring.refusal_reasons import RefusalReason
from bot.feeds.polling.feed_measures import FeedMeasures

POLL = "getUpdates"
"""The method under which errors count that keep updates from arriving."""

REJECTION_STATUSES = (400, 403, 404, 405, 413, 415, 500)
"""The statuses with which the webhook refuses requests: 403 those without the secret."""

_STAGE_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_ANSWER_SECONDS = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 300, 900)

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


class ServiceMetrics:
    """Every metric, by what it counts. No label holds a chat, a person or a text."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self.updates = Counter(
            "dateline_updates", "Updates received, by what they hold.", ["kind"], registry=registry
        )
        self.duplicates = Counter(
            "dateline_update_duplicates", "Updates that Telegram delivered again.",
            registry=registry,
        )  # fmt: skip
        self.questions = Counter(
            "dateline_questions", "Questions, by kind, language, place and outcome.",
            ["kind", "language", "place", "outcome"], registry=registry,
        )  # fmt: skip
        self.refusals = Counter(
            "dateline_refusals", "Questions that were refused, by reason.", ["reason"],
            registry=registry,
        )  # fmt: skip
        self.incidents = Counter(
            "dateline_incidents", "Failures with an incident number in the log.", registry=registry
        )
        self.stages = Histogram(
            "dateline_stage_duration_seconds", "How long each stage of an answer takes.",
            ["stage"], registry=registry, buckets=_STAGE_SECONDS,
        )  # fmt: skip
        self.answers = Histogram(
            "dateline_update_duration_seconds", "From an update's arrival until it is handled.",
            registry=registry, buckets=_ANSWER_SECONDS,
        )  # fmt: skip
        self.requests = Counter(
            "dateline_telegram_requests", "Requests to Telegram, polls excepted, by method.",
            ["method"], registry=registry,
        )  # fmt: skip
        self.errors = Counter(
            "dateline_telegram_errors", "Requests to Telegram that failed, by kind.",
            ["method", "kind"], registry=registry,
        )  # fmt: skip
        self.messages = Counter(
            "dateline_messages_sent", "Messages that Telegram took, by method.", ["method"],
            registry=registry,
        )  # fmt: skip
        self.rejected_requests = Counter(
            "dateline_webhook_rejected_requests", "Requests that the webhook refused, by status.",
            ["status"], registry=registry,
        )  # fmt: skip
        # A series has to be there before its first event for Prometheus to see the event.
        for reason in RefusalReason:
            self.refusals.labels(reason.value)
        for status in REJECTION_STATUSES:
            self.rejected_requests.labels(str(status))
        for stage in Stage:
            self.stages.labels(stage.value)
        for method in (POLL, "sendMessage"):
            for fault in RequestFault:
                self.errors.labels(method, fault.value)
        self.requests.labels("sendMessage")
        self.messages.labels("sendMessage")
        self._make_gauges(registry)
        ProcessCollector(registry=registry)

    def _make_gauges(self, registry: CollectorRegistry) -> None:
        def make(name: str, description: str) -> Gauge:
            return Gauge(f"dateline_{name}", description, registry=registry)

        self.contact_time = make(
            "telegram_last_contact_timestamp_seconds",
            "When Telegram last answered a request for updates, in seconds since 1970.",
        )
        self._queue_length = make("queue_length", "Updates that are not handled yet.")
        self._queue_age = make(
            "queue_oldest_age_seconds", "How long ago the oldest of those arrived."
        )
        self._queue_wait = make(
            "queue_wait_seconds", "The longest time for which a chat has waited for the bot."
        )
        self._articles = make("corpus_articles", "Articles that are searched.")
        self._newest = make(
            "corpus_newest_timestamp_seconds",
            "The newest article's day, in seconds since 1970; 0 without articles.",
        )
        self._unfinished = make(
            "corpus_unfinished_files", "Files that could not be read to their end yet."
        )
        self._passages = make("index_passages", "Passages in the index.")
        self._index_size = make("index_size_bytes", "Size of the index's files.")
        self._free = make("data_free_bytes", "Free space where the data folder is.")
        self._delay = make(
            "event_loop_delay_seconds", "The event loop's longest delay of the last minute."
        )
        self._ready = make("ready", "1 if /ready says 200, else 0.")
        self._checks = Gauge(
            "dateline_check", "1 if a check of /ready passes, else 0.", ["check"],
            registry=registry,
        )  # fmt: skip
        build = Gauge(
            "dateline_build_info", "1; its label is the version.", ["version"], registry=registry
        )
        build.labels(__version__).set(1)

    def watch_feeds(self, measures: FeedMeasures) -> None:
        """Export what polling counts, too."""
        self._registry.register(FeedMetrics(measures))

    def set_backlog(self, backlog: UpdateBacklog) -> None:
        """Take what waits to be handled."""
        self._queue_length.set(backlog.length)
        self._queue_age.set(backlog.age)
        self._queue_wait.set(backlog.longest_wait)

    def set_index(self, measure: IndexMeasure) -> None:
        """Take what is searched."""
        stats = measure.stats
        newest = datetime.combine(stats.last, time(), UTC).timestamp() if stats.last else 0
        self._articles.set(stats.articles)
        self._newest.set(newest)
        self._passages.set(stats.passages)
        self._unfinished.set(measure.unfinished_files)
        self._index_size.set(measure.bytes)

    def set_free_space(self, size: int) -> None:
        """Take the free space of the data folder's file system, in bytes."""
        self._free.set(size)

    def set_loop_delay(self, seconds: float) -> None:
        """Take the event loop's longest delay."""
        self._delay.set(seconds)

    def set_checks(self, checks: Iterable[HealthCheck]) -> None:
        """Take the results of all checks."""
        results = {check.name: check.is_ok for check in checks}
        for name, is_ok in results.items():
            self._checks.labels(name).set(is_ok)
        self._ready.set(all(results.values()))

    def export(self) -> bytes:
        """Return all metrics in Prometheus's text format, whose type is ``CONTENT_TYPE``."""
        return generate_latest(_Filter(self._registry))

    def list_names(self) -> dict[str, str]:
        """Return the description of each metric, by the name under which it is queried."""
        return {
            family.name + ("_total" if family.type == "counter" else ""): family.documentation
            for family in self._registry.collect()
        }


class _Filter(Collector):
    """A registry without the times at which its metrics were made, which double their number."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._registry = registry

    def collect(self) -> Iterator[Metric]:
        for family in self._registry.collect():
            family.samples = [
                sample for sample in family.samples if not sample.name.endswith("_created")
            ]
            yield family
