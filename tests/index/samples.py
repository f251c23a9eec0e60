"""Articles for the engines: plain ones, strange ones, and random ones."""

from datetime import UTC, date, datetime, timedelta, timezone
from random import Random

from bot.articles.article import Article
from bot.index.analysis import analyze_article
from bot.index.protocol import AnalyzedArticle
from bot.language.analyzer import Analyzer

ANALYZER = Analyzer()
FIRST_DAY = date(2026, 1, 1)
DAYS = 12
SOURCES = ("", "harbour.example", "ferry.example", "Żółw & Söhne «Nachrichten»")

WORDS = (
    "harbour ferry budget mayor council bridge vote storm tide lamp stone river train price"
    " straße größe café naïve crème москва выборы погода αθήνα εκλογές شارع مدينة שלום עיר"
    " वर्षा नदी 東京 選挙 서울 선거 กรุงเทพ 14,000 1.5 U.S. 2026"
).split()

_EAST = timezone(timedelta(hours=5, minutes=45))

STRANGE = (
    Article("plain", "One sentence.", date(2026, 1, 7), "a.txt"),
    Article(
        "complete",
        "date 2026-01-07\n\nThe first sentence stands here. And here is the second one.",
        date(2026, 1, 7),
        "folder/ünïcode näme.txt",
        title="A title — with “quotes”",
        source="example.com",
        url="https://example.com/?q=ü&x='\"",
        authors=("Ada Ærø", "O'Brien, \"Bo\"", ""),
        language="en",
        instant=datetime(2026, 1, 7, 23, 59, 59, 999_999, tzinfo=_EAST),
        body=17,
    ),
    Article(
        "universal", "At noon.", date(1, 1, 1), "b.txt", instant=datetime(2026, 1, 7, tzinfo=UTC)
    ),
    Article("far", "In a far future.", date(9999, 12, 31), "c.txt", language="xx-unknown"),
    Article("id with ' \" \\ % * ? : / spaces", "An odd id.", date(2026, 1, 7), "d.txt"),
    Article("ид-新闻-🙂", "🙂👩‍👩‍👧 A smile. Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯a lot of marks.", date(2026, 1, 7), "e.txt"),
    Article("controls", "Tab\there.\r\nBell\x07 and\x0bpage\x0c.\u2028Line\u2029end\ufeff.",
            date(2026, 1, 7), "f.txt"),
    Article("rtl", "\u202eשלום\u202c עולם. مرحبا.", date(2026, 1, 7), "g.txt", language="ar"),
    Article("astral", "\U0010ffff \ufffe \ue000. Private planes.", date(2026, 1, 7), "h.txt"),
    Article("long", "Many words, " * 9000 + "and an end.", date(2026, 1, 7), "i.txt"),
    Article("silent", "?!", date(2026, 1, 7), "j.txt"),
    Article(
        "headed",
        "A heading\n\nProse that says something. More of it.\n\nAnother heading\n\nOther prose.",
        date(2026, 1, 7),
        "k.txt",
    ),
)  # fmt: skip


def article(
    text: str, article_id: str = "a", day: str = "2026-01-07", *, title: str = ""
) -> Article:
    """Return an article; its file is named like its id."""
    published = date.fromisoformat(day)
    return Article(article_id, text, published, f"{article_id}.txt", title=title)


def analyzed(*articles: Article) -> list[AnalyzedArticle]:
    """Return what an engine needs of the articles."""
    return [analyze_article(one, ANALYZER) for one in articles]


def seeded(seed: int) -> Random:
    """Return a source of chance that gives the same every time."""
    return Random(seed)


def make_url(article_id: str) -> str:
    """Return the address of a random article."""
    return f"https://example.com/news/{article_id}"


def random_article(random: Random, article_id: str) -> Article:
    """Return an article of up to a few passages over a small vocabulary."""
    sentences = (
        " ".join(random.choices(WORDS, k=random.randint(3, 30))).capitalize() + "."
        for _ in range(random.randint(1, 12))
    )
    return Article(
        article_id,
        " ".join(sentences),
        FIRST_DAY + timedelta(days=random.randrange(DAYS)),
        f"{random.choice('pqr')}.txt",
        title=" ".join(random.choices(WORDS, k=2)),
        source=random.choice(SOURCES),
        url=make_url(article_id),
    )
