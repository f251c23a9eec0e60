"""Names in the fields for a source that name no publisher: databases, tools, kinds, files."""

import re
from functools import lru_cache

from bot.reading.records.field_names import fold

_DATABASES = (
    *("LexisNexis", "Lexis Nexis", "Nexis", "Nexis Uni", "Lexis", "Factiva", "Dow Jones Factiva"),
    *("ProQuest", "ProQuest Central", "Europresse", "PressReader", "Genios", "wiso", "GBI-Genios"),
    *("NewsBank", "Gale", "EBSCO", "EBSCOhost", "Meltwater", "Cision", "Media Cloud", "GDELT"),
    *("NewsAPI", "newsapi.org", "GNews", "gnews.io", "Event Registry", "Webhose", "Webz.io"),
    *("Common Crawl", "CC-News", "Kaggle", "Hugging Face", "Feedly", "Inoreader", "Miniflux"),
    *("FreshRSS", "Wallabag", "Pocket", "Instapaper", "Readwise", "Raindrop", "Zotero"),
)
_KINDS = (
    *("rss", "rss feed", "atom", "feed", "web", "website", "www", "internet", "online", "news"),
    *("article", "articles", "blog", "print", "newspaper", "api", "html", "json", "csv", "crawl"),
    *("crawler", "scraper", "spider", "import", "export", "manual", "email", "mail", "newsletter"),
    *("unknown", "other", "none", "n/a", "undefined", "true", "false", "[Removed]", "test"),
    *("online news", "news article", "blog post", "press", "Presse", "presse en ligne", "prensa"),
)
_NO_PUBLISHERS = frozenset(fold(name) for name in (*_DATABASES, *_KINDS))
# As Readwise says how it got an article.
_WAY = re.compile(r"Reader (?:RSS|Web|Share.{0,20}|In app.{0,20}|Add.{0,20}|Import.{0,20})")
_FILE = re.compile(
    r"[^\s/]{1,80}\.(?:csv|tsv|jsonl?|ndjson|xlsx?|ods|xml|txt|md|pdf|docx?|parquet|zip|gz)"
    r"|(?:/|[A-Za-z]:\\|file:).*",
    re.IGNORECASE,
)


@lru_cache(10_000)
def is_publisher(words: str) -> bool:
    """Tell whether words may name who published, not where or how somebody got the article."""
    return not (fold(words) in _NO_PUBLISHERS or _FILE.fullmatch(words) or _WAY.fullmatch(words))
