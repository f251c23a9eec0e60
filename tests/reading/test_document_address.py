import pytest

from bot.reading.document_address import DocumentAddress, find_address


@pytest.mark.parametrize(
    ("line", "url"),
    [
        (
            "https://gazette.example/2026/01/07/harbour",
            "https://gazette.example/2026/01/07/harbour",
        ),
        ("Source: https://gazette.example/a", "https://gazette.example/a"),
        ("Quelle: <https://gazette.example/a>", "https://gazette.example/a"),
        ("See https://gazette.example/a for more", ""),
        ("The harbour", ""),
    ],
)
def test_an_address_alone_on_a_line_is_the_documents(line: str, url: str) -> None:
    address = find_address(["Harbour opens", line, "Prose."])
    assert address.url == url
    assert address.line == (line if url else "")


def test_several_addresses_are_none() -> None:
    assert find_address(["https://a.example/1", "https://b.example/2"]) == DocumentAddress()


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("2026/01/07/harbour", "2026-01-07"),
        ("2026/1/7/harbour", "2026-01-07"),
        ("news/2026-01-07-harbour", "2026-01-07"),
        ("news/harbour-20260107.html", "2026-01-07"),
        ("2026/01/harbour", ""),
        ("a/2026/01/07/b/2026/01/08/c", ""),
        ("harbour?from=/2026/01/07/", ""),
    ],
)
def test_its_path_may_hold_the_day(path: str, day: str) -> None:
    assert DocumentAddress(f"https://www.gazette.example/{path}").day == day


def test_its_host_is_the_source() -> None:
    assert DocumentAddress("https://www.gazette.example/a").host == "gazette.example"
    assert DocumentAddress("https://[broken/a").host == ""
