"""Message check: nothing goes out that Telegram would refuse, or that nobody could see."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from bot.chat.keyboard import MOST_PER_ROW, Button, Keyboard
from bot.chat.monitoring.question_record import QuestionOutcome, get_record
from bot.chat.rich_text import MOST_ENTITIES, MOST_UNITS, Entity, Reply, count_units
from bot.chat.transport.outbound.apology import write_apology
from bot.language.invisible import is_visible
from bot.system.logs import log_incident

_LOGGER = logging.getLogger(__name__)

_MOST_BUTTONS = 100


class UnsendableError(ValueError):
    """Say what is wrong with a message, without its words."""


def check_reply(reply: Reply) -> Reply:
    """Return a reply that can be sent, which is this one unless something made it is at fault.

    Then that is an incident: in the place of a text that cannot be sent comes a line with its
    number; of a keyboard, the text goes without it.
    """
    fault = next(find_text_faults(reply.text, reply.entities), "")
    if fault:
        name = _log(fault)
        get_record().note(QuestionOutcome.FAILED, f"incident {name}")
        return Reply(write_apology(name))
    fault = next(_find_keyboard_faults(reply.keyboard), "")
    if fault:
        _log(fault)
        return replace(reply, keyboard=())
    return reply


def find_text_faults(text: str, entities: Sequence[Entity] = ()) -> Iterator[str]:
    """Yield what is wrong with a text of a message and its entities."""
    if not is_visible(text):
        yield f"a text of {len(text)} characters shows nothing"
    if any("\ud800" <= character <= "\udfff" for character in text):
        yield "a text has half of a surrogate pair"
        return
    length = count_units(text)
    if length > MOST_UNITS:
        yield f"a text has {length} UTF-16 code units, more than {MOST_UNITS}"
    if len(entities) > MOST_ENTITIES:
        yield f"a text has {len(entities)} entities, more than {MOST_ENTITIES}"
    edges = {0, *accumulate(map(count_units, text))} if entities else set()
    for entity in entities:
        start, end = entity.offset, entity.offset + entity.length
        if not start < end or start not in edges or end not in edges:
            yield f"an entity {entity.type} of {start}-{end} is not within a text of {length}"


def _find_keyboard_faults(keyboard: Keyboard) -> Iterator[str]:
    if sum(map(len, keyboard)) > _MOST_BUTTONS:
        yield f"a keyboard has more than {_MOST_BUTTONS} buttons"
    for row in keyboard:
        if not 0 < len(row) <= MOST_PER_ROW:
            yield f"a row of a keyboard has {len(row)} buttons"
        for button in row:
            yield from _find_button_faults(button)


def _find_button_faults(button: Button) -> Iterator[str]:
    """Yield what is wrong with a label; a Button checks the rest itself."""
    if not is_visible(button.label):
        yield "the label of a button shows nothing"
    if any("\ud800" <= character <= "\udfff" for character in button.label + button.copy):
        yield "a button has half of a surrogate pair"


def _log(fault: str) -> str:
    return log_incident(_LOGGER, "A message cannot be sent as it is", UnsendableError(fault))
