"""Corpus pages: the list of files, and one of them, as messages with buttons; pure."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from bot.chat.admin.notices import write_losses
from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.corpus.listing import CorpusFile
from bot.corpus.losses import Loss
from bot.index.sync.result import round_estimate
from bot.localization.current import (
    format_count,
    format_day,
    format_day_range,
    format_number,
    format_size,
    gettext,
    isolate,
    ngettext,
)
from bot.localization.stored_messages import translate_stored

PER_PAGE = 8
PAGE, OPEN, PREVIEW, EXPORT, CONFIRM, REMOVE, RESTORE = (
    "co.page", "co.open", "co.see", "co.get", "co.ask", "co.rm", "co.back",
)  # fmt: skip
ARTICLES, SEARCH = "co.list", "co.find"

_LONGEST_NAME = 80
_LONGEST_REASON = 120


def make_key(file: str) -> str:
    """Return what names a file in a button, however long its path is."""
    return hashlib.sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def render_list(
    files: Sequence[CorpusFile], page: int, losses: Sequence[Loss] = (), roots: Sequence[Path] = ()
) -> Reply:
    """Return one page of the files, which are sorted newest first, below what is lost.

    Folders are named as they are in one of the ``roots``.
    """
    warning = write_losses(losses, roots)
    if not files and warning:
        return Reply(warning)
    if not files:
        return Reply(gettext("The corpus folder is empty. Send me an article file to add it."))
    last = (len(files) - 1) // PER_PAGE
    page = min(max(page, 0), last)
    start = page * PER_PAGE
    visible = files[start : start + PER_PAGE]
    unfinished_count = sum(file.retry_at is not None for file in files)
    lines = [*([warning, ""] if warning else []), _write_heading(len(files), start, len(visible))]
    if unfinished_count:
        lines.append(_write_unfinished(unfinished_count))
    for number, file in enumerate(visible, start + 1):
        lines += [
            "",
            f"{number}. {isolate(_write_name(file))}",
            f"{_write_contents(file)} · {_write_origin(file)}",
        ]
        lines += filter(None, [_write_retry(file)])
    numbers = [
        Button(str(number), encode_data(OPEN, make_key(file.file), str(page)))
        for number, file in enumerate(visible, start + 1)
    ]
    newer = [Button(gettext("‹ Newer"), encode_data(PAGE, str(page - 1)))] if page else []
    older = [Button(gettext("Older ›"), encode_data(PAGE, str(page + 1)))] if page < last else []
    search = [Button(gettext("Search"), encode_data(SEARCH, "0"))]
    return Reply("\n".join(lines), keyboard=make_keyboard(numbers, newer + older, search))


def render_file(file: CorpusFile, page: int) -> Reply:
    """Return one file, with buttons for what can be done with it."""
    key = make_key(file.file)
    rejections = count_rejections(file.rejections) if file.rejections else ""
    # Translators: articles that an admin left out of what is searched.
    hidden_count = format_count("{count} hidden", "{count} hidden", file.hidden_count)
    lines = [
        _write_name(file), f"{_write_contents(file)} · {format_size(file.size)}",
        hidden_count if file.hidden_count else "", rejections, _write_retry(file),
        _write_origin(file),
    ]  # fmt: skip
    articles = [Button(gettext("Articles"), encode_data(ARTICLES, key, "0"))]
    actions = [
        Button(gettext("Preview"), encode_data(PREVIEW, key)),
        Button(gettext("Export"), encode_data(EXPORT, key)),
        Button(gettext("Remove"), encode_data(CONFIRM, key, str(page))),
    ]
    navigation = make_back_button(page)
    keyboard = make_keyboard(articles, actions, [navigation])
    return Reply("\n".join(filter(None, lines)), keyboard=keyboard)


def render_confirmation(file: CorpusFile, page: int, days: int) -> Reply:
    """Return the question before a file is removed."""
    key = make_key(file.file)
    question = ngettext(
        "Remove {file} with {count} article?", "Remove {file} with {count} articles?", file.articles
    ).format(file=isolate(_write_name(file)), count=format_number(file.articles))
    promise = format_count(
        "You can restore it for {count} day.", "You can restore it for {count} days.", days
    )
    text = f"{question} {promise}"
    buttons = [
        Button(gettext("Yes, remove it"), encode_data(REMOVE, key)),
        Button(gettext("Keep it"), encode_data(OPEN, key, str(page))),
    ]
    return Reply(text, keyboard=make_keyboard(buttons))


def make_back_button(page: int = 0) -> Button:
    """Return the button that leads to a page of the list."""
    return Button(gettext("‹ All files"), encode_data(PAGE, str(page)))


def count_rejections(number: int) -> str:
    """Return how many articles or files were rejected."""
    # Translators: articles that could not be read.
    return format_count("{count} rejected", "{count} rejected", number)


def _write_heading(total: int, start: int, visible: int) -> str:
    if total == visible:
        return format_count("{count} file, newest first", "{count} files, newest first", total)
    # Translators: the files from number {first} to number {last} follow.
    message = ngettext(
        "{count} file, newest first, {first} to {last}",
        "{count} files, newest first, {first} to {last}",
        total,
    )
    first, last = format_number(start + 1), format_number(start + visible)
    return message.format(count=format_number(total), first=first, last=last)


def _write_unfinished(number: int) -> str:
    return format_count(
        "{count} file could not be read to its end so far",
        "{count} files could not be read to their end so far",
        number,
    )


def _write_name(file: CorpusFile) -> str:
    return shorten_line(file.file, _LONGEST_NAME)


def _write_contents(file: CorpusFile) -> str:
    if file.first is None or file.last is None:
        return format_count("{count} article", "{count} articles", file.articles)
    # Translators: {days} is a day, or the first and the last of several.
    message = ngettext("{count} article, {days}", "{count} articles, {days}", file.articles)
    days = format_day_range(file.first, file.last)
    return message.format(count=format_number(file.articles), days=days)


def _write_origin(file: CorpusFile) -> str:
    day, time = format_day(file.timestamp.date()), f"{file.timestamp:%H:%M}"
    actor = shorten_line(file.actor, _LONGEST_NAME)
    if not actor:
        return gettext("copied into the folder, {day}, {time} UTC").format(day=day, time=time)
    # Translators: {actor} is the name of an admin.
    message = gettext("added by {actor}, {day}, {time} UTC")
    return message.format(actor=isolate(actor), day=day, time=time)


def _write_retry(file: CorpusFile) -> str:
    if file.retry_at is None:
        return ""
    reason = shorten_line(translate_stored(file.reason), _LONGEST_REASON)
    time, total = f"{file.retry_at:%H:%M}", round_estimate(file.expected)
    if total <= file.articles:
        # Translators: a file that could not be read to its end, and why.
        message = gettext("unfinished: {reason}; next attempt at {time} UTC")
        return message.format(reason=reason, time=time)
    # Translators: of a file that could not be read to its end. {reason} is why.
    message = ngettext(
        "{count} of about {total} articles read, trying again at {time} UTC ({reason})",
        "{count} of about {total} articles read, trying again at {time} UTC ({reason})",
        total,
    )
    count = format_number(file.articles)
    return message.format(count=count, total=format_number(total), time=time, reason=reason)
