"""Catalogue files: a translation of every message for each language, as gettext has it."""

import gettext
import hashlib
from functools import cache
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parent / "catalogues"


@cache
def has_catalogue(language: str) -> bool:
    """Tell whether there are translations into a language."""
    return get_path(language).is_file()


def get_path(language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return FOLDER / f"{language}.po"


@cache
def digest_translations(language: str) -> str:
    """Return what is the same as long as no translation into a language changes."""
    if not has_catalogue(language):
        return ""
    return hashlib.sha256(get_path(language).read_bytes()).hexdigest()


@cache
def load_translations(language: str) -> gettext.NullTranslations:
    """Return the translations into a language; where there are none, messages stay as they are."""
    if not has_catalogue(language):
        return gettext.NullTranslations()
    # 0.15 s, which nobody who reads English is to wait for.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with get_path(language).open("rb") as file:
        catalogue = read_po(file)
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    buffer.seek(0)
    return gettext.GNUTranslations(buffer)
