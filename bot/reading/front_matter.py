"""Front matter: lines of YAML between ``---`` at the beginning of a text."""

import re
from collections.abc import Hashable
from dataclasses import dataclass

import yaml

from bot.articles.findings import ArticleError

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

    Values are strings as they are written, or lists of them: dates are not parsed. Raise
    ArticleError where the front matter is broken.
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
    return {str(key).lower(): _value(value) for key, value in fields.items()}


def _value(value: object) -> object:
    return None if isinstance(value, str) and value in _NULLS else value
