from pathlib import Path

from bot.articles.article import Article
from bot.reading.reader import read
from tests.paths import READING_CASES


def test_a_broken_status_line_is_no_end_of_the_archive(tmp_path: Path) -> None:
    path = tmp_path / "crawl.arc"
    data = (READING_CASES / "crawl.arc").read_bytes()
    assert b"HTTP/1.1 200 OK" in data
    path.write_bytes(data.replace(b"HTTP/1.1 200 OK", b"HTTP/x1.1 20 OK"))
    articles = [finding for finding in read(path) if isinstance(finding, Article)]
    assert [article.title for article in articles] == ["Harbour opens again"]
