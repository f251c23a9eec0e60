"""What an admin sees of a feed before it is followed, and then."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.admin.feeds import feed_card
from bot.chat.keyboard import encode_data
from bot.chat.rich_text import Reply
from bot.chat.transport.outbound.message_check import check_reply, find_text_faults
from bot.feeds.discovery import FeedLink
from tests.chat.admin.feeds.feed_examples import ARTICLES, GAZETTE, make_preview, make_status


def _labels(reply: Reply) -> list[str]:
    return [button.label for row in reply.keyboard for button in row]


def test_a_feed_is_described_with_three_entries_as_readers_see_them() -> None:
    reply = feed_card.render_offer([make_preview()], "abc")
    assert reply.text.splitlines() == [
        "The Gazette",
        "gazette.example/feed.xml · English",
        "40 entries, 19 February 2026 to 30 March 2026 · full text",
        "",
        "The sluice number 0 of Quill was opened.",
        "The Gazette · 30 March 2026",
        "The sluice number 1 of Quill was opened.",
        "The Gazette · 29 March 2026",
        "The sluice number 2 of Quill was opened.",
        "The Gazette · 28 March 2026",
        "",
        "I begin with the newest 20, then take what is new.",
    ]
    kinds = [entity.type for entity in reply.entities]
    assert kinds.count("blockquote") == 3
    assert {"bold", "text_link"} <= set(kinds)
    assert _labels(reply) == ["Add", "Cancel"]


def test_teasers_can_be_completed() -> None:
    reply = feed_card.render_offer([make_preview(3, is_full_text=False)], "abc")
    assert "teasers only" in reply.text
    assert "I begin with" not in reply.text
    assert _labels(reply) == ["Add", "Add with full text", "Cancel"]


def test_a_feed_without_entries_is_one_all_the_same() -> None:
    reply = feed_card.render_offer([make_preview(0)], "abc")
    assert "0 entries" in reply.text
    assert "teasers" not in reply.text
    assert _labels(reply) == ["Add", "Cancel"]


def test_other_feeds_of_the_site_have_a_button_each() -> None:
    links = [FeedLink("https://gazette.example/sport.xml", "Sport"), FeedLink("b.example/x", "")]
    reply = feed_card.render_offer([make_preview()], "abc", links)
    assert _labels(reply) == ["Add", "› Sport", "› b.example/x", "Cancel"]
    assert reply.keyboard[2][0].data == encode_data(feed_card.SEE, "abc", "1")


def test_several_feeds_are_a_list() -> None:
    wire = replace(GAZETTE, id="wire", title="The Wire")
    reply = feed_card.render_offer([make_preview(), make_preview(2, wire)], "abc")
    assert reply.text.splitlines() == [
        "2 feeds",
        "• The Gazette · 40 entries, 19 February 2026 to 30 March 2026",
        "• The Wire · 2 entries, 29 March 2026 to 30 March 2026",
    ]
    assert _labels(reply) == ["Add", "Cancel"]


def test_what_was_taken_is_said_with_its_days_and_the_interval() -> None:
    reply = feed_card.render_followed(make_status(), ARTICLES)
    assert reply.text == (
        "✅ The Gazette: 120 articles, 1 March 2026 to 30 March 2026. I look for new ones at "
        "intervals of about 30 minutes."
    )
    assert _labels(reply) == ["Undo", "Settings"]


def test_a_list_of_feeds_says_how_many_are_new() -> None:
    new = [replace(GAZETTE, id=str(n), title=f"Feed {n}") for n in range(12)]
    reply = feed_card.render_import(new, 15, "abc")
    assert reply.text.splitlines()[:3] == [
        "15 feeds", "3 of them are already followed.", "• Feed 0"
    ]  # fmt: skip
    assert reply.text.endswith("and 2 more")
    assert _labels(reply) == ["Add", "Cancel"]
    assert _labels(feed_card.render_import([], 15, "")) == []


def test_credentials_in_an_address_are_not_shown() -> None:
    secret = replace(GAZETTE, address="https://ada:secret@gazette.example/feed.xml", title="")
    assert "secret" not in feed_card.render_offer([make_preview(2, secret)], "abc").text


@given(
    st.text(max_size=300), st.text(max_size=3000), st.text(max_size=40), st.integers(0, 2**40 - 1)
)
def test_a_hostile_feed_gives_a_card_that_can_be_sent(
    title: str, address: str, language: str, number: int
) -> None:
    feed = replace(GAZETTE, title=title, address=address, site=address, language=language)
    link = FeedLink(address, title)
    for reply in (
        feed_card.render_offer([make_preview(4, feed)], f"{number:012x}", [link]),
        feed_card.render_offer([make_preview(4, feed)] * 10, f"{number:012x}"),
        feed_card.render_followed(make_status(feed), ARTICLES),
        feed_card.render_import([feed] * 30, 30, f"{number:012x}"),
    ):
        assert check_reply(reply) == reply
        assert list(find_text_faults(reply.text, reply.entities)) == []
