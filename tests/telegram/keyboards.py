"""What Telegram refuses in a keyboard under a message."""

from tests.telegram.limits import check_link
from tests.telegram.refusals import MalformedError

_PER_ROW = 8
_IN_ALL = 100
_CALLBACK_BYTES = 64
_COPY_CHARACTERS = 256
_ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
}


def check_keyboard(markup: object) -> dict[str, object] | None:
    """Return the inline keyboard; raise MalformedError for what Telegram refuses."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise MalformedError("object expected as reply markup")
    if "inline_keyboard" not in markup:
        return None
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise MalformedError('field "inline_keyboard" must be of type Array of Arrays')
    if any(len(row) > _PER_ROW for row in rows) or sum(map(len, rows)) > _IN_ALL:
        raise MalformedError("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button)
    return markup if any(rows) else None


def _check_button(button: object) -> None:
    if not isinstance(button, dict):
        raise MalformedError("can't parse inline keyboard button: Object expected")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise MalformedError('can\'t parse inline keyboard button: Field "text" must be non-empty')
    actions = button.keys() & _ACTIONS
    if not actions:
        raise MalformedError(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise MalformedError("can't parse inline keyboard button: more than one action")
    if unknown := button.keys() - _ACTIONS - {"text", "style", "icon_custom_emoji_id"}:
        raise MalformedError(f"can't parse inline keyboard button: unknown field {min(unknown)}")
    _check_action(button)


def _check_action(button: dict[str, object]) -> None:
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= _CALLBACK_BYTES:
            raise MalformedError("BUTTON_DATA_INVALID")
    if "url" in button:
        check_link("inline keyboard button", button["url"])
    if "copy_text" in button:
        copied = button["copy_text"]
        text = copied.get("text") if isinstance(copied, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= _COPY_CHARACTERS:
            raise MalformedError("BUTTON_COPY_TEXT_INVALID")
