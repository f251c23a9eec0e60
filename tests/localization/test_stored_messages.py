"""Sentences of lower rooms are the templates that are listed, and are translated when shown."""

import ast
import re
from collections.abc import Iterator

import pytest

from bot.localization.current import use_language
from bot.localization.stored_messages import STORED_MESSAGES, translate_stored
from bot.reading.formats.registry import describe_formats, list_format_names
from tests.paths import PROJECT

UNKNOWN_FORMAT = (
    f"its format is unknown: I read {describe_formats()}; if it is plain text, give it a name that "
    "ends with .txt"
)
FULL_DISK = "a.txt was not added: /data/a.txt: the disk is full: free some space and try again"
FULL_DISK_IN_GERMAN = (
    "a.txt wurde nicht hinzugefügt: /data/a.txt: der Datenträger ist voll: schaffe Platz und "
    "versuch es noch einmal"
)
ROOMS = ("answers/question/english", "reading", "corpus", "system", "curation", "fetching")


def _shape(text: str) -> str:
    """Return a template with nothing in its placeholders, and none at its ends."""
    return re.sub(r"\{[^{}]*\}", "{}", text).strip("{}: ")


def _texts_of_code() -> Iterator[str]:
    for room in ROOMS:
        for path in (PROJECT / "bot" / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
                elif isinstance(node, ast.JoinedStr):
                    yield "".join(
                        str(part.value) if isinstance(part, ast.Constant) else "{}"
                        for part in node.values
                    )


def test_every_template_stands_in_the_code_that_makes_it() -> None:
    shapes = {
        _shape(part) for text in _texts_of_code() for part in (text, *text.split(": "))
    }  # what a file is and what to do about it stand in one text, and are translated apart
    # A change that failed is named by one text, and its reason by another.
    missing = [
        message
        for message in STORED_MESSAGES
        if not {_shape(message), _shape(message.removesuffix("{reason}"))} & shapes
    ]
    assert missing == []


def test_every_name_of_a_format_is_listed() -> None:
    assert set(list_format_names()) <= set(STORED_MESSAGES)


def test_no_template_is_listed_twice() -> None:
    assert len(set(STORED_MESSAGES)) == len(STORED_MESSAGES)


@pytest.mark.parametrize(
    "text",
    [
        *(message for message in STORED_MESSAGES if "{" not in message),
        "its reader crashed (killed by signal 9); the rest of it was not read",
        "it unpacks to more than 1,000,000 bytes, 100 times its size: unpack it and add the files",
        "news.jsonl was not added: /corpus/a: the disk is full: free some space and try again",
        UNKNOWN_FORMAT,
        "it is not JSON (Expecting value, at character 1,234)",
        "entry 1,234: it has no date: add published, like 2026-01-07",
        "words that nobody has listed",
        "",
    ],
)
def test_in_english_a_stored_text_stays_as_it_is(text: str) -> None:
    assert translate_stored(text) == text


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ("it is empty", "sie ist leer"),
        ("it is not JSON (Extra, at character 7)", "es ist kein JSON (Extra, bei Zeichen 7)"),
        ("entry 1,234: its text is empty", "Eintrag 1.234: der Text ist leer"),
        (
            "it is a picture: run text recognition (OCR) on it, and add the text",
            "es ist ein Bild: lass eine Texterkennung (OCR) darüber laufen und füge den Text hinzu",
        ),
        (
            "title is a list, but must be text",
            "title ist eine Liste, muss aber Text sein",
        ),
        (FULL_DISK, FULL_DISK_IN_GERMAN),
        (
            "3 of its 12 pages have no text and were skipped: 1, 2, 3, 4, 5 and others",
            "3 von 12 Seiten haben keinen Text und wurden übersprungen: 1, 2, 3, 4, 5 und weitere",
        ),
        ("words that nobody has listed", "words that nobody has listed"),
    ],
)
def test_a_stored_text_is_translated_with_what_is_nested_in_it(text: str, translation: str) -> None:
    with use_language("de"):
        assert translate_stored(text) == translation


def test_formats_are_listed_in_the_language_of_the_reader() -> None:
    with use_language("de"):
        text = translate_stored(UNKNOWN_FORMAT)
    assert "Text- und Markdown-Dateien, Tabellen (CSV, TSV), E-Mails" in text
