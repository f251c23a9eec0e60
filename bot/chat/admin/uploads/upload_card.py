"""Upload card: what was read from uploaded files, as one message; pure."""

from collections import Counter
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
from bot.corpus.preview import Duplicate, Preview
from bot.corpus.report import Report
from bot.corpus.sample import Sample
from bot.curation.service import IndexChange
from bot.language.languages.lookup import DEFAULT, find_language
from bot.localization.current import (
    format_count,
    format_day,
    format_day_range,
    format_number,
    format_size,
    gettext,
    isolate,
    join_names,
    name_language,
    ngettext,
)
from bot.localization.stored_messages import translate_stored

_LONGEST_LINE = 200
_LONGEST_TITLE = 120
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
    lines = [
        f"{_list_names(names)} · {format_size(size)}",
        count_articles(report),
        _write_repeats(report.duplicates),
        # Translators: {items} are names, each with a number of articles.
        _write_counts(gettext("Sources: {items}"), report.sources),
        _write_counts(gettext("Languages: {items}"), _name_languages(report)),
        *list_findings(preview),
        "" if report.articles else gettext("There is nothing to add."),
    ]
    return Reply(_fit_lines(lines), keyboard=keyboard)


def list_findings(preview: Preview) -> list[str]:
    """Return lines on what repeats other articles, is remarkable, or could not be read."""
    report = preview.report
    return [
        *_list_exact_duplicates(preview),
        *_list_near_duplicates(preview),
        *sorted({_write_notice(notice) for notice in report.notices})[:_MOST_DUPLICATES],
        *_write_rejections(report.rejections),
    ]


def write_result(
    names: Sequence[str], duplicates: Sequence[str], faults: Sequence[str], change: IndexChange
) -> str:
    """Return the result of adding files."""
    # Translators: {change} is as in "2 articles more can be searched".
    result = gettext("Added {files}: {change}.") if names else gettext("Nothing new: {change}.")
    repetition = ngettext(
        "{files} was already in the corpus.", "{files} were already in the corpus.", len(duplicates)
    )
    lines = [
        result.format(files=_list_names(names), change=describe_change(change)),
        repetition.format(files=_list_names(duplicates)) if duplicates else "",
        *(shorten_line(translate_stored(fault), _LONGEST_LINE) for fault in faults[:_MOST_NAMES]),
    ]
    return _fit_lines(lines)


def describe_change(change: IndexChange) -> str:
    """Return how many articles more or fewer can be searched than before."""
    number = change.new_articles - change.old_articles
    if not number:
        return gettext("as many articles as before can be searched")
    if number < 0:
        return format_count(
            "{count} article fewer can be searched", "{count} articles fewer can be searched",
            -number,
        )  # fmt: skip
    return format_count(
        "{count} article more can be searched", "{count} articles more can be searched", number
    )


def render_samples(samples: Sequence[Sample]) -> Reply:
    """Return articles as a reader sees them."""
    pieces = join_pieces((_render_sample(sample) for sample in samples), "\n\n")
    return Reply(pieces.text or gettext("There is nothing to show."), pieces.entities)


def list_rejections(rejections: Sequence[Rejection]) -> list[str]:
    """Return every rejection with its file, its line and the reason."""
    return [
        f"{rejection.path}{'' if rejection.line is None else f':{rejection.line}'}: "
        f"{translate_stored(rejection.reason)}"
        for rejection in rejections
    ]


def _list_names(names: Sequence[str]) -> str:
    visible = [isolate(shorten_line(name, _LONGEST_NAME)) for name in names[:_MOST_NAMES]]
    return _add_surplus(join_names(visible), len(names) - len(visible))


def _add_surplus(items: str, number: int) -> str:
    if number <= 0:
        return items
    # Translators: the first items of a list, and how many others there are.
    message = ngettext("{items} and {count} more", "{items} and {count} more", number)
    return message.format(items=items, count=format_number(number))


def _write_surplus(number: int) -> list[str]:
    if number <= 0:
        return []
    # Translators: the last line below a list.
    return [format_count("and {count} more", "and {count} more", number)]


def count_articles(report: Report) -> str:
    """Return how many articles there are, and from which days."""
    count, first, last = report.articles, report.first, report.last
    if first is None or last is None:
        return format_count("{count} article", "{count} articles", count)
    if first == last:
        message = ngettext(
            "{count} article, published on {day}", "{count} articles, published on {day}", count
        )
        return message.format(count=format_number(count), day=format_day(first))
    # Translators: {days} is the first day and the last, as in "7 January 2026 to 2 March 2026".
    message = ngettext(
        "{count} article, published from {days}", "{count} articles, published from {days}", count
    )
    return message.format(count=format_number(count), days=format_day_range(first, last))


def _write_repeats(repeats: int) -> str:
    if not repeats:
        return ""
    return format_count(
        "{count} article with a repeated id, counted once",
        "{count} articles with a repeated id, counted once",
        repeats,
    )


def _write_counts(message: str, counts: Sequence[tuple[str, int]]) -> str:
    # Translators: where a source or a language has no name.
    unknown = gettext("none")
    items = [
        f"{isolate(shorten_line(name, _LONGEST_NAME) or unknown)} {format_number(number)}"
        for name, number in counts[:_MOST_SOURCES]
    ]
    if not items:
        return ""
    return message.format(items=_add_surplus(join_names(items), len(counts) - len(items)))


def _name_languages(report: Report) -> list[tuple[str, int]]:
    """Return the names of the languages and their articles; none where no article has a tag."""
    if not any(tag for tag, _ in report.languages):
        return []
    counts: Counter[str] = Counter()
    for tag, number in report.languages:
        language = find_language(tag)
        counts[name_language(tag if language is DEFAULT else language.code)] += number
    return counts.most_common()


def _list_exact_duplicates(preview: Preview) -> list[str]:
    heading = format_count(
        "{count} is already in the corpus, word for word:",
        "{count} are already in the corpus, word for word:",
        preview.exact_count,
    )
    duplicates = [duplicate for duplicate in preview.duplicates if duplicate.exact]
    return _list_duplicates(heading, duplicates, preview.exact_count)


def _list_near_duplicates(preview: Preview) -> list[str]:
    heading = format_count(
        "{count} is nearly the same as one in the corpus:",
        "{count} are nearly the same as one in the corpus:",
        preview.near_count,
    )
    duplicates = [duplicate for duplicate in preview.duplicates if not duplicate.exact]
    return _list_duplicates(heading, duplicates, preview.near_count)


def _list_duplicates(heading: str, duplicates: Sequence[Duplicate], number: int) -> list[str]:
    if not number:
        return []
    # Translators: an article's title, and the file in which the same article is.
    message = gettext("“{title}” in {file}")
    lines = [
        message.format(
            title=isolate(shorten_line(duplicate.heading, _LONGEST_TITLE)),
            file=isolate(shorten_line(duplicate.other_path, _LONGEST_NAME)),
        )
        for duplicate in duplicates[:_MOST_DUPLICATES]
    ]
    return [heading, *lines, *_write_surplus(number - len(lines))]


def _write_notice(notice: Notice) -> str:
    return _write_finding(notice.path, None, notice.text)


def _write_rejections(rejections: Sequence[Rejection]) -> list[str]:
    if not rejections:
        return []
    lines = [
        _write_finding(rejection.path, rejection.line, rejection.reason)
        for rejection in rejections[:MOST_REJECTIONS]
    ]
    # Translators: articles that could not be read; they follow.
    heading = format_count("{count} rejected:", "{count} rejected:", len(rejections))
    return [heading, *lines, *_write_surplus(len(rejections) - len(lines))]


def _write_finding(path: str, line: int | None, text: str) -> str:
    """Return what was found, behind its place."""
    place = shorten_line(path, _LONGEST_NAME) + ("" if line is None else f":{line}")
    return f"{isolate(place)}: {shorten_line(translate_stored(text), _LONGEST_LINE)}"


def _render_sample(sample: Sample) -> RichText:
    title, url = shorten_line(sample.heading, _LONGEST_LINE), sample.url
    text = sample.text.encode("utf-8", "replace").decode().strip()
    published = format_day(date.fromisoformat(sample.published))
    is_linked = bool(title) and is_link(url)
    heading = format_entity(title, "text_link", url) if is_linked else RichText(title)
    credit = RichText(f"{isolate(shorten_line(sample.origin, _LONGEST_NAME))} · {published}")
    quote = format_entity(text, "blockquote") if text else RichText()
    return join_pieces((quote, heading, credit), "\n")


def _fit_lines(lines: Sequence[str]) -> str:
    """Return the lines as a text, without the last ones where there is no room for them."""
    lines = list(filter(None, lines))
    while count_units("\n".join(lines)) > MOST_UNITS - 2:
        lines = [*lines[:-2], "…"]
    return "\n".join(lines)
