import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.system.log_lines.printable import escape_controls, escape_json, is_safe

HOSTILE = "\x1b[2J\x07\x00\r\n\x85\x9b31m\u2028\u2029\u202e\u2066\ud800\U000e0041\ufeff"


@given(st.text(st.characters(codec=None)))
def test_nothing_that_steers_a_terminal_is_left(text: str) -> None:
    assert all(map(is_safe, escape_controls(text)))
    assert not set(escape_controls(text)) & set(HOSTILE.replace("[2J", "").replace("31m", ""))


@given(st.text(st.characters(codec=None)))
def test_a_line_of_json_means_the_same(text: str) -> None:
    line = escape_json(json.dumps({"text": text}, ensure_ascii=False))
    assert all(map(is_safe, line))
    assert json.loads(line) == {"text": text}


def test_what_is_hostile_is_written_out() -> None:
    assert escape_controls("a\x1b[31m\nb\u202e\U000e0041") == r"a\x1b[31m\nb\u202e\U000e0041"
    assert escape_controls("a\nb\t", keep="\n") == "a\nb\\t"


@pytest.mark.parametrize(
    "text", ["«\u00a0Où\u202f?\u00a0»", "می\u200cخواهم", "👩\u200d🚀", "東\u3000京"]
)
def test_letters_spaces_and_joiners_of_all_scripts_stay(text: str) -> None:
    assert escape_controls(text) == text
