"""The languages that have a catalogue, and the catalogues, read as translators wrote them."""

from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.localization.catalogue_files import get_path
from bot.localization.extraction import extract_template
from bot.localization.offered_languages import ENGLISH, list_languages, name_locale

LANGUAGES = list_languages()
TRANSLATED = [language for language in LANGUAGES if language != ENGLISH]


@cache
def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with get_path(language).open("rb") as file:
        return read_po(file, locale=name_locale(language))


@cache
def template() -> Catalog:
    """Return the messages of the code."""
    return extract_template()
