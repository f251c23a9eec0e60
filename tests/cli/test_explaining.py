import json
import re
from pathlib import Path

import pytest

from tests.cli.command import called
from tests.paths import PROJECT

ASK = ("ask", "--explain", "--at", "2026-01-08")
MEMORIAL = "What did Ju Ae wear at the memorial?"


def test_the_steps_are_printed_in_their_order() -> None:
    status, out, err = called(*ASK, MEMORIAL)
    assert (status, err) == (0, "")
    assert [part.split()[0] for part in out.split("\n\n")] == [
        "KIND", "WORDS", "TIME", "HITS", "CANDIDATES", "CONFIDENCE", "DROPPED",
    ]  # fmt: skip
    assert out.startswith(
        "KIND  fact\n"
        "\n"
        "WORDS of “What did Ju Ae wear at the memorial?”\n"
        "  asked on 8 January 2026; 4 passages\n"
        "  word                 terms                      df     idf   share\n"
        "  Ju                   ju                          2    0.92    0.30 "
        "name or number, counts twice\n"
        "  Ae                   ae                          2    0.92    0.30 "
        "name or number, counts twice\n"
        "  wear                 wear                        1    1.61    0.26\n"
        "  memorial             memori                      2    0.92    0.15\n"
        "\n"
        "TIME  the question names no days\n"
        "\n"
        "HITS  2 found, the first 2\n"
    )
    quote = " ".join(re.findall(r"^  \| (.*)", out, re.MULTILINE))
    assert "She wore a red muffler and can be seen shovelling earth with her father" in quote


@pytest.mark.parametrize(
    "question",
    [MEMORIAL, "How many troops did North Korea send to Russia?", "Who won? " * 200, "x" * 3000],
)
def test_lines_are_short_enough_to_read(question: str) -> None:
    _, out, _ = called(*ASK, question)
    lines = [line for line in out.splitlines() if not line.startswith("WORDS of ")]
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("Why did Kim visit the memorial?", "KIND  why how\n"),
        ("hello", "KIND  courtesy: nothing is searched for it; below is what would be\n"),
        ("latest on Kim", "KIND  topic: answered with stories; "),
    ],
)
def test_the_kind_of_a_question_comes_first(question: str, line: str) -> None:
    assert called(*ASK, question)[1].startswith(line)


def test_a_word_that_was_taken_for_misspelt_is_explained() -> None:
    status, out, _ = called(*ASK, "--json", "What did Ju Ae wear at the memmorial?")
    answer = json.loads(out)
    explained = {each["word"]: each["replacement"] for each in answer["explanation"]["corrections"]}
    assert status == 0
    assert explained == answer["corrections"]
    assert (called(*ASK, "What did Ju Ae wear at the memmorial?")[1].count("  read “")) == len(
        explained
    )


def test_a_refusal_is_explained() -> None:
    _, out, _ = called(*ASK, "What is the latest price of gold since March 2025?")
    assert "in no passage: price, gold\n" in out
    assert "TIME  the question names 1 March 2025 to any day\n  the newest is asked for: " in out
    assert out.count(" says only when\n") == 3
    assert out.endswith("REFUSED: no passage holds any of its words.\n")
    assert "QUOTE" not in out


def test_an_escape_sequence_does_nothing() -> None:
    _, out, _ = called(*ASK, "Kim \x1b[31m memorial \u202e \ud800?")
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_json_has_the_explanation_beside_the_answer() -> None:
    status, out, _ = called(*ASK, "--json", MEMORIAL)
    answer = json.loads(out)
    assert status == 0
    assert list(answer["explanation"]) == [
        "question", "at", "kind", "corrections", "passages", "words", "missing", "since", "until",
        "fresh", "found",
        "hits", "candidates", "quotes", "dropped", "refused", "confidence",
    ]  # fmt: skip
    quotes = answer["explanation"]["quotes"]
    assert [quote["text"] for quote in quotes] == [
        quote["text"] for quote in (*answer["quotes"], *answer["more"])
    ]
    assert quotes[0]["because"][0]["what"]
    assert "explanation" not in json.loads(called("ask", "--json", MEMORIAL)[1])


def test_a_batch_is_explained_line_by_line() -> None:
    lines = '{"question": "Who is Kim?"}\n{"question": ""}\n'
    _, out, _ = called(*ASK, "--batch", "-", given=lines)
    explained = [json.loads(line)["explanation"] for line in out.splitlines()]
    assert [bool(one["refused"]) for one in explained] == [False, True]


def test_the_example_of_the_docs_is_what_is_printed(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "answers.md").read_text("utf-8")
    # The last two blocks of the page: the ones before show replies.
    *_, articles, shown = re.findall(r"^```\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    for name, text in re.findall(r"==> (\S+) <==\n(.*?)(?=\n==> |\Z)", articles, re.DOTALL):
        (tmp_path / name).write_text(text, "utf-8")
    command, _, shown = shown.partition("\n")
    question = command.split('"')[1]
    options = ("--explain", "--at", "2026-03-05", question)
    _, out, _ = called("--corpus", str(tmp_path), "ask", *options)
    # Learning anew changes what comes after, but not what is found, quoted and thought of first.
    assert out.partition("CANDIDATES")[0] == shown.partition("CANDIDATES")[0]
    for part in (r"^  \| .*", r"^HITS.*", r"^QUOTE \d"):
        assert re.findall(part, out, re.MULTILINE) == re.findall(part, shown, re.MULTILINE)
    likeliest = r"candidate\n.* (\S+)\n"
    assert re.findall(likeliest, out) == re.findall(likeliest, shown) == ["14"]
