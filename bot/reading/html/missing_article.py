"""Missing articles: pages that browsers and crawlers save in an article's place, told apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from bot.reading.html.facts.date_elements import element_text
from bot.reading.html.facts.linked_data import LinkedData, read_linked_data
from bot.reading.html.headline_lists import is_headline_list
from bot.reading.html.metadata import PageMetadata
from bot.reading.html.page_kinds import PageKind, load_words
from bot.reading.html.parsing import load_xpath

_BOOKMARK_FILE = re.compile(r"\s*<!doctype\s+netscape-bookmark-file", re.IGNORECASE)
_BOOKMARK_TITLES = re.compile(
    r"(?:pocket export|instapaper: export|bookmarks(?: (?:bar|menu))?|lesezeichen|favoris"
    r"|marcadores|segnalibri|favorites|reading list|onetab)",
    re.IGNORECASE,
)
_FOLDER_TITLE = re.compile(r"(?:index of|directory listing for) /", re.IGNORECASE)
_REDIRECT_TITLE = re.compile(
    r"(?:30[12378] )?(?:moved permanently|found|see other|temporary redirect|object moved"
    r"|redirect(?:ing|ed)?(?: to .+)?(?:\.\.\.|…)?|weiterleitung.{0,20}|redirection.{0,20}"
    r"|redirigiendo.{0,20}|redirecionando.{0,20}|doorverwijzen.{0,20}|przekierowanie.{0,20}"
    r"|перенаправление.{0,20})",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|·•—–»/-]+\s+|\s*(?:\||::)\s*")
_EDGES = " \t.!:…-–—⚠️🍪"
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
_WALL = (
    "//*[re:test(concat(@class, ' ', @id), '(consent|cookie|gdpr|cmp|privacy|onetrust|didomi|cybot"
    "|usercentrics|sourcepoint|quantcast|truste)', 'i')]|//button|//input[@type='submit'"
    " or @type='button']|//form"
)
_CHECK = (
    "//script[contains(@src, '/cdn-cgi/challenge') or contains(., '_cf_chl_opt')"
    " or contains(@src, 'captcha') or contains(@src, 'datadome') or contains(@src, 'px-cloud')]"
    "|//*[re:test(concat(@class, ' ', @id), '(captcha|^cf-|[ _-]cf-|challenge|px-|datadome)', 'i')]"
)
_SHOWN_TEXTS = (
    "//body//text()[not(ancestor::script or ancestor::style or ancestor::template"
    " or ancestor::nav or ancestor::footer)]"
)
_ARTICLE_MARKS = (
    "//meta[@property='og:type' and contains(@content, 'article')]"
    "|//meta[@property='article:published_time']|//*[@itemprop='articleBody']"
)
_LIST_CLASSES = frozenset(
    "home homepage frontpage front page-front archive category tag section listing search"
    " search-results paged section-page section-front category-page tag-page".split()
)
_LIST_KINDS = frozenset(("CollectionPage", "SearchResultsPage", "ItemList"))
_MENUS = frozenset(
    "head nav footer aside header script style noscript template select form".split()
)
_LEAST_HEADLINES, _LEAST_HEADLINE_WORDS = 6, 4
_FEW_WORDS = 60
_FULL_WORDS = 60
_SENTENCE_WORDS = 15
_LONGEST_WORD = 40
_HEADINGS = ("h1", "h2", "h3", "h4")
_LEAST_PHRASES = 2


@dataclass(frozen=True, slots=True)
class _Page:
    """What a page shows: its titles, the words that would be its article, and its links.

    is_marked_as_article: its data say that it is an article
    """

    root: Any
    metadata: PageMetadata
    data: LinkedData
    titles: tuple[str, ...]
    prose: str
    words: int
    is_marked_as_article: bool


def explain_missing_article(root: Any, metadata: PageMetadata, prose: str, text: str) -> str:
    """Return what a page is that holds no article, and what to do; or nothing where it has one.

    ``prose`` is what would be its article, or empty; ``text`` is the page as it was saved.
    """
    titles = tuple(dict.fromkeys(_list_titles(root)))
    shown_text = prose or _visible_text(root)
    words = _count_words(shown_text)
    data = read_linked_data(root)
    is_marked = bool(data.articles) or bool(load_xpath(_ARTICLE_MARKS)(root))
    page = _Page(root, metadata, data, titles, shown_text, words, is_marked)
    if _BOOKMARK_FILE.match(text, 0, 400) or _is_bookmarks(page):
        return PageKind.BOOKMARKS.value
    if any(map(_FOLDER_TITLE.match, titles)):
        return PageKind.FOLDER.value
    for kind, most_words, is_kind in _CHECKS:
        if page.words <= most_words and is_kind(page):
            return kind.value
    if page.words <= _FEW_WORDS and any(map(_REDIRECT_TITLE.fullmatch, titles)):
        return PageKind.REDIRECT.value
    if _is_contents(page):
        return PageKind.CONTENTS.value
    if _holds_several(page):
        return PageKind.SEVERAL_ARTICLES.value
    if _is_home(page) or (not _has_one_article(page) and is_headline_list(root, prose)):
        return PageKind.HOME.value
    return PageKind.SCRIPTS.value if not prose and _needs_scripts(page) else ""


def _count_words(text: str) -> int:
    """Return the number of words, or of pairs of characters where words are not divided."""
    characters = len(_CJK.findall(text))
    words = len(_CJK.sub("", text).split()) + characters // 2
    # A text of very long words is no short text.
    return max(words, len(text) // _LONGEST_WORD)


def _list_titles(root: Any) -> Iterator[str]:
    """Yield a page's title, the parts of it, and its headline, without marks at their ends."""
    headings = map(element_text, islice(root.iter("h1"), 1))
    for text in (*map(element_text, root.iterfind(".//head/title")), *headings):
        parts = _PARTS.split(text[:300])
        for part in (text, parts[0], parts[-1]):
            if part := part.strip(_EDGES):
                yield part


def _visible_text(root: Any) -> str:
    texts = load_xpath(_SHOWN_TEXTS)(root)
    return "\n\n".join(" ".join(text.split()) for text in texts if text.strip())


def _is_titled(page: _Page, kind: PageKind) -> bool:
    return any(map(load_words()[kind].titles.fullmatch, page.titles))


def _phrases(page: _Page, kind: PageKind) -> int:
    """Return how many different phrases of a kind a page has."""
    return len({match[0].casefold() for match in load_words()[kind].phrases.finditer(page.prose)})


def _is_mostly(page: _Page, kind: PageKind) -> bool:
    """Tell whether paragraphs with a kind's phrases hold at least half of the words."""
    paragraphs = [paragraph for paragraph in re.split(r"\n+", page.prose) if paragraph.strip()]
    phrases = load_words()[kind].phrases
    sizes = [(len(paragraph), bool(phrases.search(paragraph))) for paragraph in paragraphs]
    return sum(size for size, has_phrase in sizes if has_phrase) * 2 >= sum(
        size for size, _ in sizes
    )


def _asks_for_consent(page: _Page) -> bool:
    phrases = _phrases(page, PageKind.CONSENT)
    if not phrases or not load_xpath(_WALL)(page.root):
        return False
    return _is_mostly(page, PageKind.CONSENT) and (
        phrases >= _LEAST_PHRASES or _is_titled(page, PageKind.CONSENT)
    )


def _checks_visitors(page: _Page) -> bool:
    phrases = _phrases(page, PageKind.CHALLENGE)
    has_check = bool(load_xpath(_CHECK)(page.root))
    if _is_titled(page, PageKind.CHALLENGE):
        return bool(phrases) or has_check or page.words <= _FEW_WORDS // 2
    return phrases >= _LEAST_PHRASES and _is_mostly(page, PageKind.CHALLENGE)


def _asks_for_scripts(page: _Page) -> bool:
    return bool(_phrases(page, PageKind.SCRIPTS)) and _is_mostly(page, PageKind.SCRIPTS)


def _is_error(page: _Page) -> bool:
    return _is_titled(page, PageKind.MISSING) and (
        not page.is_marked_as_article or page.words <= _FEW_WORDS
    )


def _asks_to_log_in(page: _Page) -> bool:
    has_password = bool(load_xpath("//input[@type='password']")(page.root))
    if _is_titled(page, PageKind.LOGIN) and not page.is_marked_as_article:
        return has_password or page.words <= _FEW_WORDS
    return has_password and page.words <= _FEW_WORDS and bool(_phrases(page, PageKind.LOGIN))


def _asks_to_subscribe(page: _Page) -> bool:
    phrases = _phrases(page, PageKind.PAYWALL)
    is_enough = phrases >= _LEAST_PHRASES or (phrases > 0 and page.words <= _SENTENCE_WORDS)
    return is_enough and _is_mostly(page, PageKind.PAYWALL)


def _lists_results(page: _Page) -> bool:
    if page.is_marked_as_article or not _is_titled(page, PageKind.SEARCH):
        return False
    has_form = bool(load_xpath("//input[@type='search' or @name='q' or @name='s']")(page.root))
    return has_form or "SearchResultsPage" in page.data.kinds or _measure_links(page)[1] >= 3


# With the words of the longest page of that kind: what has more is an article about it.
_CHECKS = (
    (PageKind.CONSENT, 350, _asks_for_consent),
    (PageKind.CHALLENGE, 160, _checks_visitors),
    (PageKind.SCRIPTS, 90, _asks_for_scripts),
    (PageKind.MISSING, 220, _is_error),
    (PageKind.LOGIN, 150, _asks_to_log_in),
    (PageKind.PAYWALL, 60, _asks_to_subscribe),
    (PageKind.SEARCH, 2000, _lists_results),
)


def _is_bookmarks(page: _Page) -> bool:
    if not any(map(_BOOKMARK_TITLES.fullmatch, page.titles)):
        return False
    share, _ = _measure_links(page)
    return share > 0.5


def _is_contents(page: _Page) -> bool:
    if page.is_marked_as_article or not _is_titled(page, PageKind.CONTENTS):
        return False
    share, _ = _measure_links(page)
    return share >= 0.5


def _holds_several(page: _Page) -> bool:
    """Tell whether a page shows several articles in full, as the home pages of blogs do."""
    if page.is_marked_as_article:
        return False
    articles = load_xpath("//article[not(ancestor::article)][.//time[@datetime]]")(page.root)
    days: dict[str, str] = {}
    for article in articles:
        heading = next(filter(None, map(element_text, article.iter(*_HEADINGS))), "")
        paragraphs = (element_text(item) for item in article.iter("p"))
        is_full = sum(len(text.split()) for text in paragraphs) >= _FULL_WORDS
        if heading and is_full:
            days[heading] = next(article.iter("time")).get("datetime", "")[:10]
    return len(set(days.values())) > 1


def _has_one_article(page: _Page) -> bool:
    """Tell whether a page's data name one article, as those of lists seldom do."""
    if 0 < len(page.data.articles) < _LEAST_PHRASES:
        return True
    return not page.data.articles and bool(
        load_xpath("//meta[@property='article:published_time']|//*[@itemprop='articleBody']")(
            page.root
        )
    )


def _is_home(page: _Page) -> bool:
    """Tell whether a page is a list of links to articles."""
    if page.is_marked_as_article:
        return False
    share, headlines = _measure_links(page)
    if headlines < _LEAST_HEADLINES:
        return False
    parts = urlsplit(page.metadata.url)
    body = page.root.find("body")
    signs = (
        bool(page.metadata.url) and parts.path in {"", "/"} and not parts.query,
        bool(_LIST_KINDS & page.data.kinds),
        body is not None and not _LIST_CLASSES.isdisjoint(body.get("class", "").lower().split()),
    )
    return (any(signs) and share >= 0.4) or (share >= 0.75 and page.words <= _FEW_WORDS)


def _measure_links(page: _Page) -> tuple[float, int]:
    """Return the share of the words in links, and the number of links that read as headlines."""
    words = link_words = 0
    headlines: set[str] = set()
    # Loading it takes longer than most commands run.
    from lxml import etree

    outside = 0
    link: Any = None
    for event, element in etree.iterwalk(page.root, events=("start", "end")):
        if element.tag in _MENUS:
            outside += 1 if event == "start" else -1
        if element.tag == "a":
            link = element if event == "start" else None
            text = element_text(element)
            if event == "start" and not outside and len(text.split()) >= _LEAST_HEADLINE_WORDS:
                headlines.add(text)
        if not outside:
            count = len(((element.text if event == "start" else "") or "").split())
            words += count
            link_words += count if link is not None else 0
        if event == "end" and (not outside) and element.tail:
            words += len(element.tail.split())
            link_words += len(element.tail.split()) if link is not None else 0
    return (link_words / words if words else 0.0), len(headlines)


def _needs_scripts(page: _Page) -> bool:
    return page.words < 20 and bool(load_xpath("//body//script|//head/script[@src]")(page.root))
