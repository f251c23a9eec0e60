"""Mailboxes: where each mail of an mbox file begins, and the envelopes of other programs."""

import re
from collections.abc import Iterator

from bot.articles.findings import ArticleError

_SEPARATOR = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
_HEADER = re.compile(rb"(?:>From |[A-Za-z][A-Za-z0-9-]{0,60}:)")
# Some programs leave out the blank line before it, but not the day.
_STRICT = re.compile(
    rb"From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 0-9][0-9] [0-9:]{5,8}"
    rb"[^\n]{0,40}\n"
)
_MMDF = b"\x01\x01\x01\x01\n"
# Apple Mail writes the length of the mail before it, and a property list behind it.
_LENGTH = re.compile(rb"\s{0,20}([0-9]{1,10})[ \t]*\n")
_LONGEST_DECLARATION = 300
_STATUS = re.compile(rb"^X-Mozilla-Status: *([0-9A-Fa-f]{4})", re.MULTILINE)
_EXPUNGED_FLAG = 0x8


def unwrap_mail(data: bytes) -> bytes:
    """Return a mail without the length and the property list that Apple Mail adds."""
    length = _LENGTH.match(data)
    if length is None:
        return data
    body = data[length.end() :]
    end = body.rfind(b"<!DOCTYPE plist")
    if end < 0:
        return body
    start = body.rfind(b"<?xml", max(0, end - _LONGEST_DECLARATION), end)
    return body[: start if start >= 0 else end].rstrip()


def is_mailbox(data: bytes) -> bool:
    """Tell whether data begins as a file of many mails does."""
    return data.startswith((b"From ", _MMDF))


def split_mails(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the mails of a mailbox, each with the line in which it begins.

    A line that begins with "From " starts a mail at the beginning and, above a header, after a
    blank line.
    """
    marks = [mark for mark in _SEPARATOR.finditer(data) if _starts_mail(data, mark)]
    if data.startswith(_MMDF):
        marks = list(re.finditer(_MMDF + rb"(?=[^\x01\n])", data))
    if not marks:
        raise ArticleError("it begins like a mailbox, but has no mail in it")
    line, last_start = 1, 0
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(data)], strict=True):
        line, last_start = line + data.count(b"\n", last_start, mark.start()), mark.start()
        mail = data[mark.end() : end].removesuffix(_MMDF)
        yield line, re.sub(rb"^>(>*From )", rb"\1", mail, flags=re.MULTILINE)


def is_expunged(mail: bytes) -> bool:
    """Tell whether Thunderbird has deleted a mail that is still in its file."""
    status = _STATUS.search(mail.partition(b"\n\n")[0])
    return bool(status and int(status[1], 16) & _EXPUNGED_FLAG)


def _starts_mail(data: bytes, mark: re.Match[bytes]) -> bool:
    if mark.start() == 0:
        return True
    has_header = bool(_HEADER.match(data, mark.end()))
    return has_header and (
        data.endswith(b"\n\n", 0, mark.start()) or bool(_STRICT.match(data, mark.start()))
    )
