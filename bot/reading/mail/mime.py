"""MIME: the bytes of a mail, with the mails that are attached to it."""

import email
import email.policy
from collections.abc import Iterator, Sequence
from email.message import EmailMessage, Message
from email.utils import format_datetime, parsedate_to_datetime

from bot.articles.findings import ArticleError
from bot.reading.encodings.declared_encoding import decode_declared
from bot.reading.mail.header_words import decode_words, find_addresses, find_arrival, find_sender
from bot.reading.mail.mail_content import MailContent
from bot.reading.source import escape_unprintable

# The parser promises never to fail but, as its bug reports show, it does.
MAIL_ERRORS = (
    *(ValueError, LookupError, RecursionError, AttributeError, TypeError, OverflowError),
    AssertionError,
)
_READERS = ("to", "cc", "bcc", "delivered-to", "x-original-to", "envelope-to", "x-forwarded-to")
_LOCKED_TYPES = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_DEEPEST = 40
_MOST_PARTS = 2_000


def parse_message(data: bytes) -> EmailMessage:
    """Parse a mail; its errors are those in ``MAIL_ERRORS``."""
    return email.message_from_bytes(data, _class=EmailMessage, policy=email.policy.default)


def read_contents(data: bytes) -> tuple[list[MailContent], bool]:
    """Return the content of a mail, or of the mails attached to it and that there are such.

    Raise ArticleError where it cannot be read, or is encrypted.
    """
    try:
        message = parse_message(data)
        attachments = list(_find_attached(message, 0))
        contents = [_read_content(mail) for mail in attachments or [message]]
    except MAIL_ERRORS as error:
        raise ArticleError(
            f"it cannot be read as a mail ({escape_unprintable(str(error))[:200]})"
        ) from None
    return contents, bool(attachments)


def decode_part(part: Message) -> tuple[str, str]:
    """Return the characters of a part, and a remark on their encoding or nothing."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data:
        return "", ""
    content = decode_declared(data, str(part.get_content_charset() or ""))
    return content.text.replace("\r\n", "\n").replace("\r", "\n"), content.notice


def _find_attached(message: Message, depth: int) -> Iterator[Message]:
    """Yield the mails that are attached to one, each without those attached to it."""
    if depth > _DEEPEST:
        return
    if message.get_content_type() == "multipart/report":
        raise ArticleError("it is a report on the delivery of a mail, not an article")
    for number, part in enumerate(_walk(message, 0)):
        if number >= _MOST_PARTS:
            return
        mail = _attached_mail(part)
        if mail is not None:
            inner = list(_find_attached(mail, depth + 1))
            yield from inner or [mail]


def _walk(message: Message, depth: int) -> Iterator[Message]:
    """Yield the parts of a mail, but not those of mails attached to it."""
    payload = message.get_payload()
    if message.get_content_maintype() != "multipart" or not isinstance(payload, list):
        return
    for part in payload if depth < _DEEPEST else ():
        if isinstance(part, Message):
            yield part
            yield from _walk(part, depth + 1)


def _attached_mail(part: Message) -> Message | None:
    if part.get_content_type() == "message/rfc822":
        payload = part.get_payload()
        if isinstance(payload, list) and payload and isinstance(payload[0], Message):
            mail = payload[0]
            return mail if mail.keys() else None
    elif (part.get_filename() or "").lower().endswith(".eml"):
        data = part.get_payload(decode=True)
        return parse_message(data) if isinstance(data, bytes) and data else None
    return None


def _read_content(message: Message) -> MailContent:
    if message.get_content_type() in _LOCKED_TYPES:
        raise ArticleError("it is encrypted or sealed: open it in a mail program and save its text")
    headers = [(name.lower(), str(value)) for name, value in message.raw_items()]
    plain, plain_remark = _first_text(message, "plain")
    html, html_remark = _first_text(message, "html")
    if not plain.strip() and not html.strip() and (names := _file_names(message)):
        raise ArticleError(f"the mail has no text, only attachments ({names}): add them instead")
    date = _first(headers, "date")
    return MailContent(
        subject=decode_words(_first(headers, "subject")),
        sender=find_sender(_first(headers, "from") or _first(headers, "sender")),
        date=_normalize_date(message, date),
        arrival=find_arrival(value for name, value in headers if name == "received"),
        plain=plain,
        html=html,
        addresses=find_addresses(value for name, value in headers if name in _READERS),
        remarks=tuple(filter(None, dict.fromkeys((plain_remark, html_remark)))),
    )


def _first(headers: Sequence[tuple[str, str]], name: str) -> str:
    return next((value for header, value in headers if header == name and value.strip()), "")


def _normalize_date(message: Message, date: str) -> str:
    """Return a date as the standard writes it, where Python can read it."""
    words = " ".join(date.split())
    if words and words == date == next(_values(message, "date"), ""):
        # Headers of the library do the same, and parse the result once more.
        try:
            return format_datetime(parsedate_to_datetime(date))
        except MAIL_ERRORS:
            pass
    try:
        return str(message["date"]) if words else ""
    except MAIL_ERRORS:
        return words


def _values(message: Message, name: str) -> Iterator[str]:
    return (str(value) for header, value in message.raw_items() if header.lower() == name)


def _first_text(message: Message, subtype: str) -> tuple[str, str]:
    """Return the first part of a kind that is not attached, and a remark on its encoding."""
    for part in (message, *_walk(message, 0)):
        is_attached = part.get_content_disposition() == "attachment" or part.get_filename()
        if part.get_content_type() == f"text/{subtype}" and (part is message or not is_attached):
            text, remark = decode_part(part)
            if text.strip():
                return text, remark
    return "", ""


def _file_names(message: Message) -> str:
    names = [name for part in _walk(message, 0) if (name := part.get_filename())]
    return ", ".join(escape_unprintable(decode_words(name))[:60] for name in names[:3])
