"""Front matter: fields at the beginning of a text, as YAML, TOML or JSON."""

import json
import re
import tomllib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import yaml

from bot.articles.findings import ArticleError
from bot.reading.records.facts import list_dates
from bot.reading.records.record_keys import find_keys
from bot.reading.records.record_reader import resolve_fields

LENGTH = 64 * 1024
"""Maximum number of characters: anything longer is prose between two rules."""

_OPENING = re.compile(r"\s*(---|\+\+\+)[ \t]*\r?\n")
_JSON_OPENING = re.compile(r"\s*(?=\{)")
_ENDS = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\r?\n|\Z)", re.MULTILINE),
}
_NULLS = ("~", "null")
_ADVICE = {"mapping values are not allowed here": ": put a value with a colon in quotes"}
# Where static sites keep fields of their own.
_TABLES = ("extra", "params")

# A rule between two paragraphs opens no front matter.
_NEXT = re.compile(r"^(?=(?:---|\+\+\+)[ \t]*\r?\n[^\W\d_][\w -]{0,40}[ \t]*[:=])", re.MULTILINE)
_NEXT_LENGTH = 8 * 1024
_TRIES = 500

IS_DRAFT = "its front matter says that it is a draft: take draft: true out once it is published"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, the offset of the text after them, and the line in which they begin.

    ``creation_date`` says when a note was made, not when its text was published.
    """

    fields: dict[str, object]
    body: int
    line: int | None = None
    creation_date: str = ""


def opens_front_matter(text: str) -> bool:
    """Tell whether the first line that is not blank is ``---`` or ``+++``."""
    return bool(_OPENING.match(text))


def opens_json_front_matter(text: str) -> bool:
    """Tell whether a text begins with a JSON object, and goes on as something else."""
    opening = _JSON_OPENING.match(text)
    if opening is None:
        return False
    try:
        fields, end = json.JSONDecoder().raw_decode(text, opening.end())
    except (ValueError, RecursionError):
        return False
    prose = text[end:].lstrip()
    return isinstance(fields, dict) and bool(prose) and prose[0] not in "{,["


def parse_front_matter(text: str) -> FrontMatter:
    """Parse the fields at the beginning of ``text``, none where it has no front matter.

    They have the names of an article's fields. Dates are as they are written. Raise ArticleError
    where the front matter is broken.
    """
    if opens_json_front_matter(text[:LENGTH]):
        return _parse_json(text)
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter({}, 0)
    mark, line = opening[1], text.count("\n", 0, opening.end())
    end = _ENDS[mark].search(text, opening.end(), opening.end() + LENGTH)
    if end is None:
        raise ArticleError(f"its front matter begins with {mark} but has no closing {mark}", line)
    block = text[opening.end() : end.start()]
    fields = _read_yaml(block, line) if mark == "---" else _read_toml(block, line)
    return _build(fields, end.end(), line + 1)


def split_by_front_matter(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each article in a text whose articles begin with front matter."""
    start = position = 0
    if opens_front_matter(text[:LENGTH]):
        tries = iter(range(_TRIES))
        position = parse_front_matter(text).body
        while (match := _NEXT.search(text, position)) and next(tries, None) is not None:
            body = _find_body(text, match.start())
            if body:
                yield start, match.start()
                start, tries = match.start(), iter(range(_TRIES))
            position = body or match.end() + 1
    yield start, len(text)


def _find_body(text: str, start: int) -> int:
    """Return where the text after the front matter at ``start`` begins, or 0 where there is none.

    Only fields that an article needs make it front matter.
    """
    try:
        front = parse_front_matter(text[start : start + _NEXT_LENGTH])
    except ArticleError:
        return 0
    is_article = front.fields.get("title") or front.fields.get("published")
    return start + front.body if is_article else 0


class _Loader(yaml.BaseLoader):
    """Makes nothing but strings, lists and mappings, whatever tags the text has."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        fields: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        if len(fields) < len(node.value):
            raise yaml.MarkedYAMLError(problem="a key occurs twice", problem_mark=node.start_mark)
        return fields


def _read_yaml(block: str, line: int) -> dict[Any, object]:
    try:
        fields = yaml.load(block, Loader=_Loader)  # noqa: S506 (it makes nothing but texts)
    except yaml.YAMLError as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else None
        raise ArticleError(
            f"its front matter is not YAML ({problem or 'a character that YAML forbids'})"
            f"{_ADVICE.get(problem or '', '')}",
            line + 1 + (mark.line if mark else 0),
        ) from None
    except RecursionError:
        raise ArticleError("its front matter is nested too deeply", line + 1) from None
    if not isinstance(fields, dict):
        if not block.strip():
            return {}
        raise ArticleError("its front matter needs lines like title: Words", line + 1)
    return fields


def _read_toml(block: str, line: int) -> dict[str, object]:
    try:
        # Its line ends are those of TOML.
        fields = tomllib.loads(block.replace("\r\n", "\n"), parse_float=str)
        return {name: _write(value) for name, value in fields.items()}
    except tomllib.TOMLDecodeError as error:
        raise ArticleError(f"its front matter is not TOML ({error})", line + 1) from None
    except RecursionError:
        raise ArticleError("its front matter is nested too deeply", line + 1) from None


def _parse_json(text: str) -> FrontMatter:
    opening = _JSON_OPENING.match(text)
    start = opening.end() if opening else 0
    # Numbers stay as they are written.
    decoder = json.JSONDecoder(parse_int=str, parse_float=str)
    fields, end = decoder.raw_decode(text, start)
    return _build(fields, end, text.count("\n", 0, start) + 1)


def _build(fields: Mapping[Any, object], body: int, line: int) -> FrontMatter:
    """Return the fields under the names of an article's, whatever their names are.

    Only what says when it was published is its date: notes are often created later.
    """
    record = {str(key): value for key, value in fields.items() if not _is_null(value)}
    for name in _TABLES:
        table = record.get(name)
        if isinstance(table, dict):
            record = {**table, **record}
    if record.get("draft") is True or str(record.get("draft")).lower() == "true":
        raise ArticleError(IS_DRAFT, line)
    keys = find_keys(record)
    article_fields = resolve_fields(record)
    if dates := list_dates(record, keys):
        article_fields["published"] = dates[0]
    own_id = next((record[name] for name in keys.get("id", ()) if record[name]), None)
    if isinstance(own_id, str):
        article_fields["id"] = own_id
    return FrontMatter(
        article_fields, body, line, next(iter(list_dates(record, keys, "created")), "")
    )


def _is_null(value: object) -> bool:
    return isinstance(value, str) and value in _NULLS


def _write(value: object) -> object:
    """Return a value of TOML with its dates and numbers as text."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return [_write(item) for item in value]
    if isinstance(value, dict):
        return {name: _write(item) for name, item in value.items()}
    return value if isinstance(value, str | bool) else str(value)
