"""Upload card: what was read from uploaded files, as one message; pure."""

from collections.abc import Sequence
from datetime import date

from bot.articles.findings import Notice, Rejection
from bot.chat.keyboard import Keyboard
from bot.chat.replies.links import is_link
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import (
    MOST_UNITS,
    Reply,
    RichText,
    count_units,
    format_entity,
    join_pieces,
)
from bot.corpus.preview import Preview
from bot.corpus.report import Report
from bot.corpus.sample import Sample
from bot.curation.service import IndexChange
from bot.language.wording import count_noun, format_bytes, format_day, format_day_range

_LONGEST_LINE = 200
_LONGEST_NAME = 80
_MOST_SOURCES = 5
_MOST_DUPLICATES = 3
MOST_REJECTIONS = 10
_MOST_NAMES = 10


def render_card(
    names: Sequence[str], size: int, preview: Preview, keyboard: Keyboard = ()
) -> Reply:
    """Return the card of files."""
    report = preview.report
    has_languages = any(name for name, _ in report.languages)
    lines = [
        f"{_list_names(names)} · {format_bytes(size)}",
        f"{count_noun('article', report.articles)}{_write_days(report)}",
        _write_repeats(report.duplicates),
        _write_counts("Sources", report.sources),
        _write_counts("Languages", report.languages) if has_languages else "",
        *_write_duplicates(
            preview, preview.exact_count, "already in the corpus, word for word", exact=True
        ),
        *_write_duplicates(
            preview, preview.near_count, "nearly the same as one in the corpus", exact=False
        ),
        *sorted({_write_notice(notice) for notice in report.notices})[:_MOST_DUPLICATES],
        *_write_rejections(report.rejections),
        "" if report.articles else "There is nothing to add.",
    ]
    return Reply(_fit_lines(lines), keyboard=keyboard)


def write_result(
    names: Sequence[str], duplicates: Sequence[str], faults: Sequence[str], change: IndexChange
) -> str:
    """Return the result of adding files."""
    verb = "was" if len(duplicates) == 1 else "were"
    lines = [
        f"Added {_list_names(names)}: searchable, {change}." if names else f"Searchable, {change}.",
        f"{_list_names(duplicates)} {verb} already in the corpus." if duplicates else "",
        *(shorten_line(fault, _LONGEST_LINE) for fault in faults[:_MOST_NAMES]),
    ]
    return _fit_lines(lines)


def render_samples(samples: Sequence[Sample]) -> Reply:
    """Return articles as a reader sees them."""
    pieces = join_pieces((_render_sample(sample) for sample in samples), "\n\n")
    return Reply(pieces.text or "There is nothing to show.", pieces.entities)


def list_rejections(rejections: Sequence[Rejection]) -> list[str]:
    """Return every rejection with its file, its line and the reason."""
    return [
        f"{rejection.path}{'' if rejection.line is None else f':{rejection.line}'}: "
        f"{rejection.reason}"
        for rejection in rejections
    ]


def _list_names(names: Sequence[str]) -> str:
    visible = [shorten_line(name, _LONGEST_NAME) for name in names[:_MOST_NAMES]]
    return ", ".join(visible) + _write_surplus(len(names) - len(visible))


def _write_surplus(number: int) -> str:
    return f" and {number:,} more" if number > 0 else ""


def _write_days(report: Report) -> str:
    first, last = report.first, report.last
    if first is None or last is None:
        return ""
    return f", published {'on' if first == last else 'from'} {format_day_range(first, last)}"


def _write_repeats(repeats: int) -> str:
    if not repeats:
        return ""
    return f"{count_noun('article', repeats)} with a repeated id, counted once"


def _write_counts(heading: str, counts: Sequence[tuple[str, int]]) -> str:
    items = [
        f"{shorten_line(name, _LONGEST_NAME) or 'none'} {number:,}"
        for name, number in counts[:_MOST_SOURCES]
    ]
    surplus = _write_surplus(len(counts) - len(items))
    return f"{heading}: {', '.join(items)}{surplus}" if items else ""


def _write_duplicates(preview: Preview, number: int, relation: str, *, exact: bool) -> list[str]:
    if not number:
        return []
    duplicates = [duplicate for duplicate in preview.duplicates if duplicate.exact == exact]
    lines = [
        shorten_line(f"“{duplicate.heading}” in {duplicate.other_path}", _LONGEST_LINE)
        for duplicate in duplicates[:_MOST_DUPLICATES]
    ]
    surplus = _write_surplus(number - len(lines)).strip()
    verb = "is" if number == 1 else "are"
    return [f"{number:,} {verb} {relation}:", *lines, *filter(None, [surplus])]


def _write_notice(notice: Notice) -> str:
    return shorten_line(f"{notice.path}: {notice.text}", _LONGEST_LINE)


def _write_rejections(rejections: Sequence[Rejection]) -> list[str]:
    if not rejections:
        return []
    lines = [
        shorten_line(line, _LONGEST_LINE) for line in list_rejections(rejections[:MOST_REJECTIONS])
    ]
    surplus = _write_surplus(len(rejections) - len(lines)).strip()
    return [f"{len(rejections):,} rejected:", *lines, *filter(None, [surplus])]


def _render_sample(sample: Sample) -> RichText:
    title, url = shorten_line(sample.heading, _LONGEST_LINE), sample.url
    text = sample.text.encode("utf-8", "replace").decode().strip()
    published = format_day(date.fromisoformat(sample.published))
    is_linked = bool(title) and is_link(url)
    heading = format_entity(title, "text_link", url) if is_linked else RichText(title)
    credit = RichText(f"{shorten_line(sample.origin, _LONGEST_NAME)} · {published}")
    quote = format_entity(text, "blockquote") if text else RichText()
    return join_pieces((quote, heading, credit), "\n")


def _fit_lines(lines: Sequence[str]) -> str:
    """Return the lines as a text, without the last ones where there is no room for them."""
    lines = list(filter(None, lines))
    while count_units("\n".join(lines)) > MOST_UNITS - 2:
        lines = [*lines[:-2], "…"]
    return "\n".join(lines)
