"""Metadata of web pages: meta elements, JSON-LD and the data of scripts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from bot.reading.address_hosts import read_host
from bot.reading.html.facts.date_elements import find_marked_dates
from bot.reading.html.facts.linked_data import (
    LinkedData,
    read_linked_data,
    read_name,
    read_words,
)
from bot.reading.html.facts.page_address import (
    find_original,
    is_archive,
    is_archive_name,
)
from bot.reading.html.facts.page_title import PageTitle, fold_title
from bot.reading.html.facts.script_state import find_state_dates

# Without marks between their words, which differ.
_PUBLISHED = (
    "articlepublishedtime articlepublished ogarticlepublishedtime ogpublishedtime datepublished"
    " articlepublisheddate articledatepublished articlepublicationdate articlepublishdate"
    " pubdate publishdate publisheddate publicationdate publishedat publishtime publishedtime"
    " parselypubdate sailthrudate dcdateissued dctermsissued dcissued dctermsdate dcdate"
    " dcdatecreated dctermscreated dctermsdateissued citationpublicationdate citationonlinedate"
    " citationdate articledateoriginal btpubdate cxenseparserecspublishtime cxenseparsepublishtime"
    " mediatorpublishedtime ogpubdate ogpublishdate ogreleasedate originalpublicationdate"
    " rbpubdate rnewsdatepublished shareaholicarticlepublishedtime vrpublishedtime"
    " articlepostdate postdate displaydate articledisplaydate datedisplay datepublication"
    " publishedfirst firstpublished firstpublicationdate datereleased daterelease releasedate"
    " prismpublicationdate eprintsdate newspublishtime articlepublishtime lppublished"
    " contentpublisheddate pagepubdate pagepublishdate gsadate iomarticlepublished"
    " weiboarticlecreateat bytedancepublishedtime pdate ptime"
    " date"
).split()
# Beside other dates, they may be those of drafts.
_CREATION_NAMES = (
    "createdate datecreated created articlecreated articlecreationdate creationdate".split()
)
_CHANGES = (
    "articlemodifiedtime ogupdatedtime datemodified dctermsmodified dcdatemodified lastmodified"
    " articleupdatedtime ogmodifiedtime revised lastmod lastupdated modified moddate updated"
    " articlemodified dateupdated sailthrumodified bytedanceupdatedtime"
).split()
# Titles of pages about persons, whose dates are those of birth.
_PROFILES = re.compile(
    r"(?:\w+ )?(?:profile|biography|who['’]s who|who is who|steckbrief|lebenslauf|biogra[fp]h?ie"
    r"|biografía|biografia|perfil|profil|profilo)",
    re.IGNORECASE,
)
_EVENT_KINDS = re.compile(r"(?:^|[a-z])Event$|^(?:Festival|Person|ProfilePage)$")
_BYLINE = re.compile(
    r"^(?:by|von|par|por|di|da|door|av|af|od|przez|автор|от|autor|author|text|texte|texto|testo)(?::\s*|\s+)",
    re.IGNORECASE,
)
_BETWEEN_NAMES = re.compile(r"\s*(?:;|,|/|\b(?:and|und|et|y|e|en|och|og|ja|i|и|та|ve)\b|&)\s*")
_MARKS = re.compile(r"[\s:._-]+")


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """A page's metadata; dates are as they are written, the most explicit first.

    page_dates, state_dates: published dates of the page as such, and in its scripts' data
    locales: its language tags, the one of its root first
    is_profile_or_event: it is about a person or an event, whose days are not its own
    """

    title: str
    source: str
    url: str
    language: str
    authors: tuple[str, ...]
    published: tuple[str, ...]
    change_dates: tuple[str, ...]
    page_dates: tuple[str, ...] = ()
    state_dates: tuple[str, ...] = ()
    locales: tuple[str, ...] = ()
    is_profile_or_event: bool = False


def read_metadata(root: Any, address: str) -> PageMetadata:
    """Read a page's metadata; ``address`` is where it came from, or empty."""
    meta = _meta(root)
    data = read_linked_data(root)
    url = _url(root, meta, address)
    title = PageTitle(root, meta, url)
    article = _article(data, title.candidates, url)
    source = _source(meta, article, data, url)
    locales = _locales(root, meta)
    pages = data.pages if len(data.pages) == 1 else ()
    dates = tuple(_dates(meta, _PUBLISHED))
    heading = title.choose(read_words(article.get("headline")), source)
    published = tuple(
        filter(None, (read_words(article.get("datePublished")), *dates, *find_marked_dates(root)))
    )
    # The data of scripts is large, and says the same where anything else does.
    states = (
        () if published else find_state_dates(root, frozenset(map(fold_title, title.candidates)))
    )
    return PageMetadata(
        title=heading,
        source=source,
        url=url,
        language=next(filter(None, locales), ""),
        authors=tuple(name for name in _authors(article, meta) if name != source),
        published=published,
        change_dates=tuple(
            filter(
                None,
                (
                    *(read_words(item.get("dateModified")) for item in (article, *pages)),
                    *_dates(meta, _CHANGES),
                ),
            )
        ),
        page_dates=tuple(
            filter(
                None,
                (
                    *(read_words(page.get("datePublished")) for page in pages),
                    read_words(article.get("dateCreated")),
                    *_dates(meta, _CREATION_NAMES),
                ),
            )
        ),
        state_dates=tuple(states),
        locales=locales,
        is_profile_or_event=not data.articles
        and (
            _first(meta, "og:type").lower() in {"profile", "event"}
            or any(map(_EVENT_KINDS.search, data.kinds))
            or any(map(_PROFILES.fullmatch, title.parts))
        ),
    )


def _meta(root: Any) -> dict[str, list[str]]:
    contents: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = " ".join((element.get("content") or element.get("value") or "").split())
        for kind in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := element.get(kind)):
                contents.setdefault(name.strip().lower(), []).append(content)
    return contents


def _contents(meta: Mapping[str, list[str]], *names: str) -> Iterator[str]:
    return (content for name in names for content in meta.get(name, ()))


def _first(meta: Mapping[str, list[str]], *names: str) -> str:
    return next(_contents(meta, *names), "")


def _dates(meta: Mapping[str, list[str]], names: list[str]) -> Iterator[str]:
    by_letters: dict[str, list[str]] = {}
    for name, contents in meta.items():
        by_letters.setdefault(_MARKS.sub("", name), []).extend(contents)
    return _contents(by_letters, *names)


def _article(data: LinkedData, titles: tuple[str, ...], url: str) -> Mapping[str, Any]:
    """Return the page's own article in JSON-LD, or nothing where that is unsure."""
    for articles in (data.articles, _select_own(data.articles, titles, url)):
        days = {read_words(article.get("datePublished"))[:10] for article in articles}
        if len(days) == 1:
            return articles[0]
    return {}


def _select_own(
    articles: tuple[Mapping[str, Any], ...], titles: tuple[str, ...], url: str
) -> tuple[Mapping[str, Any], ...]:
    """Return the articles that bear the page's title or address."""
    own_titles = set(map(fold_title, titles)) - {""}
    return tuple(
        article
        for article in articles
        if fold_title(read_words(article.get("headline"))) in own_titles
        or (url and url in _addresses(article))
    )


def _addresses(article: Mapping[str, Any]) -> Iterator[str]:
    for value in (article.get("url"), article.get("@id"), article.get("mainEntityOfPage")):
        text = value.get("@id") if isinstance(value, dict) else value
        if isinstance(text, str):
            yield text


def _url(root: Any, meta: Mapping[str, list[str]], address: str) -> str:
    canonical = [
        link.get("href", "")
        for link in root.iter("link")
        if link.get("rel", "").lower() == "canonical"
    ]
    base = find_original(_first(meta, "og:url") or address)
    for url in (*canonical, base, address):
        try:
            absolute: str = find_original(urljoin(base, find_original(url.strip())))
        except ValueError:
            continue
        if read_host(absolute) and not is_archive(absolute):
            return absolute
    return ""


def _source(
    meta: Mapping[str, list[str]], article: Mapping[str, Any], data: LinkedData, url: str
) -> str:
    names = (
        _first(meta, "og:site_name"),
        read_name(article.get("publisher")),
        *(read_name(page.get("publisher")) for page in data.pages),
        *(read_name(page.get("isPartOf")) for page in data.pages),
        _first(meta, "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher"),
    )
    sites = (name for name in names if name and not is_archive_name(name))
    return next(sites, "") or read_host(url) or _first(meta, "twitter:site").lstrip("@")


def _locales(root: Any, meta: Mapping[str, list[str]]) -> tuple[str, ...]:
    codes = (
        root.get("lang") or root.get("xml:lang") or "",
        _first(meta, "og:locale"),
        _first(meta, "content-language", "language", "dc.language"),
    )
    return tuple(str(code).strip().replace("_", "-") for code in codes)


def _authors(article: Mapping[str, Any], meta: Mapping[str, list[str]]) -> Iterator[str]:
    value = article.get("author") or article.get("creator")
    names = [read_name(item) for item in (value if isinstance(value, list) else [value])]
    names = [name for name in names if name] or [
        name
        for content in _contents(
            meta,
            *("author", "article:author", "parsely-author", "dc.creator", "byl", "citation_author"),
            *("article:author_name", "sailthru.author", "dc.contributor", "vr:author", "authors"),
        )
        for name in _split(content)
    ]
    # Some are an address instead of a name.
    authors = (
        _BYLINE.sub("", name).strip() for name in names if "/" not in name and "@" not in name
    )
    yield from dict.fromkeys(name for name in authors if name)


def _split(names: str) -> list[str]:
    names = _BYLINE.sub("", names).strip()
    parts = [part for part in _BETWEEN_NAMES.split(names) if part]
    return parts if all(1 < len(part.split()) < 5 for part in parts) else [names]
