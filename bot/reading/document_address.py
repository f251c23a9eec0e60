"""Addresses in documents: where a text was copied from, and what that tells of it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.reading.address_hosts import read_host
from bot.reading.dates.path_dates import find_address_date

_LINES, _LAST_LINES = 8, 3
_LABEL = (
    r"(?:(?:source|url|link|original(?: article)?|retrieved from|available at|found at|quelle"
    r"|adresse|lien|fuente|fonte|bron|källa|read (?:more|the original) (?:at|on)|from|via|von)"
    r"\s?:?\s)?"
)
_ADDRESS = re.compile(rf"{_LABEL}<?(https?://[^\s<>\"]{{4,2000}})>?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """The address of the page that a document was copied from; empty where it gives none.

    ``line`` is the line that gives it, which is no part of the text.
    """

    url: str = ""
    line: str = ""

    @property
    def host(self) -> str:
        """Return the host without ``www.``."""
        return read_host(self.url)

    @property
    def day(self) -> str:
        """Return the only day in the address's path, like 2026-01-07, or nothing."""
        return find_address_date(self.url)


def find_address(lines: Sequence[str]) -> DocumentAddress:
    """Return the only address that is alone on one of the first lines, or of the last ones."""
    head = _match_lines(lines[:_LINES])
    addresses = head or _match_lines(lines[_LINES:][-_LAST_LINES:])
    if len({address.url for address in addresses}) == 1 and addresses[0].host:
        return addresses[0]
    return DocumentAddress()


def _match_lines(lines: Iterable[str]) -> list[DocumentAddress]:
    return [
        DocumentAddress(match[1].rstrip(".,;)"), line)
        for line in lines
        if (match := _ADDRESS.fullmatch(line.strip()))
    ]
