"""What the bot writes: refused as Telegram refuses it, and read as people will see it."""

from collections.abc import Sequence

from tests.telegram.calls import Call
from tests.telegram.keyboards import check_keyboard, check_markup
from tests.telegram.limits import check_text, shows_nothing, silent_losses
from tests.telegram.markup import merge_entities, misplaced_entities, unwanted_finds
from tests.telegram.shapes import Entity, Message
from tests.telegram.world import World


class Outgoing:
    """``violations`` gets what Telegram bears but no bot should do."""

    def __init__(self, world: World, violations: list[str]) -> None:
        self._world = world
        self._violations = violations

    def read_text(self, text: str, entities: Sequence[Entity]) -> tuple[str, list[Entity]]:
        """Return the text and all that people see and can tap in it."""
        whole, own = check_text(text, entities)
        if shows_nothing(whole):
            self._violations.append(f"a text that shows nothing: {whole!r}")
        self._violations.extend(silent_losses(entities))
        self._violations.extend(misplaced_entities(own))
        self._violations.extend(unwanted_finds(whole, own, self._world.bot["username"]))
        return whole, merge_entities(whole, own)

    def read_keyboard(self, markup: object) -> dict[str, object] | None:
        """Return an inline keyboard, None where there is none."""
        return check_keyboard(markup, inline_mode=self._world.inline_mode)

    def set_markup(self, message: Message, call: Call) -> None:
        """Put the keyboard of a new message below it; other kinds of markup are not shown there."""
        markup = call.value("reply_markup")
        if keyboard := check_markup(markup, inline_mode=self._world.inline_mode):
            message["reply_markup"] = keyboard

    def set_keyboard(self, message: Message, call: Call) -> None:
        """Put the keyboard of an edited message below it, or take it away."""
        message.pop("reply_markup", None)
        if keyboard := self.read_keyboard(call.value("reply_markup")):
            message["reply_markup"] = keyboard
