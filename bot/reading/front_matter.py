"""Front matter: lines of YAML between ``---`` at the beginning of a text."""

import re
from collections.abc import Hashable
from dataclasses import dataclass

import yaml

from bot.articles.findings import ArticleError
from bot.reading.records.facts import list_dates
from bot.reading.records.record_keys import Record, find_keys
from bot.reading.records.record_reader import resolve_fields

LENGTH = 64 * 1024
"""Maximum number of characters: anything longer is prose between two rules."""

_OPENING = re.compile(r"\s*---[ \t]*\r?\n")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)
_NULLS = ("~", "null")
_ADVICE = {"mapping values are not allowed here": ": put a value with a colon in quotes"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields, the offset of the text after them, and the line in which they begin."""

    fields: dict[str, object]
    body: int
    line: int | None = None


def opens_front_matter(text: str) -> bool:
    """Tell whether the first line that is not blank is ``---``."""
    return bool(_OPENING.match(text))


def parse_front_matter(text: str) -> FrontMatter:
    """Parse the fields at the beginning of ``text``, none where it has no front matter.

    They have the names of an article's fields. Dates are as they are written. Raise ArticleError
    where the front matter is broken.
    """
    opening = _OPENING.match(text)
    if opening is None:
        return FrontMatter({}, 0)
    line = text.count("\n", 0, opening.end())
    end = _END.search(text, opening.end(), opening.end() + LENGTH)
    if end is None:
        raise ArticleError("its front matter begins with --- but has no closing ---", line)
    fields = _fields(text[opening.end() : end.start()], line)
    return FrontMatter(fields, end.end(), line + 1)


class _Loader(yaml.BaseLoader):
    """Makes nothing but strings, lists and mappings, whatever tags the text has."""

    def construct_mapping(
        self, node: yaml.MappingNode, deep: bool = False
    ) -> dict[Hashable, object]:
        fields: dict[Hashable, object] = super().construct_mapping(node, deep=deep)
        if len(fields) < len(node.value):
            raise yaml.MarkedYAMLError(problem="a key occurs twice", problem_mark=node.start_mark)
        return fields


def _fields(block: str, line: int) -> dict[str, object]:
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
    return _resolve({str(key): value for key, value in fields.items() if not _is_null(value)})


def _is_null(value: object) -> bool:
    return isinstance(value, str) and value in _NULLS


def _resolve(record: Record) -> dict[str, object]:
    """Return the fields under the names of an article's, whatever their names are.

    Only what says when it was published is its date: notes are often created later.
    """
    keys = find_keys(record)
    fields = resolve_fields(record)
    if dates := list_dates(record, keys):
        fields["published"] = dates[0]
    own_id = next((record[name] for name in keys.get("id", ()) if record[name]), None)
    return fields | ({"id": own_id} if isinstance(own_id, str) else {})
