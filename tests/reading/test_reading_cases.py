from collections.abc import Iterator

import pytest

from tests.paths import READING_CASES
from tests.reading.reading_cases import ReadingCase, load_cases

UNREAD = frozenset((READING_CASES / "unread.txt").read_text("utf-8").splitlines())


def _build_cases() -> Iterator[object]:
    for case in load_cases():
        marks = [pytest.mark.xfail(strict=True)] if case.file in UNREAD else []
        yield pytest.param(case, marks=marks, id=case.file)


@pytest.mark.parametrize("case", list(_build_cases()))
def test_a_file_of_an_admin_is_read_right(case: ReadingCase) -> None:
    assert not case.faults(), case.right
