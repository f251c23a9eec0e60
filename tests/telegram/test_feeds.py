"""Admins follow feeds and add pages by their addresses, with the real bot and a web of its own."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from tests.telegram.client import Private, button, buttons, quotes
from tests.telegram.process import BotProcess, running
from tests.telegram.shapes import Message
from tests.web.feed_texts import (
    invent_entries,
    invent_entry,
    write_article_page,
    write_front_page,
    write_rss,
)
from tests.web.web_server import WebServer, serving

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("feeds")]

START = datetime.now(UTC) - timedelta(hours=48)
HTML = "text/html; charset=utf-8"


@pytest.fixture(scope="module")
def site() -> Iterator[WebServer]:
    with serving() as server:
        yield server


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def bot(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[BotProcess]:
    """Yield one process for all the conversations; the people with the ids below are admins."""
    admins = ",".join(str(number) for number in range(1001, 1200))
    settings = {"DATELINE_ADMINS": admins, "DATELINE_FETCH_PRIVATE": "true"}
    async with running(tmp_path_factory.mktemp("bot"), **settings) as process:
        yield process


@pytest.fixture
def admin(bot: BotProcess) -> Private:
    return Private(bot.server.world)


@pytest.fixture
def reader(bot: BotProcess) -> Iterator[Private]:
    world = bot.server.world
    last, world._last_user = world._last_user, 5000
    yield Private(world, "Carl")
    world._last_user = last


async def card_of(person: Private, text: str) -> Message:
    return (await person.reply_to(person.send(text))).message


def write_feed(title: str, number: int) -> bytes:
    """Return a feed with entries of its own."""
    site = f"https://{title.split()[0].lower()}.example"
    return write_rss(invent_entries(number, site=site, since=START), title=title, site=site)


def lines_of(bot: BotProcess, feed: str) -> list[str]:
    files = sorted((bot.corpus / "feeds" / feed).glob("*.jsonl"))
    return [line for file in files for line in file.read_text().splitlines()]


async def toast_of(admin: Private, message: Message, label: str) -> str:
    return await admin.toast(admin.press(admin.user, message, button(message, label)))


async def test_a_feed_is_seen_followed_watched_and_removed(
    bot: BotProcess, site: WebServer, admin: Private
) -> None:
    site.put("/feed.xml", write_feed("The Karlow Courier", 30))
    card = await card_of(admin, f"add {site.url('/feed.xml')}")
    head = card["text"].splitlines()
    assert head[0] == "The Karlow Courier"
    assert head[2].startswith("30 entries, ")
    assert head[2].endswith(" · full text")
    assert len(quotes(card)) == 3
    assert buttons(card) == ["Add", "Cancel"]
    added = await admin.pressed(card, "Add")
    assert added["text"].startswith("✅ The Karlow Courier: 20 articles, ")
    assert len(lines_of(bot, "the-karlow-courier")) == 20
    listed = await card_of(admin, "/feeds")
    assert "🟢 1. The Karlow Courier" in listed["text"]
    page = await admin.pressed(listed, "1")
    assert "20 articles" in page["text"]
    page = await admin.pressed(page, "Pause")
    assert page["text"].startswith("⏸ The Karlow Courier")
    page = await admin.pressed(page, "Resume")
    page = await admin.pressed(page, "Full text: off")
    page = await admin.pressed(await admin.pressed(page, "Keep for ever"), "Keep for 90 days")
    assert {"Full text: on", "Keep for 90 days"} <= set(buttons(page))
    opml = (bot.corpus / "feeds.opml").read_text()
    assert 'title="The Karlow Courier"' in opml
    site.put("/feed.xml", write_feed("The Karlow Courier", 31))
    page = await admin.pressed(page, "Check now")
    assert "21 articles" in page["text"]
    again = await card_of(admin, site.url("/feed.xml"))
    assert again["text"].splitlines()[0] == "🟢 The Karlow Courier"
    asked = await admin.pressed(page, "Remove")
    gone = await admin.pressed(asked, "Remove them too")
    assert gone["text"] == (
        "The Karlow Courier is no longer followed; its 21 articles are in the trash."
    )
    assert lines_of(bot, "the-karlow-courier") == []
    assert (await admin.pressed(gone, "‹ All feeds"))["text"].startswith("I follow no feeds yet.")
    assert "no longer followed" in await toast_of(admin, page, "Pause")


async def test_a_site_leads_to_its_feed_and_undo_takes_all_back(
    bot: BotProcess, site: WebServer, admin: Private
) -> None:
    site.put("/harbour.xml", write_feed("Harbour News", 4))
    site.put("/sport.xml", write_feed("Harbour Sport", 3))
    site.put(
        "/", write_front_page(("News", "/harbour.xml"), ("Sport", "/sport.xml")), media_type=HTML
    )
    card = await card_of(admin, site.url("/"))
    assert card["text"].startswith("Harbour News")
    assert buttons(card) == ["Add", "› Sport", "Cancel"]
    other = await admin.press_for_message(admin.user, card, "› Sport")
    assert other["text"].startswith("Harbour Sport")
    assert (await admin.pressed(other, "Cancel"))["text"] == "Cancelled. Nothing was added."
    added = await admin.pressed(card, "Add")
    assert len(lines_of(bot, "harbour-news")) == 4
    undone = await admin.pressed(added, "Undo")
    assert undone["text"].startswith("Harbour News is no longer followed; its 4 articles are")
    assert lines_of(bot, "harbour-news") == []
    assert "already been added" in await toast_of(admin, card, "Add")


async def test_an_articles_page_is_added_and_answers_to_its_address(
    bot: BotProcess, site: WebServer, admin: Private, reader: Private
) -> None:
    entry = invent_entry(50, site=site.url("")[:-1])
    site.put("/wharf.xml", write_feed("Wharf Post", 2))
    site.put("/articles/50", write_article_page(entry, feed="/wharf.xml"), media_type=HTML)
    address = site.url("/articles/50")
    refusal = await reader.ask(address)
    assert refusal["text"].startswith("None of my articles has this address.")
    assert "Add" not in buttons(refusal)
    card = await card_of(admin, address)
    assert entry.title in card["text"]
    assert quotes(card)
    assert buttons(card) == ["Add", "Cancel", "Follow its feed"]
    feed = await admin.press_for_message(admin.user, card, "Follow its feed")
    assert feed["text"].startswith("Wharf Post")
    added = await admin.pressed(card, "Add")
    assert "1 article more can be searched." in added["text"]
    assert buttons(added) == ["Undo", "Correct it"]
    for person in (admin, reader):
        answer = await person.ask(address)
        assert quotes(answer)[0] in entry.text
    question = await admin.ask(f"Which bridge reopens after 53 months? {address}")
    assert "https" not in question["text"].partition("\n")[0]
    assert quotes(question)


async def test_several_addresses_share_a_card_and_a_line_on_the_others(
    site: WebServer, admin: Private
) -> None:
    site.put("/a.xml", write_feed("Alder Times", 2))
    site.put("/b.xml", write_feed("Birch Times", 5))
    links = [site.url(path) for path in ("/a.xml", "/b.xml", "/none.xml")]
    sent = admin.send("\n".join(links))
    card = await admin.answer_to(sent)
    assert card["text"].splitlines()[0] == "2 feeds"
    fault = await admin.answer_to(sent, 2)
    assert "/none.xml: " in fault["text"]
    assert len(fault["text"].splitlines()) == 1
    added = await admin.pressed(card, "Add")
    assert added["text"].startswith("✅ 2 feeds are followed, 7 articles so far.")


async def test_a_list_of_feeds_is_imported_and_exported(
    bot: BotProcess, site: WebServer, admin: Private
) -> None:
    site.put("/c.xml", write_feed("Cedar Times", 2))
    outline = f'<outline type="rss" text="Cedar Times" xmlUrl="{site.url("/c.xml")}"/>'
    opml = f'<opml version="2.0"><head/><body>{outline}</body></opml>'
    card = (await admin.reply_to(admin.send_file("mine.opml", opml.encode()))).message
    assert card["text"].splitlines() == ["1 feed", "• Cedar Times"]
    added = await admin.pressed(card, "Add")
    assert added["text"].startswith("✅ 1 feed more is followed.")
    listed = await admin.pressed(added, "‹ All feeds")
    sent = await admin.press_for_message(admin.user, listed, "Export (OPML)")
    content = bot.server.world.files[str(sent["document"]["file_id"])].decode()
    assert site.url("/c.xml") in content
    again = (await admin.reply_to(admin.send_file("mine.opml", opml.encode()))).message
    assert again["text"].splitlines() == ["1 feed", "1 of them is already followed."]
    broken = (await admin.reply_to(admin.send_file("mine.opml", b"<opml><body>"))).message
    assert broken["text"].startswith("I could not read this file: ")


async def test_a_card_outlives_the_process(tmp_path: Path, site: WebServer) -> None:
    site.put("/night.xml", write_feed("Night Mail", 3))
    settings = {"DATELINE_ADMINS": "1001", "DATELINE_FETCH_PRIVATE": "true"}
    async with running(tmp_path, **settings) as bot:
        admin = Private(bot.server.world)
        card = await card_of(admin, site.url("/night.xml"))
        await bot.kill()
        await bot.start()
        await bot.ready()
        added = await admin.pressed(card, "Add")
        assert added["text"].startswith("✅ Night Mail: 3 articles, ")
