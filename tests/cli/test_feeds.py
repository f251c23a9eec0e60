"""The commands on feeds, as a person or cron runs them."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from bot.system.folders.exclusive_lock import ExclusiveLock
from tests.cli.command import called, dateline, write_errors
from tests.waiting import wait_for
from tests.web.feed_texts import (
    invent_entries,
    invent_entry,
    write_article_page,
    write_front_page,
    write_rss,
)
from tests.web.web_server import WebServer, serving

HTML = "text/html; charset=utf-8"
FEED = "the-karlow-courier"


@pytest.fixture
def web() -> Iterator[WebServer]:
    with serving() as server:
        server.put("/feed", write_rss(invent_entries(30)), has_etag=True)
        server.put("/", write_front_page(("News", "/feed")), media_type=HTML)
        page = write_article_page(invent_entry(3), feed="/feed")
        server.put("/story.html", page, media_type=HTML)
        yield server


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "corpus").mkdir()
    return {
        "DATELINE_CORPUS": str(tmp_path / "corpus"), "DATELINE_DATA": str(tmp_path / "data"),
        "DATELINE_SEEDS": "", "DATELINE_FETCH_PRIVATE": "true",
    }  # fmt: skip


def add(web: WebServer, settings: dict[str, str], *options: str) -> dict[str, object]:
    status, out, err = called("feed", "add", web.url(), "--yes", "--json", *options, **settings)
    assert status == 0, err
    return dict(json.loads(out))


def test_a_feed_is_shown_before_it_is_followed(web: WebServer, settings: dict[str, str]) -> None:
    run = partial(called, "feed", "add", web.url(), **settings)
    status, out, _ = run(given="n\n")
    assert status == 1
    newest = invent_entry(29)
    for words in (
        "The Karlow Courier", web.url("/feed"), "en", "30 entries, 2 March 2026 to 3 March 2026",
        "complete", newest.title, f"  {newest.paragraphs[0]}", "The feed is not followed.",
    ):  # fmt: skip
        assert words in out
    assert "No feed is followed" in called("feed", "list", **settings)[1]
    status, out, _ = run(given="y\n")
    assert status == 0
    assert f"{FEED} is followed; 20 articles" in out
    assert f"{FEED} was followed already; 20 articles" in run(given="y\n")[1]


def test_what_a_feed_brings_is_searchable_at_once(web: WebServer, settings: dict[str, str]) -> None:
    added = add(web, settings, "--first", "2")
    assert (added["id"], added["articles"], added["health"]) == (FEED, 2, "silent")
    entry = invent_entry(29)
    question = f"When does the {entry.title.split()[0]} bridge reopen?"
    assert entry.paragraphs[0] in called("ask", question, **settings)[1]
    web.put("/feed", write_rss(invent_entries(31)), has_etag=True)
    status, out, _ = called("feed", "fetch", FEED, **settings)
    assert (status, out) == (0, f"{FEED}: 1 new\n")
    entry = invent_entry(30)
    question = f"When does the {entry.title.split()[0]} bridge reopen?"
    assert entry.paragraphs[0] in called("ask", question, **settings)[1]


def test_only_what_is_due_is_fetched_unless_it_is_named(
    web: WebServer, settings: dict[str, str]
) -> None:
    add(web, settings)
    assert called("feed", "fetch", **settings)[:2] == (0, "No feed is due.\n")
    status, out, _ = called("feed", "fetch", "--all", "--json", **settings)
    (row,) = json.loads(out)["feeds"]
    assert (status, row["outcome"], row["new"]) == (0, "unchanged", 0)
    assert web.count("/feed") == 2
    assert called("feed", "fetch", "nowhere", **settings)[0] == 2
    assert called("feed", "fetch", FEED, "--all", **settings)[0] == 2


def test_checking_says_what_would_come_and_writes_nothing(
    web: WebServer, settings: dict[str, str], tmp_path: Path
) -> None:
    status, out, _ = called("feed", "check", web.url("/feed"), **settings)
    assert (status, "new       20 entries" in out) == (0, True)
    assert not list((tmp_path / "corpus").iterdir())
    add(web, settings)
    web.put("/feed", write_rss(invent_entries(32)), has_etag=True)
    files = {path: path.read_bytes() for path in (tmp_path / "corpus").rglob("*.jsonl")}
    status, out, _ = called("feed", "check", FEED, "--json", **settings)
    (row,) = json.loads(out)["feeds"]
    assert (status, row["new"], row["entries"]) == (0, 2, 32)
    assert {path: path.read_bytes() for path in (tmp_path / "corpus").rglob("*.jsonl")} == files
    web.put("/feed", b"", status=500)
    status, out, _ = called("feed", "check", **settings)
    assert (status, out.startswith(f"{FEED}: ")) == (1, True)


def test_the_list_says_what_is_wrong(web: WebServer, settings: dict[str, str]) -> None:
    add(web, settings)
    web.put("/feed", b"", status=404)
    status, out, _ = called("feed", "fetch", FEED, **settings)
    assert (status, "404" in out) == (1, True)
    lines = called("feed", "list", **settings)[1].splitlines()
    assert lines[0].split()[:2] == ["FEED", "HEALTH"]
    assert lines[1].split()[:2] == [FEED, "failing"]
    assert "404" in lines[2]
    status, out, _ = called("doctor", **settings)
    assert f"{FEED} cannot be read" in out
    called("feed", "pause", FEED, **settings)
    assert json.loads(called("feed", "list", "--json", **settings)[1])["feeds"][0]["paused"]
    web.put("/feed", write_rss(invent_entries(31)))
    called("feed", "resume", FEED, **settings)
    assert called("feed", "fetch", **settings)[:2] == (0, f"{FEED}: 1 new\n")


def test_feeds_move_between_readers(
    web: WebServer, settings: dict[str, str], tmp_path: Path
) -> None:
    add(web, settings, "--full-text", "--keep-days", "4000", "--every", "45")
    _, text, _ = dateline("feed", "export", **settings)
    assert text.startswith("<?xml")
    file = tmp_path / "feeds.opml"
    assert called("feed", "export", str(file), **settings)[0] == 0
    assert called("feed", "export", str(file), **settings)[0] == 2
    assert file.read_text("utf-8") == text
    (tmp_path / "other").mkdir()
    other = {
        **settings, "DATELINE_CORPUS": str(tmp_path / "other"),
        "DATELINE_DATA": str(tmp_path / "other-data"),
    }  # fmt: skip
    assert dateline("feed", "import", "-", given=text, **other)[0] == 0
    status, out, _ = called("feed", "import", str(file), **other)
    assert (status, out) == (0, "All of these feeds are followed already.\n")
    (row,) = json.loads(called("feed", "list", "--json", **other)[1])["feeds"]
    assert (row["full_text"], row["keep_days"], row["minutes"]) == (True, 4000, 45)
    status, out, _ = called("feed", "fetch", **other)
    assert (status, out) == (0, f"{FEED}: 20 new\n")
    status, _, err = called("feed", "import", str(tmp_path / "missing.opml"), **other)
    assert (status, "missing.opml cannot be read" in err) == (2, True)


def test_articles_stay_unless_they_are_to_go(web: WebServer, settings: dict[str, str]) -> None:
    add(web, settings)
    assert called("feed", "remove", FEED, given="n\n", **settings)[0] == 1
    status, out, _ = called("feed", "remove", FEED, "--yes", **settings)
    assert (status, "its articles stay" in out) == (0, True)
    assert json.loads(called("corpus", "list", "--json", **settings)[1])["files"]
    add(web, settings)
    assert called("feed", "remove", FEED, "--yes", "--with-articles", **settings)[0] == 0
    assert json.loads(called("corpus", "list", "--json", **settings)[1])["files"] == []
    assert called("feed", "remove", FEED, "--yes", **settings)[0] == 2


def test_a_page_is_added_by_its_address(web: WebServer, settings: dict[str, str]) -> None:
    address = web.url("/story.html")
    status, out, err = called("corpus", "add", address, "--yes", "--json", **settings)
    assert status == 0, err
    assert json.loads(out)["added"][0]["file"] == "story.html"
    entry = invent_entry(3)
    question = f"When does the {entry.title.split()[0]} bridge reopen?"
    answer = json.loads(called("ask", question, "--json", **settings)[1])
    assert address in json.dumps(answer)
    status, _, err = called("corpus", "add", web.url("/feed"), "--yes", **settings)
    assert (status, "dateline feed add" in err) == (2, True)
    status, _, err = called("feed", "add", address, "--yes", **settings)
    assert (status, "dateline corpus add" in err, web.url("/feed") in err) == (2, True, True)
    assert not list((Path(settings["DATELINE_DATA"]) / "pages").iterdir())


def test_an_address_that_is_wrong_is_said_in_words(
    web: WebServer, settings: dict[str, str]
) -> None:
    for address in ("ftp://news.example/", "not an address", web.url("/missing")):
        status, out, err = called("feed", "add", address, "--yes", **settings)
        assert (status, out) == (2, "")
        assert err.startswith("dateline: ")
        assert "Traceback" not in err
    status, _, err = called(
        "feed", "add", web.url(), "--yes", **{**settings, "DATELINE_FETCH_PRIVATE": "false"}
    )
    assert status == 2
    assert called("feed", "add", web.url(), "--json", **settings)[0] == 2


def test_a_command_says_whose_turn_it_waits_for(
    web: WebServer, settings: dict[str, str], tmp_path: Path
) -> None:
    add(web, settings)
    lock = ExclusiveLock(tmp_path / "data" / "feeds.lock")
    assert lock.acquire() is None
    errors = tmp_path / "errors"
    errors.touch()
    with ThreadPoolExecutor(1) as pool:
        run = pool.submit(write_errors, errors, "feed", "fetch", FEED, **settings)
        try:
            wait_for(lambda: "which is fetching feeds" in errors.read_text(), "a line on the wait")
        finally:
            lock.release()
        assert run.result() == (0, f"{FEED}: 0 new\n")
