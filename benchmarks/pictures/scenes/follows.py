"""Scenes of what the bot sends by itself: news of a followed topic, and the daily digest."""

from datetime import date

from benchmarks.pictures.scenes.private import Scene
from benchmarks.pictures.screen import InputField, Screen
from benchmarks.pictures.stage import ask, read_placeholder, show_private
from bot.articles.article import Article, derive_id
from tests.newsroom import write_newsroom
from tests.telegram.client import Private
from tests.telegram.process import BotProcess

_TEXT = (
    "Oskarvik gets a new bridge over the Lune for 640 million crowns, the government said on "
    "Friday. It will open next year and have no cables. Until then, a ferry carries cars across "
    "the river every ten minutes."
)
_TITLE = "Oskarvik to get a new bridge by next year"


async def show_following(bot: BotProcess) -> list[Screen]:
    """Follow a topic, get the news of it, and list what is followed."""
    person = Private(bot.server.world)
    await ask(person, "/follow Oskarvik bridge")
    await ask(person, "/follow price of milk")
    before = len(person.answers)
    write_newsroom(bot.corpus / "new", [_make_article()])
    await person.world.wait_for(lambda: len(person.answers) > before, "news of what is followed")
    await ask(person, "/following")
    return [show_private(person)]


async def show_prompt(bot: BotProcess) -> list[Screen]:
    """Send a command without its argument, and see what the field invites to write."""
    person = Private(bot.server.world)
    prompt = await ask(person, "/follow")
    placeholder = read_placeholder(person.dialog, prompt)
    return [show_private(person, InputField(placeholder=placeholder, reply=prompt))]


async def show_digest(bot: BotProcess) -> list[Screen]:
    """Choose an hour that is about to come, and get the digest."""
    person = Private(bot.server.world)
    await ask(person, "/digest 8:00")
    await person.world.wait_for(lambda: len(person.answers) > 1, "the digest")
    return [show_private(person)]


SCENES: dict[str, Scene] = {"prompt": show_prompt, "following": show_following}
MORNING_SCENES: dict[str, Scene] = {"digest": show_digest}


def _make_article() -> Article:
    published = date(2026, 3, 20)
    url = "https://lantern.example/oskarvik-gets-a-new-bridge"
    article_id = derive_id(url, published, _TITLE, _TEXT)
    return Article(article_id, _TEXT, published, "", _TITLE, "The Lantern", url)
