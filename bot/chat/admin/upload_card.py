"""Upload card: what was understood of files that were sent, as one message; pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from bot.chat.reply import is_link, one_line
from bot.chat.rich_text import MOST_UNITS, Reply, RichText, joined, marked, units
from bot.curation.service import IndexChange
from bot.language.wording import count_noun, format_bytes, format_day, format_day_range

_LONGEST_LINE = 200
_LONGEST_NAME = 80
_MOST_SOURCES = 5
_MOST_TWINS = 3
MOST_REFUSALS = 10
_MOST_NAMES = 10


def card(names: Sequence[str], size: int, trial: dict[str, Any]) -> Reply:
    """Return the dry run of files; ``trial`` is what ``DryRun.to_json`` gives."""
    lines = [
        f"{_names(names)} · {format_bytes(size)}",
        f"{count_noun('article', trial['articles'])}{_days(trial)}",
        _repeated(trial["duplicates"]),
        _counted("Sources", trial["sources"]),
        _counted("Languages", trial["languages"]) if any(trial["languages"]) else "",
        *_twins(trial, trial["exact"], "there already, word by word", exact=True),
        *_twins(trial, trial["near"], "nearly the same as one that is there", exact=False),
        *sorted({_remark(remark) for remark in trial["remarks"]})[:_MOST_TWINS],
        *_refusals(trial["refusals"]),
        "" if trial["articles"] else "There is nothing in it to add.",
    ]
    return Reply(_fitting(lines))


def added(
    names: Sequence[str], there: Sequence[str], faults: Sequence[str], change: IndexChange
) -> str:
    """Return what came of adding files."""
    lines = [
        f"Added {_names(names)}: searchable, {change}." if names else f"Searchable, {change}.",
        f"{_names(there)} {'was' if len(there) == 1 else 'were'} there already." if there else "",
        *(one_line(fault, _LONGEST_LINE) for fault in faults[:_MOST_NAMES]),
    ]
    return _fitting(lines)


def preview(samples: Sequence[dict[str, str]]) -> Reply:
    """Return articles as a reader sees them."""
    whole = joined((_sample(sample) for sample in samples), "\n\n")
    return Reply(whole.text, whole.entities) if whole.text else Reply("There is nothing to show.")


def refusal_lines(refusals: Sequence[dict[str, Any]]) -> list[str]:
    """Return every refusal with its file, its line and the reason."""
    return [
        f"{refusal['path']}{'' if refusal['line'] is None else ':' + str(refusal['line'])}: "
        f"{refusal['reason']}"
        for refusal in refusals
    ]


def _names(names: Sequence[str]) -> str:
    shown = [one_line(name, _LONGEST_NAME) for name in names[:_MOST_NAMES]]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _days(trial: dict[str, Any]) -> str:
    if not trial["first"]:
        return ""
    first, last = (date.fromisoformat(trial[end]) for end in ("first", "last"))
    return f", published {'on' if first == last else 'from'} {format_day_range(first, last)}"


def _repeated(duplicates: int) -> str:
    more = count_noun("article", duplicates)
    return f"{more} more of the same id, counted once" if duplicates else ""


def _counted(what: str, counts: dict[str, int]) -> str:
    shown = [
        f"{one_line(name, _LONGEST_NAME) or 'none given'} {number:,}"
        for name, number in list(counts.items())[:_MOST_SOURCES]
    ]
    more = len(counts) - len(shown)
    return f"{what}: {', '.join(shown)}{f' and {more:,} more' if more else ''}" if shown else ""


def _twins(trial: dict[str, Any], number: int, what: str, *, exact: bool) -> list[str]:
    if not number:
        return []
    twins = [twin for twin in trial["twins"] if (twin["similarity"] == 1.0) == exact]
    lines = [
        one_line(f"“{twin['heading']}” in {twin['other_path']}", _LONGEST_LINE)
        for twin in twins[:_MOST_TWINS]
    ]
    more = number - len(lines)
    rest = [f"and {more:,} more"] if more else []
    return [f"{number:,} {'is' if number == 1 else 'are'} {what}:", *lines, *rest]


def _remark(remark: dict[str, Any]) -> str:
    return one_line(f"{remark['path']}: {remark['text']}", _LONGEST_LINE)


def _refusals(refusals: Sequence[dict[str, Any]]) -> list[str]:
    if not refusals:
        return []
    lines = [one_line(line, _LONGEST_LINE) for line in refusal_lines(refusals[:MOST_REFUSALS])]
    more = len(refusals) - len(lines)
    return [f"{len(refusals):,} refused:", *lines, *([f"and {more:,} more"] if more else [])]


def _sample(sample: dict[str, str]) -> RichText:
    title, url = one_line(sample["heading"], _LONGEST_LINE), sample["url"]
    text = sample["text"].encode("utf-8", "replace").decode().strip()
    published = format_day(date.fromisoformat(sample["published"]))
    heading = marked(title, "text_link", url) if title and is_link(url) else RichText(title)
    credit = RichText(f"{one_line(sample['origin'], _LONGEST_NAME)} · {published}")
    return joined((marked(text, "blockquote") if text else RichText(), heading, credit), "\n")


def _fitting(lines: Sequence[str]) -> str:
    """Return the lines as a text, without the last ones where there is no room for them."""
    kept = list(filter(None, lines))
    while units("\n".join(kept)) > MOST_UNITS - 2:
        kept[-2:] = ["…"]
    return "\n".join(kept)
