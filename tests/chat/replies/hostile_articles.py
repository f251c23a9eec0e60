"""Articles that nobody would write, on whatever is asked, so that replies have to quote them."""

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.articles.article import Article, derive_id

NEWEST = date(2026, 3, 20)

_ZALGO = "".join(map(chr, range(0x300, 0x312)))
_FAMILY = "👩\u200d👩\u200d👧\u200d👦"
_DECORATIONS = (
    "{text} @everyone and @durov say so.",
    "/start {text} /help@other_bot",
    "<b>{text}</b> &amp; <script>alert(1)</script>",
    "**{text}** [link](https://evil.example/a_b) `code` ~~gone~~ ||spoiler||",
    "{text} See bbc.co.uk, www.example.com/path?q=1 and mail a.b@example.org or +1 212 555 0100.",
    "#news $TSLA {text} #日本 #новости",
    "\u202e{text}\u202c and then on",
    "قال: {text} وبعد ذلك @فلان",
    "{zalgo}",
    f"{_FAMILY * 3} {{text}} {_FAMILY * 3}🏳️\u200d🌈",
    "{text} \ud83d half a pair",
    "{text}\u2028next\u2029next\x85next\x0bnext\x00end",
    "{text} " + "x" * 100_000,
    "{long}",
    "{text} " + "@name_" * 200 + " " + "a@b.example " * 120,
    "\u2066{text}\u2069\ufeff\u200b\u00ad",
    "\u3164" * 60,
    "\u2800\u115f\ufe0f {text} \u2800",
    "“{text}” – “{text}” — ‘{text}’ …",
    "{text} https://пример.рф/путь?x=1#y http://[::1]/ ftp://files.example/a",
    "{text} 192.168.0.1:8080 README.md v1.2.3 12:30 50% 1,234.56 007",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 {text} 𠀀𠀁𠀂",
)
_SOURCES = (
    "The Example",
    "evil.example",
    "@channel",
    "\u202eelpmaxE",
    "/source",
    "",
    "خبر",
    "#tag",
)
_URLS = (
    "https://news.example/{n}", "javascript:alert({n})", "http://localhost/{n}",
    "https://u:p@news.example/{n}", "", "https://news.example/" + "y" * 2100 + "{n}",
    "tg://user?id={n}", "https://news.example/{n}#top",
)  # fmt: skip
_WORD = re.compile(r"\w+")


def make_hostile_articles(texts: Sequence[str], count: int) -> Iterator[Article]:
    """Yield articles whose sentences hold ``texts``, each decorated in its own way."""
    for number in range(count):
        rng = random.Random(number)  # the same in each run
        share = texts[number::count] or texts[:1]
        sentences = [_decorate(text, rng.choice(_DECORATIONS)) for text in share]
        body = rng.choice(("\n\n", " ", "\r\n", "\n")).join(sentences)
        published = NEWEST - timedelta(number % 40)
        title = _decorate(share[0], rng.choice(_DECORATIONS))[: rng.choice((20, 200, 5000))]
        url = _URLS[number % len(_URLS)].format(n=number)
        source = _SOURCES[number % len(_SOURCES)]
        yield Article(
            derive_id(url, published, title, body), body, published, f"hostile-{number}.jsonl",
            title=title, source=source, url=url,
        )  # fmt: skip


def _decorate(text: str, decoration: str) -> str:
    zalgo = "".join(character + _ZALGO for character in text)
    long = _WORD.sub(lambda match: match[0] * 400, text[:40])
    return decoration.format(text=text, zalgo=zalgo, long=f"{text} {long}") + "."
