"""Scenes in a private chat: questions, the views behind their buttons, and verification."""

from collections.abc import Awaitable, Callable, Sequence

from benchmarks.pictures.screen import Screen
from benchmarks.pictures.stage import ask, show_private
from tests.telegram.client import Private
from tests.telegram.origins import origin_of_hidden_user
from tests.telegram.process import BotProcess

Scene = Callable[[BotProcess], Awaitable[Sequence[Screen]]]
"""Does something with the running bot, and returns what is seen of it, screen by screen."""

_FIRE = "How many houses burned down near Pellworth?"
_HERON = "Who stole The Blue Heron?"
_BRIDGE = "latest on the Oskarvik bridge"
_WINNER = "Who won the election in Valdoria?"
_LAMP = "What would an automatic lamp cost on Sorr?"


async def show_start(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, "/start")


async def show_help(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, "/help")


async def show_fact(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, _FIRE)


async def show_yes_or_no(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, "Did farmers protest over the price of milk?")


async def show_more(bot: BotProcess) -> list[Screen]:
    return await _press(bot, _FIRE, "More")


async def show_context(bot: BotProcess) -> list[Screen]:
    return await _press(bot, _LAMP, "Context", "◀")


async def show_timeline(bot: BotProcess) -> list[Screen]:
    return await _press(bot, _HERON, "Timeline")


async def show_by_source(bot: BotProcess) -> list[Screen]:
    return await _press(bot, _FIRE, "By source")


async def show_topic(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, _BRIDGE)


async def show_story(bot: BotProcess) -> list[Screen]:
    return await _press(bot, "what's new?", "3")


async def show_news(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, "what's new?")


async def show_refusal(bot: BotProcess) -> list[Screen]:
    return await _ask(bot, "How strong was the earthquake in Tarsd?")


async def show_follow_up(bot: BotProcess) -> list[Screen]:
    person = Private(bot.server.world)
    answer = await ask(person, _WINNER)
    await ask(person, "How many seats does she have?")
    await ask(person, "Who came second?", reply_to=answer)
    return [show_private(person)]


async def show_verification(bot: BotProcess) -> list[Screen]:
    person = Private(bot.server.world)
    claim = person.forward("The storm sank three fishing boats.", origin_of_hidden_user("Carl"))
    await person.answer_to(claim)
    for text in (
        "The storm sank seven fishing boats.",
        "Marenne will sell its harbour to a bank.",
    ):
        await ask(person, f"/verify {text}")
    return [show_private(person)]


SCENES: dict[str, Scene] = {
    "start": show_start,
    "help": show_help,
    "fact": show_fact,
    "yes-or-no": show_yes_or_no,
    "more": show_more,
    "context": show_context,
    "timeline": show_timeline,
    "by-source": show_by_source,
    "topic": show_topic,
    "story": show_story,
    "news": show_news,
    "refusal": show_refusal,
    "follow-up": show_follow_up,
    "verification": show_verification,
}


async def _ask(bot: BotProcess, question: str) -> list[Screen]:
    person = Private(bot.server.world)
    await ask(person, question)
    return [show_private(person)]


async def _press(bot: BotProcess, question: str, *labels: str) -> list[Screen]:
    """Return a screen after each button."""
    person = Private(bot.server.world)
    message = await ask(person, question)
    screens = []
    for label in labels:
        message = await person.pressed(message, label)
        screens.append(show_private(person))
    return screens
