"""Compare date parsers on the labelled questions and sentences; print a Markdown table.

The peers are not dependencies; docs/time.md has the command that installs them.
"""

import importlib
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from bot.language.temporal.calendar import DayRange
from bot.language.temporal.resolve import resolve_dates, resolve_question
from tests.language.temporal.labels import (
    QUESTIONS,
    QUESTIONS_HELD_OUT,
    SENTENCES,
    SENTENCES_HELD_OUT,
    read_questions,
    read_sentences,
)

# All ranges that a reader finds in a text, in reading order.
Reader = Callable[[str, date], list[DayRange]]


def dateline(text: str, at: date) -> list[DayRange]:
    found = resolve_question(text, at).range
    return [found] if found else []


def dateline_sentences(text: str, published: date) -> list[DayRange]:
    return [DayRange(found.first, found.last) for found in resolve_dates(text, published)]


def dateparser() -> Reader:
    search = importlib.import_module("dateparser.search").search_dates

    def read(text: str, at: date) -> list[DayRange]:
        settings = {"RELATIVE_BASE": _noon(at), "PREFER_DATES_FROM": "past"}
        found = search(text, languages=["en"], settings=settings)
        return [_day(moment) for _, moment in found or ()]

    return read


def parsedatetime() -> Reader:
    calendar = importlib.import_module("parsedatetime").Calendar()
    return lambda text, at: [
        _day(found[0]) for found in calendar.nlp(text, sourceTime=_noon(at)) or ()
    ]


def timefhuman() -> Reader:
    module = importlib.import_module("timefhuman")
    config = module.tfhConfig(direction=module.Direction.previous)

    def read(text: str, at: date) -> list[DayRange]:
        config.now = _noon(at)
        return [_moments(found) for found in module.timefhuman(text, config=config) if found]

    return read


def recurrent() -> Reader:
    event = importlib.import_module("recurrent.event_parser").RecurringEvent

    def read(text: str, at: date) -> list[DayRange]:
        found = event(now_date=_noon(at)).parse(text)
        return [_day(found)] if isinstance(found, datetime) else []

    return read


def ctparse() -> Reader:
    parse = importlib.import_module("ctparse").ctparse

    def read(text: str, at: date) -> list[DayRange]:
        # Without a limit, a long question takes minutes.
        found = parse(text, ts=_noon(at), timeout=1)
        resolution = found.resolution if found else None
        if resolution is None or not hasattr(resolution, "start"):
            return []
        start, end = resolution.start, resolution.end
        try:
            return [DayRange(start and start.dt.date(), end and end.dt.date())]
        except ValueError:  # a time of day alone
            return []

    return read


PEERS: dict[str, Callable[[], Reader]] = {
    "dateparser": dateparser,
    "parsedatetime": parsedatetime,
    "timefhuman": timefhuman,
    "recurrent": recurrent,
    "ctparse": ctparse,
}


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - peers want no zone


def _day(moment: datetime) -> DayRange:
    return DayRange(moment.date(), moment.date())


def _moments(found: Any) -> DayRange:
    ends = found if isinstance(found, tuple | list) else (found, found)
    days = [end.date() if isinstance(end, datetime) else end for end in ends]
    if not all(isinstance(day, date) for day in days):
        return DayRange(None, None)
    return DayRange(days[0], days[-1])


def _row(name: str, questions: Reader, sentences: Reader) -> str:
    timed = untimed = right_timed = right_untimed = failed = shown = right_shown = wanted = 0
    elapsed = 0.0
    for path in (QUESTIONS, QUESTIONS_HELD_OUT):
        for question in read_questions(path):
            begin = time.perf_counter()
            try:
                found = questions(question.text, question.at)
            except Exception:
                failed += 1
                found = []
            elapsed += time.perf_counter() - begin
            if question.range is None:
                untimed += 1
                right_untimed += not found
            else:
                timed += 1
                right_timed += question.range in found
    for path in (SENTENCES, SENTENCES_HELD_OUT):
        for sentence in read_sentences(path):
            try:
                ranges = set(sentences(sentence.text, sentence.published))
            except Exception:
                failed += 1
                ranges = set()
            right = {days for _, days in sentence.shown}
            shown, wanted = shown + len(ranges), wanted + len(right)
            right_shown += len(ranges & right)
    return (
        f"| {name} | {right_timed / timed:.3f} | {right_untimed / untimed:.3f}"
        f" | {right_shown / max(shown, 1):.3f} | {right_shown / wanted:.3f} | {failed}"
        f" | {elapsed / (timed + untimed) * 1000:.2f} |"
    )


def main() -> None:
    warnings.simplefilter("ignore")
    print("| reader | questions: right range | questions: rightly none | sentences: right of shown"
          " | sentences: shown of right | failed | ms a question |")  # fmt: skip
    print("|---|---|---|---|---|---|---|")
    print(_row("Dateline", dateline, dateline_sentences))
    for name, load in PEERS.items():
        reader = load()
        print(_row(name, reader, reader), flush=True)


if __name__ == "__main__":
    main()
