"""The threat model names tests that are there."""

import re
from collections import Counter

from tests.paths import PROJECT

PAGE = PROJECT / "docs" / "security.md"


def test_every_row_names_a_test_that_is_there() -> None:
    names = Counter(
        name
        for path in (PROJECT / "tests").rglob("test_*.py")
        for name in re.findall(r"^(?:async )?def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)
    )
    lines = PAGE.read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line][1:]
    assert len(rows) >= 15
    for row in rows:
        *_, cell = row.strip("| ").split(" | ")
        tests = re.findall(r"`(test_\w+)`", cell)
        files = re.findall(r"`((?:tests/|test_)[\w/]+(?:\.py|/))`", cell)
        assert tests or files, row
        assert [name for name in tests if not names[name]] == []
        for file in files:
            assert list(PROJECT.glob(f"**/{file.rstrip('/')}")), file
