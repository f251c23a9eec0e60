"""Scenes with others: a group with the bot in it, its settings, and cards in another chat."""

import time

from benchmarks.pictures.scenes.private import Scene
from benchmarks.pictures.screen import InputField, ResultList, Screen
from benchmarks.pictures.stage import show_group
from tests.telegram import compose
from tests.telegram.client import Group, Private
from tests.telegram.dialogs import Dialog
from tests.telegram.membership import describe_member
from tests.telegram.process import BotProcess
from tests.telegram.shapes import Message, User

_FIRE = "How many houses burned down near Pellworth?"
_SINK = "How many fishing boats did the storm sink?"


async def show_group_chat(bot: BotProcess) -> list[Screen]:
    """Add the bot, ask, thank it, and ask the same again."""
    world = bot.server.world
    group = Group(world)
    carl = world.user("Carl")
    group.dialog.bot = describe_member(world.bot, "left")
    group.add_bot()
    await world.wait_for(lambda: group.answers, "a greeting")
    answer = await group.reply_to(group.send(f"/ask {_SINK}", user=carl))
    await group.reaction_to(group.send("Thanks!", user=carl, reply_to=answer.message))
    await group.reply_to(group.send(f"/ask {_SINK}"))
    return [show_group(group.dialog, group.user)]


async def show_settings(bot: BotProcess) -> list[Screen]:
    """Open the card, and a page of it."""
    world = bot.server.world
    group = Group(world)
    group.appoint(group.user)
    card = (await group.reply_to(group.send("/settings"))).message
    screens = [show_group(group.dialog, group.user)]
    await group.press_for_edit(group.user, card, "When I answer")
    return [*screens, show_group(group.dialog, group.user)]


async def show_inline(bot: BotProcess) -> list[Screen]:
    """Type a question in a group without the bot, and send the first of its cards."""
    world = bot.server.world
    carl = Private(world, "Carl").user
    dialog = world.open_elsewhere("Choir")
    _write(dialog, carl, "Did you hear? Half of Pellworth has burned down!")
    writer = world.user("Ada")
    query = world.inline(writer, _FIRE, chat_type="supergroup")
    answer = await query.answer()
    results = [(str(r["title"]), str(r.get("description", ""))) for r in answer.results]
    typed = InputField(f"@{world.bot['username']} {_FIRE}")
    screen = show_group(dialog, writer, typed, ResultList(results[:4]))
    await query.choose(dialog)
    return [screen, show_group(dialog, writer)]


SCENES: dict[str, Scene] = {
    "group": show_group_chat,
    "settings": show_settings,
    "inline": show_inline,
}


def _write(dialog: Dialog, user: User, text: str) -> None:
    message: Message = compose.written(text, user)
    message["message_id"], message["chat"] = dialog.next_id(), dialog.chat
    message["date"] = int(time.time())
    dialog.messages[message["message_id"]] = message
