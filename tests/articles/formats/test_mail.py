from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.finding import Finding, Refusal
from bot.articles.reader import read

GOLDEN = Path(__file__).parent / "golden" / "mails.mbox"
HEADERS = (
    "Subject: T\nDate: Wed, 07 Jan 2026 18:30:00 +0100\nFrom: a@b.example\nMIME-Version: 1.0\n"
)


def _read(folder: Path, name: str, text: str) -> list[Finding]:
    (folder / name).write_bytes(text.encode())
    return list(read(folder / name))


def test_the_golden_mbox_is_read() -> None:
    cafe, refusal, storm = read(GOLDEN)
    assert isinstance(cafe, Article)
    assert (cafe.title, cafe.source) == ("Café by the harbour opens", "The Gazette")
    assert cafe.text == (
        "The café by the harbour opened again on Wednesday.\n\nFrom Thursday on it opens at six."
    )
    assert cafe.published == date(2026, 1, 7)
    assert cafe.instant is not None
    assert isinstance(refusal, Refusal)
    assert refusal.line == 21
    assert isinstance(storm, Article)
    assert storm.text == "The storm moved on.\n\nSnow fell."
    assert storm.source == "gazette.example"


@pytest.mark.parametrize("name", ["a.eml", "2020-01-01-a.txt", "a"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_headers_show_a_mail(name: str, end: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, name, f"{HEADERS}\nProse.\n".replace("\n", end))
    assert isinstance(article, Article)
    assert (article.text, article.published) == ("Prose.", date(2026, 1, 7))


def test_a_text_that_begins_like_an_mbox_is_none(tmp_path: Path) -> None:
    article, _ = _read(tmp_path, "2026-01-07-a.txt", "From the harbour:\nProse: more.\n")
    assert isinstance(article, Article)
    assert article.text.startswith("From the harbour")


@pytest.mark.parametrize(
    "rest",
    [
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n",
        "Content-Type: text/plain; charset=unheard-of\n\nProse\udcff.\n",
        "Content-Type: multipart/mixed; boundary=a\n\n" + "--a\nContent-Type: multipart/mixed;"
        " boundary=a\n\n" * 5000,
        "",
    ],
)
def test_a_mail_without_text_that_can_be_read_gives_one_finding(rest: str, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes((HEADERS + rest).encode("utf-8", "surrogateescape"))
    assert len(list(read(path))) == 1
