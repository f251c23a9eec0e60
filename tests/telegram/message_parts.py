"""What people find in a message: quotes, and buttons with what they do."""

from tests.telegram.markup import QUOTES
from tests.telegram.shapes import Message, covered


def quotes(message: Message) -> list[str]:
    """Return the texts that stand in blockquotes."""
    return [
        covered(message, entity)
        for entity in message.get("entities", [])
        if entity["type"] in QUOTES
    ]


def button(message: Message, text: str) -> str:
    """Return what the button called ``text`` says when it is pressed."""
    return str(_action(message, text, "callback_data"))


def copy_of(message: Message, text: str) -> str:
    """Return what the button called ``text`` puts on the clipboard."""
    copied = _action(message, text, "copy_text")
    assert isinstance(copied, dict)
    return str(copied["text"])


def link_of(message: Message, text: str) -> str:
    """Return the address that the button called ``text`` opens."""
    return str(_action(message, text, "url"))


def switch_of(message: Message, text: str) -> str:
    """Return the inline query that the button called ``text`` writes in a chat."""
    return str(_action(message, text, "switch_inline_query"))


def buttons(message: Message) -> list[str]:
    """Return what is written on the buttons below a message."""
    return [str(each["text"]) for each in _keyboard(message)]


def _keyboard(message: Message) -> list[dict[str, object]]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    assert isinstance(rows, list)
    return [each for row in rows for each in row]


def _action(message: Message, text: str, prefix: str) -> object:
    """Return what the button called ``text`` does, by a field whose name begins with ``prefix``."""
    match = [each for each in _keyboard(message) if each["text"] == text]
    assert match, f"no button {text!r} among {buttons(message)}"
    values = [value for name, value in match[0].items() if name.startswith(prefix)]
    assert values, f"the button {text!r} has no {prefix}: {match[0]}"
    return values[0]
