import pytest

from tests.reading.reading_cases import ReadingCase, load_cases


@pytest.mark.parametrize("case", load_cases(), ids=lambda case: case.file)
def test_a_file_of_an_admin_is_read_right(case: ReadingCase) -> None:
    assert not case.faults(), case.right
