from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.views.context_window import MAX_WINDOW, ContextWindow, read_context
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from bot.language.sentences import split_sentences
from bot.language.span import Span
from tests.newsroom import ARTICLES, newsroom_answerer

ANALYZER = Analyzer()
DAY = date(2026, 1, 7)


def walk(article: Article, span: Span) -> list[ContextWindow]:
    """Return all windows of an article, in order, as somebody would see who goes through it."""
    snapshot = MemoryIndex([article], ANALYZER).snapshot()
    home = read_context(article.id, span, 0, snapshot)
    assert home is not None
    windows = [
        read_context(article.id, span, shift, snapshot)
        for shift in range(1 - home.number, home.count - home.number + 1)
    ]
    return [window for window in windows if window is not None]


def make_article(text: str, body: int = 0) -> Article:
    return Article("a1", text, DAY, "a.txt", body=body)


paragraphs = st.lists(
    st.lists(
        st.integers(1, 60).map(lambda words: "Zoe " + "said on " * words + "it."), min_size=1,
        max_size=12,
    ).map(" ".join),
    min_size=1,
    max_size=8,
).map("\n\n".join)  # fmt: skip
pieces = st.sampled_from(
    ["🙂", "\ud800", "\u202e", "\x00", "e\u0301", "ا", "<b>", "。", "x" * 2000]
)
texts = (
    paragraphs | st.lists(pieces | paragraphs, min_size=1, max_size=30).map(" ".join)
    | st.text(st.characters(exclude_categories=()), min_size=1, max_size=300)
)  # fmt: skip


@given(texts.filter(str.strip), st.data())
def test_windows_go_through_the_whole_text_without_gaps_or_overlaps(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    snapshot = MemoryIndex([make_article(text)], ANALYZER).snapshot()
    if not text[start:end].strip():
        end = len(text)
    if read_context("a1", Span(start, end), 0, snapshot) is None:
        assert not text[start:end].strip()
        return
    windows = walk(make_article(text), Span(start, end))
    assert [window.number for window in windows] == list(range(1, windows[0].count + 1))
    assert not text[: windows[0].span.start].strip()
    assert not text[windows[-1].span.end :].strip()
    for first, second in pairwise(windows):
        assert first.span.end <= second.span.start
        assert not text[first.span.end : second.span.start].strip()
    assert [window.has_earlier for window in windows] == [False] + [True] * (len(windows) - 1)
    assert [window.has_later for window in windows] == [True] * (len(windows) - 1) + [False]


@given(texts.filter(str.strip), st.data())
def test_a_window_is_of_whole_sentences_and_of_one_screen_unless_one_of_them_is_longer(
    text: str, data: st.DataObject
) -> None:
    sentences = split_sentences(text)
    quoted = data.draw(st.sampled_from(sentences))
    windows = walk(make_article(text), quoted)
    starts, ends = {span.start for span in sentences}, {span.end for span in sentences}
    for window in windows:
        assert window.text == text[window.span.start : window.span.end]
        assert window.span.start in starts
        assert window.span.end in ends
        assert len(window.span) <= MAX_WINDOW or window.span in sentences
    (home,) = [window for window in windows if window.quoted_span]
    assert home.quoted_span == quoted
    assert home.span.start <= quoted.start < quoted.end <= home.span.end


@given(st.sampled_from(ARTICLES), st.integers(-9, 9))
def test_a_shift_beyond_an_end_stays_there(article: Article, shift: int) -> None:
    snapshot = MemoryIndex([article], ANALYZER).snapshot()
    span = split_sentences(article.text)[0]
    window = read_context(article.id, span, shift, snapshot)
    assert window is not None
    assert window.number == min(max(1 + shift, 1), window.count)
    assert (window.quoted_span is None) == (window.number > 1)


def test_the_quoted_sentence_stands_in_the_middle() -> None:
    text = " ".join(f"Sentence number {number} is as long as any other." for number in range(60))
    quoted = split_sentences(text)[30]
    home = read_context("a1", quoted, 0, MemoryIndex([make_article(text)], ANALYZER).snapshot())
    assert home is not None
    before, after = quoted.start - home.span.start, home.span.end - quoted.end
    assert abs(before - after) <= 50
    assert len(home.span) > MAX_WINDOW - 50


def test_a_window_ends_with_a_paragraph_where_enough_of_it_remains() -> None:
    paragraph = " ".join(
        f"Here is sentence {number} of a paragraph of twelve." for number in range(12)
    )
    text = "\n\n".join([paragraph] * 6)
    windows = walk(make_article(text), split_sentences(text)[35])
    assert len(windows) > 2
    for window in windows:
        assert set(window.text.split("\n\n")) == {paragraph}


def test_what_stands_before_the_body_is_not_shown() -> None:
    text = "published: 2026-01-07\n\nThe bridge opened. It cost much."
    body = text.index("The bridge")
    (window,) = walk(make_article(text, body), Span(body, body + len("The bridge opened.")))
    assert window.text == "The bridge opened. It cost much."
    snapshot = MemoryIndex([make_article(text, body)], ANALYZER).snapshot()
    assert read_context("a1", Span(0, 5), 0, snapshot) is None


@pytest.mark.parametrize("span", [Span(0, 10**6), Span(-5, 3), Span(5, 5), Span(8, 2)])
def test_a_span_that_the_article_does_not_have_has_no_window(span: Span) -> None:
    snapshot = MemoryIndex(ARTICLES, ANALYZER).snapshot()
    assert read_context(ARTICLES[0].id, span, 0, snapshot) is None


def test_an_article_that_is_gone_has_no_window() -> None:
    answerer = newsroom_answerer()
    gone = replace(ARTICLES[0], id="gone")
    assert answerer.read_context(gone.id, Span(0, 20)) is None
    window = answerer.read_context(ARTICLES[0].id, Span(0, 20))
    assert window is not None
    assert window.article == ARTICLES[0]
