"""Mails of Outlook (MSG): one article each."""

import re
from collections.abc import Iterator

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.containers.compound_file import open_compound_file
from bot.reading.dates.path_dates import find_path_date
from bot.reading.formats.format import Format, recognises_nothing
from bot.reading.mail.header_words import find_addresses, find_arrival, find_sender, name_sender
from bot.reading.mail.mail_content import MailContent, read_mail
from bot.reading.outlook import properties as mapi
from bot.reading.outlook.properties import MapiProperties
from bot.reading.rtf.content import read_content
from bot.reading.source import Source

_INNER_MAIL = re.compile(
    r"(__attach_version1\.0_#[0-9A-F]{8}/__substg1\.0_3701000D/)__properties_\S+"
)
_HEADER = re.compile(r"^([A-Za-z-]{1,60}):[ \t]*(.*(?:\n[ \t].*)*)", re.MULTILINE)
_READERS = ("to", "cc", "bcc", "delivered-to")
_MAIL_CLASSES = ("IPM.NOTE", "IPM.POST")
_ATTACHED_READ = "the mail attached to it was read, not the mail around it"


def read(source: Source) -> Iterator[Finding]:
    """Yield the article of the mail, or those of the mails attached to it."""
    with open_compound_file(source) as file:
        folders = [match[1] for name in file.names if (match := _INNER_MAIL.fullmatch(name))]
        mails = [_read_content(MapiProperties(file, folder), source) for folder in folders or [""]]
    if folders:
        yield Notice(source.path, None, _ATTACHED_READ)
    for mail in mails:
        path_date = None if mail.date or mail.arrival else find_path_date(source.path)
        if path_date is not None:
            yield Notice(source.path, None, path_date.notice)
        published = path_date.published if path_date else None
        yield from read_mail(mail, source.path, None, published)


def _read_content(properties: MapiProperties, source: Source) -> MailContent:
    _check_class(properties.read_text(mapi.CLASS).upper())
    headers = _HEADER.findall(properties.read_text(mapi.HEADERS))
    plain, html = properties.read_text(mapi.PLAIN), properties.read_html()
    if not plain.strip() and not html.strip():
        plain = _read_rich_text(properties.read_bytes(mapi.RICH_TEXT), source)
    return MailContent(
        subject=properties.read_text(mapi.SUBJECT).strip(),
        sender=_find_sender(properties, _first(headers, "from")),
        date=_first(headers, "date") or properties.read_time(mapi.SUBMIT_TIME),
        arrival=find_arrival(value for name, value in headers if name.lower() == "received")
        or properties.read_time(mapi.DELIVERY_TIME),
        plain=plain,
        html=html,
        addresses=find_addresses(value for name, value in headers if name.lower() in _READERS),
    )


def _check_class(name: str) -> None:
    """Raise ArticleError for what is in Outlook, but no mail."""
    if name.startswith("REPORT."):
        raise ArticleError("it is a report on the delivery of a mail, not an article")
    if "SMIME" in name and "MULTIPARTSIGNED" not in name:
        raise ArticleError("it is encrypted or sealed: open it in a mail program and save its text")
    if name not in ("", "IPM") and not name.startswith(_MAIL_CLASSES):
        raise ArticleError("it is an appointment, a contact or the like of Outlook, not a mail")


def _find_sender(properties: MapiProperties, header: str) -> str:
    if header:
        return find_sender(header)
    for number in (mapi.AUTHOR, mapi.SENDER):
        if name := name_sender(properties.read_text(number)):
            return name
    addresses = map(properties.read_text, (mapi.SENDER_MAIL_ADDRESS, mapi.SENDER_ADDRESS))
    return next((name_sender(address) for address in addresses if "@" in address), "")


def _first(headers: list[tuple[str, str]], name: str) -> str:
    return next((value.strip() for header, value in headers if header.lower() == name), "")


def _read_rich_text(data: bytes, source: Source) -> str:
    if not data:
        return ""
    # Loading it takes longer than most commands run.
    import compressed_rtf

    try:
        text = compressed_rtf.decompress(data)
    except MemoryError:
        raise
    except Exception:
        # Broken data makes it raise errors of many kinds; the mail has no other text then.
        raise ArticleError("its text is damaged: save it again in Outlook") from None
    content = read_content(text, source.budget.beat)
    return "\n\n".join(paragraph.text for paragraph in content.paragraphs)


FORMAT = Format(
    "mails of Outlook",
    (".msg",),
    ("application/vnd.ms-outlook",),
    recognises_nothing,
    read,
    compound=r"__properties_version1\.0",
)
