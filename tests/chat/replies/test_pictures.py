"""The page that pictures of replies are taken of, which `make pictures` draws."""

from dataclasses import replace

import pytest

from benchmarks.pictures.languages import AT, SCENES, LanguageScene, make_answerer
from benchmarks.pictures.page import Exchange, draw_page, draw_text
from bot.chat.keyboard import Button, make_keyboard
from bot.chat.replies.rendering import render
from bot.chat.rich_text import Entity, Reply
from bot.language.span import Span
from tests.chat.samples import answer, article, quote


def test_entities_become_elements_one_within_the_other() -> None:
    bridge = article("🙂 It cost 14 euros & more.")
    start = bridge.text.index("14")
    bold = replace(quote(bridge), highlight=Span(start, start + 2))
    assert draw_text(render(answer(bold))).startswith(
        '<div class="quote" dir="auto">🙂 It cost <b>14</b> euros &amp; more.</div>'
        '<a href="https://news.example/bridge">The Example</a> · 7 January 2026<br><br>'
    )


def test_entities_that_touch_are_closed_before_the_next_is_opened() -> None:
    reply = Reply("ab", (Entity("bold", 0, 1), Entity("code", 1, 1)))
    assert draw_text(reply) == "<b>a</b><code>b</code>"


def test_a_page_has_questions_replies_and_buttons_once_for_each_theme() -> None:
    reply = Reply("a", (), make_keyboard([Button("More", "1|m")]))
    page = draw_page([Exchange("<Who?>", reply)])
    assert page.count("&lt;Who?&gt;") == page.count('<div class="button">More</div>') == 2


def test_a_page_names_its_language_and_leaves_directions_to_the_text() -> None:
    page = draw_page([Exchange("من؟", Reply("The Lantern"))], ("light",), "ar")
    assert '<html lang="ar">' in page
    assert page.count('<div class="message') == page.count('dir="auto"') == 2


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.language)
def test_pictures_show_an_answer_and_a_refusal_in_each_language(scene: LanguageScene) -> None:
    answerer = make_answerer(scene)
    answers = [answerer.answer(question, AT) for question in scene.questions]
    assert [bool(each.quotes) for each in answers] == [True, False]
    assert {each.language for each in answers} == {scene.language}
