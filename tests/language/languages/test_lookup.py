"""Registry: each file of a language, and what no language may lack."""

import re
from collections import Counter
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec
import pytest

from bot.language.languages.language import Language
from bot.language.languages.lookup import (
    DATA,
    find_language,
    list_asked_languages,
    list_languages,
    load_language,
)
from bot.language.languages.scripts import Script, count_scripts
from bot.language.stemmers import find_stemmer
from tests.languages.stories import DEVELOPMENT
from tests.languages.stories import list_languages as list_languages_of_stories

CODES = [language.code for language in list_languages()]
ASKED = [language.code for language in list_asked_languages()]

# Groups that a language may leave empty: what its words do not divide by, or has no word for.
MAY_BE_EMPTY = {
    "own_letters", "names.links", "bare_words", "letters", "base_forms", "proclitics", "stemmer",
}  # fmt: skip


def list_groups(value: Any, path: str = "") -> list[tuple[str, Any]]:
    groups = []
    for one in fields(value):
        item, name = getattr(value, one.name), f"{path}{one.name}"
        groups += list_groups(item, f"{name}.") if is_dataclass(item) else [(name, item)]
    return groups


def list_phrases(language: Language) -> list[tuple[str, str]]:
    return [
        (name, phrase)
        for name, group in list_groups(language)
        if isinstance(group, tuple) and "." in name
        for phrase in group
    ]


@pytest.mark.parametrize("path", sorted(DATA.glob("*.json")), ids=lambda path: path.stem)
def test_each_file_has_fields_of_a_language_alone(path: Any) -> None:
    raw = msgspec.json.decode(path.read_bytes())
    assert raw["code"] == path.stem
    language = load_language(path.stem)
    assert language is not None
    # A misspelt field would be left out without a word.
    known = {name for name, _ in list_groups(language)}
    given = {
        f"{name}.{inner}" if name in _NESTED else name
        for name, value in raw.items()
        for inner in (value if name in _NESTED else [""])
    }
    assert given <= known
    assert find_stemmer(language.stemmer)("") == ""


_NESTED = {one.name for one in fields(Language) if is_dataclass(getattr(Language("x"), one.name))}


@pytest.mark.parametrize("code", ASKED)
def test_each_group_of_words_of_a_language_that_is_asked_in_is_filled(code: str) -> None:
    groups = list_groups(find_language(code))
    empty = {name for name, value in groups if value != 0 and not value and value is not False}
    assert empty <= MAY_BE_EMPTY


def test_each_language_that_has_stories_is_asked_in() -> None:
    assert {"en", *ASKED} == set(list_languages_of_stories(DEVELOPMENT))


@pytest.mark.parametrize("code", CODES)
def test_a_language_names_itself_in_its_script(code: str) -> None:
    language = find_language(code)
    assert set(language.scripts) <= set(Script)
    assert set(count_scripts(language.name)) <= set(language.scripts)
    assert language.name


def test_each_name_is_of_one_language() -> None:
    names = Counter(name for one in list_languages() for name in {one.name.casefold()})
    assert set(names.values()) == {1}


@pytest.mark.parametrize("code", CODES)
def test_decimals_and_thousands_are_divided_by_different_signs(code: str) -> None:
    language = find_language(code)
    assert language.decimal in (".", ",")
    assert language.decimal not in language.group
    assert set(language.group) <= set(".,' ’")


@pytest.mark.parametrize("code", ASKED)
def test_phrases_are_bare_and_in_lower_case(code: str) -> None:
    wrong = [
        (name, phrase)
        for name, phrase in list_phrases(find_language(code))
        if phrase != phrase.strip()
        or not phrase
        or "  " in phrase
        or (phrase != _lower(phrase, code))
    ]
    assert wrong == []


def _lower(phrase: str, code: str) -> str:
    return phrase if code == "tr" else phrase.lower()


@pytest.mark.parametrize("code", ASKED)
def test_no_group_has_a_phrase_twice(code: str) -> None:
    twice = [one for one, count in Counter(list_phrases(find_language(code))).items() if count > 1]
    assert twice == []


@pytest.mark.parametrize("code", ASKED)
def test_no_two_times_have_one_phrase(code: str) -> None:
    times = find_language(code).time
    owners = Counter(
        phrase
        for name, group in list_groups(times)
        if isinstance(group, tuple) and name not in ("last", "next", "last_days")
        for phrase in set(group)
    )
    assert [phrase for phrase, count in owners.items() if count > 1] == []


@pytest.mark.parametrize("code", ASKED)
def test_numbers_in_words_have_their_values(code: str) -> None:
    numbers = find_language(code).numbers
    assert set(range(2, 11)) <= set(numbers.words.values())
    assert {1_000, 1_000_000} <= set(numbers.scales.values())
    assert all(value > 0 for value in (*numbers.words.values(), *numbers.scales.values()))


@pytest.mark.parametrize("code", ASKED)
def test_phrases_are_in_a_script_of_the_language_or_latin(code: str) -> None:
    language = find_language(code)
    known = {*language.scripts, Script.LATIN}
    if code == "ko":
        known.add(Script.HAN)
    wrong = [one for one in list_phrases(language) if not set(count_scripts(one[1])) <= known]
    assert wrong == []


@pytest.mark.parametrize("code", ASKED)
def test_no_phrase_is_a_pattern(code: str) -> None:
    assert not [
        one for one in list_phrases(find_language(code)) if re.search(r"[\\\[\]|^$]", one[1])
    ]


@pytest.mark.parametrize("code", ["he", "xx", "../en", "en/../de", "EN", ""])
def test_only_the_name_of_a_file_loads_a_language(code: str) -> None:
    language = load_language(code)
    assert (language.code if language else None) == ("he" if code == "he" else None)
