"""Posts become articles once and as they were edited last, however they arrive."""

import json
import logging
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.channels.channel_post import ChannelPost
from bot.chat.channels.channel_subscriptions import Channel, ChannelSubscriptions
from bot.chat.channels.followed_channels import FollowedChannels
from bot.chat.channels.post_writer import PostWriter
from bot.corpus.store import CorpusStore
from bot.errors import DatelineError
from bot.feeds.channels.channel_archive import ChannelArchive
from bot.feeds.feed_archive import FeedArchive
from bot.feeds.known_entries import KnownEntries
from bot.feeds.subscription_list import SubscriptionList
from tests.chat.channels.posts import CHANNEL, FERRY, TITLE, make_post

ACTOR = "Ada (5)"


class Newsroom:
    """A writer for the articles in a folder; another one of the same folder is a new process."""

    def __init__(self, folder: Path) -> None:
        self.store = CorpusStore(folder / "corpus", folder / "data")
        self.store.corpus.mkdir(parents=True, exist_ok=True)
        self.feeds = SubscriptionList(self.store)
        self.channels = FollowedChannels(self.feeds)
        archive = ChannelArchive(
            FeedArchive(self.store),
            KnownEntries(self.store.data / "feeds.db"),
            lambda: date(2026, 3, 7),
        )

        def remove(files: Sequence[str], actor: str) -> None:
            for file in files:
                self.store.remove(file, actor)

        self.subscriptions = ChannelSubscriptions(
            self.channels, self.feeds, self.store.corpus, remove, archive.forget
        )
        self.writer = PostWriter(archive, self.channels, self.subscriptions, ZoneInfo("UTC"))

    def follow(self) -> "Newsroom":
        """Follow the channel, and return the same."""
        self.subscriptions.follow(Channel(CHANNEL, TITLE), ACTOR)
        return self

    def write(self, *posts: ChannelPost) -> dict[int, str]:
        """Write posts, and return the text of each article by the number of the post."""
        self.writer.write(posts)
        return self.texts

    @property
    def texts(self) -> dict[int, str]:
        """Return the text of each article by the number of the post."""
        files = (self.store.corpus / "feeds").glob("*/*.jsonl")
        lines = [line for file in files for line in file.read_text("utf-8").splitlines()]
        records = [json.loads(line) for line in lines]
        texts = {int(record["id"].rpartition("/")[2]): record["text"] for record in records}
        assert len(texts) == len(records), "an article is there twice"
        return texts


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path).follow()


def version(number: int, edit: int) -> ChannelPost:
    """Return a post as it stands after so many edits."""
    text = f"The ferry {number} left at {edit} o'clock."
    return make_post(text, number, update=number * 100 + edit, edit_time=float(edit))


def test_a_post_that_comes_twice_is_one_article(newsroom: Newsroom, tmp_path: Path) -> None:
    assert newsroom.write(make_post(), make_post()) == {7: FERRY}
    assert newsroom.write(make_post()) == {7: FERRY}
    assert Newsroom(tmp_path).write(make_post()) == {7: FERRY}
    files = [path.name for path in (tmp_path / "corpus" / "feeds" / "harbour-news").iterdir()]
    assert files == ["2026-03.jsonl"]


def test_the_last_edit_counts_in_whatever_order_they_arrive(newsroom: Newsroom) -> None:
    assert newsroom.write(version(1, 2), version(1, 0), version(1, 1)) == {1: version(1, 2).text}
    assert newsroom.write(version(1, 1)) == {1: version(1, 2).text}
    assert newsroom.write(version(1, 3)) == {1: version(1, 3).text}


def test_a_post_that_arrives_after_its_edit_changes_nothing_in_another_process_either(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.write(version(1, 5))
    later = Newsroom(tmp_path)
    assert later.write(version(1, 0), version(2, 0)) == {
        1: version(1, 5).text, 2: version(2, 0).text,
    }  # fmt: skip


def test_an_edit_to_no_text_removes_nothing(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    empty = make_post("", number=7, edit_time=9.0)
    assert newsroom.write(make_post(), empty) == {7: FERRY}
    assert newsroom.write(make_post("👍", edit_time=10.0)) == {7: FERRY}
    assert caplog.text.count("its article stays") == 2
    assert FERRY not in caplog.text
    assert newsroom.write(make_post("", number=8), make_post("", number=8, edit_time=9.0)) == {
        7: FERRY
    }


def test_a_caption_that_an_album_repeats_counts_once(newsroom: Newsroom) -> None:
    album = [make_post(FERRY, number, album="77") for number in (1, 2, 3)]
    assert newsroom.write(*album[:2]) == {1: FERRY}
    assert newsroom.write(*album[2:]) == {1: FERRY}
    other = make_post("The harbour is closed until Monday.", 4, album="77")
    assert sorted(newsroom.write(other)) == [1, 4]


def test_posts_of_channels_that_are_not_followed_or_paused_are_dropped(
    newsroom: Newsroom,
) -> None:
    newsroom.subscriptions.pause(CHANNEL, ACTOR)
    assert newsroom.write(make_post(), make_post(channel=CHANNEL - 1)) == {}
    newsroom.subscriptions.follow(Channel(CHANNEL, TITLE), ACTOR)
    assert newsroom.write(make_post()) == {7: FERRY}


def test_two_channels_are_two_feeds(newsroom: Newsroom) -> None:
    newsroom.subscriptions.follow(Channel(CHANNEL - 1, TITLE), ACTOR)
    newsroom.write(
        make_post(), make_post("The mill burned down on Monday.", 8, channel=CHANNEL - 1)
    )
    folders = sorted(path.name for path in (newsroom.store.corpus / "feeds").iterdir())
    assert folders == ["harbour-news", "harbour-news-2"]


def test_a_channel_that_is_renamed_is_called_so_in_the_list(newsroom: Newsroom) -> None:
    newsroom.write(make_post("", new_title="Port News"))
    assert [feed.title for feed in newsroom.feeds.load()] == ["Port News"]


def test_a_list_that_cannot_be_read_loses_no_post(newsroom: Newsroom, tmp_path: Path) -> None:
    whole = newsroom.feeds.path.read_text("utf-8")
    newsroom.feeds.path.write_text("<opml", "utf-8")
    later = Newsroom(tmp_path)
    for channels in (newsroom.channels, later.channels):
        assert channels.takes_posts(CHANNEL), "it is decided when the list can be read"
    with pytest.raises(DatelineError):
        later.write(make_post())
    newsroom.feeds.path.write_text(whole, "utf-8")
    assert later.write(make_post()) == {7: FERRY}
    assert not later.channels.takes_posts(CHANNEL - 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 3)), min_size=1, max_size=20),
    st.lists(st.tuples(st.integers(0, 20), st.booleans()), max_size=4),
)
def test_updates_in_any_order_and_again_after_restarts_come_to_the_last_edits(
    tmp_path_factory: pytest.TempPathFactory,
    arrivals: list[tuple[int, int]],
    cuts: list[tuple[int, bool]],
) -> None:
    """What was not finished when the process died comes again, from its beginning."""
    folder = tmp_path_factory.mktemp("newsroom")
    newsroom = Newsroom(folder).follow()
    posts = [version(number, edit) for number, edit in arrivals]
    begin = 0
    for end, dies in sorted(cuts):
        newsroom.write(*posts[begin:end])
        if dies:
            newsroom = Newsroom(folder)
            newsroom.write(*posts[begin:end])
        begin = max(begin, end)
    newsroom.write(*posts[begin:])
    latest = {number: max(edit for n, edit in arrivals if n == number) for number, _ in arrivals}
    texts = newsroom.texts
    assert texts.keys() == latest.keys()
    if not any(dies for _, dies in cuts):
        assert texts == {n: version(n, edit).text for n, edit in latest.items()}
