import pytest

from bot.reading.pdf.lines import Line, strip_running_lines


def _page(*lines: str) -> list[Line]:
    return [Line(text, 60, 800 - 12 * number, 10) for number, text in enumerate(lines)]


BODY = [f"Line {number} of the prose." for number in "abcdefgh"]


def test_lines_that_return_at_the_edges_run_and_are_given_once() -> None:
    pages = [_page("The Gazette", *(f"{n}{one}" for one in BODY), f"End {n}.") for n in "ABC"]
    found = strip_running_lines(pages)
    assert found.running_lines == ("The Gazette",)
    assert [len(page) for page in found.pages] == [9, 9, 9]
    numbered = [_page(f"The Gazette {n}", *(f"{n}x{one}" for one in BODY)) for n in range(3)]
    assert strip_running_lines(numbered).running_lines == ("The Gazette 0",)


def test_edges_are_where_lines_stand_and_not_where_the_file_has_them() -> None:
    pages = [[*_page(*(f"{n}{one}" for one in BODY)), Line("Footer", 60, 10, 8)] for n in "AB"]
    mixed = [[page[-1], *page[:-1]] for page in pages]
    assert strip_running_lines(mixed).running_lines == ("Footer",)


def test_what_stands_on_one_page_or_amid_it_stays() -> None:
    pages = [_page(*(f"{n}{one}" for one in BODY)) for n in "AB"]
    for page in pages:
        page[4] = Line("The same.", 60, page[4].y, 10)
    found = strip_running_lines(pages)
    assert found.running_lines == ()
    assert [list(page) for page in found.pages] == pages


@pytest.mark.parametrize(
    "number", ["1", "- 1 -", "Page 1 of 3", "Seite 1", "xiv", "1/3", "– 12 –", "| 4"]
)
def test_page_numbers_go_from_a_single_page_too(number: str) -> None:
    (page,) = strip_running_lines([_page(*BODY, number)]).pages
    assert [line.text for line in page] == BODY


def test_what_browsers_print_around_a_page_goes_and_gives_its_address() -> None:
    page = _page("1/7/26, 6:30 PM Harbour | Gazette", *BODY, "https://gazette.example/a?b=c 1/2")
    found = strip_running_lines([page])
    assert [line.text for line in found.pages[0]] == BODY
    assert found.address == "https://gazette.example/a?b=c"
    assert found.running_lines == ()


def test_a_table_of_contents_goes() -> None:
    page = _page("1 Ferries . . . . . . . . . . 4", "2 Piers ............ xii", *BODY)
    assert [line.text for line in strip_running_lines([page]).pages[0]] == BODY


def test_pages_that_are_all_alike_stay() -> None:
    assert [len(page) for page in strip_running_lines([_page("Harbour opens.")] * 3).pages] == [
        1
    ] * 3


def test_pages_may_be_empty() -> None:
    assert strip_running_lines([]).pages == ()
    assert strip_running_lines([[], []]).pages == ((), ())


def test_long_lines_are_read_like_any_other() -> None:
    for text in (
        "." * 1_000_000,
        ". " * 500_000,
        "- " * 500_000,
        "1" * 1_000_000,
        "http://" * 99_999,
    ):
        assert len(strip_running_lines([_page(text)]).pages) == 1
