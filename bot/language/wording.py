"""Wording: what the rooms above write of numbers, sizes and dates, in English."""

from bot.localization.english import (
    count_noun,
    format_bytes,
    format_day,
    format_day_range,
    format_month,
    format_period,
)

__all__ = [
    "count_noun",
    "format_bytes",
    "format_day",
    "format_day_range",
    "format_month",
    "format_period",
]
