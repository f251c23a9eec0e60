"""What admins read of a channel."""

import pytest

from bot.chat.channels.channel_pages import (
    ChannelState,
    write_departure,
    write_keeping_page,
    write_offer,
    write_page,
    write_stop_page,
)
from bot.chat.keyboard import Button
from bot.chat.rich_text import Reply, count_units
from tests.chat.channels.posts import CHANNEL, TITLE

STATE = ChannelState(CHANNEL, TITLE, is_followed=True, articles=12)


def labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.keyboard for button in row]


def test_the_card_asks_and_says_what_a_bot_cannot_see() -> None:
    card = write_offer(CHANNEL, TITLE)
    assert card.text.startswith(
        "I am now in the channel “Harbour News”. Shall I take its posts as articles?"
    )
    assert "Telegram Desktop" in card.text
    assert labels(card) == ["Take posts", "No"]


def test_the_page_of_a_channel_says_what_is_taken_and_for_how_long() -> None:
    page = write_page(STATE)
    assert "I take the posts of the channel" in page.text
    assert "12 articles so far. I keep them for ever." in page.text
    assert labels(page) == ["Pause", "Keep for…", "Stop taking posts…"]


def test_a_paused_channel_can_be_resumed() -> None:
    page = write_page(ChannelState(CHANNEL, TITLE, is_followed=True, is_paused=True, keep_days=30))
    assert page.text.startswith("Paused:")
    assert "I keep them for 30 days." in page.text
    assert labels(page)[0] == "Resume"


def test_a_channel_that_is_not_followed_can_be() -> None:
    page = write_page(ChannelState(CHANNEL, TITLE, way_back=Button("Feeds", "1|fe.list")))
    assert "I do not take the posts" in page.text
    assert labels(page) == ["Take posts", "Feeds"]


def test_the_page_says_why_nothing_can_be_written_and_links_the_channel() -> None:
    state = ChannelState(
        CHANNEL, TITLE, is_followed=True, link="https://t.me/harbour", fault="the disk is full"
    )
    page = write_page(state)
    assert "⚠️ the disk is full" in page.text
    assert "Open the channel" in labels(page)


def test_the_days_that_are_chosen_are_marked() -> None:
    state = ChannelState(CHANNEL, TITLE, is_followed=True, keep_days=90)
    assert labels(write_keeping_page(state)) == ["7", "30", "✓ 90", "365", "For ever", "← Back"]
    assert "✓ For ever" in labels(write_keeping_page(STATE))


def test_the_articles_can_stay_or_go() -> None:
    page = write_stop_page(STATE, 30)
    assert "Its 12 articles can stay, or go to the trash for 30 days." in page.text
    assert labels(page) == ["Stop, articles stay", "Stop, articles to the trash", "← Back"]


@pytest.mark.parametrize("title", ["\u202eevil\n\n" * 500, "🙂" * 9000, "", "\ud83d", "/corpus"])
def test_a_hostile_title_is_one_short_line(title: str) -> None:
    for reply in (write_offer(CHANNEL, title), write_departure(title), write_stop_page(STATE, 30)):
        assert count_units(reply.text) < 600
        assert "\u202e" not in reply.text
        reply.text.encode()
