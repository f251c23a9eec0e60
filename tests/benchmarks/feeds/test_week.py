import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from benchmarks.feeds.promises import StoredArticle, judge_entries, judge_growth, read_articles
from benchmarks.feeds.week import Week, WeekOptions
from tests.web.feed_world import HOUR
from tests.web.world_server import WorldServer

pytestmark = pytest.mark.slow

JUMPS = ((0.3, 3 * HOUR), (0.4, -5 * HOUR), (0.8, 0.0))
DAY = WeekOptions(seed=11, feeds=12, days=0.4, kills=2, jumps=JUMPS)


class RecordedWeek(Week):
    """A week that keeps its server, to be judged again."""

    server: WorldServer

    def judge(self, server: WorldServer) -> None:
        self.server = server
        super().judge(server)


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordedWeek]:
    week = RecordedWeek(tmp_path_factory.mktemp("week") / "folder", DAY)
    week.run()
    yield week


def test_a_day_of_feeds_kills_and_wrong_clocks_keeps_every_promise(day: RecordedWeek) -> None:
    result = day.result
    breaches = {p.name: p.breaches for p in result.promises if not p.is_kept}
    assert breaches == {}
    assert result.kills == DAY.kills
    assert [shift for _, shift in day.record.shifts] == [shift for _, shift in JUMPS]
    assert {200, 304} <= set(result.statuses)
    assert result.errors
    assert result.articles > 100


def test_what_is_lost_doubled_or_mixed_breaks_the_promises(day: RecordedWeek) -> None:
    articles = read_articles(day.folder / "corpus")
    first, second, *rest = articles

    def judge(*changed: StoredArticle) -> list[str]:
        promises = judge_entries(day.server, day.record, [*changed, *rest])
        broken = [promise.name for promise in promises if not promise.is_kept]
        return [re.sub("[0-9,]+ ", "", name) for name in broken]

    assert judge(first, second) == []
    assert judge(first) == ["Each of entries that were sent is an article"]
    assert judge(first, second, second) == ["No entry is two articles"]
    mixed = replace(first, text=f"{first.text} {second.title}")
    assert "No article has the texts of two entries" in judge(mixed, second)
    cut = replace(first, text=first.text[: len(first.text) // 3])
    assert judge(cut, second) == ["Every article has the whole last text"]


def test_memory_that_grows_breaks_its_promise() -> None:
    def judge(*values: float) -> list[tuple[bool, str]]:
        promises = judge_growth("Memory", "MB", dict(enumerate(values)))
        return [(promise.is_kept, promise.detail) for promise in promises]

    assert judge(20, 44, 50, 57) == [(False, "44.0 MB, then 57.0 at most: +29.5%")]
    assert judge(20, 44, 48, 44) == [(False, "44.0 MB, then 48.0 at most: +9.1%")]
    assert judge(20, 44, 45, 44.5) == [(True, "44.0 MB, then 45.0 at most: +2.3%")]
    assert judge() == judge(20) == judge(20, 44) == []
