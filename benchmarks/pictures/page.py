"""A page that looks like Telegram on a phone, light or dark."""

import html
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.pictures.bubbles import draw_avatar, draw_messages, draw_reply_header
from benchmarks.pictures.screen import InputField, ResultList, Screen

WIDTH = 390
"""Pixels of a phone's screen."""

THEMES = ("light", "dark")

_STYLE = Path(__file__).with_name("style.css").read_text(encoding="utf-8")
# What does not fit is marked as Telegram marks it; the title tells the camera what was cut.
_SCRIPT = """
for (const quote of document.querySelectorAll(".fold"))
  if (quote.scrollHeight > quote.clientHeight + 2) quote.classList.add("folded");
const cut = [...document.querySelectorAll(".button span, .bar b")]
  .filter(label => label.scrollWidth > label.clientWidth).map(label => label.textContent);
document.title = JSON.stringify({height: document.body.scrollHeight, cut});
"""


def draw_page(screens: Sequence[Screen], themes: Sequence[str] = THEMES) -> str:
    """Return a page with each screen in a row, once for each theme."""
    rows = "".join(
        f'<div class="phones">{"".join(_draw_phone(screen, theme) for theme in themes)}</div>'
        for screen in screens
    )
    return (
        '<!doctype html><html><head><meta charset="utf-8">'
        f"<style>{_STYLE}</style></head><body>{rows}<script>{_SCRIPT}</script></body></html>"
    )


def _draw_phone(screen: Screen, theme: str) -> str:
    inner = "".join(_draw_screen(screen))
    return f'<div class="phone {theme}" lang="{screen.language}">{inner}</div>'


def _draw_screen(screen: Screen) -> Iterator[str]:
    avatar = draw_avatar(screen.title, is_bot=not screen.has_senders)
    yield (
        f'<div class="bar">{avatar}'
        f"<div><b>{html.escape(screen.title)}</b><small>{html.escape(screen.subtitle)}</small>"
        "</div></div>"
    )
    yield f'<div class="chat">{"".join(draw_messages(screen))}</div>'
    if screen.result_list is not None:
        yield _draw_results(screen.result_list)
    if screen.input_field is not None:
        yield _draw_input(screen.input_field)


def _draw_results(results: ResultList) -> str:
    button = f'<div class="ask">{html.escape(results.button)}</div>' if results.button else ""
    rows = "".join(_draw_result(title, description) for title, description in results.results)
    return f'<div class="results">{button}{rows}</div>'


def _draw_result(title: str, description: str) -> str:
    letter = html.escape(title.strip("“\"'¿¡ ")[:1].upper())
    return (
        f'<div class="result"><div class="letter">{letter}</div>'
        f'<div><b dir="auto">{html.escape(title)}</b>'
        f'<div dir="auto">{html.escape(description)}</div></div></div>'
    )


def _draw_input(field: InputField) -> str:
    reply = draw_reply_header(field.reply) if field.reply else ""
    kind, text = ("text", field.text) if field.text else ("placeholder", field.placeholder)
    return (
        f'<div class="input">{reply}<div class="{kind}" dir="auto">{html.escape(text)}</div></div>'
    )
