"""Corpus pages: the list of files, and one of them, as messages with buttons; pure."""

import hashlib
from collections.abc import Sequence

from bot.chat.admin.callback_data import Buttons, data
from bot.chat.reply import one_line
from bot.chat.rich_text import Reply
from bot.corpus.listing import CorpusFile
from bot.language.wording import count_noun, format_bytes, format_day, format_day_range

PER_PAGE = 8
PAGE, OPEN, SEE, GET, ASK, REMOVE, BACK = (
    "co.page", "co.open", "co.see", "co.get", "co.ask", "co.rm", "co.back",
)  # fmt: skip

_LONGEST_NAME = 80


def key(file: str) -> str:
    """Return what names a file in a button, however long its path is."""
    return hashlib.sha256(file.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def listing(files: Sequence[CorpusFile], page: int) -> tuple[Reply, Buttons]:
    """Return one page of the files, which are given newest first."""
    if not files:
        return Reply("The corpus folder is empty. Send me a file of articles to add it."), []
    last = (len(files) - 1) // PER_PAGE
    page = min(max(page, 0), last)
    begin = page * PER_PAGE
    shown = files[begin : begin + PER_PAGE]
    lines = [_heading(len(files), begin, len(shown))]
    for number, file in enumerate(shown, begin + 1):
        lines += ["", f"{number}. {_name(file)}", f"{_holds(file)} · {_by(file)}"]
    numbers = [
        (str(number), data(OPEN, key(file.file), str(page)))
        for number, file in enumerate(shown, begin + 1)
    ]
    turning = [("‹ Newer", data(PAGE, str(page - 1)))] if page else []
    turning += [("Older ›", data(PAGE, str(page + 1)))] if page < last else []
    return Reply("\n".join(lines)), [row for row in (numbers, turning) if row]


def opened(file: CorpusFile, page: int) -> tuple[Reply, Buttons]:
    """Return one file with what can be done with it."""
    own, back = key(file.file), str(page)
    refused = f"{file.refusals:,} refused" if file.refusals else ""
    lines = [_name(file), f"{_holds(file)} · {format_bytes(file.size)}", refused, _by(file)]
    doing = [("Preview", data(SEE, own)), ("Export", data(GET, own)),
             ("Remove", data(ASK, own, back))]  # fmt: skip
    return Reply("\n".join(filter(None, lines))), [doing, [("‹ All files", data(PAGE, back))]]


def asking(file: CorpusFile, page: int, days: int) -> tuple[Reply, Buttons]:
    """Return the one question before a file is removed."""
    own, back = key(file.file), str(page)
    text = (
        f"Remove {_name(file)} with {count_noun('article', file.articles)}? "
        f"It can be restored for {count_noun('day', days)}."
    )
    buttons = [[("Yes, remove it", data(REMOVE, own)), ("Keep it", data(OPEN, own, back))]]
    return Reply(text), buttons


def _heading(number: int, begin: int, shown: int) -> str:
    files = f"{count_noun('file', number)}, newest first"
    return files if number == shown else f"{files}, {begin + 1:,} to {begin + shown:,}"


def _name(file: CorpusFile) -> str:
    return one_line(file.file, _LONGEST_NAME)


def _holds(file: CorpusFile) -> str:
    if file.first is None or file.last is None:
        return count_noun("article", file.articles)
    days = format_day_range(file.first, file.last)
    return f"{count_noun('article', file.articles)}, {days}"


def _by(file: CorpusFile) -> str:
    when = f"{format_day(file.when.date())}, {file.when:%H:%M} UTC"
    who = one_line(file.who, _LONGEST_NAME)
    return f"added by {who}, {when}" if who else f"copied into the folder, {when}"
