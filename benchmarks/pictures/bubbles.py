"""Bubbles: messages as elements of a page, with what stands above and below their text."""

import html
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from benchmarks.pictures.markup import draw_text
from benchmarks.pictures.screen import Screen
from tests.telegram.shapes import Message, User

_BOT_COLOR = "blue"
_COLORS = ("orange", "violet", "green", "cyan", "red", "pink")
_COPY_ICON = '<rect x="1" y="3.5" width="5.5" height="5.5"/><path d="M3.5 1H9v5.5"/>'
_LINK_ICON = '<path d="M2 8 8 2M3.5 2H8v4.5"/>'
_QUERY_ICON = '<path d="M1 8V6.5Q1 4 4 4h5M6.5 1.5 9 4 6.5 6.5"/>'
_ICONS = {
    "copy_text": _COPY_ICON,
    "url": _LINK_ICON,
    "switch_inline_query": _QUERY_ICON,
    "switch_inline_query_current_chat": _QUERY_ICON,
    "switch_inline_query_chosen_chat": _QUERY_ICON,
}


def draw_messages(screen: Screen) -> Iterator[str]:
    """Yield each message of a screen, the viewer's own on the right."""
    previous: Message | None = None
    for message in screen.messages:
        service = _describe_event(message)
        if service:
            yield f'<div class="service"><span>{html.escape(service)}</span></div>'
        else:
            yield _draw_message(message, previous, screen)
        previous = None if service else message


def draw_avatar(name: str, *, is_bot: bool = False) -> str:
    """Return the round picture of who has none: the first letter of the name."""
    color = pick_color(name, is_bot=is_bot)
    return f'<div class="avatar {color}">{html.escape(name[:1])}</div>'


def draw_reply_header(reply: Message, part: str = "") -> str:
    """Return what a message shows of the one that it replies to, or the ``part`` that is meant."""
    name = html.escape(_name_sender(reply))
    text = part or reply.get("text", reply.get("caption", ""))
    line = html.escape(" ".join(text.split()))
    kind = "reply part" if part else "reply"
    color = _pick_color(reply["from"])
    return f'<div class="{kind} {color}"><b>{name}</b><div dir="auto">{line}</div></div>'


def pick_color(name: str, *, is_bot: bool = False) -> str:
    """Return the color in which a name is written, the same in every picture."""
    return _BOT_COLOR if is_bot else _COLORS[sum(map(ord, name)) % len(_COLORS)]


def _draw_message(message: Message, previous: Message | None, screen: Screen) -> str:
    sender = message["from"]
    is_own = sender["id"] == screen.viewer
    shows_sender = screen.has_senders and not is_own
    is_first = previous is None or previous["from"]["id"] != sender["id"]
    bubble = "".join(_draw_parts(message, shows_sender and is_first, screen))
    avatar = _draw_picture(sender) if shows_sender else ""
    kind = "own" if is_own else "from" if shows_sender else "other"
    bubble = f'<div class="bubble">{bubble}{avatar}</div>'
    return f'<div class="message {kind}">{bubble}{draw_keyboard(message)}</div>'


def _draw_parts(message: Message, shows_name: bool, screen: Screen) -> Iterator[str]:
    sender = message["from"]
    via = message.get("via_bot")
    names = []
    if shows_name:
        name = html.escape(sender["first_name"])
        names.append(f'<b class="{_pick_color(sender)}">{name}</b>')
    if via is not None:
        names.append(f"<a>via @{html.escape(via['username'])}</a>")
    if names:
        yield f'<div class="sender">{" ".join(names)}</div>'
    origin = message.get("forward_origin")
    if origin is not None:
        yield f'<div class="sender"><a>Forwarded from <b>{_name_origin(origin)}</b></a></div>'
    reply = message.get("reply_to_message")
    if reply is not None:
        yield draw_reply_header(reply, message.get("quote", {}).get("text", ""))
    yield draw_text(message.get("text", ""), message.get("entities", []))
    pills = "".join(
        f'<span class="reaction">{html.escape(emoji)}</span>'
        for emoji in screen.reactions.get(message["message_id"], ())
    )
    if pills:
        yield f'<div class="reactions">{pills}</div>'


def draw_keyboard(message: Message) -> str:
    """Return the rows of buttons below a message."""
    rows = cast(
        Sequence[Sequence[Mapping[str, object]]],
        message.get("reply_markup", {}).get("inline_keyboard", []),
    )
    drawn = "".join(f'<div class="row">{"".join(map(_draw_button, row))}</div>' for row in rows)
    return f'<div class="keyboard">{drawn}</div>' if drawn else ""


def _draw_button(button: Mapping[str, object]) -> str:
    icon = next((drawing for name, drawing in _ICONS.items() if name in button), "")
    if icon:
        icon = f'<svg class="icon" viewBox="0 0 10 10">{icon}</svg>'
    style = str(button.get("style", ""))
    label = html.escape(str(button["text"]))
    return f'<div class="button {style}"><span dir="auto">{label}</span>{icon}</div>'


def _describe_event(message: Message) -> str:
    who = message["from"]["first_name"]
    members = message.get("new_chat_members", [])
    if members:
        return f"{who} added {', '.join(user['first_name'] for user in members)}"
    return ""


def _draw_picture(user: User) -> str:
    return draw_avatar(user["first_name"], is_bot=user["is_bot"])


def _pick_color(user: User) -> str:
    return pick_color(user["first_name"], is_bot=user["is_bot"])


def _name_sender(message: Message) -> str:
    return message["from"]["first_name"]


def _name_origin(origin: Mapping[str, object]) -> str:
    name = origin.get("sender_user_name")
    user = cast(User, origin.get("sender_user", {}))
    return html.escape(str(name or user.get("first_name", "")))
