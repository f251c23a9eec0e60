"""What goes wrong with feeds, and when."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from tests.web.web_server import WebPage

_HOUR = 3600.0


class TroubleKind(StrEnum):
    """A way in which a feed's server does not do what it should."""

    NOT_FOUND = auto()
    GONE = auto()
    SERVER_ERROR = auto()
    UNAVAILABLE = auto()
    BUSY = auto()
    BUSY_UNTIL = auto()
    DOWN = auto()
    STUCK = auto()
    SLOW = auto()
    ENDLESS = auto()
    PAGE = auto()
    PICTURE = auto()
    EMPTY = auto()
    CUT_OFF = auto()
    SHORT = auto()
    BOMB = auto()
    DEEP = auto()
    FOREIGN_ENTITY = auto()
    MOVED = auto()
    AWAY = auto()
    CIRCLE = auto()


LASTING = frozenset((TroubleKind.GONE, TroubleKind.MOVED))
"""What never ends once it has begun."""

HARMLESS = frozenset((TroubleKind.MOVED, TroubleKind.AWAY))
"""What keeps nobody from the feed."""

_SLOW_KINDS = frozenset((TroubleKind.STUCK, TroubleKind.SLOW, TroubleKind.ENDLESS))
_BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
    + b"".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 20}">'.encode() for n in range(9))
    + b"]><rss><channel><title>&j;</title></channel></rss>"
)
_FOREIGN = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><title>&x;</title></channel></rss>"
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong from ``begin`` until ``end``, in seconds since 1970."""

    kind: TroubleKind
    begin: float
    end: float


def plan_troubles(
    number: int, chance: random.Random, begin: float, end: float
) -> tuple[Trouble, ...]:
    """Return the troubles of a feed: none of every third, each kind of some others."""
    if number % 3 == 0:
        return ()
    kinds = list(TroubleKind)
    kind = kinds[(number * 2 // 3) % len(kinds)]
    days = (end - begin) / 86_400
    start = begin + chance.uniform(0.15, 0.4) * (end - begin)
    if kind in LASTING:
        return (Trouble(kind, start, float("inf")),)
    hours = chance.choice((3, 8, 20, 50)) if kind is TroubleKind.DOWN else chance.choice((2, 5, 9))
    if kind in _SLOW_KINDS:
        hours = 2
    first = Trouble(kind, start, start + hours * _HOUR * min(days / 7, 1))
    other = chance.choice([k for k in kinds if k not in LASTING and k not in _SLOW_KINDS])
    start = first.end + chance.uniform(0.1, 0.25) * (end - begin)
    return (first, Trouble(other, start, start + 3 * _HOUR * min(days / 7, 1)))


def answer_trouble(trouble: Trouble, page: WebPage, path: str, moment: float) -> WebPage:
    """Return what comes in a page's place."""
    left = max(trouble.end - moment, 60.0)
    half = page.body[: len(page.body) // 2]
    sound = replace(page, has_etag=False, changed=None)
    kind = TroubleKind
    answers: dict[TroubleKind, WebPage] = {
        kind.NOT_FOUND: WebPage(b"not here", 404, "text/plain"),
        kind.GONE: WebPage(b"gone", 410, "text/plain"),
        kind.SERVER_ERROR: WebPage(b"<h1>Oops</h1>", 500, "text/html"),
        kind.UNAVAILABLE: WebPage(b"", 503, "text/html", retry_after=5400),
        kind.BUSY: WebPage(b"slow down", 429, "text/plain", retry_after=min(left, 7200)),
        kind.BUSY_UNTIL: WebPage(
            b"slow down", 429, "text/plain", retry_at=moment + min(left, 7200)
        ),
        kind.DOWN: replace(sound, is_cut=True),
        kind.STUCK: replace(sound, is_stuck=True),
        kind.SLOW: replace(sound, drip=0.05),
        kind.ENDLESS: replace(sound, is_endless=True, body=page.body * 20),
        kind.PAGE: WebPage(b"<!DOCTYPE html><title>Back soon</title><p>Back soon.</p>",
                           media_type="text/html"),
        kind.PICTURE: WebPage(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
                              media_type="image/png"),
        kind.EMPTY: replace(sound, body=b""),
        kind.CUT_OFF: replace(sound, claims=len(page.body), body=half),
        kind.SHORT: replace(sound, body=half),
        kind.BOMB: WebPage(_BOMB),
        kind.DEEP: WebPage(b"<rss><channel>" + b"<a>" * 200_000),
        kind.FOREIGN_ENTITY: WebPage(_FOREIGN),
        kind.MOVED: WebPage(status=301, redirect=f"/moved{path}"),
        kind.AWAY: WebPage(status=302, redirect=f"/moved{path}"),
        kind.CIRCLE: WebPage(status=302, redirect=f"{path}?again"),
    }  # fmt: skip
    return answers[trouble.kind]


def list_kinds(troubles: Sequence[Trouble]) -> set[TroubleKind]:
    """Return the kinds among troubles."""
    return {trouble.kind for trouble in troubles}
