"""Feed metrics: what Prometheus reads of the feeds that are followed now."""

from collections.abc import Callable, Iterator
from itertools import accumulate

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from bot.feeds.polling.feed_measures import SECONDS_BOUNDS, FeedMeasures
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_reports import FetchOutcome

_Value = Callable[[FeedRecord], float]


class FeedMetrics(Collector):
    """Reads what polling counts each time that it is asked, so that a removed feed has no series.

    The label of a feed is its id, which is the name of its folder.
    """

    def __init__(self, measures: FeedMeasures) -> None:
        self._measures = measures

    def collect(self) -> Iterator[Metric]:
        """Yield every metric of feeds."""
        yield self._collect_gauge(
            "feed_last_success_timestamp_seconds",
            "When a feed was last read, in seconds since 1970; 0 if it never was.",
            lambda record: record.last_success or 0.0,
        )
        yield self._collect_gauge(
            "feed_failures", "How often in a row a feed could not be read.",
            lambda record: record.failures,
        )  # fmt: skip
        yield self._collect_gauge(
            "feed_articles", "Articles of a feed.", lambda record: record.articles
        )
        yield self._collect_fetches()
        articles = CounterMetricFamily(
            "dateline_feed_new_articles", "Articles that feeds brought, new ones and changed ones.",
            labels=["kind"],
        )  # fmt: skip
        articles.add_metric(["new"], self._measures.new_articles)
        articles.add_metric(["changed"], self._measures.changed_articles)
        yield articles
        yield self._collect_seconds()

    def _collect_gauge(self, name: str, description: str, read: _Value) -> Metric:
        gauge = GaugeMetricFamily(f"dateline_{name}", description, labels=["feed"])
        for feed, record in sorted(self._measures.records.items()):
            gauge.add_metric([feed], read(record))
        return gauge

    def _collect_fetches(self) -> Metric:
        fetches = CounterMetricFamily(
            "dateline_feed_fetches", "Looks at feeds, by what they came to.", labels=["outcome"]
        )
        for outcome in FetchOutcome:
            fetches.add_metric([outcome.value], self._measures.fetches[outcome.value])
        return fetches

    def _collect_seconds(self) -> Metric:
        bounds = [*map(str, SECONDS_BOUNDS), "+Inf"]
        counts = accumulate(self._measures.buckets)
        seconds = HistogramMetricFamily(
            "dateline_feed_fetch_duration_seconds", "How long a look at a feed takes."
        )
        buckets = [(limit, float(count)) for limit, count in zip(bounds, counts, strict=True)]
        seconds.add_metric([], buckets, self._measures.seconds)
        return seconds
