"""Document parsing: what came from the web is read by the sandboxed processes."""

import codecs
import mimetypes
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bot.articles.article import Article
from bot.corpus.filenames import safe_name
from bot.feeds.discovery import FeedLink, find_feed_links
from bot.feeds.feed_document import FeedDocument, FeedEntry
from bot.feeds.feed_reader import read_feed
from bot.feeds.page_completion import complete_entry
from bot.feeds.polling.concurrency.feed_threads import FeedThreads
from bot.feeds.polling.feed_reports import PagePreview
from bot.fetching.pages import PageResponse
from bot.reading.limits import ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox

_KEEP_SECONDS = 86_400.0
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "")
_SUFFIXES = {"application/xhtml+xml": ".html", "text/html": ".html", "": ".html"}
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class DocumentParser:
    """Reads feeds and pages off the event loop; ``folder`` has pages for as long as needed."""

    def __init__(
        self,
        folder: Path,
        limits: ReadLimits,
        threads: FeedThreads,
        today: Callable[[], date],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._folder = folder
        self._limits = limits
        self._threads = threads
        self._today = today
        self._clock = clock

    async def read_feed(self, response: PageResponse) -> FeedDocument:
        """Return a feed; raise FeedError where it is none."""
        return await self._threads.run(
            lambda: read_feed(
                response.content, response.address, response.media_type, self._limits,
                charset=response.charset, today=self._today(),
            )
        )  # fmt: skip

    async def find_links(self, response: PageResponse) -> tuple[FeedLink, ...]:
        """Return the feeds that a page declares."""
        if response.media_type not in _PAGE_TYPES:
            return ()
        content, address, charset = response.content, response.address, response.charset
        return await self._threads.run(
            lambda: find_feed_links(content, address, charset, self._limits)
        )

    async def complete_entry(self, entry: FeedEntry, response: PageResponse) -> FeedEntry:
        """Return an entry with the text of its page, or as it is."""
        return await self._threads.run(
            lambda: complete_entry(
                entry, response.content, response.address, response.charset, self._limits
            )
        )

    async def keep_article(self, response: PageResponse) -> Path | None:
        """Return the file of a page that is an article, None where it is none.

        It is deleted after a day, if nobody has done so before.
        """

        def read() -> Path | None:
            self._delete_old()
            path = self._write(response)
            if self._read_first(path) is not None:
                return path
            shutil.rmtree(path.parent, ignore_errors=True)
            return None

        return await self._threads.run(read)

    def _read_first(self, path: Path) -> Article | None:
        findings = read_in_sandbox(path, self._limits)
        articles = [finding for finding in findings if isinstance(finding, Article)]
        return articles[0] if articles else None

    def _write(self, response: PageResponse) -> Path:
        """Write a page into a folder of its own, under the name that its address has."""
        folder = self._folder / secrets.token_hex(8)
        folder.mkdir(parents=True)
        path = folder / _choose_name(response)
        path.write_bytes(_make_file(response))
        return path

    def _delete_old(self) -> None:
        with suppress(OSError):
            for folder in self._folder.iterdir():
                if self._clock() - folder.stat().st_mtime > _KEEP_SECONDS:
                    shutil.rmtree(folder, ignore_errors=True)


def delete_page(preview: PagePreview) -> None:
    """Delete the file of a page that is not to be added, or was."""
    shutil.rmtree(preview.path.parent, ignore_errors=True)


def _choose_name(response: PageResponse) -> str:
    parts = urlsplit(response.address)
    kind = response.media_type
    suffix = _SUFFIXES.get(kind) or mimetypes.guess_extension(kind) or ".html"
    words = unquote(parts.path).strip("/").rpartition("/")[2] or parts.hostname or "page"
    stem = words.rpartition(".")[0] or words if "." in words[-6:] else words
    return safe_name(f"{stem}{suffix}")


def _make_file(response: PageResponse) -> bytes:
    """Return a page as a file that says by itself what its header and its address tell."""
    content, charset = response.content, response.charset
    if response.media_type not in _PAGE_TYPES or content.startswith(_WIDE_MARKS):
        return content
    mark = b""
    if content.startswith(codecs.BOM_UTF8):
        mark, content = codecs.BOM_UTF8, content.removeprefix(codecs.BOM_UTF8)
    elif charset:
        # Where the header is wrong, the reader finds out which encoding it is.
        with suppress(UnicodeError, LookupError):
            mark, content = codecs.BOM_UTF8, content.decode(charset).encode()
    address = response.address.encode("ascii", "ignore").replace(b">", b"%3E")
    # As browsers write it into the pages that they save.
    origin = b"<!-- saved from url=(%04d)%s -->\n" % (len(address), address)
    return b"".join((mark, origin, content))
