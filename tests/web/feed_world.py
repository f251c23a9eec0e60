"""A world of feeds, whose entries come, change, are posted again and leave as time goes by."""

import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

from tests.web.feed_shapes import Dialect, FeedShape, Quirk, ShapedEntry, write_feed
from tests.web.web_server import WebPage
from tests.web.world_texts import LANGUAGES, WESTERN, invent_paragraphs, invent_title
from tests.web.world_troubles import Trouble, answer_trouble, plan_troubles

HOUR, DAY = 3600.0, 86_400.0
_XML = tuple(dialect for dialect in Dialect if dialect is not Dialect.JSON)
_CHANGED_EVERY, _REPOSTED_EVERY, _SHARED_EVERY = 7, 11, 3
# Which go with which dialects.
_SHAPES: Sequence[tuple[Sequence[Dialect], Sequence[Quirk]]] = (
    (_XML, ()),
    ((Dialect.JSON,), ()),
    ((Dialect.RSS_20, Dialect.RSS_10), (Quirk.ENCODED_CONTENT, Quirk.CDATA)),
    ((Dialect.RSS_20, Dialect.RSS_091), (Quirk.TEASERS,)),
    ((Dialect.RSS_20, Dialect.ATOM_03), (Quirk.WINDOWS_1252,)),
    ((Dialect.RSS_20,), (Quirk.CHARSET_IN_HEADER,)),
    ((Dialect.RSS_20, Dialect.ATOM_10), (Quirk.BYTE_ORDER_MARK,)),
    ((Dialect.RSS_20,), (Quirk.UTF_16,)),
    ((Dialect.RSS_20, Dialect.ATOM_10), (Quirk.GZIP_ENCODING,)),
    ((Dialect.RSS_20,), (Quirk.GZIP_FILE,)),
    ((Dialect.ATOM_10, Dialect.ATOM_03), (Quirk.RELATIVE_LINKS,)),
    ((Dialect.RSS_20,), (Quirk.NO_IDS,)),
    ((Dialect.RSS_20,), (Quirk.CHANGING_IDS,)),
    ((Dialect.RSS_20,), (Quirk.SAME_IDS,)),
    ((Dialect.RSS_20,), (Quirk.NO_LINKS,)),
    ((Dialect.RSS_20,), (Quirk.NO_LINKS, Quirk.NO_IDS)),
    ((Dialect.RSS_20, Dialect.RSS_091), (Quirk.NO_DATES,)),
    ((Dialect.RSS_20, Dialect.RSS_10), (Quirk.ODD_DATES,)),
    ((Dialect.RSS_20,), (Quirk.TTL,)),
    ((Dialect.RSS_20, Dialect.RSS_10), (Quirk.UPDATE_PERIOD,)),
    ((Dialect.RSS_20,), (Quirk.OLDEST_FIRST, Quirk.ENTITIES)),
    ((Dialect.ATOM_10,), (Quirk.ENTITIES,)),
    ((Dialect.RSS_20,), (Quirk.WRONG_TYPE,)),
    ((Dialect.RSS_20,), (Quirk.BLANK_LINES_BEFORE,)),
)


@dataclass(frozen=True, slots=True)
class WorldEntry:
    """An entry of the world: ``token`` is a word of its text that no other has.

    ``begin``: when it is published, in seconds since 1970. ``changed``: when its text changes;
    ``again``: when it is posted again, under another id and address. None where neither happens.
    ``owner``: the feed that has it first, where two of one site have it.
    """

    token: str
    owner: int
    number: int
    begin: float
    changed: float | None = None
    again: float | None = None


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry in the window of a feed: which version, and whether it was posted again."""

    entry: WorldEntry
    version: int = 0
    is_again: bool = False
    begin: float = 0.0


@dataclass(frozen=True)
class WorldFeed:
    """A feed: ``gap`` seconds pass between two entries, of which it shows the last ``window``."""

    number: int
    host: str
    path: str
    shape: FeedShape
    window: int
    gap: float
    validators: str  # of "etag", "modified", "both" or ""
    max_age: int
    troubles: tuple[Trouble, ...]
    entries: tuple[WorldEntry, ...]

    @cached_property
    def steps(self) -> Sequence[tuple[float, int, bool]]:
        """Return when each entry is posted, in order: the first time or again."""
        steps = [(entry.begin, place, False) for place, entry in enumerate(self.entries)]
        steps += [(e.again, place, True) for place, e in enumerate(self.entries) if e.again]
        return sorted(steps)

    @cached_property
    def changes(self) -> Sequence[float]:
        """Return when anything about it changes, in order."""
        changed = [entry.changed for entry in self.entries if entry.changed]
        return sorted([*(begin for begin, _, _ in self.steps), *changed])

    def show(self, moment: float) -> list[ShownEntry]:
        """Return what the feed shows, the newest first."""
        end = bisect_right(self.steps, (moment, len(self.entries), True))
        return [
            ShownEntry(entry, int(entry.changed is not None and entry.changed <= moment), again, at)
            for at, place, again in reversed(self.steps[max(end - self.window, 0) : end])
            for entry in (self.entries[place],)
        ]

    def find_trouble(self, moment: float) -> Trouble | None:
        """Return what is wrong with the feed at a moment."""
        return next((t for t in self.troubles if t.begin <= moment < t.end), None)

    def shape_entry(self, shown: ShownEntry, address: str) -> ShapedEntry:
        """Return an entry as the feed writes it; ``address`` is the one of its site."""
        entry = shown.entry
        suffix = "-again" if shown.is_again else ""
        key = f"tag:world.example,2026:{entry.owner}/{entry.number}{suffix}"
        return ShapedEntry(
            key, f"{address}/a/{entry.owner}/{entry.number}{suffix}",
            invent_title(entry.token, self.shape.language, f"title {entry.token}"),
            self.write_text(entry, shown.version),
            datetime.fromtimestamp(shown.begin, UTC),
        )  # fmt: skip

    def write_text(self, entry: WorldEntry, version: int) -> Sequence[str]:
        """Return the paragraphs of a version of an entry."""
        language = self.shape.language
        paragraphs = invent_paragraphs(entry.token, language, f"text {entry.token}")
        if not version:
            return paragraphs
        addition = invent_paragraphs(f"{entry.token}b", language, f"more {entry.token}")[0]
        if self.shape.has(Quirk.TEASERS):
            return (addition, *paragraphs)
        return (*paragraphs, addition)

    def answer(self, moment: float, address: str, round_number: int) -> WebPage:
        """Return what the feed's path answers."""
        trouble = self.find_trouble(moment)
        page = self.answer_soundly(moment, address, round_number)
        return answer_trouble(trouble, page, self.path, moment) if trouble else page

    def answer_soundly(self, moment: float, address: str, round_number: int) -> WebPage:
        """Return the feed, as if nothing were wrong with it."""
        shape = replace(self.shape, site=f"{address}/")
        entries = [self.shape_entry(shown, address) for shown in self.show(moment)]
        body = write_feed(shape, entries, round_number)
        headers = dict(body.headers)
        if self.max_age:
            headers["Cache-Control"] = f"max-age={self.max_age}"
        changed = None
        if self.validators in ("modified", "both"):
            place = bisect_right(self.changes, moment)
            changed = self.changes[place - 1] if place else moment
        return WebPage(
            body.content, media_type=body.media_type, headers=headers, changed=changed,
            has_etag=self.validators in ("etag", "both"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorldPlan:
    """How large a world is: from ``begin`` on for ``days``, in seconds since 1970."""

    seed: int
    feeds: int
    begin: float
    days: float
    gaps: Sequence[float] = (2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR, DAY)
    troubles: bool = True

    @property
    def end(self) -> float:
        """Return when it ends."""
        return self.begin + self.days * DAY


def make_world(plan: WorldPlan) -> list[WorldFeed]:
    """Return the feeds of a world; the same for the same plan."""
    feeds: list[WorldFeed] = []
    for number in range(plan.feeds):
        chance = random.Random(f"{plan.seed}/{number}")
        dialects, quirks = _SHAPES[number % len(_SHAPES)]
        narrow = {Quirk.WINDOWS_1252, Quirk.CHARSET_IN_HEADER, Quirk.ENTITIES, Quirk.TEASERS}
        languages = WESTERN if narrow.intersection(quirks) else LANGUAGES
        language = languages[(number // 3) % len(languages)]
        # Every tenth feed is the second of its site, and has some of the entries of the first.
        first = feeds[-1] if number % 10 == 9 else None
        shape = FeedShape(
            chance.choice(dialects), frozenset(quirks),
            f"{invent_title('', language, str(number))[:30].strip()} {number}",
            language=first.shape.language if first else language,
            minutes=chance.choice((30, 60, 120)),
        )  # fmt: skip
        gap = chance.choice(plan.gaps) if number % 25 != 7 else 20 * 60.0
        troubles = plan_troubles(number, chance, plan.begin, plan.end) if plan.troubles else ()
        feeds.append(
            WorldFeed(
                number,
                first.host if first else f"127.{10 + number // 200}.{1 + number % 200}.7",
                f"/feeds/{number}.xml", shape, 60 if gap < HOUR else chance.choice((12, 15, 20)),
                gap, chance.choice(("etag", "modified", "both", "both", "")),
                chance.choice((0, 0, 0, 1800, 7200)), troubles,
                _invent_entries(number, gap, chance, plan, shape, first),
            )
        )  # fmt: skip
    return feeds


def _invent_entries(
    number: int, gap: float, chance: random.Random, plan: WorldPlan, shape: FeedShape,
    first: WorldFeed | None,
) -> tuple[WorldEntry, ...]:  # fmt: skip
    entries: list[WorldEntry] = []
    moment = plan.begin - 10 * gap
    # Without an id and an address, what has changed is another entry for everybody.
    changes = not {Quirk.NO_LINKS, Quirk.SAME_IDS, Quirk.CHANGING_IDS}.intersection(shape.quirks)
    while moment < plan.end - HOUR:
        place = len(entries)
        is_late = moment > plan.begin
        entry = WorldEntry(f"Zq{number}x{place}", number, place, moment)
        if changes and place % _CHANGED_EVERY == 3 and is_late:
            entry = replace(entry, changed=moment + gap * chance.uniform(1, 4))
        # A few words that come again on another day may be another day's news.
        is_long = not shape.has(Quirk.TEASERS)
        if changes and is_long and place % _REPOSTED_EVERY == 5 and is_late:
            entry = replace(entry, again=moment + gap * chance.uniform(1.1, 4))
        entries.append(entry)
        moment += gap * chance.uniform(0.5, 1.5)
    if first is not None and _can_share(first.shape, shape):
        shared = [e for e in first.entries[::_SHARED_EVERY] if not (e.changed or e.again)]
        entries = sorted([*entries, *shared], key=lambda entry: entry.begin)
    return tuple(entries)


def _can_share(first: FeedShape, second: FeedShape) -> bool:
    """Tell whether two feeds show that an entry of both is the same, by its address."""
    quirks = first.quirks | second.quirks
    return not {Quirk.NO_LINKS, Quirk.SAME_IDS, Quirk.TEASERS}.intersection(quirks)


class FeedWorld:
    """The feeds of a plan, and what their hosts answer at a moment of ``clock``."""

    def __init__(self, plan: WorldPlan, clock: Callable[[], float]) -> None:
        self.plan = plan
        self.clock = clock
        self.replace_feeds(make_world(plan))

    def replace_feeds(self, feeds: Sequence[WorldFeed]) -> None:
        """Have other feeds than those of the plan."""
        self.feeds = list(feeds)
        self.hosts = tuple(dict.fromkeys(feed.host for feed in feeds))
        self._by_place = {(feed.host, feed.path): feed for feed in feeds}

    def find_feed(self, host: str, path: str) -> WorldFeed | None:
        """Return the feed at an address, also where it has moved to; ``host`` may have a port."""
        return self._by_place.get((host.partition(":")[0], path.removeprefix("/moved")))

    def answer(self, host: str, path: str, round_number: int) -> WebPage:
        """Return what is at an address now."""
        feed = self.find_feed(host, path)
        if feed is None:
            return WebPage(b"there is nothing here", 404, "text/plain")
        moment = self.clock()
        page = feed.answer(moment, f"http://{host}", round_number)
        is_moved = path.startswith("/moved/")
        if is_moved and page.redirect == f"/moved{feed.path}":
            return feed.answer_soundly(moment, f"http://{host}", round_number)
        return page
