"""Head matter: the title, byline, date and address that stand above a text's prose."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.articles.findings import ArticleError
from bot.articles.passages.headings import is_heading, is_masthead
from bot.reading.bylines import find_authors, find_foreign_authors
from bot.reading.dates.characters import strip_invisible
from bot.reading.dates.find import find_dates, find_publication_date
from bot.reading.dates.parse import DayOrder, parse_published
from bot.reading.headlines import find_headline, is_title
from bot.reading.html.prose.phrase_rules import list_phrases
from bot.reading.records.field_names import find_fields, is_field

_LINES, _LENGTH, _LONGEST = 20, 8_000, 200
# Lines such as "News" or a subheading may stand among those that are recognised.
_MOST_OTHERS = 4
_FEW_WORDS = 2
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_EMPHASIS = re.compile(r"^(?:[>*_#\s]|- (?=https?:))+|[*_]+(?=[:\s])|(?<=[:\s])[*_]+|[*_\s]+$")
_BOLD = re.compile(r"(\*\*|__|#{1,6} )(\S.*?)(?:\*\*|__)?")
_ADDRESS = re.compile(r"<?(https?://[^\s<>\"]{4,2000}?)>?", re.IGNORECASE)
_FIELD = re.compile(r"([^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,2}) ?[:：] ?(\S.*)")
# As in Chinese, behind the date: 2026年1月7日 18:30 来源：日报
_LAST_FIELD = re.compile(r"\s(来源|來源|作者)[:：]\s*(\S{1,40})$")
_FIELDS = ("title", "published", "source", "url", "authors", "language")
# Where a page stands on its site: News / Local.
_CRUMBS = re.compile(r"[^/>»›|]{1,30}(?: ?[/>»›] ?[^/>»›|]{1,30}){1,5}")
_CONTROLS = frozenset(list_phrases("labels")).union(
    "listen|bookmark|follow|gift|save article|gift article|anhören|vorlesen|zuhören|écouter"
    "|enregistrer|escuchar|guardar|ascolta|salva|ouvir|salvar|luister|bewaar".split("|")
)
# In prose, a colon follows these words in another sense.
_NO_LABELS = frozenset(("original", "origin", "name", "subject", "issued", "release", "timestamp"))


@dataclass(frozen=True, slots=True)
class HeadMatter:
    """What the lines above the prose say, and the offset of the prose; ``date`` is as written."""

    body: int
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    url: str = ""
    source: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    content: str


def find_head_matter(text: str, start: int, title: str = "") -> HeadMatter:
    """Return what the first lines of ``text`` from ``start`` on say beside the prose.

    ``title`` is one that is already known.
    """
    head = HeadMatter(start, title)
    headings: list[_Line] = []
    is_block = False
    for line in _lines(text, start):
        if head.body > start and (place := _find_labelled_prose(text, line)):
            head = replace(head, body=place)
            break
        if head.body > start and _is_prose_label(line.content):
            head = replace(head, body=line.end)
            break
        parts = _read_line(line.content, is_first=not headings and head.body == start)
        if parts or (is_block and _is_other_field(line.content)):
            head = _merge(head, parts, line.end)
            is_block = bool(_FIELD.fullmatch(line.content)) and not _ends_block(text, line)
        elif _is_control(line.content):
            head = replace(head, body=line.end) if head.body > start else head
        elif is_heading(line.content) and len(headings) < _MOST_OTHERS:
            headings.append(line)
            is_block = False
        else:
            break
    if not head.title:
        lines = [_strip_bold(line.content) for line in headings if line.end <= head.body]
        head = _add_title(text, head, lines)
    # A text that is nothing but its head has to be read somehow.
    return head if text[head.body :].strip() else HeadMatter(start, title)


def _add_title(text: str, head: HeadMatter, lines: list[str]) -> HeadMatter:
    """Add the title: one of the lines above the byline or the date, or else the one below."""
    titles = [line for line in lines if is_title(line) and not _CRUMBS.fullmatch(line)]
    if titles:
        # Names of authors and newspapers are short and have capitals.
        words = [line for line in titles if not is_masthead(line)]
        if not words and all(_count_words(line) <= _FEW_WORDS for line in titles):
            # The name of a newspaper, with the date, may stand above the title.
            title, body = find_headline(text, head.body)
            if _count_words(title) > 2 * _FEW_WORDS - 1:
                return replace(head, title=title, body=body, source=head.source or titles[0])
        return replace(head, title=words[0] if words else max(titles, key=_count_words))
    title, body = find_headline(text, head.body)
    return replace(head, title=title, body=body)


def _strip_bold(line: str) -> str:
    match = _BOLD.fullmatch(line)
    return match[2] if match else line


def _is_control(content: str) -> bool:
    """Tell whether a line is a button's or a label's, such as "Share"."""
    return content.strip(" :").casefold() in _CONTROLS


def _count_words(line: str) -> int:
    return len(line.split())


def _lines(text: str, start: int) -> Iterator[_Line]:
    """Yield the first lines that are not blank."""
    count = 0
    for match in _LINE.finditer(text, start, start + _LENGTH):
        content = strip_invisible(match[0]).strip()
        if content:
            count += 1
            yield _Line(match.start(), match.end(), content)
        if count >= _LINES:
            return


def _ends_block(text: str, line: _Line) -> bool:
    """Tell whether a blank line follows."""
    return text[line.end :].lstrip(" \t").startswith(("\n", "\r"))


def _find_labelled_prose(text: str, line: _Line) -> int:
    """Return where the prose begins in a line such as "Text: The harbour opened.", or 0."""
    match = _FIELD.match(line.content)
    if match is None or not is_field(match[1], "text"):
        return 0
    return text.index(match[2][:1], text.index(match[1], line.start) + len(match[1]) + 1)


def _is_prose_label(content: str) -> bool:
    """Tell whether a line only says that the prose begins, such as "Text:"."""
    return content.endswith((":", "：")) and is_field(content[:-1].strip(), "text")


def _is_other_field(content: str) -> bool:
    """Tell whether a line has a label that means nothing here, and no sentence behind it."""
    match = _FIELD.fullmatch(content)
    return match is not None and (is_heading(content) or is_field(match[1], "summary"))


def _read_line(content: str, *, is_first: bool = False) -> dict[str, str | tuple[str, ...]]:
    """Return the fields of a line, none where it is a title or prose."""
    if len(content) > _LONGEST and not _ADDRESS.fullmatch(content):
        return {}
    words = _EMPHASIS.sub("", content)
    if match := _ADDRESS.fullmatch(words):
        return {"url": match[1]}
    match = _FIELD.fullmatch(words)
    if match and (field := _find_field(match[1])):
        return _read_field(field, match[2])
    if not words or not is_heading(words):
        return {}
    parts: dict[str, str | tuple[str, ...]] = {}
    if match := _LAST_FIELD.search(words):
        words = words[: match.start()]
        parts[_find_field(match[1])] = match[2]
    if authors := find_authors([words]) or ([] if is_first else find_foreign_authors(words)):
        parts["authors"] = tuple(authors)
    if date := find_publication_date([words]):
        parts["date"] = date
    return parts


def _find_field(label: str) -> str:
    """Return the field that a label means, or nothing."""
    fields = [field for field, _ in find_fields(label) if field in _FIELDS]
    return fields[0] if fields and label.lower() not in _NO_LABELS else ""


def _read_field(field: str, value: str) -> dict[str, str | tuple[str, ...]]:
    address = _ADDRESS.fullmatch(value)
    if field in ("url", "source") and address:
        return {"url": address[1]}
    if field == "url":
        return {}
    if field == "published":
        date = value if _is_date(value) else next(find_dates(value), "")
        return {"date": date} if date else {}
    if field == "authors":
        names = re.split(r"\s*(?:[,;]|\band\b|\bund\b|\bet\b|&)\s*", value)
        return {"authors": tuple(name for name in names if name)}
    return {field: value}


def _is_date(text: str) -> bool:
    try:
        parse_published(text, DayOrder.DAY_FIRST)
    except ArticleError:
        return False
    return True


def _merge(head: HeadMatter, parts: dict[str, str | tuple[str, ...]], end: int) -> HeadMatter:
    """Return the head with new fields; the first line that has one counts."""
    new = {name: value for name, value in parts.items() if not getattr(head, name)}
    return replace(head, body=end, **new)  # type: ignore[arg-type]
