"""The method with which a bot reacts to a message."""

from collections.abc import Callable

from telegram.constants import ReactionEmoji

from tests.telegram.calls import Call
from tests.telegram.refusals import MalformedError, bad_request
from tests.telegram.world import World

EMOJI = frozenset(each.value for each in ReactionEmoji)


class Reactions:
    """What the method does; a chat's ``reactions`` hold the bot's emoji of each message."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.table: dict[str, Callable[[Call], object]] = {
            "setMessageReaction": self.set_message_reaction
        }

    def set_message_reaction(self, call: Call) -> bool:
        dialog = self._world.dialog(call.chat_id())
        number = call.number("message_id")
        reactions = call.objects("reaction")
        if len(reactions) > 1:
            raise MalformedError("REACTIONS_TOO_MANY")
        emoji = [_emoji(reaction) for reaction in reactions]
        if number not in dialog.messages:
            raise bad_request("message to react not found")
        if emoji and not dialog.reactions_allowed:
            raise bad_request("REACTION_INVALID")
        dialog.reactions[number] = emoji
        self._world.touch()
        return True


def _emoji(reaction: dict[str, object]) -> str:
    if reaction.get("type") != "emoji":
        raise MalformedError("invalid reaction type specified")
    emoji = reaction.get("emoji")
    if emoji not in EMOJI:
        raise MalformedError("REACTION_INVALID")
    return str(emoji)
