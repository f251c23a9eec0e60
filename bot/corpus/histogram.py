"""Histogram: articles by month or, where that would be too many bars, by year."""

from collections import Counter
from collections.abc import Iterable, Mapping

MAX_BARS = 60


def bars(months: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return labels such as "2026-01" or "2026" with their counts, without a gap.

    More than ``MAX_BARS`` months are counted by year; of more years than that, the first ones
    are one bar such as "before 1960".
    """
    if not months:
        return []
    by_month = list(_fill_gaps(months))
    if len(by_month) <= MAX_BARS:
        return by_month
    years: Counter[int] = Counter()
    for month, count in months.items():
        years[int(month[:4])] += count
    first, last = max(min(years), max(years) - MAX_BARS + 2), max(years)
    count_before = sum(count for year, count in years.items() if year < first)
    earlier = [(f"before {first}", count_before)] if count_before else []
    return earlier + [(f"{year:04}", years[year]) for year in range(first, last + 1)]


def lines(months: Mapping[str, int], width: int = 40) -> Iterable[str]:
    """Yield a line with a bar for each month or year."""
    rows = bars(months)
    highest = max((count for _, count in rows), default=0)
    label_width = max((len(label) for label, _ in rows), default=0)
    for label, count in rows:
        bar = "█" * max(round(width * count / highest), 1 if count else 0) if highest else ""
        yield f"{label:<{label_width}}  {bar}{' ' if bar else ''}{count:,}"


def _fill_gaps(months: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    year, month = (int(part) for part in min(months).split("-"))
    last = max(months)
    while (label := f"{year:04}-{month:02}") <= last:
        yield label, months.get(label, 0)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
