"""A page that looks like a chat: each message with its entities and buttons, light or dark."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.chat.rich_text import Entity, Reply
from bot.localization.offered_languages import ENGLISH

WIDTH = 390
"""Pixels of a phone's screen."""

_STYLE = """
* { box-sizing: border-box; }
body { margin: 0; display: flex;
  font: 16px/21px "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC", "DejaVu Sans", sans-serif; }
:lang(zh) body { font-family: "Noto Sans CJK SC", "Noto Sans", sans-serif; }
.phone { width: 390px; padding: 10px 8px 14px; background: var(--back); color: var(--ink); }
.light { --back: #c9dcb9; --bubble: #fff; --own: #e7fed2; --ink: #000; --link: #2678b6;
  --bar: #4b9bd7; --tint: #edf5fb; --soft: #6b7c85; --button: #8aa578; --label: #fff; }
.dark { --back: #0f1a14; --bubble: #212d3b; --own: #3a6d53; --ink: #f2f4f6; --link: #79bdf2;
  --bar: #6fb4ea; --tint: #2a3b4d; --soft: #93a3b1; --button: #33414f; --label: #fff; }
.message { width: fit-content; max-width: 340px; margin: 0 0 8px; padding: 7px 11px;
  border-radius: 15px; background: var(--bubble); overflow-wrap: anywhere; }
/* As Telegram has it, each line begins where its own script does. */
.message, .quote { unicode-bidi: plaintext; text-align: start; }
.own { margin-left: auto; background: var(--own); }
.quote { margin: 3px 0; padding-block: 3px; padding-inline: 9px 22px;
  border-inline-start: 3px solid var(--bar);
  border-radius: 5px; background: var(--tint); font-size: 15px; line-height: 20px; }
.fold { max-height: 66px; overflow: hidden;
  mask-image: linear-gradient(#000 40px, #0003); }
a { color: var(--link); text-decoration: none; }
code { font: 14px "Noto Sans Mono", "DejaVu Sans Mono", monospace; color: var(--link); }
.button { width: 340px; margin: -4px 0 8px; padding: 7px; border-radius: 9px; text-align: center;
  font-size: 14px; font-weight: 600; background: var(--button); color: var(--label); }
"""
_TAGS = {
    "bold": ("<b>", "</b>"),
    "code": ("<code>", "</code>"),
    "blockquote": ('<div class="quote" dir="auto">', "</div>"),
    "expandable_blockquote": ('<div class="quote fold" dir="auto">', "</div>"),
}
_BLOCKS = ("blockquote", "expandable_blockquote")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a person wrote, and the reply."""

    question: str
    reply: Reply


def draw_page(
    exchanges: Sequence[Exchange],
    themes: Sequence[str] = ("light", "dark"),
    language: str = ENGLISH,
) -> str:
    """Return a page with the chat once for each theme, side by side."""
    phones = "".join(
        f'<div class="phone {theme}">{"".join(map(_draw_exchange, exchanges))}</div>'
        for theme in themes
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        f"<style>{_STYLE}</style></head>"
        f"<body>{phones}<script>document.title = document.body.scrollHeight</script></body></html>"
    )


def draw_text(reply: Reply) -> str:
    """Return a reply's text with its entities as elements."""
    units = reply.text.encode("utf-16-le")
    edges = sorted(
        {0, len(units) // 2} | {end for e in reply.entities for end in (e.offset, _end(e))}
    )
    pieces: list[str] = []
    for start, end in zip(edges, [*edges[1:], None], strict=True):
        pieces.extend(_TAGS.get(e.type, ("", "</a>"))[1] for e in _ending(reply, start))
        pieces.extend(_open(e) for e in _starting(reply, start))
        if end is not None:
            text = units[2 * start : 2 * end].decode("utf-16-le")
            text = text.removeprefix("\n") if _follows_block(reply, start) else text
            text = text.removesuffix("\n") if _precedes_block(reply, end) else text
            pieces.append(html.escape(text).replace("\n", "<br>"))
    return "".join(pieces)


def _draw_exchange(exchange: Exchange) -> str:
    buttons = "".join(
        f'<div class="button">{html.escape(button.label)}</div>'
        for row in exchange.reply.keyboard for button in row
    )  # fmt: skip
    return (
        f'<div class="message own" dir="auto">{html.escape(exchange.question)}</div>'
        f'<div class="message" dir="auto">{draw_text(exchange.reply)}</div>{buttons}'
    )


def _starting(reply: Reply, offset: int) -> Iterator[Entity]:
    entities = (entity for entity in reply.entities if entity.offset == offset)
    yield from sorted(entities, key=lambda entity: -entity.length)


def _ending(reply: Reply, offset: int) -> Iterator[Entity]:
    entities = (entity for entity in reply.entities if _end(entity) == offset)
    yield from sorted(entities, key=lambda entity: entity.length)


def _open(entity: Entity) -> str:
    if entity.type == "text_link":
        return f'<a href="{html.escape(entity.url)}">'
    return _TAGS[entity.type][0]


def _follows_block(reply: Reply, offset: int) -> bool:
    return any(entity.type in _BLOCKS for entity in _ending(reply, offset))


def _precedes_block(reply: Reply, offset: int) -> bool:
    return any(entity.type in _BLOCKS for entity in _starting(reply, offset))


def _end(entity: Entity) -> int:
    return entity.offset + entity.length
