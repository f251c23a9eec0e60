import plistlib
from datetime import date
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Rejection
from bot.reading.reader import read
from tests.paths import GOLDEN

PAGE = (GOLDEN / "page-news.html").read_bytes()


def _archive(form: plistlib.PlistFormat, **resource: object) -> bytes:
    main = {"WebResourceData": PAGE, "WebResourceMIMEType": "text/html", **resource}
    return plistlib.dumps({"WebMainResource": main}, fmt=form)


def _refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    (rejection,) = read(path)
    assert isinstance(rejection, Rejection)
    return rejection.reason


def test_a_saved_page_is_read_as_the_page_itself(tmp_path: Path) -> None:
    (article,) = read(GOLDEN / "harbour.webarchive")
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Harbour opens again", "The Gazette")
    assert article.published == date(2026, 1, 7)
    assert article.url == "https://gazette.example/2026/harbour"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
@pytest.mark.parametrize("name", ["a.webarchive", "a", "a.txt"])
def test_both_forms_are_read_whatever_they_are_called(
    form: plistlib.PlistFormat, name: str, tmp_path: Path
) -> None:
    (expected, *_) = read(GOLDEN / "page-news.html")
    (tmp_path / name).write_bytes(_archive(form))
    (article, *_) = read(tmp_path / name)
    assert isinstance(article, Article)
    assert isinstance(expected, Article)
    assert (article.id, article.text) == (expected.id, expected.text)


def test_an_encoding_is_the_one_that_the_server_gave(tmp_path: Path) -> None:
    page = "<!doctype html><meta name=date content=2026-01-07><article><h1>Гавань</h1><p>"
    page += "Гавань снова открыта в среду после трёх дней бури. " * 5
    data = _archive(
        plistlib.FMT_BINARY,
        WebResourceData=page.encode("cp1251"),
        WebResourceTextEncodingName="windows-1251",
    )
    (tmp_path / "a.webarchive").write_bytes(data)
    (article, *_) = read(tmp_path / "a.webarchive")
    assert isinstance(article, Article)
    assert "Гавань снова открыта" in article.text


def test_broken_and_other_ones_are_refused_with_what_to_do(tmp_path: Path) -> None:
    whole = _archive(plistlib.FMT_BINARY)
    for data in (
        whole[:-20],
        b"bplist00" + bytes(40),
        whole.replace(b"WebMainResource", b"x" * 15),
    ):
        assert "saved by Safari" in _refused(tmp_path / "a.webarchive", data)
    for resource in ({"WebResourceData": b""}, {"WebResourceData": 7}):
        assert "save the page again" in _refused(
            tmp_path / "a.webarchive", _archive(plistlib.FMT_BINARY, **resource)
        )
    picture = _archive(plistlib.FMT_BINARY, WebResourceMIMEType="image/png")
    assert "image/png" in _refused(tmp_path / "a.webarchive", picture)
    assert "property list" in _refused(tmp_path / "a.plist", plistlib.dumps({"a": 1}))
    link = plistlib.dumps({"URL": "https://gazette.example/"})
    assert "only a link" in _refused(tmp_path / "a.webloc", link)
    entity = b'<!DOCTYPE plist [<!ENTITY a "b">]><plist><string>&a;</string></plist>'
    assert _refused(tmp_path / "a.webarchive", entity)
    nested = b"<plist>" + b"<array>" * 100_000
    assert _refused(tmp_path / "a.webarchive", nested)
