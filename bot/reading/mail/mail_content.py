"""The content of a mail, and the article in it; any format of mails is read by this."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.articles.findings import ArticleError, Finding, Notice
from bot.reading.dates.parse import Published, parse_published
from bot.reading.decoding import MOJIBAKE_NOTICE, is_garbled
from bot.reading.mail.forwarding import Forward, find_forward
from bot.reading.mail.furniture import strip_furniture
from bot.reading.mail.subjects import is_forward, is_reply, is_surely_forward, strip_marks
from bot.reading.mail.visible_text import extract_visible_text
from bot.reading.record import build_article

DATED_BY_ARRIVAL = (
    "its own date cannot be read: dated by the day on which a server received it (Received)"
)
DATED_BY_FORWARDING = (
    "it is a forwarded mail, and the date of the original cannot be read in it: dated by its"
    " forwarding"
)
FORWARDED_UNREAD = (
    "it is a forwarded mail, and the original's sender and date cannot be read in it: its source"
    " and date are those of the forwarding"
)
FORWARDED_REMARK = "it is a forwarded mail: the original's sender, subject and date count"
NOTE_UNREAD = "what was written above the forwarded mail was not read"
NO_TEXT = "the mail has no text"
_NOTE_WORDS = 40


@dataclass(frozen=True, slots=True)
class MailContent:
    """A mail's headers, as people read them, and its text.

    date: as it is written, or empty
    arrival: the day on which a server received it, as ISO 8601, or empty
    plain, html: its text in either form, empty where it lacks one
    addresses: those of its reader and its sender, in lower case, which are never quoted
    remarks: what its reader should know of how it was decoded
    """

    subject: str = ""
    sender: str = ""
    date: str = ""
    arrival: str = ""
    plain: str = ""
    html: str = ""
    addresses: frozenset[str] = frozenset()
    remarks: tuple[str, ...] = field(default=())


def read_mail(
    mail: MailContent, path: str, line: int | None = None, default: Published | None = None
) -> Iterator[Finding]:
    """Yield a mail's article and remarks; ``default`` is its day where it has none of its own.

    Raise ArticleError where it has no text or no date.
    """
    remarks = list(mail.remarks)
    text = _choose_text(mail)
    if not text:
        raise ArticleError(NO_TEXT)
    published, remark = _choose_day(mail, default)
    remarks += [remark] if remark else []
    title, source, addresses = mail.subject, mail.sender, mail.addresses
    is_marked = is_forward(mail.subject)
    forward = find_forward(text, published.day if published else None, is_marked=is_marked)
    if forward is not None and is_reply(mail.subject) and forward.note:
        text = forward.note
    elif forward is not None and forward.text:
        text, addresses = forward.text, addresses | forward.addresses
        title = strip_marks(forward.subject or mail.subject)
        source = forward.sender or mail.sender
        remarks = [words for words in remarks if words != remark or not forward.published]
        published = forward.published or published
        remarks += _remark_on(forward)
    elif is_surely_forward(mail.subject):
        title = strip_marks(mail.subject)
        remarks.append(FORWARDED_UNREAD)
    text = strip_furniture(text, addresses)
    if not text:
        raise ArticleError(NO_TEXT)
    remarks += [MOJIBAKE_NOTICE] if is_garbled(text) else []
    fields = {"title": title, "source": source, "text": text}
    yield build_article(fields, path, published=published)
    yield from (Notice(path, line, remark) for remark in dict.fromkeys(remarks))


def _remark_on(forward: Forward) -> Iterator[str]:
    yield FORWARDED_REMARK if forward.published else DATED_BY_FORWARDING
    if len(forward.note.split()) > _NOTE_WORDS:
        yield NOTE_UNREAD


def _choose_day(mail: MailContent, default: Published | None) -> tuple[Published | None, str]:
    """Return a mail's day, and a remark where it is not the one that it gives."""
    try:
        if mail.date:
            return parse_published(mail.date), ""
    except ArticleError:
        if not mail.arrival and default is None:
            raise
    if default is not None:
        return default, ""
    return (parse_published(mail.arrival), DATED_BY_ARRIVAL) if mail.arrival else (None, "")


def _choose_text(mail: MailContent) -> str:
    """Return the plain text, or the HTML's where that has at least twice as many words.

    Plain parts often only say to open the mail in a browser.
    """
    plain, html = mail.plain.strip(), extract_visible_text(mail.html)
    return html if _count_words(html) >= 2 * _count_words(plain) else plain


def _count_words(text: str) -> int:
    """Return the number of words without addresses."""
    if "://" not in text and "@" not in text:
        return len(text.split())
    return sum("://" not in word and "@" not in word for word in text.split())
