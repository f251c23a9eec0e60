"""Corpus pages: the list of files, and one of them, as messages with buttons; pure."""

import hashlib
from collections.abc import Sequence

from bot.chat.keyboard import Button, encode_data, make_keyboard
from bot.chat.replies.text_lines import shorten_line
from bot.chat.rich_text import Reply
from bot.corpus.listing import CorpusFile
from bot.language.wording import count_noun, format_bytes, format_day, format_day_range

PER_PAGE = 8
PAGE, OPEN, PREVIEW, EXPORT, CONFIRM, REMOVE, RESTORE = (
    "co.page", "co.open", "co.see", "co.get", "co.ask", "co.rm", "co.back",
)  # fmt: skip

_LONGEST_NAME = 80
_LONGEST_REASON = 120


def make_key(file: str) -> str:
    """Return what names a file in a button, however long its path is."""
    return hashlib.sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def render_list(files: Sequence[CorpusFile], page: int) -> Reply:
    """Return one page of the files, which are sorted newest first."""
    if not files:
        return Reply("The corpus folder is empty. Send me an article file to add it.")
    last = (len(files) - 1) // PER_PAGE
    page = min(max(page, 0), last)
    start = page * PER_PAGE
    visible = files[start : start + PER_PAGE]
    lines = [_write_heading(len(files), start, len(visible))]
    for number, file in enumerate(visible, start + 1):
        lines += [
            "",
            f"{number}. {_write_name(file)}",
            f"{_write_contents(file)} · {_write_origin(file)}",
        ]
        lines += filter(None, [_write_retry(file)])
    numbers = [
        Button(str(number), encode_data(OPEN, make_key(file.file), str(page)))
        for number, file in enumerate(visible, start + 1)
    ]
    newer = [Button("‹ Newer", encode_data(PAGE, str(page - 1)))] if page else []
    older = [Button("Older ›", encode_data(PAGE, str(page + 1)))] if page < last else []
    return Reply("\n".join(lines), keyboard=make_keyboard(numbers, newer + older))


def render_file(file: CorpusFile, page: int) -> Reply:
    """Return one file, with buttons for what can be done with it."""
    key = make_key(file.file)
    rejections = f"{file.rejections:,} rejected" if file.rejections else ""
    lines = [
        _write_name(file), f"{_write_contents(file)} · {format_bytes(file.size)}", rejections,
        _write_retry(file), _write_origin(file),
    ]  # fmt: skip
    actions = [
        Button("Preview", encode_data(PREVIEW, key)),
        Button("Export", encode_data(EXPORT, key)),
        Button("Remove", encode_data(CONFIRM, key, str(page))),
    ]
    navigation = [Button("‹ All files", encode_data(PAGE, str(page)))]
    return Reply("\n".join(filter(None, lines)), keyboard=make_keyboard(actions, navigation))


def render_confirmation(file: CorpusFile, page: int, days: int) -> Reply:
    """Return the question before a file is removed."""
    key = make_key(file.file)
    text = (
        f"Remove {_write_name(file)} with {count_noun('article', file.articles)}? "
        f"You can restore it for {count_noun('day', days)}."
    )
    buttons = [
        Button("Yes, remove it", encode_data(REMOVE, key)),
        Button("Keep it", encode_data(OPEN, key, str(page))),
    ]
    return Reply(text, keyboard=make_keyboard(buttons))


def _write_heading(total: int, start: int, visible: int) -> str:
    heading = f"{count_noun('file', total)}, newest first"
    return heading if total == visible else f"{heading}, {start + 1:,} to {start + visible:,}"


def _write_name(file: CorpusFile) -> str:
    return shorten_line(file.file, _LONGEST_NAME)


def _write_contents(file: CorpusFile) -> str:
    if file.first is None or file.last is None:
        return count_noun("article", file.articles)
    days = format_day_range(file.first, file.last)
    return f"{count_noun('article', file.articles)}, {days}"


def _write_origin(file: CorpusFile) -> str:
    timestamp = f"{format_day(file.timestamp.date())}, {file.timestamp:%H:%M} UTC"
    actor = shorten_line(file.actor, _LONGEST_NAME)
    return f"added by {actor}, {timestamp}" if actor else f"copied into the folder, {timestamp}"


def _write_retry(file: CorpusFile) -> str:
    if file.retry_at is None:
        return ""
    reason = shorten_line(file.reason, _LONGEST_REASON)
    return f"unfinished: {reason}; next attempt at {file.retry_at:%H:%M} UTC"
