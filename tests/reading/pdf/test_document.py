import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfWriter

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.dates.choose import DATED_BY_NAME, DATED_BY_PROPERTIES
from bot.reading.limits import ReadLimits
from bot.reading.reader import read
from tests.paths import GOLDEN
from tests.reading.pdf.printed_documents import column, pdf

PROSE = (
    "The harbour opened again on Wednesday after three days of",
    "storm, and two ferries left before noon.",
)
DATED = ("Published 7 January 2026", "", *PROSE)


def _read(folder: Path, name: str, data: bytes, limits: ReadLimits | None = None) -> list[Finding]:
    (folder / name).write_bytes(data)
    return list(read(folder / name, limits or ReadLimits()))


def _article(folder: Path, data: bytes, name: str = "a.pdf") -> Article:
    (article,) = [one for one in _read(folder, name, data) if not isinstance(one, Notice)]
    assert isinstance(article, Article), article
    return article


def _refused(folder: Path, data: bytes, limits: ReadLimits | None = None) -> str:
    (refusal,) = _read(folder, "a.pdf", data, limits)
    assert isinstance(refusal, Rejection)
    assert refusal.reason.isprintable()
    return refusal.reason


@pytest.mark.parametrize("name", ["harbour.pdf", "columns.pdf"])
def test_printed_pages_are_read_in_whole_sentences(name: str) -> None:
    (article,) = read(GOLDEN / name)
    assert isinstance(article, Article)
    assert (article.title, article.authors) == ("Harbour opens again", ("Ann Lee", "Bo Berg"))
    assert article.published == date(2026, 1, 7)
    paragraphs = article.text.split("\n\n")
    start = next(n for n, one in enumerate(paragraphs) if one.startswith("The harbour"))
    assert paragraphs[start - 1] == "The night"
    assert paragraphs[start] == (
        "The harbour opened again on Wednesday after three days of storm, and two ferries left"
        " before noon with 140 passengers. The pier held through the night, and no ship was lost."
    )
    assert paragraphs[start + 3].endswith("the well-known winds from the north have gone.")
    prose = [one for one in paragraphs if len(one) > 60]
    assert len(prose) == 18
    assert all(one.endswith((".", ".”")) for one in prose)
    for edge in ("The Gazette", "Harbour news", "– 1 –"):
        assert edge not in article.text


def test_a_file_is_dated_by_its_properties_last_and_the_report_says_so(tmp_path: Path) -> None:
    article, remark = read(GOLDEN / "undated.pdf")
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert (article.title, article.published) == ("Storm moves on", date(2026, 1, 9))
    assert remark.text == DATED_BY_PROPERTIES
    data = (GOLDEN / "undated.pdf").read_bytes()
    article, remark = _read(tmp_path, "2026-01-08-storm.pdf", data)
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert (article.published.day, remark.text) == (8, DATED_BY_NAME)
    assert "no date" in _refused(tmp_path, pdf(column(*PROSE)))
    assert "no date" in _refused(tmp_path, pdf(column(*PROSE), CreationDate="soon"))


@pytest.mark.parametrize("name", ["a.pdf", "a", "2020-01-01-a.txt", "a.jsonl"])
@pytest.mark.parametrize("before", [b"", b"\n\n", b"\0\0 \xff"])
def test_content_shows_a_pdf_file(name: str, before: bytes, tmp_path: Path) -> None:
    assert _article(tmp_path, before + pdf(column(*DATED)), name).published == date(2026, 1, 7)


def test_headers_footers_and_page_numbers_are_left_out_and_may_give_the_date(
    tmp_path: Path,
) -> None:
    pages = [
        [
            (60, 800, 8, "The Gazette | Wednesday, January 7, 2026"),
            *column(f"Part {number} of the prose begins.", "It goes on.", *PROSE),
            (300, 20, 8, f"Page {number} of 3"),
        ]
        for number in range(1, 4)
    ]
    article = _article(tmp_path, pdf(*pages))
    assert article.published == date(2026, 1, 7)
    assert "Gazette" not in article.text
    assert "Page" not in article.text
    assert [f"Part {n} of" in article.text for n in (1, 2, 3)] == [True] * 3


def test_a_printed_web_page_gives_its_address_and_not_the_day_of_printing(tmp_path: Path) -> None:
    page = [
        (20, 825, 7, "3/2/26, 6:30 PM Harbour opens again"),
        *column(*DATED),
        (20, 12, 7, "https://www.gazette.example/2026/harbour 1/1"),
    ]
    article = _article(tmp_path, pdf(page))
    assert (article.url, article.source) == (
        "https://www.gazette.example/2026/harbour",
        "gazette.example",
    )
    assert article.published == date(2026, 1, 7)
    assert "6:30" not in article.text
    assert "https" not in article.text


def test_the_title_is_the_properties_where_it_is_printed_else_the_largest_letters(
    tmp_path: Path,
) -> None:
    page = [(60, 780, 30, "THE DAILY GAZETTE"), (60, 740, 18, "Harbour opens"), *column(*DATED)]
    told = _article(tmp_path, pdf(page, Title="Harbour opens"))
    assert told.title == "Harbour opens"
    assert "Harbour opens" not in told.text
    large = page[1:]
    assert _article(tmp_path, pdf(large, Title="Template 3")).title == "Harbour opens"
    plain = pdf(column(*DATED), Title="Harbour news")
    assert _article(tmp_path, plain).title == "Harbour news"
    assert _article(tmp_path, pdf(column(*DATED), Title="harbour.indd")).title == ""


def test_language_and_characters_stay_as_they_are(tmp_path: Path) -> None:
    words = "Caf\xe9 “pier” – 5 ½ £ (not \\ that), he said."
    article = _article(tmp_path, pdf(column(*DATED, words)))
    assert words in article.text
    assert article.language == "en-GB"


def test_pages_without_text_are_refused_or_said(tmp_path: Path) -> None:
    assert "run text recognition" in _refused(tmp_path, pdf([], []))
    article, remark = _read(tmp_path, "a.pdf", pdf([], column(*DATED), *[[]] * 6))
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert remark.text == (
        "7 of its 8 pages have no text and were skipped: 1, 3, 4, 5, 6 and others"
    )


def test_letters_without_names_are_refused(tmp_path: Path) -> None:
    nameless = "".join(chr(code) for code in (0x11, 0x12, 0x14, 0x15, 0x16)) * 10
    data = pdf(column(*DATED, *["x" * 50] * 4)).replace(b"x" * 50, nameless.encode("latin-1"))
    assert "do not say which letters" in _refused(tmp_path, data)


def test_locked_files_are_refused_with_what_to_do_and_others_are_read(tmp_path: Path) -> None:
    locked = pdf(column(*DATED), password="secret")
    assert _refused(tmp_path, locked).endswith("print it as a PDF file without one")
    assert _article(tmp_path, pdf(column(*DATED), owner="secret")).published == date(2026, 1, 7)


def test_pages_are_bounded(tmp_path: Path) -> None:
    data = pdf(*[column(*DATED)] * 4)
    assert "it has 4 pages, more than 3: split it" in _refused(tmp_path, data, ReadLimits(pages=3))
    assert ReadLimits().pages == 2_000


def test_numbers_that_may_be_two_days_are_asked_for(tmp_path: Path) -> None:
    data = pdf(column("Published 07/01/2026", "", *PROSE))
    assert "may be 2026-01-07 or 2026-07-01" in _refused(tmp_path, data)
    decided = pdf(column("Published 07/01/2026", "", *PROSE, "It closes on 13/02/2026."))
    assert _article(tmp_path, decided).published == date(2026, 1, 7)
    assert _article(tmp_path, data, "2026-01-07-a.pdf").published == date(2026, 1, 7)


def test_broken_files_are_refused_or_read_and_never_raise(tmp_path: Path) -> None:
    data = (GOLDEN / "harbour.pdf").read_bytes()
    broken = [data[:cut] for cut in range(10, len(data), 211)]
    broken += [data[:cut] + b"\xff<<[" + data[cut + 4 :] for cut in range(10, len(data), 211)]
    broken += [
        b"%PDF-1.7\n" + b"<<" * 50_000,
        b"%PDF-1.7\n" + b"[" * 50_000,
        data.replace(b"/Count 2", b"/Count 99999999"),
        data.replace(b"/Kids [", b"/Kids [ 7 0 R "),
    ]
    for one in broken:
        assert _read(tmp_path, "a.pdf", one)


def test_a_page_tree_in_a_circle_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    file = io.BytesIO()
    writer.write(file)
    kids = file.getvalue().index(b"/Kids [")
    number = file.getvalue()[kids + 9 : kids + 10]
    data = file.getvalue().replace(b"/Kids [ " + number, b"/Kids [ 1")
    assert _read(tmp_path, "a.pdf", data)


def test_a_bomb_of_streams_is_refused(tmp_path: Path) -> None:
    writer = PdfWriter(io.BytesIO(pdf(column(*DATED))))
    content = writer.pages[0].get_contents()
    assert content is not None
    content.set_data(b" " * 200 * 1024**2)
    writer.pages[0].replace_contents(content)
    writer.pages[0].compress_content_streams()
    file = io.BytesIO()
    writer.write(file)
    assert len(file.getvalue()) < 1024**2
    assert _refused(tmp_path, file.getvalue())


def test_files_encrypted_with_aes_are_read_without_a_password(tmp_path: Path) -> None:
    writer = PdfWriter(io.BytesIO(pdf(column(*DATED))))
    writer.encrypt("", "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    assert _article(tmp_path, file.getvalue()).published == date(2026, 1, 7)


def test_letters_of_no_language_are_refused_and_illegible_pages_are_said(tmp_path: Path) -> None:
    shifted = [
        "".join(chr((ord(char) - 94) % 26 + 97) if char.islower() else char for char in line)
        for line in (*PROSE, *PROSE)
    ]
    assert "no words of any language" in _refused(tmp_path, pdf(column(*shifted)))
    article, remark = _read(tmp_path, "a.pdf", pdf(column(*DATED), column(*shifted)))
    assert isinstance(article, Article)
    assert article.text.endswith("before noon.")
    assert isinstance(remark, Notice)
    assert remark.text == ("1 of its 2 pages have letters that make no words and were skipped: 2")


def test_large_headings_with_days_of_their_own_are_articles(tmp_path: Path) -> None:
    pages = [
        [
            (60, 760, 20, title),
            *column(f"The Gazette, {day}", "", f"{title}, said the company on Wednesday in the"),
            *column(f"town, and more of {title} is expected.", f"{title} too.", top=664),
        ]
        for title, day in (("Harbour opens", "7 January 2026"), ("Storm moves", "13 January 2026"))
    ]
    first, second, _ = _read(tmp_path, "a.pdf", pdf(*pages))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert [first.published.day, second.published.day] == [7, 13]
    assert [first.title, second.title] == ["Harbour opens", "Storm moves"]


def test_a_table_of_contents_is_no_text_and_no_title(tmp_path: Path) -> None:
    contents = [
        (60, 760, 20, "Contents"),
        *column("Harbour opens", "Storm moves"),
        *column("2", "3", x=500),
    ]
    story = [(60, 760, 18, "Harbour opens"), *column(*DATED)]
    article = _article(tmp_path, pdf(contents, story))
    assert article.title == "Harbour opens"
    assert "Contents" not in article.text
    assert "Storm" not in article.text


def test_letters_printed_twice_for_bold_are_read_once(tmp_path: Path) -> None:
    lines = column(*DATED)
    doubled = [*lines, *((x + 0.3, y, size, text) for x, y, size, text in lines)]
    assert _article(tmp_path, pdf(doubled)).text.count("The harbour opened") == 1


def test_drawings_that_contain_themselves_are_refused(tmp_path: Path) -> None:
    data = pdf(column(*DATED)) + b"99 0 obj <</Subtype/Form/Resources<</XObject<</X 99 0 R>>>>>>"
    assert "contain themselves" in _refused(tmp_path, data)


def test_a_watermark_across_the_page_is_no_text(tmp_path: Path) -> None:
    data = pdf([*column(*DATED), (100, 300, 40, "Draft only")])
    assert _article(tmp_path, data).title == "Draft only"
    turned = data.replace(b"1 0 0 1 100 300 Tm", b".7 .7 -.7 .7 100 300 Tm")
    article = _article(tmp_path, turned)
    assert "Draft" not in f"{article.title} {article.text}"


def test_a_page_that_is_printed_sideways_is_read(tmp_path: Path) -> None:
    data = pdf(column(*DATED))
    for top in (700, 676, 664):
        data = data.replace(b"1 0 0 1 60 %d Tm" % top, b"0 1 -1 0 %d 60 Tm" % (800 - top))
    assert _article(tmp_path, data).text == f"{DATED[0]}\n\n{' '.join(PROSE)}"
