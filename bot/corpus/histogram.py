"""Timeline: articles by month or, where that would be too many bars, by year."""

from collections import Counter
from collections.abc import Iterable, Mapping

MOST_BARS = 60


def bars(months: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return labels such as "2026-01" or "2026" with their counts, without a gap.

    More than ``MOST_BARS`` months go by years, more years than that by the last ones, after
    a bar such as "before 1960".
    """
    if not months:
        return []
    found = list(_filled(months))
    if len(found) <= MOST_BARS:
        return found
    years: Counter[int] = Counter()
    for month, count in months.items():
        years[int(month[:4])] += count
    first, last = max(min(years), max(years) - MOST_BARS + 2), max(years)
    before = sum(count for year, count in years.items() if year < first)
    earlier = [(f"before {first}", before)] if before else []
    return earlier + [(f"{year:04}", years[year]) for year in range(first, last + 1)]


def lines(months: Mapping[str, int], width: int = 40) -> Iterable[str]:
    """Yield a line with a bar for each month or year."""
    found = bars(months)
    most = max((count for _, count in found), default=0)
    labels = max((len(label) for label, _ in found), default=0)
    for label, count in found:
        bar = "█" * max(round(width * count / most), 1 if count else 0) if most else ""
        yield f"{label:<{labels}}  {bar}{' ' if bar else ''}{count:,}"


def _filled(months: Mapping[str, int]) -> Iterable[tuple[str, int]]:
    year, month = (int(part) for part in min(months).split("-"))
    last = max(months)
    while (label := f"{year:04}-{month:02}") <= last:
        yield label, months.get(label, 0)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
