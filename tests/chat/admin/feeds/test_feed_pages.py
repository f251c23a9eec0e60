"""The list of feeds, and the page of each."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.admin.feeds import feed_pages
from bot.chat.admin.feeds.feed_wording import HealthSign, choose_sign, write_rate
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.message_check import check_reply
from tests.chat.admin.feeds.feed_examples import ARTICLES, GAZETTE, NOW, make_status

PAUSED = replace(GAZETTE, id="wire", title="The Wire", is_paused=True)


def _labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.keyboard for button in row]


def test_each_feed_is_two_lines_and_a_fault_a_third() -> None:
    gone = make_status(PAUSED, error="The server says that this feed is gone.", a_day=0.0)
    reply = feed_pages.render_feeds([make_status(), gone], 0, NOW)
    assert reply.text.splitlines() == [
        "2 feeds · 8 articles a day · 1 with a fault",
        "",
        "🟢 1. The Gazette",
        "12 minutes ago · 8 articles a day",
        "",
        "🔴 2. The Wire",
        "paused · 12 minutes ago",
        "The server says that this feed is gone.",
    ]
    assert _labels(reply) == ["1", "2", "Export (OPML)"]


def test_the_list_has_pages() -> None:
    statuses = [make_status(replace(GAZETTE, id=str(n), title=f"Feed {n}")) for n in range(20)]
    first, last = (feed_pages.render_feeds(statuses, page, NOW) for page in (0, 99))
    assert _labels(first) == [*map(str, range(1, 9)), "▶", "Export (OPML)"]
    assert _labels(last) == [*map(str, range(17, 21)), "◀", "Export (OPML)"]


def test_without_feeds_the_list_says_how_to_follow_some() -> None:
    reply = feed_pages.render_feeds([], 0, NOW)
    assert "Send me the address of a news site" in reply.text
    assert reply.keyboard == ()


def test_a_page_shows_all_that_is_to_be_known() -> None:
    reply = feed_pages.render_feed(make_status(), ARTICLES, 2, NOW)
    assert reply.text.splitlines() == [
        "🟢 The Gazette",
        "gazette.example/feed.xml",
        "120 articles, 1 March 2026 to 30 March 2026 · 8 articles a day",
        "Last fetched: 12 minutes ago, next: in 18 minutes, at intervals of about 30 minutes.",
    ]
    assert _labels(reply) == [
        "Check now", "Pause", "Full text: off", "Keep for ever", "Remove", "‹ All feeds",
    ]  # fmt: skip


def test_a_paused_feed_can_be_resumed_and_says_its_choices() -> None:
    feed = replace(PAUSED, reads_pages=True, keep_days=90)
    reply = feed_pages.render_feed(make_status(feed), ARTICLES, 0, NOW)
    assert "Paused. Last fetched: 12 minutes ago." in reply.text
    assert _labels(reply)[1:4] == ["Resume", "Full text: on", "Keep for 90 days"]


def test_a_removal_asks_what_becomes_of_the_articles() -> None:
    reply = feed_pages.render_removal(make_status(), 120)
    assert reply.text == (
        "Stop following The Gazette? Its 120 articles can stay, or go into the trash."
    )
    assert _labels(reply) == ["Keep the articles", "Remove them too", "← Back"]
    reply = feed_pages.render_removal(make_status(), 0)
    assert _labels(reply) == ["Yes, stop", "← Back"]


def test_articles_can_be_kept_for_four_times() -> None:
    labels = _labels(feed_pages.render_keeping(make_status(), 0))
    assert labels == [
        "Keep for 30 days", "Keep for 90 days", "Keep for 365 days", "Keep for ever", "← Back",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("status", "sign"),
    [
        (make_status(), HealthSign.SOUND),
        (make_status(is_new=True), HealthSign.NEW),
        (make_status(is_silent=True), HealthSign.SILENT),
        (make_status(error="It took too long.", failures=1), HealthSign.UNSURE),
        (make_status(error="It took too long.", failures=9), HealthSign.FAULT),
        (make_status(PAUSED), HealthSign.PAUSE),
    ],
)
def test_the_sign_tells_the_state(status: object, sign: HealthSign) -> None:
    assert choose_sign(status) is sign  # type: ignore[arg-type]


def test_a_rate_is_a_whole_number_or_less_than_one() -> None:
    rates = [write_rate(rate) for rate in (0, 0.2, 1, 7.6)]
    assert rates == ["", "less than an article a day", "1 article a day", "8 articles a day"]


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=3000))
def test_hostile_feeds_give_pages_that_can_be_sent(name: str, address: str, error: str) -> None:
    feed = replace(GAZETTE, id=name, title=name, address=address, site=address)
    status = make_status(feed, error=error, failures=2)
    for reply in (
        feed_pages.render_feeds([status] * 30, 1, NOW),
        feed_pages.render_feed(status, ARTICLES, 12, NOW),
        feed_pages.render_keeping(status, 12),
        feed_pages.render_removal(status, 12, 12),
    ):
        assert check_reply(reply) == reply
