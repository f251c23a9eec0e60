"""Sentence boundaries: the labelled files as a gate, facts, and what holds for any text."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.language.sentences import split_sentences
from tests.computing import computing_at_most
from tests.language.labels import HELD_OUT, TUNING, read_labels, score
from tests.language.splitters import dateline

PROSE = st.text(st.sampled_from("abIXSU19 \n\t.!?…\"'“”‘’«»()[]-–—,:;$%@/。」é🎉\u200b\u2028\x1c"))
PIECES = (
    "Mr.|U.S.|Jan. 5|p.m.|Inc.|No.|1.|•|The|he|—|(AP)|“Go!”|said|I.|\n|\n\n|...|www.a.com|🎉|。"
    "|said.Then|”|J. “Al” B"
).split("|")
NEWS = st.lists(st.sampled_from(PIECES)).map(" ".join)
TEXT = st.one_of(st.text(), PROSE, NEWS)


def split(text: str) -> list[str]:
    return [span.slice(text) for span in split_sentences(text)]


# Measured in docs/sentences.md; a change that falls below must say why.
@pytest.mark.parametrize(("labels", "least"), [(TUNING, 0.99), (HELD_OUT, 0.98)])
def test_the_labelled_boundaries_are_found(labels: Path, least: float) -> None:
    assert score(dateline(), read_labels(labels)).accuracy >= least


def test_enough_boundaries_are_labelled_and_a_third_is_held_out() -> None:
    tuning, held_out = (
        sum(len(paragraph.boundaries) for paragraph in read_labels(path))
        for path in (TUNING, HELD_OUT)
    )
    assert tuning + held_out >= 200
    assert held_out >= (tuning + held_out) / 3


@given(TEXT)
def test_spans_are_ordered_bare_and_leave_out_only_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert all(span.slice(text) and span.slice(text) == span.slice(text).strip() for span in spans)
    assert all(one.end <= next_.start for one, next_ in pairwise(spans))
    assert re.sub(r"\s", "", "".join(split(text))) == re.sub(r"\s", "", text)


@given(TEXT, st.integers(-5, 40), st.integers(-5, 40) | st.none())
def test_a_window_is_split_as_its_slice_would_be(text: str, start: int, end: int | None) -> None:
    first, last, _ = slice(start, end).indices(len(text))
    spans = split_sentences(text, start, end)
    assert all(first <= span.start < span.end <= last for span in spans)
    assert [span.slice(text) for span in spans] == split(text[start:end])


HOSTILE = {
    "stops": ".",
    "stops with spaces": ". ",
    "quotes": '"',
    "closing quotes": ".”” ",
    "opening quotes": ". “(",
    "emoji": "🎉",
    "stops and emoji": ".🎉 ",
    "spaces": " ",
    "line breaks": "\n",
    "lines": "a\n",
    "letters": "a",
    "capitals": "aa.Aa",
    "initials": "I. ",
    "abbreviations": "U.S. ",
    "unclosed nicknames": 'J. "',
    "unclosed datelines": "Pa. (",
    "addresses": "aa.Aa@",
    "speech": '!" Ann ',
    "ideographs": "。」",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_split_like_any_other(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    # Below a second where the work grows with the text, minutes where it grows with its square.
    with computing_at_most(20):
        spans = split_sentences(text)
    ends = [place for span in spans for place in (span.start, span.end)]
    assert ends == sorted(ends)
    assert "".join("".join(split(text)).split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["", " ", "\n\n\t", "\u2028"])
def test_white_space_has_no_sentence(text: str) -> None:
    assert split_sentences(text) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Sen. Ann B. Lee, D-Ore., left the U.S. Senate on Jan. 5 with $1.5 million.",
        "Washington, D.C. Mayor Rosa Quill met St. Louis Mayor J.T. “Slim” Dow at 5 p.m. Tuesday.",
        "“Who will pay for it?” asked Prof. Ada Quist of the U.N. Security Council.",
        "“We won!” Maria Holt said.",
        "PINE RIDGE, Wis. (WNS) — Snow fell.",
        "He paused … then he laughed.",
        "Users of Yahoo! Mail are not affected.",
        "Read more at www.BayLedger.example or write to Dana.Whitfield@ledger.example.",
        "Sie sprach am 3. Oktober in Berlin.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split(sentence) == [sentence]


def test_a_closing_quote_belongs_to_its_sentence() -> None:
    assert split("“It is over.” “Is it?” He left.") == ["“It is over.”", "“Is it?”", "He left."]


def test_a_heading_without_a_stop_ends_at_its_line() -> None:
    heading = "Storm kills four in the north"
    body = "The storm came ashore late on Friday night, the service said."
    assert split(f"{heading}\n{body}") == [heading, body]
    assert split(f"{heading}\n\n{body}") == [heading, body]


def test_a_lone_carriage_return_breaks_a_line() -> None:
    lines = ["Storm kills four in the north", "The storm came late on Friday, and left.", "Rain"]
    for end in ("\r", "\r\r", "\r\n", "\r\n\r\n"):
        assert split(end.join(lines)) == lines


def test_a_wrapped_line_goes_on() -> None:
    wrapped = "The storm came ashore late on Friday, and with it\nFrank Hale, who had rowed alone."
    assert split(wrapped) == [wrapped]


def test_list_items_are_sentences() -> None:
    assert split("1. Wash.\n2. Rest.\n• Wait") == ["1. Wash.", "2. Rest.", "• Wait"]


def test_a_missing_space_still_ends_a_sentence() -> None:
    assert split("The bill passed.Nobody had read it.") == [
        "The bill passed.",
        "Nobody had read it.",
    ]


def test_scripts_without_spaces_are_split_at_their_own_stops() -> None:
    assert split("彼は「行く。」と言った。雨だった。")[-1] == "雨だった。"
