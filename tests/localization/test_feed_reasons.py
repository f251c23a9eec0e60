"""Each reason why something could not be fetched, or is no feed, has a template to translate."""

import ast
from collections.abc import Iterator

import pytest

from bot.fetching.exchange.response_errors import explain_status
from bot.fetching.exchange.response_headers import ResponseHeaders
from bot.localization.stored_messages import STORED_MESSAGES, _compile_patterns
from tests.paths import PROJECT

# What only commands say, and what is another error's.
EXCEPTIONS = ("no feed is called ", "the proxy's address is wrong: ")


def _list_texts() -> Iterator[str]:
    for room in ("fetching", "feeds"):
        for path in sorted((PROJECT / "bot" / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
                if isinstance(node, ast.Call) and name in ("FetchError", "FeedError"):
                    yield from filter(None, map(_show, node.args[-1:]))


def _show(node: ast.expr) -> str:
    """Return a text with something in the place of what is filled in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_show(value) for value in node.values)
    if isinstance(node, ast.FormattedValue):
        return "7"
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else ""


def _has_template(text: str) -> bool:
    return any(pattern.fullmatch(text) for _, pattern in _compile_patterns())


def test_each_reason_has_a_template() -> None:
    texts = [text for text in _list_texts() if not text.startswith(EXCEPTIONS)]
    assert len(texts) > 15
    assert [text for text in texts if not _has_template(text)] == []


@pytest.mark.parametrize("status", [401, 404, 410, 418, 429, 451, 500, 503])
def test_each_status_has_a_template(status: int) -> None:
    assert _has_template(str(explain_status("wire.example", status, ResponseHeaders({}))))


def test_no_template_stands_twice() -> None:
    assert len(set(STORED_MESSAGES)) == len(STORED_MESSAGES)
