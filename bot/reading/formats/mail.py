"""Mails (EML, mbox), one article each, and web pages saved as MHTML."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import replace
from email.message import EmailMessage
from pathlib import PurePath
from typing import Literal

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.path_dates import find_path_date
from bot.reading.formats.format import Format
from bot.reading.html import page
from bot.reading.html.blocks import extract_text
from bot.reading.record import build_article
from bot.reading.source import Source, escape_unprintable

# The parser promises never to fail but, as its bug reports show, it does.
_ERRORS = (
    *(ValueError, LookupError, RecursionError, AttributeError, TypeError, OverflowError),
    AssertionError,
)
_EXTENSIONS = (".eml", ".mbox", ".mbx", ".mht", ".mhtml")
_HEADER = r"[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*"
_OPENING = re.compile(rf"\s*(?:From [^\n]+\n)?(?=(?>{_HEADER}){{3}})")
_TYPICAL_HEADERS = re.compile(
    r"^(?:Message-ID|Received|MIME-Version|Subject):", re.IGNORECASE | re.MULTILINE
)
_SEPARATOR = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
_DATE_HEADER = re.compile(rb"^Date:[ \t]*\S", re.IGNORECASE | re.MULTILINE)
# Written by browsers; the mail's date is the day of saving.
_SAVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: +<?Saved by )", re.IGNORECASE | re.MULTILINE
)


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins with a mail's headers; else the name decides."""
    headers = opening.replace("\r\n", "\n").partition("\n\n")[0] + "\n"
    has_sender = _OPENING.match(headers) and re.search(r"^From[: ]", headers, re.MULTILINE)
    typical = {name.lower() for name in _TYPICAL_HEADERS.findall(headers)}
    return bool(has_sender and len(typical) >= 2) or PurePath(name).suffix.lower() in _EXTENSIONS


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every mail."""
    data = source.read().lstrip().replace(b"\r\n", b"\n")
    if _SAVED_PAGE.search(data.partition(b"\n\n")[0]):
        yield from _saved_page(data, source)
        return
    path_date = None if _DATE_HEADER.search(data) else find_path_date(source.path)
    if path_date:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    if not data.startswith(b"From "):
        yield build_article(_fields(data), source.path, published=published)
        return
    for line, mail in _mails(data):
        try:
            yield build_article(_fields(mail), source.path, published=published)
        except ArticleError as error:
            yield Rejection(source.path, line, error.reason)


def _mails(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the mails of an mbox, each with the line in which it begins.

    A line that begins with "From " starts a mail at the beginning and after a blank line.
    """
    marks = [
        mark
        for mark in _SEPARATOR.finditer(data)
        if mark.start() == 0 or data.endswith(b"\n\n", 0, mark.start())
    ]
    if not marks:
        raise ArticleError("it begins like a mailbox, but has no mail in it")
    line, last_start = 1, 0
    for mark, end in zip(marks, [*(mark.start() for mark in marks[1:]), len(data)], strict=True):
        line, last_start = line + data.count(b"\n", last_start, mark.start()), mark.start()
        yield line, re.sub(rb"^>(>*From )", rb"\1", data[mark.end() : end], flags=re.MULTILINE)


def _fields(data: bytes) -> dict[str, object]:
    try:
        mail = _parse(data)
        senders = mail["from"].addresses if mail["from"] else ()
        return {
            "title": str(mail["subject"] or ""),
            "published": str(mail["date"] or ""),
            "source": next((sender.display_name or sender.domain for sender in senders), ""),
            "text": _text(mail),
        }
    except _ERRORS as error:
        raise ArticleError(
            f"it cannot be read as a mail ({escape_unprintable(str(error))})"
        ) from None


def _parse(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)


def _saved_page(data: bytes, source: Source) -> Iterator[Finding]:
    try:
        mail = _parse(data)
        text, url = _part(mail, "html"), str(mail["snapshot-content-location"] or "")
    except _ERRORS as error:
        raise ArticleError(
            f"it cannot be read as a saved page ({escape_unprintable(str(error))})"
        ) from None
    if not text:
        raise ArticleError("the saved page has no text")
    yield from page.read_page(text, replace(source, url=url.strip()))


def _text(mail: EmailMessage) -> str:
    """Return the plain text, or the HTML's where that has at least twice as many words.

    Plain parts often only say to open the mail in a browser.
    """
    plain, html = _part(mail, "plain").strip(), extract_text(_part(mail, "html"))
    text = html if _words(html) >= 2 * _words(plain) else plain
    if not text:
        raise ArticleError("the mail has no text")
    return text


def _part(mail: EmailMessage, subtype: Literal["plain", "html"]) -> str:
    body = mail.get_body((subtype,))
    content = "" if body is None else body.get_content()
    return content if isinstance(content, str) else ""


def _words(text: str) -> int:
    """Return the number of words without addresses."""
    return sum("://" not in word and "@" not in word for word in text.split())


FORMAT = Format(
    "mails",
    _EXTENSIONS,
    ("message/rfc822", "application/mbox", "multipart/related"),
    recognises,
    read,
)
