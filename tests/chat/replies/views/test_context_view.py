from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.views.context_window import ContextWindow
from bot.articles.article import Article
from bot.chat.replies.views.context_view import render_context
from bot.chat.rich_text import Reply
from bot.language.span import Span
from bot.localization.current import use_language
from tests.chat.replies.sending import any_article, links, parts, sent
from tests.chat.replies.views.drawing import LANGUAGES, bare
from tests.chat.samples import article
from tests.telegram.client import quotes
from tests.telegram.shapes import Message

TEXT = "Work began in 2017. The bridge opened on Monday. It cost 14 million euros."


def make_window(
    text: str = TEXT, quoted: str = "The bridge opened on Monday.", number: int = 2, count: int = 7
) -> ContextWindow:
    of = article(text)
    start = text.find(quoted)
    span = Span(start, start + len(quoted)) if start >= 0 else None
    return ContextWindow(of, Span(0, len(text)), span, number, count)


def show(window: ContextWindow) -> Message:
    piece = render_context(window)
    return sent(Reply(piece.text, piece.entities))


def test_a_window_stands_below_its_title_its_source_its_day_and_its_place() -> None:
    message = show(make_window())
    assert message["text"] == (
        "A bridge opens\nThe Example · 7 January 2026 [Monday = 5 January] · 2 of 7\n\n" + TEXT
    )
    assert quotes(message) == [TEXT]
    assert parts(message, "bold") == ["The bridge opened on Monday."]
    assert links(message) == {"A bridge opens": "https://news.example/bridge"}


def test_an_article_of_one_window_has_no_place() -> None:
    assert show(make_window(number=1, count=1))["text"].splitlines()[1] == (
        "The Example · 7 January 2026 [Monday = 5 January]"
    )


def test_a_window_beside_the_quote_has_nothing_in_bold() -> None:
    assert parts(show(make_window(quoted="Nothing of this.")), "bold") == []


def test_a_window_is_never_collapsed() -> None:
    message = show(make_window("The bridge opened on Monday. " * 30))
    kinds = [entity["type"] for entity in message["entities"]]
    assert "blockquote" in kinds
    assert "expandable_blockquote" not in kinds


def test_what_is_too_long_or_cannot_be_sent_is_named_and_not_cut() -> None:
    for text, line in (
        ("x" * 5000, "This part of the article is too long to show here."),
        ("A half \ud83d of an emoji.", "This part of the article cannot be shown here."),
    ):
        message = show(make_window(text))
        assert quotes(message) == []
        assert message["text"].endswith(line)
        assert links(message) == {"A bridge opens": "https://news.example/bridge"}


def test_an_article_without_an_address_and_title_is_named_by_its_file() -> None:
    of = replace(article("It cost much.", title="", url="", source=""), published=date(2026, 1, 7))
    window = ContextWindow(of, Span(0, len(of.text)), None, 1, 1)
    assert show(window)["text"] == "bridge.txt · 7 January 2026\n\nIt cost much."


@given(language=st.sampled_from(LANGUAGES), of=any_article, data=st.data())
def test_any_window_keeps_telegrams_limits_and_is_verbatim(
    language: str, of: Article, data: st.DataObject
) -> None:
    bounds = sorted(data.draw(st.lists(st.integers(0, len(of.text)), min_size=4, max_size=4)))
    quoted = data.draw(st.none() | st.just(Span(bounds[1], bounds[2])))
    window = ContextWindow(of, Span(bounds[0], bounds[3]), quoted, 3, data.draw(st.integers(3, 9)))
    with use_language(language):
        message = show(window)
    assert set(map(bare, quotes(message))) <= {bare(window.text), ""}
    for part in parts(message, "bold"):
        assert quoted is not None
        assert bare(part) in bare(quoted.slice(of.text))
