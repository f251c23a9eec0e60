"""Regular expressions that every version of Python that is supported reads the same."""

import ast
import re
from pathlib import Path

from tests.paths import PROJECT

# Up to 3.11.4 Python gives up on a possessive group whose inside has to backtrack; an atomic
# group, which means the same, it gets right.
_POSSESSIVE_GROUP = re.compile(r"(?:(?<!\\)\)|\}|x0)(?:[*+?]|\{\d+(?:,\d*)?\})\+")


def _list_literals(path: Path) -> list[str]:
    """Return the regular expressions of a module, x0 in the place of what is filled in."""
    texts: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            parts = [str(v.value) if isinstance(v, ast.Constant) else "x0" for v in node.values]
            texts.append("".join(parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.append(node.value)
    patterns = [text for text in texts if "\\" in text or "(?" in text]
    return [re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "c", text) for text in patterns]


def test_no_group_is_possessive() -> None:
    modules = sorted((PROJECT / "bot").rglob("*.py"))
    literals = [text for path in modules for text in _list_literals(path)]
    assert len(literals) > 500
    assert [text for text in literals if _POSSESSIVE_GROUP.search(text)] == []


def test_a_possessive_group_would_be_seen() -> None:
    for pattern in (r"(?:ab?)*+", r"(ab?)++c", r"(?:a|b){2,}+", r"x0?+"):
        assert _POSSESSIVE_GROUP.search(pattern)
    for pattern in (r"(?>(?:ab?)*)", r"\w++", r"a{2,}+", r"\)++", r"c*+"):
        assert not _POSSESSIVE_GROUP.search(pattern)
