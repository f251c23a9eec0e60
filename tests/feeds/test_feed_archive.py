import hashlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.articles.article import Article
from bot.corpus.folder import CorpusFolder
from bot.corpus.losses import RemovalRecord
from bot.corpus.store import CorpusStore
from bot.feeds.feed_archive import ArchiveChange, FeedArchive
from bot.feeds.feed_document import FeedEntry
from bot.feeds.feed_reader import read_feed
from bot.feeds.known_entries import KnownEntries
from bot.feeds.subscription import Subscription
from tests.corpus.stores import check_nothing_is_lost
from tests.feeds.feed_texts import TEXT, make_item, make_rss

TODAY = date(2026, 1, 9)
FERRY = Subscription("ferry-times", "https://ferry.example/rss", "Ferry Times")


class Room:
    """A corpus with an archive in which a feed is followed."""

    def __init__(self, folder: Path) -> None:
        (folder / "corpus").mkdir(exist_ok=True)
        self.store = CorpusStore(folder / "corpus", folder / "data")
        self.known_entries = KnownEntries(folder / "data" / "feeds.db")
        self.archive = FeedArchive(self.store)

    def write(
        self, *entries: FeedEntry, feed: Subscription = FERRY, today: date = TODAY
    ) -> ArchiveChange:
        return self.archive.write(feed, entries, self.known_entries, today=today)

    def read(self) -> list[Article]:
        findings = list(CorpusFolder(self.store.corpus).read())
        assert all(isinstance(finding, Article) for finding in findings), findings
        return [finding for finding in findings if isinstance(finding, Article)]

    def titles(self) -> list[str]:
        return sorted(article.title for article in self.read())

    def forget_all(self) -> None:
        self.known_entries.close()
        for path in self.known_entries.path.parent.glob("feeds.db*"):
            path.unlink()


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = Room(tmp_path)
    yield room
    check_nothing_is_lost(room.store)
    room.known_entries.close()


def _entry(number: int, day: int = 7, text: str = "", title: str = "", url: str = "") -> FeedEntry:
    words = " ".join(f"w{number}x{index}" for index in range(80))
    article = Article(
        "feed-id", text or f"Ferry {number} left. {words}", date(2026, 1, day), "feed",
        title=title or f"Ferry number {number} leaves",
        url=url or f"https://ferry.example/{number}",
        language="en",
    )  # fmt: skip
    return FeedEntry(f"tag:{number}", article)


def test_entries_become_articles_of_their_month(room: Room) -> None:
    late = replace(_entry(3).article, published=date(2026, 2, 1))
    change = room.write(_entry(1), _entry(2), FeedEntry("tag:3", late))
    assert change.files == ("feeds/ferry-times/2026-01.jsonl", "feeds/ferry-times/2026-02.jsonl")
    assert room.titles() == [f"Ferry number {number} leaves" for number in (1, 2, 3)]
    by_id = {article.id: article for article in room.read()}
    assert {article.id: article for article in change.new} == by_id
    assert room.known_entries.count("ferry-times") == 3
    assert [entry.action for entry in room.store.audit] == ["updated", "updated"]


def test_what_is_read_again_is_written_once(room: Room) -> None:
    room.write(_entry(1), _entry(2))
    change = room.write(_entry(2), _entry(1), _entry(1))
    assert (change.new, change.changed, change.unchanged, change.files) == ((), (), 3, ())
    assert len(room.read()) == 2
    assert len(list(room.store.audit)) == 1


def test_an_entry_that_changes_replaces_its_article_under_its_id(room: Room) -> None:
    (first,) = room.write(_entry(1)).new
    room.write(_entry(1), _entry(2))
    change = room.write(_entry(1, title="Ferry turns back", url="https://ferry.example/new"))
    assert [article.id for article in change.changed] == [first.id]
    assert change.new == ()
    assert room.titles() == ["Ferry number 2 leaves", "Ferry turns back"]
    assert room.write(_entry(1, title="Ferry turns back")).new == ()


def test_a_change_of_date_moves_an_article_to_its_month(room: Room) -> None:
    (first,) = room.write(_entry(1)).new
    moved = replace(_entry(1).article, published=date(2025, 12, 31))
    change = room.write(FeedEntry("tag:1", moved))
    assert set(change.files) == {
        "feeds/ferry-times/2026-01.jsonl", "feeds/ferry-times/2025-12.jsonl",
    }  # fmt: skip
    (article,) = room.read()
    assert (article.id, article.published) == (first.id, date(2025, 12, 31))
    assert room.store.files() == ["feeds/ferry-times/2025-12.jsonl"]


def test_an_entry_without_a_day_keeps_the_day_of_the_first_look(room: Room) -> None:
    entry = replace(_entry(1, day=9), is_undated=True)
    room.write(entry)
    later = replace(entry, article=replace(entry.article, published=date(2026, 1, 20)))
    assert room.write(later).changed == ()
    other_title = replace(later, article=replace(later.article, title="Another"))
    room.write(other_title)
    (article,) = room.read()
    assert (article.title, article.published) == ("Another", date(2026, 1, 9))
    room.forget_all()
    assert room.write(other_title).changed == ()


def test_an_address_counts_once_over_all_feeds(room: Room) -> None:
    harbour = Subscription("harbour", "https://harbour.example/rss", "Harbour")
    room.write(_entry(1))
    again = FeedEntry("other", replace(_entry(1).article, url="http://www.ferry.example/1?utm_a=b"))
    assert room.write(again, feed=harbour).new == ()
    assert room.write(again).new == ()
    assert len(room.read()) == 1


def test_the_same_address_with_a_new_id_replaces_the_article(room: Room) -> None:
    (first,) = room.write(_entry(1)).new
    again = FeedEntry("tag:1#1", _entry(1, text=_entry(1).article.text + " It is late.").article)
    change = room.write(again)
    assert [article.id for article in change.changed] == [first.id]
    assert room.write(again).changed == ()
    assert len(room.read()) == 1


def test_an_address_that_many_entries_share_tells_none_from_another(room: Room) -> None:
    entries = [_entry(n, url="https://ferry.example/live", day=n) for n in range(1, 5)]
    room.write(*entries[:2])
    room.write(*entries[1:3])
    room.write(entries[3])
    assert len(room.read()) == 4
    front = [_entry(n, url="https://ferry.example/", day=n) for n in range(5, 8)]
    for entry in front:
        room.write(entry)
    assert len(room.read()) == 7


def test_nearly_the_same_text_counts_once_and_reports_of_every_day_do_not(room: Room) -> None:
    room.write(_entry(1))
    text = _entry(1).article.text
    again = FeedEntry(
        "other", _entry(1, text=text + " More.", url="https://ferry.example/again").article
    )
    assert room.write(again).new == ()
    assert room.write(again).new == ()
    daily = [
        FeedEntry(f"daily:{n}", _entry(1, text=f"{TEXT * 3} It is {n} degrees.", title="Weather",
                                       url=f"https://ferry.example/w{n}", day=n).article)
        for n in (3, 4, 5)
    ]  # fmt: skip
    assert len(room.write(*daily).new) == 3


def test_what_has_changed_and_is_posted_again_at_once_counts_once(room: Room) -> None:
    room.write(_entry(1))
    words = " ".join(f"new{index}" for index in range(60))
    text = f"{_entry(1).article.text} {words}"
    url = "https://ferry.example/again"
    again = FeedEntry("tag:1-again", _entry(1, day=8, text=text, url=url).article)
    change = room.write(again, _entry(1, text=text))
    assert (len(change.new), len(change.changed)) == (0, 1)
    assert len(room.read()) == 1


def test_a_text_without_spaces_that_is_posted_again_another_day_counts_once(room: Room) -> None:
    text = "。".join(
        f"渡船第{chr(0x4E00 + 37 * n)}{chr(0x5E00 + 53 * n)}号星期一离港" for n in range(40)
    )
    room.write(_entry(1, text=text))
    again = FeedEntry("other", _entry(1, day=8, text=text, url="https://ferry.example/b").article)
    assert room.write(again).new == ()


def test_a_new_feed_gives_its_newest_entries_and_then_what_is_new(room: Room) -> None:
    feed = replace(FERRY, first_entries=2)
    entries = [_entry(number, day=number) for number in range(1, 6)]
    change = room.write(*entries, feed=feed)
    assert sorted(article.published.day for article in change.new) == [4, 5]
    assert room.write(*entries, _entry(6, day=6), feed=feed).new[0].published.day == 6
    room.forget_all()
    assert room.write(*entries, _entry(7, day=7), feed=feed).new[0].published.day == 7
    assert len(room.read()) == 4


def test_entries_of_one_day_are_taken_from_the_top(room: Room) -> None:
    entries = [_entry(number) for number in range(1, 6)]
    change = room.write(*entries, feed=replace(FERRY, first_entries=2))
    assert [article.title[:14] for article in change.new] == ["Ferry number 1", "Ferry number 2"]


def test_what_is_known_comes_back_from_the_files_alone(room: Room) -> None:
    room.write(*(_entry(number) for number in range(1, 6)))
    for damage in ("delete", "garbage", "drop"):
        if damage == "delete":
            room.forget_all()
        elif damage == "garbage":
            room.forget_all()
            room.known_entries.path.write_bytes(b"no database" * 1000)
        else:
            with sqlite3.connect(room.known_entries.path) as database:
                database.execute("DROP TABLE archive_entries")
        change = room.write(*(_entry(number) for number in range(1, 6)))
        assert (change.new, change.changed, change.unchanged) == ((), (), 5)
    assert room.known_entries.path.with_name("feeds.db.damaged").exists()
    assert len(room.read()) == 5


def test_what_an_admin_removed_does_not_come_back(room: Room) -> None:
    room.write(_entry(1), _entry(2))
    removal = room.store.remove("feeds/ferry-times/2026-01.jsonl", "Ada")
    changed = _entry(1, title="Another")
    assert room.write(changed, _entry(2), _entry(3)).new[0].title == "Ferry number 3 leaves"
    room.store.remove("feeds/ferry-times/2026-01.jsonl", "Ada")
    room.forget_all()
    assert room.write(changed, _entry(2), _entry(3), today=TODAY).new == ()
    room.forget_all()
    room.store.restore(removal.id, "Ada")
    assert room.write(_entry(1), _entry(2)).unchanged == 2
    assert len(room.read()) == 2


def test_a_month_that_is_restored_beside_another_goes_on(room: Room) -> None:
    room.write(_entry(1), _entry(2))
    removal = room.store.remove("feeds/ferry-times/2026-01.jsonl", "Ada")
    room.write(_entry(3))
    assert room.store.restore(removal.id, "Ada").file == "feeds/ferry-times/2026-01-2.jsonl"
    change = room.write(_entry(1, title="Another"), _entry(2), _entry(3))
    assert (len(change.changed), change.new, change.unchanged) == (1, (), 2)
    assert room.titles() == ["Another", "Ferry number 2 leaves", "Ferry number 3 leaves"]


def test_a_line_that_somebody_deleted_does_not_come_back(room: Room) -> None:
    room.write(_entry(1), _entry(2))
    path = room.store.corpus / "feeds/ferry-times/2026-01.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[1:]))
    assert room.write(_entry(1, title="Another"), _entry(2)).files == ()
    path.write_bytes(b"".join(lines))
    assert len(room.write(_entry(1, title="Another"), _entry(2)).changed) == 1
    path.write_bytes(b"".join(lines[1:]))
    assert room.write(_entry(1, title="Another"), _entry(2)).files == ()
    path.write_bytes(b"".join(lines))
    entry = list(room.store.audit)[-1]
    room.store.audit.append(
        replace(entry, id="by-hand", hash=_hash(path), size=path.stat().st_size)
    )


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_old_entries_expire_and_do_not_come_back(room: Room) -> None:
    entries = [
        FeedEntry(f"tag:{n}", replace(_entry(n).article, published=TODAY - timedelta(n)))
        for n in (1, 9, 10, 40, 70)
    ]
    feed = replace(FERRY, keep_days=None, first_entries=20)
    room.write(*entries, feed=feed)
    feed = replace(feed, keep_days=9)
    files = room.archive.expire(feed, TODAY)
    assert len(files) == 3
    assert sorted(article.published for article in room.read()) == [
        TODAY - timedelta(9), TODAY - timedelta(1),
    ]  # fmt: skip
    assert room.archive.expire(feed, TODAY) == ()
    assert room.archive.expire(FERRY, TODAY) == ()
    assert room.write(*entries, feed=feed).new == ()
    assert room.write(*entries, feed=replace(feed, keep_days=None)).new == ()
    room.forget_all()
    assert room.write(*entries, feed=feed).new == ()
    removals = {file for file, _ in RemovalRecord(room.store.audit.path.parent).list_removals()}
    assert {"feeds/ferry-times/2025-11.jsonl"} <= removals


def test_a_completed_text_stays_when_its_teaser_changes(room: Room) -> None:
    teaser = replace(_entry(1, text="The ferry left the harbour."), is_teaser=True)
    digest = "teaser digest"
    full = replace(teaser, is_teaser=False, feed_digest=digest, article=_entry(1).article)
    room.write(full)
    new_title = replace(teaser, article=replace(teaser.article, title="Ferry turns back"))
    (article,) = room.write(new_title).changed
    assert (article.title, article.text) == ("Ferry turns back", _entry(1).article.text)
    assert room.write(new_title).changed == ()
    room.forget_all()
    assert room.write(new_title).changed == ()
    assert [article.text for article in room.read()] == [_entry(1).article.text]


def test_news_are_told_without_being_written(room: Room) -> None:
    entries = [_entry(1), _entry(2)]
    feed = replace(FERRY, first_entries=1)
    assert room.archive.find_news(feed, entries, room.known_entries, today=TODAY) == (entries[0],)
    room.write(*entries, feed=feed)
    changed = _entry(1, title="Another")
    news = room.archive.find_news(feed, [changed, *entries[1:]], room.known_entries, today=TODAY)
    assert news == (changed,)


def test_what_somebody_else_wrote_into_a_month_file_stays(room: Room) -> None:
    room.write(_entry(1))
    path = room.store.corpus / "feeds/ferry-times/2026-01.jsonl"
    own = json.dumps({"text": "By hand.", "published": "2026-01-02", "title": "Mine"}).encode()
    path.write_bytes(own + b"\n" + path.read_bytes())
    room.write(_entry(1, title="Another"), _entry(2))
    assert path.read_bytes().startswith(own + b"\n")
    assert room.titles() == ["Another", "Ferry number 2 leaves", "Mine"]


def test_a_feed_is_removed_with_its_articles_and_may_be_followed_anew(room: Room) -> None:
    room.write(_entry(1))
    files = room.archive.remove("ferry-times", "Ada", room.known_entries)
    assert files == ("feeds/ferry-times/2026-01.jsonl",)
    assert room.read() == []
    assert len(list(room.store.trash)) == 1


def test_a_feed_is_read_and_written_as_the_articles_that_it_has(room: Room) -> None:
    items = [
        make_item(1),
        make_item(2, text="<p>She said: &lt;b&gt; is bold &amp;amp; 3 &lt; 4.</p><p>*Next* #1</p>"),
        make_item(3, date="2026-01-08T23:30:00-05:00", title="“Паром” – 船 & more"),
    ]
    document = read_feed(make_rss(*items), FERRY.address, today=TODAY)
    change = room.write(*document.entries)
    by_id = {article.id: article for article in room.read()}
    assert len(by_id) == 3
    for article in change.new:
        assert replace(by_id[article.id], path=article.path, body=0) == article


def test_texts_without_titles_are_not_one_because_they_have_none(room: Room) -> None:
    texts = ["It is 1:0 in the 12th minute in Ardross.", "It is 2:0 in the 40th minute in Ardross."]
    entries = [
        FeedEntry(f"tag:{number}", replace(_entry(number, text=text).article, title=""))
        for number, text in enumerate(texts)
    ]
    assert len(room.write(*entries).new) == 2
    again = FeedEntry("tag:9", replace(entries[0].article, url="https://ferry.example/9"))
    assert room.write(again).new == ()


def test_a_long_text_without_a_title_that_is_posted_again_days_later_is_one(room: Room) -> None:
    text = (
        "The ferry to Oskarvik runs again after two weeks of repairs, which took four days longer "
        "than planned, the harbour master said, and tickets cost as much as before."
    )
    short = "Nothing new from the harbour today."

    def write(number: int, words: str, day: date) -> int:
        item = replace(_entry(number, text=words).article, title="", published=day)
        return len(room.write(FeedEntry(f"tag:{number}", item)).new)

    first, later = date(2026, 1, 7), date(2026, 1, 12)
    assert (write(1, text, first), write(2, text, later)) == (1, 0)
    assert (write(3, short, first), write(4, short, later)) == (1, 1)
