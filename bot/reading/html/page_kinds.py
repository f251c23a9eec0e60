"""Kinds of pages that browsers and crawlers save in place of an article, and their words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "page_kinds.txt"


class PageKind(Enum):
    """A kind of page that holds no article; the value is what a rejection says."""

    CONSENT = (
        "it is a page that asks for consent to cookies, not the article: accept there, then"
        " open the article in the browser and save it again"
    )
    CHALLENGE = (
        "it is a page that checks whether a person is there (a captcha or a security check), not"
        " the article: open the article in the browser and save it again"
    )
    SCRIPTS = (
        "its text is loaded by scripts and was not saved with it: open the article in the browser,"
        " wait until it shows, and save it as a complete page or print it to a PDF"
    )
    MISSING = (
        "it is an error page, not the article: the article is no longer at that address, or the"
        " site failed; open the article in the browser and save it again, or leave the file out"
    )
    LOGIN = (
        "it is a log-in page, not the article: log in there, then open the article in the browser"
        " and save it again"
    )
    PAYWALL = (
        "it has nothing of the article but the request to subscribe: open it where you may read"
        " it, and save it again"
    )
    SEARCH = "it is a page of search results, not an article: open the article itself and save that"
    BOOKMARKS = (
        "it is a list of bookmarks, addresses without their texts: save the articles themselves"
    )
    CONTENTS = (
        "it is a table of contents, not an article: open the articles themselves and save those"
    )
    SEVERAL_ARTICLES = (
        "it holds several articles, each with its own headline and day: open each by itself and"
        " save that"
    )
    FOLDER = "it is the listing of a folder on a server, not an article: save the files in it"
    REDIRECT = "it only leads on to another page: open that one and save it"
    HOME = (
        "it is a page of links to articles (a home page, a section or a list), not an article:"
        " open the article itself and save that"
    )


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of a kind of page: whole titles of such pages, and phrases in their text."""

    titles: re.Pattern[str]
    phrases: re.Pattern[str]


_NO_MATCH = r"(?!)"


@cache
def load_words() -> Mapping[PageKind, PageWords]:
    """Return the words of each kind of page."""
    sections: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in _FILE.read_text("utf-8").splitlines():
        if line.startswith("["):
            lines = sections.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {
        kind: PageWords(
            *(
                re.compile(
                    "|".join(sections.get(f"{kind.name.lower()} {field}", [_NO_MATCH])),
                    re.IGNORECASE,
                )
                for field in ("titles", "phrases")
            )
        )
        for kind in PageKind
    }
