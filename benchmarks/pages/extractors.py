"""The extractors that are compared, each as a function of a page and its address."""

import io
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bot.articles.article import Article
from bot.articles.findings import ArticleError
from bot.reading.decoding import decode_markup
from bot.reading.html.page import read_page
from bot.reading.limits import DEFAULT_LIMITS, UnpackBudget
from bot.reading.source import Source

# A page without a date is read only where its file's name has one.
_DATED_NAME = "2001-02-03-page.html"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What an extractor makes of a page, empty where it has nothing."""

    title: str = ""
    date: str = ""
    text: str = ""
    notices: tuple[str, ...] = ()


Extractor = Callable[[bytes, str], Extraction]


def read_dateline(html: bytes, url: str) -> Extraction:
    """Read a page as the bot does; the text of one without a date counts too."""
    try:
        return _read_page(html, url, "page.html")
    except ArticleError as error:
        refusal = error.reason
    try:
        return replace(_read_page(html, url, _DATED_NAME), date="")
    except ArticleError:
        return Extraction(notices=(refusal,))


def _read_page(html: bytes, url: str, name: str) -> Extraction:
    budget = UnpackBudget(DEFAULT_LIMITS, len(html))
    stream = io.BufferedReader(io.BytesIO(html))
    source = Source(
        name,
        name,
        stream,  # type: ignore[arg-type]
        DEFAULT_LIMITS,
        budget,
        url=url,
    )
    findings = list(read_page(decode_markup(html).text, source))
    article = next(finding for finding in findings if isinstance(finding, Article))
    remarks = (getattr(finding, "text", "") for finding in findings if finding is not article)
    text = article.text[article.body :]
    return Extraction(article.title, article.published.isoformat(), text, tuple(remarks))


def read_trafilatura_text(html: bytes, url: str, **options: Any) -> Extraction:
    """Read a page with trafilatura, its metadata included."""
    from trafilatura import bare_extraction

    document: Any = bare_extraction(
        html, url=url or None, with_metadata=True, include_comments=False, **options
    )
    if document is None:
        return Extraction()
    return Extraction(document.title or "", document.date or "", document.text or "")


def read_newspaper(html: bytes, url: str) -> Extraction:
    """Read a page with newspaper4k."""
    import newspaper

    article = newspaper.Article(url or "https://page.example/", fetch_images=False)
    article.download(input_html=decode_markup(html).text)
    article.parse()
    date = article.publish_date
    return Extraction(article.title or "", date.date().isoformat() if date else "", article.text)


def read_htmldate(html: bytes, url: str) -> Extraction:
    """Read the date of a page with htmldate."""
    from htmldate import find_date

    return Extraction(date=find_date(html, url=url or None, original_date=True) or "")


EXTRACTORS: dict[str, Extractor] = {
    "Dateline": read_dateline,
    "traf": read_trafilatura_text,
    "traf precise": partial(read_trafilatura_text, favor_precision=True),
    "traf recall": partial(read_trafilatura_text, favor_recall=True),
    "newspaper4k": read_newspaper,
    "htmldate": read_htmldate,
}
"""Each with the name of its column; ``traf`` is trafilatura."""

WITHOUT_TEXT = ("htmldate",)
"""Those that read nothing but dates."""


def extract(name: str, html: bytes, url: str) -> Extraction:
    """Return what an extractor makes of a page; where it raises an error it has nothing."""
    logging.disable(logging.CRITICAL)
    try:
        return EXTRACTORS[name](html, url)
    except Exception:
        return Extraction()
    finally:
        logging.disable(logging.NOTSET)


def is_installed(name: str) -> bool:
    """Tell whether an extractor is here."""
    try:
        EXTRACTORS[name](b"<html><body><p>Words.</p></body></html>", "")
    except ImportError:
        return False
    except Exception:
        return True
    return True
