import pytest

from bot.reading.pdf.paragraphs import Paragraph
from bot.reading.pdf.titles import find_title

BODY = Paragraph("The harbour opened again on Wednesday after three days of storm.", 10)
HEADLINE = Paragraph("Harbour opens again", 20)


def _find(property_title: str, *paragraphs: Paragraph) -> tuple[str, int]:
    first_page = " ".join(item.text for item in paragraphs)
    return find_title(property_title, first_page, paragraphs, 10)


@pytest.mark.parametrize(
    "property_title",
    [
        *("", "untitled", "Untitled document", "Microsoft Word - harbour.docx", "harbour.indd"),
        *("Contents", "Inhaltsverzeichnis", "Document1", "Slide 1", "PowerPoint Presentation"),
        *("2026-01-07", "about:blank", "C:\\Users\\ann\\harbour", "Scan_0012"),
    ],
)
def test_what_programs_leave_is_no_title(property_title: str) -> None:
    assert _find(property_title, HEADLINE, BODY) == ("Harbour opens again", 0)
    assert _find(property_title, BODY) == ("", -1)


def test_a_line_above_a_day_is_a_title_in_any_size() -> None:
    title = Paragraph("Harbour opens again", 10)
    assert _find("", title, Paragraph("7 January 2026", 10), BODY)[1] == 0
    assert _find("", title, BODY) == ("", -1)
    assert _find("", Paragraph("Wednesday, 7 January 2026", 10), BODY) == ("", -1)


def test_chinese_titles_are_short() -> None:
    assert _find("", Paragraph("港口重新开放", 20), BODY)[1] == 0
