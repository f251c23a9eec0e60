from bot.chat.monitoring.service_metrics import ServiceMetrics
from bot.feeds.polling.feed_measures import FeedMeasures
from bot.feeds.polling.feed_record import FeedRecord
from bot.feeds.polling.feed_reports import FetchOutcome, FetchResult
from bot.feeds.subscription import Subscription

COURIER = Subscription("courier", "https://news.example/feed")


def read(metrics: ServiceMetrics) -> dict[str, float]:
    lines = metrics.export().decode().splitlines()
    rows = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _, value in rows if name.startswith("dateline_feed")}


def watched(measures: FeedMeasures) -> ServiceMetrics:
    metrics = ServiceMetrics()
    metrics.watch_feeds(measures)
    return metrics


def test_each_feed_that_is_followed_has_its_series_and_no_other() -> None:
    measures = FeedMeasures()
    metrics = watched(measures)
    courier = FeedRecord("courier", last_success=900.0, failures=2, articles=40)
    measures.note_records([courier, FeedRecord("herald")])
    series = read(metrics)
    assert series['dateline_feed_last_success_timestamp_seconds{feed="courier"}'] == 900
    assert series['dateline_feed_failures{feed="courier"}'] == 2
    assert series['dateline_feed_articles{feed="courier"}'] == 40
    assert series['dateline_feed_last_success_timestamp_seconds{feed="herald"}'] == 0
    measures.note_records([courier])
    assert not [name for name in read(metrics) if "herald" in name]


def test_looks_are_counted_by_what_they_came_to_and_how_long_they_took() -> None:
    measures = FeedMeasures()
    series = read(watched(measures))
    assert series['dateline_feed_fetches_total{outcome="failed"}'] == 0
    for outcome, seconds in ((FetchOutcome.NEWS, 0.2), (FetchOutcome.FAILURE, 400.0)):
        measures.note_result(FetchResult(COURIER, outcome, new=3, changes=1, seconds=seconds))
    series = read(watched(measures))
    assert series['dateline_feed_fetches_total{outcome="failed"}'] == 1
    assert series['dateline_feed_new_articles_total{kind="new"}'] == 6
    assert series['dateline_feed_new_articles_total{kind="changed"}'] == 2
    prefix = "dateline_feed_fetch_duration_seconds"
    assert series[f'{prefix}_bucket{{le="0.1"}}'] == 0
    assert series[f'{prefix}_bucket{{le="0.25"}}'] == 1
    assert series[f'{prefix}_bucket{{le="300.0"}}'] == 1
    assert series[f'{prefix}_bucket{{le="+Inf"}}'] == 2
    assert series[f"{prefix}_count"] == 2
    assert series[f"{prefix}_sum"] == 400.2
