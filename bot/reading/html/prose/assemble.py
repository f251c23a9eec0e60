"""The text of an article on a web page: extracted, completed, and without what leaked in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.reading.bylines import find_authors
from bot.reading.html.main_text import extract_main_text
from bot.reading.html.prose.draft import Draft
from bot.reading.html.prose.page_blocks import collect_blocks, letters_of
from bot.reading.html.prose.structured_text import StructuredText, read_structured_text
from bot.reading.html.prose.text_line import count_words
from bot.reading.html.prose.walls import drop_cut_sentence

BEHIND_PAYWALL = "only the beginning of the article: the page is behind a paywall"
LESS_THAN_COUNTED = (
    "only {words:,} words were found, but the page says that the article has {count:,}:"
    " check that its text is whole"
)

_HALF = 0.5
_MUCH_MORE, _MANY_MORE = 1.6, 120
_BEGINNING_WORDS = 150
# No article is longer; what compares texts takes a hundred bytes a character.
_LONGEST = 1_000_000


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page's article.

    notice: what an admin should know of it, or empty
    lines: the lines that were extracted, bylines among them
    """

    text: str
    notice: str = ""
    lines: tuple[str, ...] = field(default=())


def extract_page_text(
    root: Any, *, title: str = "", authors: Sequence[str] = (), host: str = ""
) -> PageText:
    """Return the text of the article on a page, empty where there is none.

    ``title``, ``authors`` and ``host`` are what is known of the page; ``root`` is left as it is.
    """
    claims = read_structured_text(root)
    base = extract_main_text(root)
    if len(base) > _LONGEST or len(claims.body) > _LONGEST:
        return PageText(base, lines=tuple(base.split("\n")))
    draft = _draft(root, base, claims, host)
    lines = tuple(draft.base.split("\n"))
    names = authors or find_authors(lines)
    draft.drop_head(title, names)
    draft.drop_leaks()
    draft.fill_gaps()
    draft.drop_tail(names)
    draft.add_standfirst(title, claims.descriptions)
    text = draft.text
    if not draft.is_shown or len(text) < _HALF * len(claims.body):
        text = max(text, claims.body, key=len)
    is_walled = draft.is_walled and count_words(text) < _BEGINNING_WORDS
    notice = BEHIND_PAYWALL if is_walled else _notice(text, claims, draft.is_cut)
    return PageText(drop_cut_sentence(text) if notice == BEHIND_PAYWALL else text, notice, lines)


def _draft(root: Any, base: str, claims: StructuredText, host: str) -> Draft:
    blocks = collect_blocks(root)
    headings = {letters_of("".join(heading.itertext())) for heading in root.iter("h1")}
    draft = Draft(base, blocks, headings, claims.body, host)
    if draft.quality >= _HALF:
        return draft
    # Some pages come back as a single paragraph with its characters changed, or with menus.
    base = extract_main_text(root, precise=True)
    precise = Draft(base, blocks, headings, claims.body, host)
    return max(draft, precise, key=lambda draft: draft.quality)


def _notice(text: str, claims: StructuredText, is_cut: bool) -> str:
    """Return what an admin should know; ``is_cut`` says that the last line was left out."""
    words, count = count_words(text), claims.words
    is_short = count > max(_MUCH_MORE * words, words + _MANY_MORE)
    if claims.is_paid and (is_short or is_cut or (words < _BEGINNING_WORDS and not count)):
        return BEHIND_PAYWALL
    if is_short:
        return LESS_THAN_COUNTED.format(words=words, count=count)
    return ""
