from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.reader import read

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><!-- a WordPress export --><rss version="2.0"'
    ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
    "<channel><title>The Gazette</title><language>en-GB</language><wp:wxr_version>1.2"
    "</wp:wxr_version><wp:author><wp:author_login><![CDATA[ann]]></wp:author_login>"
    "<wp:author_display_name><![CDATA[Ann Lee]]></wp:author_display_name></wp:author>"
)


def item(
    status: str = "publish",
    kind: str = "post",
    text: str = "The harbour opened again.\n\nTwo ferries left.",
    day: str = "2026-01-07 00:30:00",
    more: str = "",
) -> str:
    return (
        "<item><title>Harbour opens</title><link>https://gazette.example/1</link>"
        "<pubDate>Tue, 06 Jan 2026 23:30:00 +0000</pubDate><dc:creator>ann</dc:creator>"
        f"<excerpt:encoded><![CDATA[Excerpt]]></excerpt:encoded><content:encoded><![CDATA[{text}]]>"
        f"</content:encoded><wp:post_date>{day}</wp:post_date><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def _read(folder: Path, text: str) -> list[Finding]:
    (folder / "export.xml").write_text(text, "utf-8")
    return list(read(folder / "export.xml"))


def _export(*items: str) -> str:
    return f"{HEAD}{''.join(items)}</channel></rss>"


def test_a_published_post_is_an_article_on_the_site_s_own_day(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, _export(item()))
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Harbour opens", "The Gazette")
    assert article.published == date(2026, 1, 7)
    assert article.instant is not None
    assert article.instant.utcoffset() == timedelta(hours=1)
    assert (article.url, article.authors) == ("https://gazette.example/1", ("Ann Lee",))
    assert article.language == "en-GB"


@pytest.mark.parametrize(
    "text",
    [
        "The harbour opened again.\n\nTwo ferries left.",
        "<p>The harbour opened again.</p>\n<p>Two ferries left.</p>",
        (
            "<!-- wp:paragraph -->\n<p>The harbour opened again.</p>\n<!-- /wp:paragraph -->"
            '\n[gallery ids="1,2"]\n<!-- wp:paragraph --><p>Two ferries left.</p>'
        ),
        (
            'The harbour opened again.<!--more-->\n\n[caption id="a" width="3"]<img src="a"/> The'
            ' pier[/caption]\n\nTwo ferries left.\n\n[contact-form-7 id="3" title="Write"]'
        ),
    ],
)
def test_its_text_is_prose(text: str, tmp_path: Path) -> None:
    (article,) = _read(tmp_path, _export(item(text=text)))
    assert isinstance(article, Article)
    assert article.text == "The harbour opened again.\n\nTwo ferries left."


def test_all_else_is_passed_over_and_counted(tmp_path: Path) -> None:
    others = [
        *(item(status) for status in ("draft", "private", "pending", "trash", "future")),
        *(item(kind=kind) for kind in ("page", "nav_menu_item", "custom_css")),
        *(item("inherit", kind) for kind in ("attachment", "revision")),
        item(more="<wp:post_password>secret</wp:post_password>"),
    ]
    article, remark = _read(tmp_path, _export(item(), *others))
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert remark.text.endswith(
        "attachment 1, custom_css 1, nav_menu_item 1, page 1, post (draft) 1, post (future) 1,"
        " post (pending) 1, post (private) 1, post (trash) 1, post (with a password) 1, revision 1"
    )
    _, refusal = _read(tmp_path, _export(*others))
    assert isinstance(refusal, Rejection)
    assert "no published post" in refusal.reason


def test_a_feed_that_only_declares_the_namespace_is_a_feed(tmp_path: Path) -> None:
    plain = item().partition("<wp:post_date>")[0].replace("ann<", "Ann<") + "</item>"
    feed = _export(plain).replace("<wp:wxr_version>1.2</wp:wxr_version>", "")
    article, *_ = _read(tmp_path, feed)
    assert isinstance(article, Article)
    assert article.authors == ("Ann",)


def entry(kind: str = "post", more: str = "") -> str:
    scheme = "http://schemas.google.com/g/2005#kind"
    term = f"http://schemas.google.com/blogger/2008/kind#{kind}"
    return (
        f"<entry><published>2026-01-07T18:30:00.000+01:00</published><updated>2026-03-01T00:00:00Z"
        f"</updated><category scheme='{scheme}' term='{term}'/><title>Harbour opens</title>"
        "<content type='html'>&lt;p&gt;The harbour opened again.&lt;/p&gt;</content><link"
        " rel='alternate' href='https://gazette.example/1'/><author><name>Ann Lee</name></author>"
        f"{more}</entry>"
    )


def test_of_a_blogger_export_only_published_posts_are_read(tmp_path: Path) -> None:
    draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
    entries = [entry(), entry("comment"), entry("settings"), entry("page"), entry(more=draft)]
    feed = (
        "<?xml version='1.0'?><?xml-stylesheet href='a'?><feed"
        f" xmlns='http://www.w3.org/2005/Atom'><title>The Gazette</title>{''.join(entries)}</feed>"
    )
    article, remark = _read(tmp_path, feed)
    assert isinstance(article, Article)
    assert (article.text, article.source) == ("The harbour opened again.", "The Gazette")
    assert (article.published, article.authors) == (date(2026, 1, 7), ("Ann Lee",))
    assert isinstance(remark, Notice)
    assert remark.text.endswith("comment 1, page 1, post (draft) 1, settings 1")


def test_of_blogger_s_newer_export_too(tmp_path: Path) -> None:
    def write(kind: str, status: str) -> str:
        return (
            f"<entry><blogger:type>{kind}</blogger:type><blogger:status>{status}</blogger:status>"
            "<title>T</title><content type='html'>&lt;p&gt;Storm.&lt;/p&gt;</content>"
            "<published>2026-01-07T18:30:00Z</published></entry>"
        )

    feed = (
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger="
        "'http://schemas.google.com/blogger/2018'><title>G</title>"
        + write("POST", "LIVE")
        + write("POST", "DRAFT")
        + write("COMMENT", "LIVE")
        + "</feed>"
    )
    article, remark = _read(tmp_path, feed)
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert remark.text.endswith("comment 1, post (draft) 1")
