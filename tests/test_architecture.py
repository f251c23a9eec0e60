"""What the pages say of the code is true: paths exist, rooms are named, names are defined."""

import re
from pathlib import Path

import pytest

from tests.paths import DOCS, PROJECT
from tests.test_names import BOT

PAGES = [
    *sorted(DOCS.glob("*.md")),
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    PROJECT / "corpus" / "README.md",
]
ARCHITECTURE = DOCS / "architecture.md"

# A path of the repository; a star stands for any characters, a name in capitals for a choice.
_PATH = re.compile(r"(?<![\w/.-])((?:bot|tests|training|benchmarks|docs|seeds)/[\w/.*-]*\w[\w/*]*)")
_SYMBOL = re.compile(r"`([A-Z][A-Za-z]+|[a-z_]+(?:\.[a-z_]+)*\(\))`")


def _paths(page: Path) -> set[str]:
    return set(_PATH.findall(page.read_text("utf-8")))


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    missing = [path for path in _paths(page) if not any(PROJECT.glob(path.rstrip("/")))]
    assert missing == []


def test_the_page_on_architecture_names_every_room() -> None:
    rooms = {
        str(folder.relative_to(PROJECT))
        for folder in BOT.iterdir()
        if (folder / "__init__.py").is_file()
    }
    named = {path.rstrip("/") for path in _paths(ARCHITECTURE)}
    assert rooms - named == set()


def test_the_page_on_architecture_names_what_is_defined() -> None:
    code = "\n".join(path.read_text("utf-8") for path in BOT.rglob("*.py"))
    defined = set(re.findall(r"^\s*(?:async def|def|class) (\w+)", code, re.MULTILINE))
    defined |= set(re.findall(r"^(\w+)(?:: [^=\n]+)? = ", code, re.MULTILINE))
    symbols = _SYMBOL.findall(ARCHITECTURE.read_text("utf-8"))
    assert symbols
    parts = {part for symbol in symbols for part in symbol.removesuffix("()").split(".")}
    assert parts - defined == set()
