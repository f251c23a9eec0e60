"""Prose: the fullest text of a record, which may hold several."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.articles.findings import ArticleError
from bot.reading.feeds.entry_text import drop_fragment
from bot.reading.records.record_keys import Keys, Record
from bot.reading.records.record_refusals import explain_no_text, is_bookmark
from bot.reading.records.values import Numeral, read_prose

# What services write where a text is not for everyone.
_PLACEHOLDERS = re.compile(r"\[Removed\]|ONLY AVAILABLE IN [A-Z ]{1,60}PLANS?", re.IGNORECASE)
_CUT = re.compile(r"\s*\[\+?[0-9,]+ (?:more )?(?:chars|characters)\]\s*\Z")
_PAGE = re.compile(r"\s*<(?:!doctype|html)\b", re.IGNORECASE)
_MUCH_LONGER = 3
_LONGEST_MARK = 100
_BEGINNING = 80


@dataclass(frozen=True, slots=True)
class Prose:
    """A record's text, and whether it is no more than its beginning or its summary."""

    text: str
    is_cut: bool = False
    is_summary: bool = False


def find_prose(record: Record, keys: Keys) -> Prose:
    """Return the fullest text of a record; raise ArticleError where it has none."""
    names = keys.get("text", ())
    if len(names) == 1 and type(value := record[names[0]]) is str and _is_long_and_whole(value):
        return Prose(read_prose(value))  # as in almost all records
    texts = [text for name in names if (text := _read_text(record[name]))]
    if not texts:
        summaries = [_read_text(record[name]) for name in keys.get("summary", ())]
        summary = next(filter(None, summaries), None)
        if summary is None or is_bookmark(record):
            raise ArticleError(explain_no_text(record, names))
        return Prose(summary.text, summary.is_cut, is_summary=True)
    return max(texts, key=lambda text: _prefer(text, texts))


def _is_long_and_whole(value: str) -> bool:
    return len(value) > _LONGEST_MARK and "]" not in value[-40:] and not value.isspace()


def _read_text(value: object) -> Prose | None:
    if isinstance(value, Numeral) or not value:
        return None
    prose = read_prose(value)
    if isinstance(value, str) and _PAGE.match(value):
        prose = ""
    if not prose.strip() or _PLACEHOLDERS.fullmatch(prose.strip()):
        return None
    cut = _CUT.search(prose[-100:])
    if cut is None:
        return Prose(prose)
    beginning, _ = drop_fragment(prose[: len(prose) - len(cut[0])], has_more=True)
    return Prose(beginning, is_cut=True)


def _prefer(text: Prose, texts: Sequence[Prose]) -> tuple[bool, bool, int]:
    """Rank a text: whole before cut, then the first unless another has far more of it."""
    first = texts[0]
    is_fuller = len(text.text) > len(first.text) and (
        text.text[:_BEGINNING] == first.text[:_BEGINNING]
        or len(text.text) > _MUCH_LONGER * len(first.text)
    )
    return (not text.is_cut, is_fuller, -texts.index(text))
