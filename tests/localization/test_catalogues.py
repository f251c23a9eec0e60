"""Every catalogue has every message, with its placeholders, in all plural forms."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from bot.localization.catalogue_files import get_path
from bot.localization.extraction import TEMPLATE, format_catalogue, update_catalogue
from bot.localization.offered_languages import ENGLISH, OFFERED_LANGUAGES, name_locale
from tests.localization.languages import LANGUAGES, TRANSLATED, catalogue, template
from tests.paths import PROJECT

CHAT = PROJECT / "bot" / "chat"
EVERY_CATALOGUE = pytest.mark.parametrize("language", TRANSLATED)
LOOKUPS = {"gettext", "ngettext", "format_count", "mark_message"}

# What the bot looks for in an error.
WORDS_OF_TELEGRAM = {"too big", "too old", "query id is invalid", "chat not found"}

# What Telegram calls these things in every language, and codes.
SAME_EVERYWHERE = re.compile(
    r"/[a-z]+|\.[a-z]{2,4}(?![a-z])|[a-z]+:[a-z0-9-]+|(?<![A-Z_])[A-Z_]{4,}(?![A-Z_])"
)


def messages(of: Catalog) -> list[Message]:
    return [message for message in of if message.id]


def texts(value: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name)


def numbers_of_forms(language: str) -> dict[int, set[int]]:
    """Return which numbers up to 1000 each plural form stands for."""
    choose = gettext.c2py(catalogue(language).plural_expr)
    forms: dict[int, set[int]] = {}
    for number in range(1001):
        forms.setdefault(choose(number), set()).add(number)
    return forms


def test_the_template_has_the_messages_of_the_code() -> None:
    assert TEMPLATE.read_text("utf-8") == format_catalogue(template()), "run make catalogues"


def test_every_literal_that_is_looked_up_is_in_the_template() -> None:
    missing = [
        f"{path.relative_to(PROJECT)}:{node.lineno}"
        for path in sorted((PROJECT / "bot").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _name_function(node.func) in LOOKUPS
        for argument in node.args[:1]
        if isinstance(argument, ast.Constant) and template().get(str(argument.value)) is None
    ]
    assert missing == [], "in a formatted string, a message is not seen"


def _name_function(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_every_language_that_is_offered_has_a_catalogue() -> None:
    assert sorted(LANGUAGES) == sorted(OFFERED_LANGUAGES)


def test_every_catalogue_is_of_a_language_that_is_offered() -> None:
    codes = {path.stem for path in TEMPLATE.parent.glob("*.po")}
    assert codes <= OFFERED_LANGUAGES.keys() - {ENGLISH}


@EVERY_CATALOGUE
def test_a_catalogue_is_written_as_make_catalogues_writes_it(language: str) -> None:
    text = format_catalogue(update_catalogue(language, template()))
    assert get_path(language).read_text("utf-8") == text, "run make catalogues"


@EVERY_CATALOGUE
def test_a_catalogue_has_the_messages_of_the_code_and_no_others(language: str) -> None:
    ids = {str(message.id) for message in messages(catalogue(language))}
    assert ids == {str(message.id) for message in messages(template())}
    assert not catalogue(language).obsolete


@EVERY_CATALOGUE
def test_every_message_is_translated(language: str) -> None:
    missing = [
        message.id
        for message in messages(catalogue(language))
        if message.fuzzy or not message.string or not all(texts(message.string))
    ]
    assert missing == []


@EVERY_CATALOGUE
def test_every_plural_has_the_forms_of_its_language(language: str) -> None:
    own = catalogue(language)
    assert own.num_plurals == Catalog(locale=name_locale(language)).num_plurals
    wrong = [
        message.id
        for message in messages(own)
        if message.pluralizable and len(texts(message.string)) != own.num_plurals
    ]
    assert wrong == []


@EVERY_CATALOGUE
def test_no_placeholder_is_lost_or_added(language: str) -> None:
    forms = numbers_of_forms(language)
    wrong = []
    for message in messages(catalogue(language)):
        expected = placeholders(texts(message.id)[-1])
        for form, text in enumerate(texts(message.string)):
            names = placeholders(text)
            # "One article" or "two articles" need no number, where no other number says so.
            is_single = message.pluralizable and len(forms.get(form, ())) <= 1
            if names != expected and not (is_single and sorted([*names, "count"]) == expected):
                wrong.append((message.id, text))
    assert wrong == []


ARGUMENTS = ("QUESTION", "TEXT", "TOPIC", "TIME", "[WORDS]")
"""What stands behind a command in the help, in each language's own words."""


@EVERY_CATALOGUE
def test_commands_operators_and_names_of_files_are_not_translated(language: str) -> None:
    wrong = [
        (message.id, text)
        for message in messages(catalogue(language))
        for text in texts(message.string)
        if sorted(SAME_EVERYWHERE.findall(texts(message.id)[-1].replace("QUESTION", "")))
        != sorted(SAME_EVERYWHERE.findall(text.replace("QUESTION", "")))
        and message.id not in ARGUMENTS
    ]
    assert wrong == []


@EVERY_CATALOGUE
def test_line_breaks_and_ends_stay(language: str) -> None:
    wrong = [
        message.id
        for message in messages(catalogue(language))
        for text in texts(message.string)
        if text.count("\n") != texts(message.id)[-1].count("\n")
        or (message.id != ", " and text != text.strip())
    ]
    assert wrong == []


def _unlooked_texts(path: Path) -> Iterator[str]:
    """Yield texts of several words that are looked up in no catalogue, raised or logged."""
    tree = ast.parse(path.read_text("utf-8"))
    known: set[int] = set()
    for node in ast.walk(tree):
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_docstring or isinstance(node, ast.Raise) or _is_lookup(node):
            known |= {id(child) for child in ast.walk(node)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in known:
            continue
        text = str(node.value)
        if re.search(r"[A-Za-z]{2,} [a-z]{2,}", text) and text not in WORDS_OF_TELEGRAM:
            yield f"{path.relative_to(PROJECT)}:{node.lineno} {text}"


def _is_lookup(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    match node.func:
        case ast.Name(id=name):
            # The name of a filter is for developers.
            return name.endswith("Filter") or name in LOOKUPS | {"log_incident", "RuntimeError"}
        case (
            ast.Attribute(value=ast.Name(id="_LOGGER"))
            | ast.Attribute(attr="getLogger" | "report_incident")
        ):
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__"):
            return True
    return False


def test_nothing_is_said_in_chats_but_what_is_looked_up() -> None:
    elsewhere = {"transport", "storage", "lifecycle", "addressing.py", "stats_chart.py"}
    elsewhere |= {
        "laughter.py",
        "profile_parts.py",
        "monitoring",
        "unanswered_store.py",
        "errors.py",
    }
    paths = [path for path in sorted(CHAT.rglob("*.py")) if not elsewhere & set(path.parts)]
    assert len(paths) > 25
    assert [text for path in paths for text in _unlooked_texts(path)] == []
