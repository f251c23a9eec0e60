"""No test without an assertion: it would pass whatever the code does."""

import ast
from collections.abc import Iterator

from tests.paths import PROJECT

RAISING = {"raises", "warns", "fail"}  # of pytest
HELPERS = ("assert_", "check_", "expect_")


def find_empty(code: str) -> list[str]:
    """Return the names of tests that neither assert nor call what does."""
    return [
        test.name
        for test in _tests(ast.parse(code))
        if not any(_is_assertion(node) for node in ast.walk(test))
    ]


def _tests(module: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(module):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if name.startswith("test_"):
                    yield node


def _is_assertion(node: ast.AST) -> bool:
    match node:
        case ast.Assert():
            return True
        case ast.Call(func=ast.Attribute(attr=name)) | ast.Call(func=ast.Name(id=name)):
            return name in RAISING or name.lstrip("_").startswith(HELPERS)
    return False


def test_every_test_asserts_something() -> None:
    files = sorted((PROJECT / "tests").rglob("test_*.py"))
    empty = {
        str(path.relative_to(PROJECT)): names
        for path in files
        if (names := find_empty(path.read_text("utf-8")))
    }
    assert empty == {}


def test_a_test_without_an_assertion_is_noticed() -> None:
    code = """
def test_nothing(): call()
async def test_raises():
    with pytest.raises(ValueError): call()
def test_helper(): _check_all()
def helper(): call()
class TestIn:
    async def test_nothing_either(self): await call()
"""
    assert find_empty(code) == ["test_nothing", "test_nothing_either"]
