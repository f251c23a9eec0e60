"""Reading feeds: from the bytes that a server sent to entries, in a process with limits."""

from datetime import UTC, date, datetime

from bot.articles.findings import Rejection, RejectionCause
from bot.feeds.feed_document import FeedDocument
from bot.feeds.feed_errors import FeedError
from bot.reading.address_hosts import read_host
from bot.reading.encodings.server_charset import read_charset, settle_charset
from bot.reading.feeds.feed_findings import FeedEntry, FeedFacts
from bot.reading.feeds.followed_feed import NO_FEED, WEB_PAGE
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_content_in_sandbox
from bot.reading.sandbox.read_task import ReadKind, ReadTask

_REASONS = {
    WEB_PAGE: "it is a web page, not a feed: send the address of its feed",
    NO_FEED: "it is no feed: send the address of an RSS, Atom or JSON feed",
}
_MACHINE = "the feed could not be read ({reason}): it is tried again later"
_CONTENT = "the feed cannot be read: {reason}"
_EMPTY = "the server sent nothing: it is tried again later"


def read_feed(
    content: bytes,
    address: str,
    media_type: str = "",
    limits: ReadLimits = DEFAULT_LIMITS,
    *,
    charset: str = "",
    today: date | None = None,
) -> FeedDocument:
    """Return what a feed says; raise FeedError where it is none, in words.

    Relative addresses are completed from ``address``. ``charset`` is the one that the server
    named, unless it stands in ``media_type``. ``today`` is the day of entries that have none.
    """
    if not content.strip():
        raise FeedError(_EMPTY)
    data = settle_charset(content, charset or read_charset(media_type))
    task = ReadTask(ReadKind.FEED, address, today or datetime.now(UTC).date())
    facts: FeedFacts | None = None
    entries: list[FeedEntry] = []
    rejections: list[Rejection] = []
    for finding in read_content_in_sandbox(data, read_host(address) or "feed", task, limits):
        if isinstance(finding, FeedFacts):
            facts = finding
        elif isinstance(finding, FeedEntry):
            entries.append(finding)
        elif isinstance(finding, Rejection):
            rejections.append(finding)
            if finding.cause is not RejectionCause.CONTENT and not entries:
                raise FeedError(_MACHINE.format(reason=finding.reason))
    if facts is None:
        reason = rejections[0].reason if rejections else NO_FEED
        raise FeedError(_REASONS.get(reason) or _CONTENT.format(reason=reason))
    return FeedDocument(
        facts.title,
        facts.site,
        facts.language,
        facts.minutes,
        tuple(entries),
        tuple(rejections),
        facts.address,
    )
