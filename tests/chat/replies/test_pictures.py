"""The page that pictures of chats are taken of, which `make pictures` draws."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from benchmarks.pictures.markup import draw_text
from benchmarks.pictures.page import draw_page
from benchmarks.pictures.program import list_shows
from benchmarks.pictures.scenes import private, shared
from benchmarks.pictures.scenes.languages import SCENES, LanguageScene, publish_stories
from benchmarks.pictures.screen import InputField, ResultList, Screen
from bot.answers.answerer import Answerer
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.languages.stories import ASKED_ON
from tests.newsroom import publish_articles, write_newsroom
from tests.paths import PROJECT
from tests.telegram.message_parts import buttons, quotes
from tests.telegram.process import running
from tests.telegram.shapes import Message, User

ADA: User = {"id": 1001, "is_bot": False, "first_name": "Ada"}
BOT: User = {"id": 7, "is_bot": True, "first_name": "Dateline", "username": "dateline_test_bot"}


def message(number: int, user: User, text: str, **fields: object) -> Message:
    chat = {"id": 1001, "type": "private"}
    return {"message_id": number, "from": user, "chat": chat, "text": text, **fields}  # type: ignore[typeddict-item]


def screen(*messages: Message, **fields: object) -> Screen:
    return Screen("Dateline", "bot", ADA["id"], messages, **fields)  # type: ignore[arg-type]


def test_lines_and_quotes_become_elements_with_their_entities_in_them() -> None:
    text = "🙂 Now:\nIt cost 14 & more.\nThe Example, today"
    entities = [
        {"type": "blockquote", "offset": 8, "length": 18},
        {"type": "bold", "offset": 16, "length": 2},
        {"type": "text_link", "offset": 27, "length": 11, "url": "https://news.example"},
    ]
    assert draw_text(text, entities) == (  # type: ignore[arg-type]
        '<div class="line">🙂 Now:</div>'
        '<div class="quote" dir="auto"><div class="line">It cost <b>14</b> &amp; more.</div></div>'
        '<div class="line"><a class="text_link">The Example</a>, today</div>'
    )


def test_an_empty_line_before_a_quote_stays() -> None:
    quote = {"type": "expandable_blockquote", "offset": 3, "length": 1}
    assert draw_text("a\n\nb", [quote]) == (  # type: ignore[list-item]
        '<div class="line">a</div><div class="line"></div>'
        '<div class="quote fold" dir="auto"><div class="line">b</div></div>'
    )


def test_entities_that_overlap_share_what_they_cover() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "mention", "offset": 1, "length": 2},
    ]
    assert draw_text("abc", entities) == (  # type: ignore[arg-type]
        '<div class="line"><b>a</b><a class="mention"><b>b</b></a><a class="mention">c</a></div>'
    )


def test_a_page_has_messages_and_rows_of_buttons_once_for_each_theme() -> None:
    rows = [
        [{"text": "More", "callback_data": "1"}, {"text": "Copy", "copy_text": {"text": "a"}}],
        [{"text": "Open", "url": "https://news.example"}],
    ]
    answer = message(2, BOT, "a", reply_markup={"inline_keyboard": rows})
    page = draw_page([screen(message(1, ADA, "<Who?>"), answer)])
    assert page.count("&lt;Who?&gt;") == page.count('class="message own"') == 2
    assert page.count('<div class="row">') == 4
    assert page.count("<svg") == 4
    assert page.count("More") == 2


def test_what_surrounds_a_chat_is_drawn_too() -> None:
    thanks = message(1, ADA, "Thanks!", reply_to_message=message(0, BOT, "In 1964."))
    page = draw_page(
        [
            screen(
                thanks,
                reactions={1: ["❤"]},
                input_field=InputField(placeholder="Your question"),
                result_list=ResultList([("Sixty", "The Lantern")], "Ask me in private"),
            )
        ],
        ("light",),
    )
    parts = ("In 1964.", "❤", "Your question", "Sixty", "The Lantern", "Ask me in private")
    assert [part for part in parts if part not in page] == []


def test_a_screen_names_its_language_and_leaves_directions_to_the_text() -> None:
    page = draw_page([screen(message(1, ADA, "من؟"), language="ar")], ("light",))
    assert 'lang="ar"' in page
    assert '<div class="line">من؟</div>' in page


def test_every_picture_is_in_the_documents() -> None:
    pages = ("telegram.md", "feeds.md")
    document = "".join((PROJECT / "docs" / page).read_text(encoding="utf-8") for page in pages)
    names = [name for show in list_shows() for name in show.scenes]
    assert len(names) > 16
    assert [name for name in names if f"({name}.png)" not in document] == []
    assert [name for name in names if not (PROJECT / "docs" / f"{name}.png").exists()] == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.language)
def test_pictures_show_an_answer_and_a_refusal_in_each_language(scene: LanguageScene) -> None:
    analyzer = Analyzer()
    answerer = Answerer(MemoryIndex(publish_stories(scene), analyzer), analyzer)
    at = date.fromisoformat(ASKED_ON)
    answers = [answerer.answer(question, at) for question in scene.questions]
    assert [bool(each.quotes) for each in answers] == [True, False]
    assert {each.language for each in answers} == {scene.language}


async def test_scenes_show_what_the_running_bot_says(tmp_path: Path) -> None:
    write_newsroom(tmp_path / "corpus", publish_articles())
    async with running(tmp_path, seeds="") as bot:
        (fact,) = await private.SCENES["fact"](bot)
        (refusal,) = await private.SCENES["refusal"](bot)
        typed, sent = await shared.SCENES["inline"](bot)
    assert "60 houses burned down" in quotes(_last(fact.messages))[0]
    assert any("Tarsk" in label for label in buttons(_last(refusal.messages)))
    assert typed.result_list is not None
    assert typed.result_list.results
    assert _last(sent.messages)["via_bot"]["username"] == "dateline_test_bot"


def _last(messages: Sequence[Message]) -> Message:
    return messages[-1]
