"""Deliveries: many articles in one file, as press databases make them."""

import re
from collections.abc import Callable, Iterator, Sequence

from bot.articles.findings import ArticleError, Finding, Rejection
from bot.reading.dates.find import find_dates
from bot.reading.dates.parse import infer_day_order
from bot.reading.press.europresse import split_europresse
from bot.reading.press.factiva import split_factiva
from bot.reading.press.genios import split_genios
from bot.reading.press.nexis import split_nexis
from bot.reading.press.press_record import PressRecord
from bot.reading.press.proquest import split_proquest
from bot.reading.record import build_article
from bot.reading.source import Source

_NO_DATE = (
    "an article of this press database's file has no date: put a line such as 7 January 2026 below"
    " its title"
)
_NO_TEXT = (
    "an article of this press database's file has no text: export it with its full text, not only"
    " as a list of headlines"
)

# What is looked for first: taking a text apart costs more.
_MARK = re.compile(
    r"\s*(?:[0-9][0-9.,]* \w{1,3} [0-9][0-9.,]* do[ck]ument\w*"
    r"|(?:document|dokument|documento) [0-9][0-9.,]* \w{1,3} [0-9][0-9.,]*"
    r"|end of document|ende des dokument\w*|fin (?:du|de|del) documento?|fine del documento"
    r"|fim do documento|einde van (?:het )?document"
    r"|(?:AN\s+)?\w{2,9}\s+[A-Z][A-Z0-9]{0,7}[0-9]{8}[a-z0-9]{4,14}"
    r"|(?:[^\W\d_][\w .]{0,40}: ?)?news[·.•](?:19|20)[0-9]{6}[·.•]\S{1,80}"
    r"|(?:full text|volltext|texte intégral|texto completo)[ \t]?:.*"
    r"|.{0,80}GBI-Genios.{0,80}|dokumentnummer\s?:.*)\s*",
    re.IGNORECASE,
)

# From what is surest to what others have too.
_DATABASES: tuple[Callable[[Sequence[str]], list[PressRecord]], ...] = (
    split_factiva,
    split_europresse,
    split_proquest,
    split_nexis,
    split_genios,
)


def split_delivery(lines: Sequence[str]) -> list[PressRecord]:
    """Return the articles of a press database's file, none where it is no such file.

    ``lines`` are those of a text, or the paragraphs of a document, with a blank one between
    paragraphs.
    """
    if not any(map(_MARK.fullmatch, lines)):
        return []
    for split_lines in _DATABASES:
        if records := split_lines(lines):
            return records
    return []


def read_records(
    records: Sequence[PressRecord], source: Source, *, has_lines: bool = False
) -> Iterator[Finding]:
    """Yield the article of each record, or a rejection where its date or its text is missing.

    ``has_lines`` tells that the records' lines are those of the file.
    """
    days = (str(record.fields.get("published", "")) for record in records)
    order = infer_day_order(text for day in days for text in find_dates(day))
    for record in records:
        source.budget.beat()
        line = record.line if has_lines else None
        try:
            if not record.fields.get("published"):
                raise ArticleError(_NO_DATE)
            if not str(record.fields.get("text", "")).strip():
                raise ArticleError(_NO_TEXT)
            yield build_article(record.fields, source.path, order=order)
        except ArticleError as error:
            yield Rejection(source.path, line, error.reason)
