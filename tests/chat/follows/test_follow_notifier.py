import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from telegram.error import BadRequest, TimedOut

from bot.chat.storage.chat_settings import DIGEST_HOUR, DIGEST_SENT, LANGUAGE, QUIET_HOURS
from bot.chat.transport.outbound.retry import UndeliveredError
from bot.errors import UnavailableError
from tests.chat.follows.rooms import CHAT, MORNING, FollowRoom, wait_until
from tests.follows.samples import titled
from tests.newsroom import ARTICLES, TODAY

HOUR = 3600.0
AGREES, NAMES, TRACTORS, FARMERS = titled(
    "Carrow and the Farmers' League agree on a coalition",
    "Carrow names Tomas Ridley as finance minister",
    "Tractors block Norhaven over milk prices",
    "Farmers protest against the price of milk",
)
OTHERS = [article for article in ARTICLES if article not in (AGREES, NAMES, TRACTORS, FARMERS)]
COALITION = "Ines Carrow's Green Union and the Farmers' League agreed on a coalition on Thursday."
MINISTER = "Ines Carrow named the economist Tomas Ridley as finance minister on Friday."
MILK = "Farmers drove about 200 tractors into Norhaven to protest against low milk prices."


@pytest.fixture
async def room(tmp_path: Path) -> FollowRoom:
    """Return a room that has looked once."""
    room = FollowRoom(tmp_path, OTHERS)
    await room.work()
    return room


async def test_the_first_article_is_told_at_once_with_its_quote(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.add(TRACTORS)
    (text,) = await room.work()
    assert text.splitlines()[0] == "New on “milk prices”:"
    assert MILK in text
    assert "lantern.example" in text
    ((chat, reply),) = room.outbox.sent
    assert chat == CHAT
    assert [button.label for row in reply.keyboard for button in row] == ["Stop following"]


async def test_a_chat_that_may_no_longer_use_the_bot_hears_nothing_until_it_may_again(
    room: FollowRoom,
) -> None:
    room.follow("milk prices")
    room.strangers.add(CHAT)
    room.add(TRACTORS)
    assert await room.work() == []
    room.strangers.clear()
    assert len(await room.work()) == 1


async def test_what_was_there_before_is_not_told(tmp_path: Path) -> None:
    room = FollowRoom(tmp_path, [*OTHERS, TRACTORS])
    room.follow("milk prices")
    assert await room.work() == []
    room.add(TRACTORS)  # replaced by itself
    assert await room.work() == []


async def test_further_articles_of_the_hour_come_together(room: FollowRoom) -> None:
    room.follow("Ines Carrow")
    room.add(AGREES)
    assert len(await room.work()) == 1
    room.add(NAMES)
    assert await room.work(600) == []
    again = replace(
        NAMES, id="swears",
        title="Ines Carrow swears in eleven ministers",
        text="Ines Carrow swore in eleven ministers of her new cabinet in Norhaven on Friday.",
    )  # fmt: skip
    room.add(again)
    assert await room.work(600) == []
    assert await room.work(HOUR - 1201) == []
    (text,) = await room.work(1)
    assert MINISTER in text
    assert "eleven ministers of her new cabinet" in text
    assert await room.work(2 * HOUR) == []


async def test_another_follow_does_not_wait(room: FollowRoom) -> None:
    room.follow("Ines Carrow")
    room.follow("milk prices")
    room.add(AGREES)
    assert len(await room.work()) == 1
    room.add(TRACTORS)
    (text,) = await room.work(60)
    assert MILK in text


async def test_a_chat_is_told_what_it_follows_and_no_other(room: FollowRoom) -> None:
    room.follow("milk prices", 6)
    room.follow("Ines Carrow", 7)
    room.add(TRACTORS)
    await room.work()
    assert [chat for chat, _ in room.outbox.sent] == [6]


async def test_a_restart_neither_repeats_nor_loses(room: FollowRoom) -> None:
    room.follow("Ines Carrow")
    room.add(AGREES)
    assert len(await room.work()) == 1
    room.add(NAMES)
    assert await room.work(60) == []
    room.restart()
    assert await room.work(60) == []
    (text,) = await room.work(HOUR)
    assert MINISTER in text
    assert COALITION not in text
    room.restart()
    assert await room.work(HOUR) == []


async def test_what_came_while_the_bot_did_not_run_is_told(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.add(TRACTORS)
    room.restart()
    (text,) = await room.work()
    assert MILK in text


async def test_an_index_that_is_built_again_tells_nothing_again(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.add(TRACTORS)
    await room.work()
    room.index.drop()
    room.updates += 1
    assert await room.work(HOUR) == []
    room.add(*OTHERS, TRACTORS)
    assert await room.work(HOUR) == []


async def test_the_same_from_another_source_is_not_told_again_within_a_day(
    room: FollowRoom,
) -> None:
    room.follow("milk prices")
    room.add(TRACTORS)
    await room.work()
    room.add(replace(TRACTORS, id="copy", source="other.example"))
    assert await room.work(2 * HOUR) == []
    later = replace(TRACTORS, id="later", source="third.example", published=TODAY + timedelta(2))
    room.add(later)
    assert len(await room.work(48 * HOUR)) == 1


async def test_an_article_that_is_gone_before_it_is_told_is_not(room: FollowRoom) -> None:
    room.state.settings.set(CHAT, QUIET_HOURS, "9-11")
    room.follow("milk prices")
    room.add(TRACTORS)
    assert await room.work() == []
    room.index.remove([TRACTORS.id])
    room.index.commit()
    assert await room.work(3 * HOUR) == []
    assert room.state.matches.list_unsent() == {}


async def test_quiet_hours_hold_back_until_they_end(room: FollowRoom) -> None:
    room.state.settings.set(CHAT, QUIET_HOURS, "8-12")
    room.follow("milk prices")
    room.add(TRACTORS)
    assert await room.work() == []
    assert await room.work(2 * HOUR) == []
    assert len(await room.work(HOUR)) == 1


async def test_quiet_hours_are_those_of_the_time_zone(tmp_path: Path) -> None:
    room = FollowRoom(tmp_path, OTHERS, ZoneInfo("Asia/Tokyo"))  # 18:00 there
    await room.work()
    room.state.settings.set(CHAT, QUIET_HOURS, "8-12")
    room.follow("milk prices")
    room.add(TRACTORS)
    assert len(await room.work()) == 1


async def test_a_closed_chat_follows_nothing_any_more(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.state.settings.set(CHAT, DIGEST_HOUR, "20:00")
    room.follow("milk prices", 6)
    room.outbox.closed.add(CHAT)
    room.add(TRACTORS)
    assert len(await room.work()) == 1
    assert [follow.chat for follow in room.state.follows.list_all()] == [6]
    assert room.state.settings.get(CHAT, DIGEST_HOUR) is None


async def test_what_could_not_be_sent_is_sent_a_minute_later(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.outbox.faults.append(TimedOut())
    room.add(TRACTORS)
    assert await room.work() == []
    assert await room.work(30) == []
    assert len(await room.work(31)) == 1


async def test_what_telegram_wants_later_is_sent_when_it_wants_it(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.outbox.faults.append(UndeliveredError("flood", 600))
    room.add(TRACTORS)
    assert await room.work() == []
    assert await room.work(599) == []
    assert len(await room.work(2)) == 1


async def test_what_telegram_refuses_is_not_sent_for_ever(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.outbox.faults.append(BadRequest("message is too strange"))
    room.add(TRACTORS)
    assert await room.work() == []
    assert await room.work(2 * HOUR) == []
    assert room.state.matches.list_unsent() == {}


async def test_a_notice_is_in_the_language_of_its_chat(room: FollowRoom) -> None:
    room.state.settings.set(CHAT, LANGUAGE, "de")
    room.follow("milk prices")
    room.follow("milk prices", 6)
    room.add(TRACTORS)
    await room.work()
    days = dict.fromkeys(["20. März 2026", "20 March 2026"])
    assert all(any(day in text for text in room.outbox.texts) for day in days)


async def test_a_wide_topic_shows_its_newest_quotes_and_how_many_more(room: FollowRoom) -> None:
    room.follow("The Blue Heron")
    (heron,) = titled("The Blue Heron is found in a barn")
    copies = [
        replace(
            heron,
            id=f"copy{number}",
            published=TODAY,
            text=f"Police found {number + 100} copies of The Blue Heron in a barn near Ostrand.",
        )
        for number in range(8)
    ]
    room.add(*copies)
    (text,) = await room.work()
    assert text.count("copies of The Blue Heron") == 5
    assert text.splitlines()[-1] == "and 3 more articles"


async def test_an_index_that_cannot_be_read_is_looked_at_later(
    room: FollowRoom, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room.follow("milk prices")
    room.add(TRACTORS)
    snapshot = room.index.snapshot

    def fail() -> None:
        raise UnavailableError("the cluster is away")

    monkeypatch.setattr(room.index, "snapshot", fail)
    with pytest.raises(UnavailableError):
        await room.work()
    with caplog.at_level(logging.WARNING):
        task = asyncio.create_task(room.notifier.run())
        await wait_until(lambda: "the cluster is away" in caplog.text)
        monkeypatch.setattr(room.index, "snapshot", snapshot)
        await wait_until(lambda: bool(room.outbox.sent))
        task.cancel()
        await asyncio.wait({task})
    assert MILK in room.outbox.texts[0]


def set_digest(room: FollowRoom, hour: str) -> None:
    room.state.settings.set(CHAT, DIGEST_HOUR, hour)
    room.state.settings.set(CHAT, DIGEST_SENT, (MORNING.date() - timedelta(1)).isoformat())


async def test_the_digest_comes_at_its_hour_once_a_day(room: FollowRoom) -> None:
    set_digest(room, "10:30")
    assert await room.work(HOUR) == []
    (text,) = await room.work(HOUR / 2)
    assert text.splitlines()[0] == "The stories of 19 March 2026, the most covered first:"
    assert "20 March" not in text
    assert "Terrano museum shows The Blue Heron again from Sunday" in text
    assert await room.work(1) == []
    room.restart()
    assert await room.work(HOUR) == []


async def test_a_digest_that_was_missed_comes_within_six_hours(room: FollowRoom) -> None:
    set_digest(room, "5:00")
    assert len(await room.work()) == 1
    set_digest(room, "5:00")
    assert await room.work(3 * HOUR) == []


async def test_a_day_without_stories_has_no_digest(tmp_path: Path) -> None:
    room = FollowRoom(tmp_path, ())
    set_digest(room, "9:00")
    assert await room.work() == []
    assert room.state.settings.get(CHAT, DIGEST_SENT) == "2026-03-20"


async def test_a_digest_that_could_not_be_sent_is_sent_later(room: FollowRoom) -> None:
    set_digest(room, "9:00")
    room.outbox.faults.append(TimedOut())
    assert await room.work() == []
    assert len(await room.work(61)) == 1
    assert await room.work(61) == []


async def test_a_digest_for_a_closed_chat_is_the_last(room: FollowRoom) -> None:
    set_digest(room, "9:00")
    room.outbox.closed.add(CHAT)
    await room.work()
    assert room.state.settings.get(CHAT, DIGEST_HOUR) is None


async def test_clocks_that_jump_by_a_year_send_nothing_a_second_time(room: FollowRoom) -> None:
    room.follow("milk prices")
    room.state.settings.set(CHAT, DIGEST_HOUR, "08:00")
    room.add(TRACTORS)
    assert len(await room.work()) == 2
    year = 365 * 24 * HOUR
    texts = []
    for jump in (year, -year, -year, year):
        texts += await room.work(jump)
        for _ in range(5):
            texts += await room.work(1)
    # Each time that it is today again, the digest of the day may come once more.
    assert len(texts) <= 2
    assert not any("New on" in text for text in texts)
