"""The text of a file of corrections: YAML, entry by entry, so that one mistake costs one entry.

An entry begins with a hyphen at the beginning of a line. What stands before the first one, and
the comments right above an entry, are kept when another entry changes.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Any

from bot.articles.addresses import normalize_address
from bot.articles.findings import ArticleError
from bot.corpus.corrections.correction import ArticleCorrection, PlaceInFile
from bot.reading.dates.parse import Published, parse_published

HEADER = """\
# What admins put right of single articles; the article files stay as they are.
# Dateline reads this file again when it changes, and writes it for dateline corpus edit, hide
# and unhide, and for the buttons in the chat.

"""

_ENTRY = re.compile(r"-(?:\s|$)")
_BLANK_OR_COMMENT = re.compile(r"\s*(?:#.*)?|---\s*|\[\]\s*")
_FIELDS = ("article", "url", "in", "published", "title", "source", "language", "hidden")
_PLACE_FIELDS = ("file", "title", "published")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_MOST_COMMENT = 100


class CorrectionError(ValueError):
    """Say what is wrong in an entry, and in which line of it, counted from 0."""

    def __init__(self, reason: str, line: int = 0) -> None:
        self.reason = reason
        self.line = line
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of the file: the lines of one entry, with the comments right above it.

    ``line`` is the number of its first line. There is a ``correction``, or why there is none.
    """

    text: str
    line: int
    correction: ArticleCorrection | None
    fault: str = ""
    fault_line: int = 0


def split_entries(text: str) -> tuple[str, list[Entry]]:
    """Return what stands before the first entry, and the entries."""
    # Not splitlines: a title may contain what Unicode takes for the end of a line.
    lines = text.replace("\r\n", "\n").split("\n")
    lines = [f"{line}\n" for line in lines[:-1]] + [line for line in lines[-1:] if line]
    starts = list(_find_starts(lines))
    header = "".join(lines[: starts[0]] if starts else lines)
    return header, [
        _read_entry("".join(lines[start:end]), start + 1)
        for start, end in pairwise([*starts, len(lines)])
    ]


def find_header_fault(header: str) -> int | None:
    """Return the line of what stands before the first entry and is no comment, if any."""
    for number, line in enumerate(header.split("\n"), 1):
        if not _BLANK_OR_COMMENT.fullmatch(line):
            return number
    return None


def format_entry(correction: ArticleCorrection) -> str:
    """Return the lines of an entry."""
    values: dict[str, Any] = correction.to_json()
    if correction.published is not None and correction.published.instant is None:
        values["published"] = correction.published.day
    if correction.place is not None:
        values["in"] = {**values["in"], "published": correction.place.published}
    from bot.corpus.corrections.correction_yaml import dump_entry

    return dump_entry(values)


def format_comment(text: str) -> str:
    """Return a line that says which article an entry is about."""
    words = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return f"# {words[:_MOST_COMMENT]}\n"


def _find_starts(lines: Sequence[str]) -> Iterator[int]:
    """Yield the numbers of the lines with which entries begin, with the comments right above."""
    end = 0
    for number, line in enumerate(lines):
        if not _ENTRY.match(line):
            continue
        start = number
        while start > end and lines[start - 1].startswith("#"):
            start -= 1
        yield start
        end = number + 1


def _read_entry(text: str, line: int) -> Entry:
    try:
        return Entry(text, line, _parse(text))
    except CorrectionError as error:
        return Entry(text, line, None, error.reason, line + error.line)


def _parse(text: str) -> ArticleCorrection:
    first = text[: re.search(r"^-", text, re.MULTILINE).start()].count("\n")  # type: ignore[union-attr]
    # It takes a while to load, and most corpora have no corrections.
    from bot.corpus.corrections.correction_yaml import BrokenYamlError, load_entry

    try:
        fields = load_entry(text)
    except BrokenYamlError as error:
        line = first if error.line is None else error.line
        raise CorrectionError(str(error), line) from None
    if not isinstance(fields, dict):
        raise CorrectionError("an entry needs lines like article: g1", first)
    try:
        return _build(fields)
    except CorrectionError as error:
        raise CorrectionError(error.reason, _find_line(text, error.reason, first)) from None


def _build(fields: Mapping[Any, Any]) -> ArticleCorrection:
    for name in fields:
        if name not in _FIELDS:
            raise CorrectionError(f"{name} is no field: use {', '.join(_FIELDS)}")
    texts = {name: _read_text(fields, name) for name in _FIELDS if name != "in"}
    place = _read_place(fields["in"]) if "in" in fields else None
    if not (texts["article"] or texts["url"] or place):
        raise CorrectionError("article is missing: name its id, or its url")
    published = texts["published"]
    hiding_word = texts["hidden"]
    if hiding_word is not None and hiding_word.lower() not in _TRUTH:
        raise CorrectionError("hidden is neither true nor false")
    return ArticleCorrection(
        texts["article"] or "",
        texts["url"] or "",
        place,
        texts["title"],
        None if published is None else _read_date("published", published),
        texts["source"],
        texts["language"],
        _TRUTH[hiding_word.lower()] if hiding_word is not None else False,
    )


def _read_place(value: object) -> PlaceInFile:
    if not isinstance(value, dict) or set(value) != set(_PLACE_FIELDS):
        raise CorrectionError("in needs three lines: file, title and published")
    file, title, day = (_read_text(value, name) or "" for name in _PLACE_FIELDS)
    return PlaceInFile(file, title, _read_date("in", day).day)


def _read_text(fields: Mapping[Any, Any], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise CorrectionError(f"{name} is not text: put it in quotes")
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        raise CorrectionError(f"{name} contains a character that is none")
    return value.strip()


def _read_date(name: str, text: str) -> Published:
    try:
        return parse_published(text)
    except ArticleError as error:
        raise CorrectionError(f"{name}: {error.reason}") from None


def _find_line(text: str, reason: str, first: int) -> int:
    """Return the line that has the field that a reason begins with."""
    name = re.split(r"[ :]", reason, maxsplit=1)[0]
    match = re.search(rf"^(?:- | {{1,4}}){re.escape(name)} *:", text, re.MULTILINE)
    return text[: match.start()].count("\n") if match else first


def replace_entry(text: str, key: ArticleCorrection, lines: str, comment: str = "") -> str:
    """Return a file's text with other lines for an article, none where they are empty.

    A new entry gets a ``comment``; an old one keeps those right above it. What is not about that
    article stays as it is, letter by letter.
    """
    header, entries = split_entries(text or HEADER)
    pieces: list[str] = []
    is_placed = not lines
    for entry in entries:
        if not (entry.correction and is_about_same(entry.correction, key)):
            pieces.append(entry.text)
        elif not is_placed:
            pieces.append(f"{_take_comments(entry.text)}{lines}")
            is_placed = True
    if not is_placed:
        if pieces and not pieces[-1].endswith("\n"):
            pieces.append("\n")
        pieces.append(f"{format_comment(comment)}{lines}")
    return header + "".join(pieces)


def is_about_same(correction: ArticleCorrection, key: ArticleCorrection) -> bool:
    """Tell whether two corrections are about one article."""
    return (
        (bool(key.article) and correction.article == key.article)
        or (
            bool(correction.url and key.url)
            and normalize_address(correction.url) == normalize_address(key.url)
        )
        or (correction.place is not None and correction.place == key.place)
    )


def _take_comments(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(takewhile(lambda line: line.startswith("#"), lines))
