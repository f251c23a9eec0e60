"""Feeds and pages as their publishers write them, on events that nobody has seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from html import escape

NEWS_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)

_DEEDS = (
    "Two divers filmed the riverbed for", "A brass band rehearsed with",
    "The museum lent its oldest map to", "Pupils painted forty signs for",
    "A carpenter built benches out of oak for",
)  # fmt: skip
_CROWDS = (
    "the volunteers of the fire brigade", "three choirs from the valley",
    "the owners of allotments along the dike", "visitors of the weekly market",
    "retired captains and their families", "the crew of a freight train", "a class of apprentices",
)  # fmt: skip
_SCENES = (
    "herons nested below the arches", "fog lay over the locks until noon",
    "the bakery on the quay sold out of plum cake", "workers hoisted the last girder at night",
    "a surveyor counted bicycles with chalk", "rain washed gravel out of the towpath",
    "the harbour cranes stood still for an hour", "somebody released a hundred white balloons",
    "cyclists queued behind a herd of goats", "the mayor lost her hat to the wind",
    "an old lighthouse lamp was lit again",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewsEntry:
    """An entry of a feed; ``text`` is plain, with a line for each paragraph."""

    key: str
    title: str
    text: str
    published: datetime = NEWS_DAY
    url: str = ""
    is_teaser: bool = False

    @property
    def paragraphs(self) -> list[str]:
        """Return the text's paragraphs."""
        return self.text.splitlines()


def invent_entry(number: int, *, since: datetime = NEWS_DAY, site: str = "") -> NewsEntry:
    """Return an entry that no other number has, an hour later than the one before."""
    place, person, other_place = _name(number), _name(3 * number + 5), _name(7 * number + 11)
    sentences = (
        (
            f"The {place} bridge reopens on Monday after {number + 3} months of repairs, "
            f"which cost {number + 2}.{number % 10} million crowns."
        ),
        (
            f"Engineer {person} found cracks below pillar {number % 9 + 1} in an inspection that "
            f"{other_place} had asked for, and lorries from {_name(11 * number + 2)} drove "
            "around it."
        ),
        f"{_pick(number, _DEEDS)} {_pick(number + 3, _CROWDS)} while {_pick(number + 1, _SCENES)}.",
        (
            f"Until then, ferry number {number + 40} carries people from {_name(number + 7)} "
            f"to {_name(5 * number + 1)}, {_pick(number + 2, _SCENES)}."
        ),
    )
    return NewsEntry(
        key=f"tag:news.example,2026:{number}",
        title=f"{place} bridge reopens after {number + 3} months",
        text="\n".join(sentences),
        published=since + timedelta(hours=number),
        url=f"{site or 'https://news.example'}/articles/{number}",
    )


def invent_entries(count: int, *, site: str = "", since: datetime = NEWS_DAY) -> list[NewsEntry]:
    """Return so many entries, the newest first, as feeds have them."""
    return [invent_entry(n, site=site, since=since) for n in reversed(range(count))]


def write_rss(
    entries: Iterable[NewsEntry],
    *,
    title: str = "The Karlow Courier",
    site: str = "https://news.example/",
    language: str = "en",
    ttl: int | None = None,
) -> bytes:
    """Return a feed of RSS 2.0; a teaser has the first words of its text alone."""
    items = "".join(map(_write_item, entries))
    wish = f"<ttl>{ttl}</ttl>" if ttl is not None else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><link>{escape(site)}</link>"
        f"<description>News of {escape(title)}</description><language>{language}</language>"
        f"{wish}{items}</channel></rss>"
    ).encode()


def write_atom(
    entries: Iterable[NewsEntry], *, title: str = "The Karlow Courier", site: str = ""
) -> bytes:
    """Return a feed of Atom 1.0."""
    items = "".join(
        f"<entry><id>{escape(entry.key)}</id><title>{escape(entry.title)}</title>"
        f'<link rel="alternate" href="{escape(entry.url)}"/>'
        f"<published>{entry.published.isoformat()}</published>"
        f"<updated>{entry.published.isoformat()}</updated>"
        f'<content type="html">{escape(_write_markup(entry.paragraphs))}</content></entry>'
        for entry in entries
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">'
        f"<title>{escape(title)}</title><id>tag:news.example,2026:feed</id>"
        f'<link rel="alternate" href="{escape(site or "https://news.example/")}"/>'
        f"<updated>{NEWS_DAY.isoformat()}</updated>{items}</feed>"
    ).encode()


def write_article_page(entry: NewsEntry, *, feed: str = "") -> bytes:
    """Return the page of an entry, with what stands around an article on such pages."""
    link = f'<link rel="alternate" type="application/rss+xml" title="News" href="{feed}">'
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(entry.title)}</title>'
        f'<meta property="og:type" content="article">{link if feed else ""}'
        f'<meta property="article:published_time" content="{entry.published.isoformat()}">'
        f'</head><body><nav><a href="/">Home</a> <a href="/sports">Sports</a></nav><main><article>'
        f"<h1>{escape(entry.title)}</h1>"
        f'<time datetime="{entry.published.isoformat()}">{entry.published:%d %B %Y}</time>'
        f"{_write_markup(entry.paragraphs)}</article></main><footer>Imprint</footer></body></html>"
    ).encode()


def write_front_page(*feeds: tuple[str, str], title: str = "The Karlow Courier") -> bytes:
    """Return a site's front page that declares feeds, each a title and an address."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{escape(name)}" href="{address}">'
        for name, address in feeds
    )
    items = "".join(
        f'<li><a href="/articles/{n}">{invent_entry(n).title}</a></li>' for n in range(12)
    )
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(title)}</title>{links}</head>'
        f"<body><h1>{escape(title)}</h1><ul>{items}</ul></body></html>"
    ).encode()


def _write_item(entry: NewsEntry) -> str:
    if entry.is_teaser:
        words = entry.text.split()[:12]
        text = f"<description>{escape(' '.join(words))} […]</description>"
    else:
        markup = _write_markup(entry.paragraphs)
        text = (
            f"<description>{escape(entry.paragraphs[0])}</description>"
            f"<content:encoded>{escape(markup)}</content:encoded>"
        )
    return (
        f'<item><title>{escape(entry.title)}</title><guid isPermaLink="false">{escape(entry.key)}'
        f"</guid><link>{escape(entry.url)}</link>"
        f"<pubDate>{format_datetime(entry.published)}</pubDate>{text}</item>"
    )


def _write_markup(paragraphs: Iterable[str]) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in paragraphs)


def _pick(number: int, words: Sequence[str]) -> str:
    return words[(number * 7 + number // len(words)) % len(words)]


def _name(number: int) -> str:
    """Return an invented name, another one for every number."""
    firsts = ("Kar", "Mel", "Tor", "Vin", "Bel", "Sor", "Lan", "Fen", "Gal", "Hol", "Nor")
    middles = ("a", "o", "i", "e", "u")
    lasts = ("low", "dorn", "wick", "sted", "mere", "ford", "burg", "by", "ham", "den", "cliff")
    quotient, last = divmod(number, len(lasts))
    first, middle = (quotient + number) % len(firsts), number % len(middles)
    beyond = quotient // (len(firsts) * len(middles))
    return f"{firsts[first]}{middles[middle]}{lasts[last]}{'x' * beyond}"
