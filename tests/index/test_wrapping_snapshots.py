"""A snapshot that shows less than another finds addresses as the other does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import cast

import pytest

from bot.answers.question.filters.filtered_snapshot import FilteredSnapshot
from bot.answers.question.filters.language_preference import LanguageSnapshot
from bot.answers.question.filters.operators import Filters
from bot.evaluation.truncated_index import TruncatedSnapshot
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Snapshot
from tests.index.samples import ANALYZER, article, make_url

OLD = replace(article("A harbour.", "a", "2026-01-03"), url=make_url("harbour"))
NEW = replace(article("A harbour again.", "b", "2026-01-09"), url=make_url("harbour"))


def _filter(snapshot: Snapshot) -> Snapshot:
    return cast("Snapshot", FilteredSnapshot(snapshot, Filters(phrases=("harbour",))))


def _prefer_language(snapshot: Snapshot) -> Snapshot:
    return cast("Snapshot", LanguageSnapshot(snapshot, "en"))


def _truncate(snapshot: Snapshot) -> Snapshot:
    return TruncatedSnapshot(snapshot, date(2026, 1, 31))


@pytest.mark.parametrize("wrap", [_filter, _prefer_language, _truncate])
def test_an_address_is_found_through_a_wrapping_snapshot(
    wrap: Callable[[Snapshot], Snapshot],
) -> None:
    snapshot = wrap(MemoryIndex([OLD, NEW], ANALYZER).snapshot())
    assert snapshot.find_by_url(make_url("harbour")) == NEW
    assert snapshot.find_by_url(make_url("harbour"), until=date(2026, 1, 8)) == OLD
    assert snapshot.find_by_url(make_url("ferry")) is None


def test_nothing_later_than_its_last_day_is_found_in_a_truncated_snapshot() -> None:
    snapshot = MemoryIndex([OLD, NEW], ANALYZER).snapshot()
    truncated = TruncatedSnapshot(snapshot, date(2026, 1, 5))
    assert truncated.find_by_url(make_url("harbour")) == OLD
    assert truncated.find_by_url(make_url("harbour"), until=date(2026, 1, 31)) == OLD
