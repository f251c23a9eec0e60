import os
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corpus.filenames import number_names, safe_name
from bot.corpus.folder import CorpusFolder


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("gazette.jsonl", "gazette.jsonl"),
        ("2026-01-07-the-harbour.txt", "2026-01-07-the-harbour.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\gazette.csv", "gazette.csv"),
        ("/abs/olute.txt", "olute.txt"),
        ("gaz\0ette\n.txt", "gaz ette.txt"),
        ("gazette\u202etxt.jsonl", "gazette txt.jsonl"),
        (".hidden.txt", "hidden.txt"),
        ("~$letter.docx", "letter.docx"),
        ("#draft#", "draft"),
        ("copy.tmp", "copy-tmp"),
        ("gazette.jsonl.part", "gazette.jsonl-part"),
        ("README.md", "README-md"),
        ("", "articles"),
        ("..", "articles"),
        ("🙂", "articles"),
        ("Пожар.txt", "Пожар.txt"),
        ('a<b>:"c|?*.txt', "a-b-c-.txt"),
    ],
)
def test_names_keep_what_they_say_and_lose_what_harms(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = safe_name("ж" * 10_000 + ".jsonl.gz")
    assert name.endswith("ж.jsonl.gz")
    assert len(name.encode()) <= 150


def test_numbers_stand_before_the_ending() -> None:
    assert list(islice(number_names("a.jsonl.gz"), 3)) == [
        "a.jsonl.gz",
        "a-2.jsonl.gz",
        "a-3.jsonl.gz",
    ]
    assert list(islice(number_names("gazette"), 2)) == ["gazette", "gazette-2"]


@given(st.text(st.characters(), max_size=300))
def test_any_name_is_a_file_in_the_folder_that_is_searched(
    tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "names"
    folder.mkdir(exist_ok=True)
    safe = safe_name(name)
    assert os.fsencode(safe).decode() == safe
    path = folder / safe
    path.write_text("x")
    try:
        assert Path(os.path.realpath(path)).parent == folder.resolve()
        assert CorpusFolder(folder).files() == [path]
    finally:
        path.unlink()
