"""Scenes of an admin who has the bot follow a feed, and looks at how the feeds do."""

import json
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.pictures.scenes.private import Scene
from benchmarks.pictures.screen import Screen
from benchmarks.pictures.stage import ask, read_message, show_private
from tests.telegram.client import Private
from tests.telegram.process import BotProcess
from tests.web.feed_texts import NewsEntry, write_front_page, write_rss
from tests.web.web_server import WebServer, serving

# As long as the address of a server on this machine with a port of five digits, so that what is
# set in bold or linked behind it stays where it is.
_HOST = "gazette.example"

_ENTRIES = (
    NewsEntry(
        "tram",
        "Norhaven's trams run all night from April",
        "The trams of Norhaven will run all night from 1 April, the city said on Thursday. One "
        "will come every twenty minutes on lines 2 and 5.\nA night ticket costs four crowns, as "
        "much as by day. The drivers' union had asked for a higher pay for the small hours, and "
        "got a tenth more.\nThe city expects 3,000 people a night, most of them at weekends.",
        datetime(2026, 3, 19, 16, tzinfo=UTC),
    ),
    NewsEntry(
        "lake",
        "Lake Ilmen is free of ice two weeks early",
        "Lake Ilmen was free of ice on Wednesday, two weeks earlier than usual. Fishermen put "
        "their boats into the water at noon.\nThe ice was thinner than in any winter since 1949, "
        "said Marta Holm of the weather service, who has measured it for thirty years.\nSkating "
        "had been forbidden since February.",
        datetime(2026, 3, 18, 13, tzinfo=UTC),
    ),
    NewsEntry(
        "school",
        "Sixty schools of the valley get new roofs",
        "Sixty schools of the valley get new roofs this summer, the county said on Tuesday. They "
        "cost 38 million crowns, of which the state pays half.\nThe storm of February had torn "
        "tiles off most of them. Lessons go on in the town halls meanwhile.\nThe first roof is "
        "to be ready in June.",
        datetime(2026, 3, 17, 9, tzinfo=UTC),
    ),
)


async def show_feed(bot: BotProcess) -> list[Screen]:
    """Send the address of a site, add its feed, ask about its news, and list the feeds."""
    with serving() as site:
        _publish(site)
        admin = Private(bot.server.world)
        card = await ask(admin, site.url("/").removeprefix("http://"))
        offer = show_private(admin)
        await admin.pressed(card, "Add")
        await read_message()
        await ask(admin, "how often will the trams run at night")
        await ask(admin, "/feeds")
        place = f"{site.host}:{site.port}"
        return [_rename(screen, place) for screen in (offer, show_private(admin))]


SCENES: dict[str, Scene] = {"feed": show_feed}


def _rename(screen: Screen, place: str) -> Screen:
    text = json.dumps(screen.messages).replace(place, _HOST)
    return replace(screen, messages=json.loads(text))


def _publish(site: WebServer) -> None:
    feed = write_rss(_ENTRIES, title="The Valley Gazette", site=site.url("/"))
    site.put("/feed.xml", feed, media_type="application/rss+xml")
    page = write_front_page(("News", site.url("/feed.xml")), title="The Valley Gazette")
    site.put("/", page, media_type="text/html; charset=utf-8")
