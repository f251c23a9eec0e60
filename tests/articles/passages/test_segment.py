"""Passages: the parts of an article that may be quoted."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.articles.article import Article
from bot.articles.passages.boilerplate import find_boilerplate
from bot.articles.passages.headings import is_heading
from bot.articles.passages.passage import Passage
from bot.articles.passages.segment import WORDS, split_passages

SENTENCE = "The mayor of Porto said on Monday that the old bridge over the river is safe again."


def article(text: str, body: int = 0) -> Article:
    return Article(id="a", text=text, published=date(2026, 1, 7), path="a.txt", body=body)


def quoted(text: str) -> list[str]:
    return [
        span.slice(text) for passage in split_passages(article(text)) for span in passage.sentences
    ]


def headed(text: str) -> list[tuple[str, list[str]]]:
    return [
        (
            passage.heading.slice(text) if passage.heading else "",
            [span.slice(text) for span in passage.sentences],
        )
        for passage in split_passages(article(text))
    ]


def lines() -> st.SearchStrategy[str]:
    crawled = [
        SENTENCE,
        "What the mayor promised",
        "What next?",
        "By Ada Lovelace",
        "Read more",
        "Updated 9:13 p.m. ET",
        "• Boats lost: 31",
        "It rained. It stopped. Read more here.",
        "",
        " ",
    ]
    return st.one_of(st.sampled_from(crawled), st.text(max_size=60))


def texts() -> st.SearchStrategy[str]:
    joined = st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n \t\n", "\r\r", " "])
    return st.lists(st.tuples(lines(), joined), max_size=12).map(
        lambda parts: "".join(line + end for line, end in parts)
    )


@given(texts(), st.integers(min_value=0, max_value=30))
def test_spans_are_ordered_disjoint_and_inside_the_body(text: str, body: int) -> None:
    passages = list(split_passages(article(text, body)))
    assert [passage.number for passage in passages] == list(range(len(passages)))
    end = body
    for span in (span for passage in passages for span in passage.sentences):
        assert end <= span.start < span.end <= len(text)
        assert span.slice(text) == text[span.start : span.end].strip() != ""
        end = span.end


@given(texts())
def test_no_sentence_crosses_a_blank_line_and_no_text_is_lost_whole(text: str) -> None:
    found = quoted(text)
    assert bool(found) == bool(text.strip())
    for sentence in found:
        unified = sentence.replace("\r\n", "\n").replace("\r", "\n")
        assert all(line.strip() for line in unified.split("\n"))


@given(st.lists(st.sampled_from([SENTENCE, "It rained all night.", "What the mayor promised"])))
def test_no_passage_crosses_a_heading(drawn: list[str]) -> None:
    text = "\n\n".join([SENTENCE, *drawn])
    for passage in split_passages(article(text)):
        start, end = passage.sentences[0].start, passage.sentences[-1].end
        assert "What the mayor promised" not in text[start:end]


@pytest.mark.parametrize("count", [1, 3, 11, 12, 200])
def test_headings_in_a_row_are_not_prose_however_many_there_are(count: int) -> None:
    drawn = ["What the mayor promised"] * count
    assert headed("\n\n".join([SENTENCE, *drawn])) == [("", [SENTENCE])]
    assert headed("\n\n".join([*drawn, "It rained."])) == [(drawn[0], ["It rained."])]


def test_a_headline_longer_than_the_prose_under_it_is_a_heading() -> None:
    headline = "What the mayor of Porto promised on Monday"
    assert headed(f"{headline}\n\nIt rained.") == [(headline, ["It rained."])]


def test_a_list_with_one_sentence_above_it_is_quoted() -> None:
    films = ["The Long River", "The Boat", "Old Bridge", "A Winter in Porto", "Three Miles"] * 3
    text = "\n\n".join(["Here are the nominees.", *films])
    assert quoted(text) == ["Here are the nominees.", *films[:5]]


def test_headings_bound_passages_and_are_kept_beside_them() -> None:
    text = "It rained.\n\nWhat the mayor promised\n\nA bridge comes.\n\nIt is of steel."
    assert headed(text) == [
        ("", ["It rained."]),
        ("What the mayor promised", ["A bridge comes.", "It is of steel."]),
    ]


def test_a_heading_needs_no_blank_line() -> None:
    text = f"{SENTENCE}\nWhat the mayor promised\n{SENTENCE[:-1]}, he says."
    assert headed(text) == [
        ("", [SENTENCE]),
        ("What the mayor promised", [f"{SENTENCE[:-1]}, he says."]),
    ]


def test_names_above_the_prose_are_no_heading_of_it() -> None:
    assert headed(f"Ada Lovelace\n\nPorto Courier\n\n{SENTENCE}") == [("", [SENTENCE])]


def test_boilerplate_is_left_out_within_a_passage() -> None:
    text = f"By Ada Lovelace\n\nIt rained.\n\nRead more\n\nUpdated 9:13 p.m. ET\n\n{SENTENCE}"
    assert [passage.text for passage in split_passages(article(text))] == [f"It rained. {SENTENCE}"]


def test_boilerplate_at_the_end_of_a_paragraph_is_left_out() -> None:
    assert quoted(f"{SENTENCE} Read more here.") == [SENTENCE]


def test_a_sentence_that_is_repeated_counts_once() -> None:
    assert quoted(f"{SENTENCE}\n\nIt rained.\n\n{SENTENCE}") == [SENTENCE, "It rained."]


def test_passages_have_about_a_hundred_words() -> None:
    text = " ".join(f"Boat {number} sank off the coast of Porto on Monday." for number in range(99))
    sizes = [len(passage.text.split()) for passage in split_passages(article(text))]
    assert all(WORDS * 0.9 <= size <= WORDS * 1.1 for size in sizes[:-1])
    assert sum(sizes) == len(text.split())


def test_a_boundless_sentence_stands_alone() -> None:
    text = f"It rained. {'Word ' * 30_000}end. It stopped."
    passages: list[Passage] = list(split_passages(article(text)))
    assert [len(passage.sentences) for passage in passages] == [1, 1, 1]


def test_a_text_without_full_stops_is_quoted() -> None:
    poem = "The river is wide\nThe bridge is gone\nThe boat is small\nI cannot go on"
    assert "\n".join(quoted(poem)) == poem
    table = "Boats lost\n\n31\n\nBoats saved\n\n4"
    assert quoted(table) == ["Boats lost", "Boats saved"]


def test_the_items_of_a_list_are_quoted() -> None:
    items = ["Best film: The Long River", "Best song: Old Bridge", "Best play: The Boat", "• Porto"]
    assert quoted("\n\n".join([SENTENCE, SENTENCE[4:], *items]))[2:] == items[:3]


def test_lines_that_were_wrapped_are_one() -> None:
    words = (SENTENCE + " It was closed for most of the winter, when ice had damaged it.").split()
    wrapped, line = "", ""
    for word in words:
        if len(line) + len(word) >= 40:
            wrapped, line = wrapped + line.strip() + "\n", ""
        line += word + " "
    sentences = [" ".join(sentence.split()) for sentence in quoted(wrapped + line.strip())]
    assert " ".join(sentences) == " ".join(words)
    assert sentences[0] == SENTENCE


def test_scripts_without_spaces_or_full_stops_are_quoted() -> None:
    thai = "นายกเทศมนตรีกล่าวเมื่อวันจันทร์ว่าสะพานปลอดภัย"
    assert quoted(thai) == [thai]
    assert quoted("市长周一说，大桥安全。\n\n市民很高兴。") == [
        "市长周一说，大桥安全。",
        "市民很高兴。",
    ]


def test_captions_are_quoted_where_there_is_nothing_else() -> None:
    caption = "The mayor walks over the bridge on Monday. Ada Lovelace/Getty Images"
    assert find_boilerplate(caption)
    assert quoted(caption) == ["The mayor walks over the bridge on Monday."]
    assert quoted("Read more") == ["Read more"]


def test_one_line_that_is_no_sentence_is_quoted() -> None:
    line = "Porto bridge open again"
    assert is_heading(line)
    assert quoted(line) == [line]


def test_the_lines_before_the_body_are_not_quoted() -> None:
    text = f"date 2026-01-07 {SENTENCE}"
    spans = [
        span for passage in split_passages(article(text, body=16)) for span in passage.sentences
    ]
    assert [span.slice(text) for span in spans] == [SENTENCE]
