"""Lookup: the list of languages, found by the codes that articles give."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from bot.language.languages.language import Language
from bot.language.lemmas import BASE_FORMS

DATA = Path(__file__).with_name("data")
"""The folder that has a file for each language."""

DEFAULT = Language("und", aliases=("mul", "mis", "zxx"), scripts=("Latin", "other"))
"""What stands for a language that has no file: words as they are, without a stemmer."""

_BASE_FORMS: Mapping[str, Mapping[str, str]] = {"en": BASE_FORMS}
_PRIMARY_SUBTAG = re.compile(r"[^\W\d_]+")


@cache
def load_language(code: str) -> Language | None:
    """Return the language with a file of that name, None without one."""
    path = DATA / f"{code}.json"
    if not (code.isalpha() and path.is_file()):
        return None
    language = msgspec.json.decode(path.read_bytes(), type=Language)
    return replace(language, base_forms=_BASE_FORMS.get(code, {}))


@cache
def list_languages() -> tuple[Language, ...]:
    """Return every language that has a file, in the order of the codes."""
    codes = sorted(path.stem for path in DATA.glob("*.json"))
    return tuple(filter(None, map(load_language, codes)))


def list_asked_languages() -> Iterator[Language]:
    """Yield the languages in which questions are understood."""
    return (language for language in list_languages() if language.is_asked_in)


@lru_cache(1_000)
def find_language(tag: str) -> Language:
    """Return the language of a tag such as ``pt``, ``pt-BR``, ``por`` or ``Portuguese``.

    Only the primary subtag counts. An empty tag is English, a language without a file DEFAULT.
    """
    code = _read_primary_subtag(tag)
    if not code:
        return ENGLISH
    # Most tags are codes: reading one file is faster than reading all.
    return load_language(code) or _by_alias().get(code, DEFAULT)


def is_english(tag: str) -> bool:
    """Tell whether a tag is empty or means English, so that rules for English apply."""
    return find_language(tag) is ENGLISH


@cache
def _by_alias() -> Mapping[str, Language]:
    return {
        alias: language
        for language in list_languages()
        for alias in (*language.aliases, language.stemmer)
        if alias
    }


def _read_primary_subtag(tag: str) -> str:
    match = _PRIMARY_SUBTAG.search(tag)
    return match[0].lower() if match else ""


def _load_english() -> Language:
    language = load_language("en")
    if language is None:
        raise RuntimeError(f"{DATA / 'en.json'} is missing: install Dateline again")
    return language


ENGLISH = _load_english()
"""The language of an article that names none and looks like none other."""
