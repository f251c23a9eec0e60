from dataclasses import replace

import pytest

from bot.chat.admin.feeds.feed_notices import write_feed_notice
from bot.feeds.polling.feed_reports import FeedEvent, FeedNotice
from bot.feeds.subscription import Subscription

COURIER = Subscription("courier", "https://ann:secret@news.example/feed", "The Karlow Courier")


@pytest.mark.parametrize("event", FeedEvent)
@pytest.mark.parametrize("days", [0, 1, 15])
def test_a_notice_names_the_feed_and_what_happened(event: FeedEvent, days: int) -> None:
    text = write_feed_notice(FeedNotice(COURIER, event, days, "news.example has no such page"))
    assert "The Karlow Courier" in text
    assert "{" not in text
    assert ("no such page" in text) is (event in (FeedEvent.LONG_FAILURE, FeedEvent.LAST_FAILURE))
    if event is not FeedEvent.REMOVAL:
        assert str(days) in text


def test_a_notice_on_a_feed_without_a_title_shows_no_password() -> None:
    text = write_feed_notice(FeedNotice(replace(COURIER, title=""), FeedEvent.REMOVAL))
    assert "news.example" in text
    assert "secret" not in text


def test_a_title_of_any_length_leaves_room_for_the_rest() -> None:
    long = replace(COURIER, title="The Courier " * 500)
    assert len(write_feed_notice(FeedNotice(long, FeedEvent.LONG_FAILURE, 3, "x" * 9000))) < 600
