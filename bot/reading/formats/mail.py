"""Mails (EML, Apple Mail, mbox), one article each, and web pages saved as MHTML."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from bot.articles.findings import ArticleError, Finding, Notice, Rejection
from bot.reading.dates.parse import Published
from bot.reading.dates.path_dates import find_path_date
from bot.reading.formats.format import Format
from bot.reading.html import page
from bot.reading.mail.mail_content import read_mail
from bot.reading.mail.mailbox_split import is_expunged, is_mailbox, split_mails, unwrap_mail
from bot.reading.mail.mime import MAIL_ERRORS, decode_part, parse_message, read_contents
from bot.reading.source import Source, escape_unprintable

_EXTENSIONS = (".eml", ".emlx", ".mbox", ".mbx", ".mht", ".mhtml")
_HEADER = r"[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*"
_OPENING = re.compile(
    rf"\s*(?:[0-9]{{1,10}}[ \t]*\n|\x01{{4}}\n)?(?:From [^\n]+\n)?(?=(?>{_HEADER}){{3}})"
)
_TYPICAL_HEADERS = re.compile(
    r"^(?:Message-ID|Received|MIME-Version|Subject):", re.IGNORECASE | re.MULTILINE
)
_DATE_HEADER = re.compile(rb"^Date:[ \t]*\S", re.IGNORECASE | re.MULTILINE)
# Written by browsers; the mail's date is the day of saving.
_SAVED_PAGE = re.compile(
    rb"^(?:Snapshot-Content-Location:|From: +<?Saved by )", re.IGNORECASE | re.MULTILINE
)
ATTACHED_READ = "the mail attached to it was read, not the mail around it"


def recognises(opening: str, name: str) -> bool:
    """Tell whether it begins with a mail's headers; else the name decides."""
    text = opening.replace("\r\n", "\n").replace("\r", "\n").lstrip()
    headers = text.partition("\n\n")[0] + "\n"
    has_sender = _OPENING.match(headers) and re.search(
        r"^From[: ]", headers, re.MULTILINE | re.IGNORECASE
    )
    typical = {name.lower() for name in _TYPICAL_HEADERS.findall(headers)}
    return bool(has_sender and len(typical) >= 2) or PurePath(name).suffix.lower() in _EXTENSIONS


def read(source: Source) -> Iterator[Finding]:
    """Yield an article or a rejection for every mail."""
    data = source.read().removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\r\n", b"\n")
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    data = unwrap_mail(data)
    if _SAVED_PAGE.search(data.partition(b"\n\n")[0]):
        yield from _saved_page(data, source)
        return
    path_date = None if _DATE_HEADER.search(data) else find_path_date(source.path)
    if path_date:
        yield Notice(source.path, None, path_date.notice)
    published = path_date.published if path_date else None
    if is_mailbox(data):
        yield from _read_mailbox(data, source, published)
    else:
        yield from _read_mail(data, source, None, published)


def _read_mailbox(data: bytes, source: Source, published: Published | None) -> Iterator[Finding]:
    deletions = 0
    for line, mail in split_mails(data):
        source.budget.beat()
        if is_expunged(mail):
            deletions += 1
            continue
        try:
            yield from _read_mail(mail, source, line, published)
        except ArticleError as error:
            yield Rejection(source.path, line, error.reason)
    if deletions:
        yield Notice(source.path, None, f"mails deleted in it ({deletions:,}) were not read")


def _read_mail(
    data: bytes, source: Source, line: int | None, published: Published | None
) -> Iterator[Finding]:
    contents, is_attached = read_contents(data)
    if is_attached:
        yield Notice(source.path, line, ATTACHED_READ)
    for content in contents:
        try:
            yield from read_mail(content, source.path, line, published)
        except ArticleError as error:
            if len(contents) == 1:
                raise
            yield Rejection(source.path, line, error.reason)


def _saved_page(data: bytes, source: Source) -> Iterator[Finding]:
    try:
        mail = parse_message(data)
        body = mail.get_body(("html",))
        text = decode_part(body)[0] if body else ""
        url = str(mail["snapshot-content-location"] or "")
    except MAIL_ERRORS as error:
        raise ArticleError(
            f"it cannot be read as a saved page ({escape_unprintable(str(error))[:200]})"
        ) from None
    if not text:
        raise ArticleError("the saved page has no text")
    yield from page.read_page(text, replace(source, url=url.strip()))


FORMAT = Format(
    "mails",
    _EXTENSIONS,
    ("message/rfc822", "application/mbox", "multipart/related"),
    recognises,
    read,
)
