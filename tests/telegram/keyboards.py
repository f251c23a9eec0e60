"""What Telegram refuses in a keyboard under a message."""

from tests.telegram.limits import check_link, shows_nothing
from tests.telegram.refusals import MalformedError

_PER_ROW = 8
_IN_ALL = 100
_CALLBACK_BYTES = 64
_COPY_CHARACTERS = 256
_PLACEHOLDER_CHARACTERS = 64
_QUERY_CHARACTERS = 256
_SWITCHES = {
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
}
_ACTIONS = _SWITCHES | {"url", "callback_data", "web_app", "login_url", "copy_text", "pay"}
_OTHER_MARKUP = {
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
    "remove_keyboard": {"remove_keyboard", "selective"},
}


def check_markup(markup: object, *, inline_mode: bool = True) -> dict[str, object] | None:
    """Return the inline keyboard of a new message, None for a markup that is not drawn below it.

    Raise MalformedError for what Telegram refuses.
    """
    if isinstance(markup, dict) and "inline_keyboard" not in markup:
        _check_other_markup(markup)
        return None
    return check_keyboard(markup, inline_mode=inline_mode)


def check_keyboard(markup: object, *, inline_mode: bool = True) -> dict[str, object] | None:
    """Return the inline keyboard; raise MalformedError for what Telegram refuses."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise MalformedError("object expected as reply markup")
    if markup.keys() != {"inline_keyboard"}:
        raise MalformedError("inline keyboard expected")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise MalformedError('field "inline_keyboard" must be of type Array of Arrays')
    if any(len(row) > _PER_ROW for row in rows) or sum(map(len, rows)) > _IN_ALL:
        raise MalformedError("reply markup is too long")
    for row in rows:
        for button in row:
            _check_button(button, inline_mode=inline_mode)
    return markup if any(rows) else None


def _check_other_markup(markup: dict[str, object]) -> None:
    kind = next(iter(_OTHER_MARKUP.keys() & markup.keys()), None)
    if kind is None:
        raise MalformedError(f"no kind of reply markup: {sorted(markup)}")
    if unknown := markup.keys() - _OTHER_MARKUP[kind]:
        raise MalformedError(f"a reply markup has no field {min(unknown)} beside {kind}")
    if markup[kind] is not True or not isinstance(markup.get("selective", True), bool):
        raise MalformedError(f'field "{kind}" must be true')
    placeholder = markup.get("input_field_placeholder", " ")
    if not isinstance(placeholder, str) or not 1 <= len(placeholder) <= _PLACEHOLDER_CHARACTERS:
        raise MalformedError("input field placeholder must have 1 to 64 characters")


def _check_button(button: object, *, inline_mode: bool) -> None:
    if not isinstance(button, dict):
        raise MalformedError("can't parse inline keyboard button: Object expected")
    text = button.get("text")
    if not isinstance(text, str) or shows_nothing(text):
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
    if button.get("style", "primary") not in {"default", "danger", "success", "primary"}:
        raise MalformedError("can't parse inline keyboard button: invalid button style specified")
    if actions & _SWITCHES:
        _check_switch(button, inline_mode=inline_mode)
    _check_action(button)


def _check_switch(button: dict[str, object], *, inline_mode: bool) -> None:
    if not inline_mode:
        raise MalformedError("BUTTON_TYPE_INVALID")
    for name in _SWITCHES & button.keys():
        value = button[name]
        query = value.get("query", "") if isinstance(value, dict) else value
        if not isinstance(query, str) or len(query) > _QUERY_CHARACTERS:
            raise MalformedError(f"can't parse inline keyboard button: {name} is no inline query")


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
