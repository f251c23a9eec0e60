"""What is promised of following feeds, held against a simulated week."""

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.feeds.looks import SHORTEST, Look, list_looks
from benchmarks.feeds.polling_process import PAUSE, STEP_SECONDS
from benchmarks.feeds.week_record import WeekRecord
from benchmarks.soak.promises import MOST_DRIFT, Promise, promise_none
from bot.feeds.polling.polling_rounds import MOST_FETCHES
from tests.web.feed_shapes import Quirk
from tests.web.feed_world import DAY, WorldEntry, WorldFeed
from tests.web.world_server import WorldServer
from tests.web.world_troubles import TroubleKind

_TOKEN = re.compile(r"Zq\d+x\d+(?!\d)")
_MOST_LINES = 12


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """A line of a month file."""

    feed: str
    title: str
    text: str

    @property
    def tokens(self) -> set[str]:
        """Return the words that tell which entries it has."""
        return set(_TOKEN.findall(f"{self.title}\n{self.text}"))


def read_articles(corpus: Path) -> list[StoredArticle]:
    """Return all articles of feeds."""
    return [
        StoredArticle(path.parent.name, record.get("title", ""), record["text"])
        for path in sorted((corpus / "feeds").glob("*/*.jsonl"))
        for record in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


def judge_entries(
    server: WorldServer, record: WeekRecord, articles: Sequence[StoredArticle]
) -> Iterator[Promise]:
    """Judge whether every entry that was given away is one article, with its last text."""
    by_token: defaultdict[str, list[StoredArticle]] = defaultdict(list)
    mixed = []
    for article in articles:
        if len(article.tokens) != 1:
            mixed.append(f"{article.feed}: {article.title[:60]} has {sorted(article.tokens)}")
        for token in article.tokens:
            by_token[token].append(article)
    must: dict[str, tuple[WorldFeed, WorldEntry, set[int]]] = {}
    for feed, looks in list_looks(server, record):
        for look in looks:
            for shown in look.entries:
                token = shown.entry.token
                old = must.get(token)
                if not look.is_cut_off:
                    must[token] = (feed, shown.entry, {shown.version})
                elif old:
                    old[2].add(shown.version)
    lost = [f"{token} of feed {feed.number} ({_name(feed)})"
            for token, (feed, _, _) in must.items() if token not in by_token]  # fmt: skip
    doubled = [
        f"{token}: {len(found)} articles, in {', '.join(sorted({a.feed for a in found}))}"
        f" ({_name(must[token][0]) if token in must else '?'})"
        for token, found in by_token.items() if len(found) > 1
    ]  # fmt: skip
    stale = [
        f"{token} of feed {feed.number} ({_name(feed)}), version {sorted(versions)}"
        for token, (feed, entry, versions) in must.items()
        if len(by_token.get(token, ())) == 1
        and not any(_has_text(by_token[token][0], feed, entry, version) for version in versions)
    ]
    name = f"Each of {len(must):,} entries that were sent is an article"
    yield promise_none(name, lost)
    yield promise_none("No entry is two articles", doubled)
    yield promise_none("No article has the texts of two entries", mixed)
    yield promise_none("Every article has the whole last text", stale)


def judge_attention(server: WorldServer, record: WeekRecord) -> Iterator[Promise]:
    """Judge whether what sound feeds showed for long was asked for."""
    end = server.world.clock()
    total, overlooked = 0, []
    for feed, looks in list_looks(server, record):
        if feed.troubles:
            continue
        sent = {shown.entry.token for look in looks for shown in look.entries}
        asked = looks[0].least_wait if looks else SHORTEST
        wait = 1.1 * max(SHORTEST, min(max(feed.gap * 1.5, asked), DAY)) + 2 * STEP_SECONDS
        steps = feed.steps
        for place, (begin, number, _) in enumerate(steps):
            leaves = steps[place + feed.window][0] if place + feed.window < len(steps) else end
            if begin < server.world.plan.begin or min(leaves, end) - begin < wait:
                continue
            total += 1
            if feed.entries[number].token not in sent:
                overlooked.append(f"{feed.entries[number].token} of feed {feed.number}")
    yield promise_none(f"Each of {total:,} entries that stood long enough was fetched", overlooked)


def judge_manners(server: WorldServer, record: WeekRecord) -> Iterator[Promise]:
    """Judge whether anybody was asked more often than promised."""
    hasty, leaps, after_end = [], 0, []
    repeats = Counter[int]()  # by the process that was killed
    for feed, looks in list_looks(server, record):
        for look, following in pairwise(looks):
            trouble = look.steps[-1][1].trouble
            if trouble and trouble.kind is TroubleKind.GONE and not look.is_cut_off:
                after_end.append(f"feed {feed.number}")
            wait = following.moment - look.moment
            if wait >= look.least_wait:
                continue
            if look.is_cut_off:
                repeats[look.life] += 1
            elif look.life != following.life and record.was_set_ahead(
                look.begin, following.begin
            ):  # the next process cannot know what the clock was
                leaps += 1
            else:
                hasty.append(_describe_haste(look, following, wait))
    detail = f"; {repeats.total()} repeated after a kill, {leaps} after a clock that was set ahead"
    promise = promise_none("No feed is asked sooner than it wants", hasty)
    yield Promise(promise.name, promise.is_kept, promise.detail + detail, promise.breaches)
    excess = [f"{count} after process {life}" for life, count in repeats.items()
              if count > MOST_FETCHES]  # fmt: skip
    yield promise_none(f"A kill repeats {MOST_FETCHES} looks at most", excess)
    yield promise_none("No feed is asked again that is gone for good", after_end)
    yield from _judge_hosts(server, record)


def _judge_hosts(server: WorldServer, record: WeekRecord) -> Iterator[Promise]:
    by_host = defaultdict(list)
    for request in list(server.requests):
        by_host[request.host].append(request)
    crowded, quick = [], []
    for host, requests in by_host.items():
        for request, following in pairwise(requests):
            if record.find_life(request) != record.find_life(following):
                continue
            if request.end > following.begin:
                crowded.append(f"{host}: {request.path} and {following.path}")
            if following.begin - request.begin < PAUSE:
                quick.append(f"{host}: {following.begin - request.begin:.3f} s")
    yield promise_none("A host gets one request at a time", crowded)
    yield promise_none("There is a pause between two requests to a host", quick)


def judge_index(environment: Mapping[str, str], articles: int) -> Iterator[Promise]:
    """Judge whether the index has what the folder has."""
    for words in (("index", "build"), ("index", "verify", "--json")):
        run = subprocess.run(
            [sys.executable, "-m", "bot", *words],
            env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    try:
        facts = json.loads(run.stdout)
    except ValueError:
        yield Promise("The index equals the folder", False, (run.stderr or run.stdout)[-500:])
        return
    yield promise_none("The index equals the folder", facts["differences"])
    yield Promise(
        "The index has every article", facts["articles"] == articles,
        f"{facts['articles']:,} of {articles:,}",
    )  # fmt: skip


def judge_growth(name: str, unit: str, values: Mapping[int, float]) -> Iterator[Promise]:
    """Judge whether what a process takes is flat: values are of the ends of days, by their number.

    The first day is that of warming up. A process that is killed is young, and tells nothing.
    """
    early, *late = [value for _, value in sorted(values.items())[1:]] or [0.0]
    if late:
        drift = max(late) / early - 1
        yield Promise(
            f"{name} is flat: no day takes {MOST_DRIFT:.0%} more than the second",
            drift < MOST_DRIFT, f"{early:,.1f} {unit}, then {max(late):,.1f} at most: {drift:+.1%}",
        )  # fmt: skip


def _has_text(article: StoredArticle, feed: WorldFeed, entry: WorldEntry, version: int) -> bool:
    owner_has_teasers = feed.shape.has(Quirk.TEASERS)
    paragraphs = feed.write_text(entry, version)
    text = _squeeze(article.text)
    if owner_has_teasers:
        return text[:40] == _squeeze(paragraphs[0])[:40]
    has_all = all(_squeeze(paragraph) in text for paragraph in paragraphs)
    return has_all and (version == 1 or f"{entry.token}b" not in article.text)


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _describe_haste(look: Look, following: Look, wait: float) -> str:
    trouble = look.steps[-1][1].trouble
    return (
        f"feed {look.feed.number} ({_name(look.feed)}) after {wait:,.0f} s instead of"
        f" {look.least_wait:,.0f} ({trouble.kind if trouble else 'sound'},"
        f" status {look.steps[-1][0].status}, then {following.steps[0][0].status})"
    )


def _name(feed: WorldFeed) -> str:
    return ", ".join([feed.shape.dialect, *sorted(feed.shape.quirks), feed.shape.language])
