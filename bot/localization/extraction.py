"""Extraction: the messages of the code become the template, and the catalogues follow it.

``make catalogues`` runs it. Nothing that changes by itself is written, such as dates and line
numbers: a catalogue differs only where messages or translations do.
"""

import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from bot.localization.catalogue_files import FOLDER, get_path
from bot.localization.offered_languages import ENGLISH, OFFERED_LANGUAGES, name_locale

PACKAGE = Path(__file__).parents[1]
TEMPLATE = FOLDER / "dateline.pot"

_KEYWORDS = {
    "gettext": None,
    "mark_message": None,
    "ngettext": (1, 2),
    "format_count": (1, 2),
}
_UNSTABLE_HEADERS = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By|Report-Msgid-Bugs-To'
    r"|Language-Team|Project-Id-Version):.*\n",
    re.MULTILINE,
)


def extract_template() -> Catalog:
    """Return every message of the code, in the order of its files and lines."""
    template = Catalog(charset="utf-8", fuzzy=False)
    template.header_comment = "# What the bot says, in English. `make catalogues` writes this file."
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE.parent).as_posix()
        messages = extract_from_file(
            "python", path, _KEYWORDS, comment_tags=("Translators:",), strip_comment_tags=True
        )
        for line, message, comments, _ in messages:
            template.add(message, locations=[(name, line)], auto_comments=comments)
    return template


def update_catalogue(language: str, template: Catalog) -> Catalog:
    """Return the catalogue of a language with the messages of the template, and no others."""
    catalogue = Catalog(locale=name_locale(language), charset="utf-8", fuzzy=False)
    path = get_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=name_locale(language))
    catalogue.header_comment = f"# {OFFERED_LANGUAGES[language]}"
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue


def format_catalogue(catalogue: Catalog) -> str:
    """Return a catalogue as the text of its file."""
    file = BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    return _UNSTABLE_HEADERS.sub("", file.getvalue().decode("utf-8"))


def write_catalogues() -> None:
    """Write the template, and the catalogue of each language that has one."""
    template = extract_template()
    TEMPLATE.write_text(format_catalogue(template), "utf-8")
    for language in OFFERED_LANGUAGES:
        if language != ENGLISH and get_path(language).exists():
            text = format_catalogue(update_catalogue(language, template))
            get_path(language).write_text(text, "utf-8")


if __name__ == "__main__":
    write_catalogues()
