from datetime import date, timedelta
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding, Notice, Rejection
from bot.reading.reader import read

HEAD = """<!DOCTYPE html>
<html>
 <head>
  <meta charset="utf-8"/>
<title>Exported Data</title>
  <script src="js/script.js" type="text/javascript">

  </script>
 </head>
 <body onload="CheckLocation();">
  <div class="page_wrap">
   <div class="page_header">
    <div class="content">
     <div class="text bold">
The Gazette
     </div>
    </div>
   </div>
   <div class="page_body chat_page">
    <div class="history">
     <a class="pagination block_link" href="messages.html">
Previous messages
     </a>
     <div class="message service" id="message-1">
      <div class="body details">
7 January 2026
      </div>
     </div>
"""
TAIL = "</div></div></div></body></html>"


def post(
    text: str = "The harbour opened again.<br><br>Two <strong>ferries</strong> left.",
    moment: str = "07.01.2026 18:30:00 UTC+01:00",
    name: str = "The Gazette",
    joined: bool = False,
) -> str:
    kind = " joined" if joined else ""
    from_name = "" if joined else f'<div class="from_name">\n{name}\n</div>'
    return f"""
     <div class="message default clearfix{kind}" id="message7">
      <div class="pull_left userpic_wrap"><div class="initials">G</div></div>
      <div class="body">
       <div class="pull_right date details" title="{moment}">
18:30
       </div>
       {from_name}
       <div class="media_wrap clearfix"><div class="title bold">Photo</div></div>
       {text and f'<div class="text">{text}</div>'}
       <span class="reactions"><span class="emoji">👍</span><span class="count">7</span></span>
      </div>
     </div>"""


def forwarded(date_of_origin: str) -> str:
    inner = (
        f'<div class="forwarded body"><div class="from_name">The Post {date_of_origin}</div>'
        '<div class="text">The storm moved on.</div></div>'
    )
    return post(text="").replace('<span class="reactions">', f'{inner}<span class="reactions">')


def _read(folder: Path, *posts: str) -> list[Finding]:
    path = folder / "messages2.html"
    path.write_text(HEAD + "".join(posts) + TAIL, "utf-8")
    return list(read(path))


def test_each_post_is_an_article_of_its_channel(tmp_path: Path) -> None:
    first, second = _read(
        tmp_path, post(), post("Snow fell.", "08.02.2026 09:00:00 UTC-03:00", joined=True)
    )
    assert isinstance(first, Article)
    assert first.text == "The harbour opened again.\n\nTwo ferries left."
    assert (first.source, first.published) == ("The Gazette", date(2026, 1, 7))
    assert first.instant is not None
    assert first.instant.utcoffset() == timedelta(hours=1)
    assert isinstance(second, Article)
    assert (second.source, second.published) == ("The Gazette", date(2026, 2, 8))
    assert second.authors == ()


def test_the_day_comes_first_also_in_older_exports(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, post(moment="03.02.2019 10:37:00"))
    assert isinstance(article, Article)
    assert (article.published, article.instant) == (date(2019, 2, 3), None)


def test_an_author_in_a_group_is_named(tmp_path: Path) -> None:
    _, article = _read(tmp_path, post(name="Ann Lee"), post("Snow fell.", joined=True))
    assert isinstance(article, Article)
    assert (article.source, article.authors) == ("The Gazette", ("Ann Lee",))


def test_a_forwarded_post_is_of_where_it_was_first(tmp_path: Path) -> None:
    mark = '<span class="date details" title="05.01.2026 08:00:00 UTC+01:00"> 05.01.2026</span>'
    for origin, day in ((mark, date(2026, 1, 5)), ("", date(2026, 1, 7))):
        (article,) = _read(tmp_path, forwarded(origin))
        assert isinstance(article, Article)
        assert (article.source, article.text) == ("The Post", "The storm moved on.")
        assert article.published == day


def test_posts_without_text_are_counted(tmp_path: Path) -> None:
    article, remark = _read(tmp_path, post(), post(text=""))
    assert isinstance(article, Article)
    assert isinstance(remark, Notice)
    assert "(1)" in remark.text
    _, refusal = _read(tmp_path, post(text=""))
    assert isinstance(refusal, Rejection)


def test_a_date_that_is_none_costs_its_post_alone(tmp_path: Path) -> None:
    refusal, article = _read(tmp_path, post(moment="31.02.2026 18:30:00"), post())
    assert isinstance(refusal, Rejection)
    assert "31.02.2026" in refusal.reason
    assert isinstance(article, Article)


def test_a_page_about_such_exports_is_a_web_page(tmp_path: Path) -> None:
    filler = " ".join(f"Ferry number {n} left for the islands in the afternoon." for n in range(12))
    path = tmp_path / "a.html"
    path.write_text(
        "<!doctype html><html><head><title>Exports</title><meta property='article:published_time'"
        f" content='2026-01-07'></head><body><article><p>{filler}</p></article></body></html>"
    )
    (article,) = read(path)
    assert isinstance(article, Article)
    assert article.title == "Exports"
