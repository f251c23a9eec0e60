"""Stored messages: English sentences that lower rooms make and keep, translated when shown.

The reasons why a file could not be read stand in the manifest, and an error's words in the log,
in English. Here are their templates, each as it is in the code that makes it; a nested text,
such as ``{reason}``, is translated in turn.
"""

import re
from collections.abc import Callable
from functools import cache
from string import Formatter

from bot.localization.current import format_number, gettext, isolate, join_names, mark_message
from bot.localization.stored_texts.correction_reasons import CORRECTION_REASONS
from bot.localization.stored_texts.fetching_reasons import FETCHING_REASONS
from bot.localization.stored_texts.foreign_file_texts import FOREIGN_FILE_TEXTS
from bot.localization.stored_texts.missing_article_texts import MISSING_ARTICLE_TEXTS
from bot.localization.stored_texts.reading_reasons import READING_REASONS
from bot.localization.stored_texts.reading_remarks import READING_REMARKS

_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*")
# A name without blanks ends where other words follow.
_CHARACTERS = {"example": r"\S"}
_FORMAT_NAMES = (
    # Translators: from here on, names of file formats; they are items of a list.
    mark_message("text and Markdown files"),
    mark_message("tables (CSV, TSV)"),
    mark_message("mails"),
    mark_message("RSS and Atom feeds"),
    mark_message("web pages"),
    mark_message("JSON"),
    mark_message("JSON lines"),
    mark_message("WARC files"),
    mark_message("ZIP and tar archives"),
    mark_message("Word documents"),
    mark_message("PDF files"),
    mark_message("mails of Outlook"),
    mark_message("XML of news agencies"),
    mark_message("pages saved by Safari"),
    mark_message("spreadsheets"),
    mark_message("OpenDocument texts"),
    mark_message("e-books (EPUB)"),
    mark_message("rich text (RTF)"),
)
_FORMAT_NAME = re.compile("|".join(map(re.escape, sorted(_FORMAT_NAMES, key=len, reverse=True))))

STORED_MESSAGES = (
    *_FORMAT_NAMES,
    # What the help says of operators.
    # Translators: source:, before:, after:, OR and the date stay as they are.
    mark_message(
        'For those who like to be exact: "an exact phrase", -word to leave a word out, OR between '
        "words, source:bbc, before:2026-01-07 and after:2026-01-01."
    ),
    # Translators: from here on, "it" is a file or an article that could not be read. They are
    # parts of a line such as "news.txt:3: it is empty".
    mark_message("it is empty"),
    mark_message("it has no text"),
    mark_message("it has no article in it"),
    mark_message("it is binary data, not text"),
    mark_message("it begins with {number} blank bytes: remove them"),
    mark_message(
        "its format is unknown: I read {formats}; if it is plain text, give it a name that ends "
        "with .txt"
    ),
    # Translators: {kind} is as in "a picture" or "an RTF document".
    mark_message("it is {kind}"),
    mark_message("compressed twice by gzip"),
    mark_message("compressed twice by bzip2"),
    mark_message("compressed twice by xz"),
    mark_message("compressed by zstd"),
    mark_message("a 7-Zip archive"),
    mark_message("a picture"),
    mark_message("after {number} articles the rest of it was not read: split it"),
    mark_message("after {number} rejections the rest of it was not read"),
    mark_message("after {number} rows with a stray quote the rest was not read"),
    mark_message("it has more than {number} entries; the rest was not read: split it"),
    mark_message("it unpacks to more than {number} bytes"),
    mark_message("{reason}: split it"),
    mark_message("{reason}, {number} times its size: unpack it and add the files"),
    mark_message("it is larger than {number} bytes: split it"),
    mark_message(
        "it is larger than {number} bytes, too large for a single document: split it, or use "
        "JSON lines"
    ),
    mark_message("it is not a regular file"),
    mark_message("it cannot be opened ({error})"),
    mark_message("it cannot be read any further ({error})"),
    mark_message("there is no such file or folder"),
    mark_message("its name is not valid ({error})"),
    mark_message("the file changed while it was read"),
    # Dates.
    mark_message("it has no date: add published, like 2026-01-07"),
    mark_message("it has no date: put one in its name, like {example}"),
    mark_message("it has no date of its own (it was fetched on {day}, which may be much later)"),
    mark_message("{reason}, or put the date in the file name"),
    mark_message("{text} is not a date: write it like 2026-01-07 or 2026-01-07T18:30:00+01:00"),
    mark_message("{text} is not a plausible date for an article"),
    mark_message("its name contains several dates: {dates}"),
    # Translators: {first} and {second} are dates, {reason} says why it is unclear which is meant.
    mark_message("nothing else in the file shows which is the day"),
    mark_message("the file has dates in both orders"),
    mark_message("its first line is not a date followed by a space, like date 2026-01-07"),
    # Fields of an article.
    mark_message("its text is empty"),
    mark_message("its text is a number"),
    mark_message("its id is longer than {number} characters"),
    mark_message("its id contains a control character"),
    # Translators: {field} is the name of a field, such as title.
    mark_message("its {field} contains a NUL character: remove it"),
    mark_message("its {field} contains half a character (a lone surrogate)"),
    mark_message("{field} is {kind}, but must be text"),
    mark_message("an object"),
    mark_message("a list"),
    mark_message("true or false"),
    mark_message("of another type"),
    # Encodings.
    mark_message("its encoding is unknown, or it is not text: save it as UTF-8"),
    mark_message("it begins like {encoding} but does not continue in it: save it as UTF-8"),
    # JSON and tables.
    mark_message("it is JSON, but not an object with an article's fields"),
    mark_message("it is not JSON (there is more after its end, at character {number})"),
    # Translators: {place} is as in "at character 12".
    mark_message("it is not JSON ({error}, {place})"),
    mark_message("at character {number}"),
    mark_message("it is nested too deeply"),
    mark_message("its values are nested deeper than {number}"),
    mark_message("the array is broken: a comma or ] is missing"),
    mark_message("what follows the end of the array was not read"),
    mark_message("{reason}; nothing after it could be read"),
    mark_message("it gives {field} twice: remove one of them"),
    mark_message("the line is longer than {number} bytes"),
    # Translators: of a row of a table; {delimiter} is a sign such as a comma.
    mark_message("it has {reason}: put a cell that contains {delimiter} in quotes"),
    mark_message("{number} cells, but the first line has {total}"),
    mark_message("it cannot be read as a row ({error})"),
    # Front matter: the lines between --- and --- above a text.
    mark_message("its front matter needs lines like title: Words"),
    mark_message("its front matter is nested too deeply"),
    mark_message("its front matter is not YAML ({error})"),
    mark_message("{reason}: put a value with a colon in quotes"),
    # Web pages, feeds and mails.
    mark_message("it has more than {number} characters, too many for a web page"),
    mark_message("one of its elements has thousands of attributes, too many for a web page"),
    mark_message("its elements are nested deeper than {number}, too deep for a web page"),
    mark_message("it has more than {number} elements, too many for an article"),
    mark_message("it cannot be read as a web page ({error})"),
    mark_message("no article could be found on the page ({error})"),
    mark_message("no article was found on the page"),
    mark_message("{reason}: it only redirects to {address}"),
    mark_message("it declares its own XML entities, which no feed needs"),
    mark_message("the feed has no entries"),
    mark_message("it cannot be read as a feed ({error})"),
    # Translators: an entry of a feed, and why it could not be read.
    mark_message("entry {number}: {reason}"),
    mark_message("it begins like a mailbox, but has no mail in it"),
    mark_message("the saved page has no text"),
    mark_message("the mail has no text"),
    mark_message("it cannot be read as a mail ({error})"),
    mark_message("it cannot be read as a saved page ({error})"),
    mark_message("the WARC data is damaged here ({error})"),
    mark_message("a line of its headers has more than {number} bytes"),
    mark_message("its content encoding is not supported: {name}"),
    # Archives.
    mark_message("it is a link or a device, not a file"),
    mark_message("it is protected by a password: pack it without one"),
    mark_message("its compression method is not supported: pack it as an ordinary ZIP file"),
    mark_message("the {format} data is damaged ({error}): copy the file again"),
    mark_message("the {format} data is damaged here ({error})"),
    mark_message("the {format} data is cut off here: copy the file again"),
    mark_message("archives are nested more than {number} deep: unpack them"),
    mark_message("its files overlap, as in a decompression bomb: pack it again"),
    mark_message("its name contains a NUL character"),
    mark_message("its name has more than {number} characters"),
    mark_message("its name is an absolute path: pack it with a relative one"),
    mark_message("its name points outside the archive"),
    # PDF and Word documents.
    mark_message("it is protected by a password: print it as a PDF file without one"),
    mark_message("it is encrypted: open it and print it as a PDF file without encryption"),
    mark_message(
        "its pages are pictures without text, as from a scanner: run text recognition (OCR) on it"
    ),
    mark_message(
        "its fonts do not say which letters they show: print it as a PDF file from another "
        "program, or run text recognition (OCR) on it"
    ),
    mark_message("it cannot be read as a PDF file ({error}): print it again"),
    mark_message("it has {number} pages, more than {limit}: split it"),
    mark_message("its ZIP archive is damaged ({error}): copy it again"),
    mark_message("it declares its own XML entities, which no word processor does"),
    mark_message("it cannot be read as a Word document ({error}): save it again as .docx"),
    mark_message("it is protected by a password: save it without one"),
    # The process that reads files.
    mark_message("no process can be started to read files ({error}): try again"),
    mark_message("reading it made no progress for {number} seconds"),
    mark_message("it takes more than {number} seconds of computing to read"),
    mark_message("it takes more than {number} MiB of memory to read"),
    mark_message("its reader crashed ({error})"),
    mark_message("its reader sent an invalid message ({error})"),
    mark_message("its reader failed, and the rest was not read ({error})"),
    mark_message("{reason}; the rest of it was not read"),
    # Translators: from here on, what is remarkable of a file that was read.
    mark_message("dated by its file name"),
    mark_message(
        "dated by the document's creation date: check that it was published then, or put the date "
        "in the file name"
    ),
    mark_message(
        "dated by its last change, the only date on the page: check that it was published then, or "
        "put the date in the file name"
    ),
    mark_message("dated {day}, as it says, not {other}, as in its file name"),
    mark_message("dated in the future, up to {day}"),
    mark_message("not in UTF-8, read as {encoding}: check the accented letters"),
    mark_message("not well-formed XML, read as far as possible"),
    mark_message("some pages occur more than once ({number}): only the first of each was read"),
    # Translators: {reason} is as in "3 of its 12 pages", {pages} are their numbers.
    mark_message("{reason} have no text and were skipped: {pages}"),
    mark_message("{number} of its {total} pages"),
    mark_message("{pages} and others"),
    # Translators: from here on, why a change of the corpus folder failed.
    mark_message("{name} was not added: {reason}"),
    mark_message("{name} was not removed: {reason}"),
    mark_message("{name} was not restored: {reason}"),
    mark_message("the disk is full: free some space and try again"),
    mark_message("the disk's quota is used up: free some space and try again"),
    mark_message("it is larger than this disk allows a file to be"),
    mark_message("permission denied: allow the user who runs Dateline to read and write there"),
    mark_message("the disk is mounted read-only"),
    mark_message("it does not exist, or not any more"),
    mark_message("nothing in the trash has the id {id}"),
    mark_message("there is no file {name} in {folder}"),
    mark_message("there is no folder {name}: create it, or set DATELINE_CORPUS"),
    mark_message("{name} is a link to another place: remove it by hand"),
    mark_message("the background process crashed; the log says why"),
    *FETCHING_REASONS,
    *FOREIGN_FILE_TEXTS,
    *MISSING_ARTICLE_TEXTS,
    *READING_REASONS,
    *READING_REMARKS,
    *CORRECTION_REASONS,
)
"""Templates, each once."""


def translate_stored(text: str) -> str:
    """Return an English text that was stored, or an error's, translated as far as it is known."""
    for message, pattern in _compile_patterns():
        match = pattern.fullmatch(text)
        if match is None:
            continue
        translation = gettext(message)
        if not match.re.groups:
            return translation
        return translation.format_map(
            {name: _show_value(name, value) for name, value in match.groupdict().items()}
        )
    return text


def _show_value(name: str, value: str) -> str:
    show: Callable[[str], str] = {
        "reason": _translate_after_path,
        "kind": translate_stored,
        "advice": translate_stored,
        "pages": translate_stored,
        "place": translate_stored,
        "formats": _translate_formats,
    }.get(name, isolate)
    if _NUMBER.fullmatch(value):
        return format_number(int(value.replace(",", "")))
    return show(value)


def _translate_after_path(text: str) -> str:
    """Return a reason that may follow the path that it is about."""
    translation = translate_stored(text)
    path, separator, reason = text.partition(": ")
    if translation != text or not separator:
        return translation
    return f"{isolate(path)}: {translate_stored(reason)}"


def _translate_formats(text: str) -> str:
    return join_names([gettext(name) for name in _FORMAT_NAME.findall(text)], "and")


@cache
def _compile_patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return each template with what matches its texts, those with the most own words first."""
    templates = []
    for message in STORED_MESSAGES:
        fields = list(Formatter().parse(message))
        literal_length = sum(len(text) for text, *_ in fields)
        pattern, names = "", set[str]()
        for text, name, *_ in fields:
            pattern += re.escape(text)
            if name:
                characters = _CHARACTERS.get(name, ".")
                pattern += f"(?P={name})" if name in names else f"(?P<{name}>{characters}+?)"
                names.add(name)
        templates.append((literal_length, message, re.compile(pattern, re.DOTALL)))
    templates.sort(key=lambda template: -template[0])
    return [(message, pattern) for _, message, pattern in templates]
