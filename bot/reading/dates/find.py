"""Finding dates in lines of text, and the one on which the text was published."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from bot.language.span import Span
from bot.reading.dates.calendars import ERA
from bot.reading.dates.characters import drop_surroundings, fold_digits, strip_invisible
from bot.reading.dates.month_names import WORD, is_weekday
from bot.reading.dates.unclear_dates import UnclearDateError
from bot.reading.dates.unit_words import UNIT_DATE
from bot.reading.dates.words import parse_word_date

_LINES = 15
_LAST_LINES = 5
_LONGEST = 160
# How far into a line its dateline may reach.
_OPENING = 240
_NAMES = 5
_WEEKDAYS = 2

_OF_THE_YEAR = r"(?: ?(?:г\.|р\.|թ\.|ел\b|года\b|року\b|r\.|roku\b))?"
_OF_THE_DAY = r"(?:\((?:a|an)\)|a\b|-?[áé]n\b| d\b)?"
_ZONE = r"(?: ?(?:Z\b|[+-][0-9]{2}:?[0-9]{2}))?"
_TIME = rf"[T ][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}}(?:\.[0-9]{{1,9}})?)?{_ZONE}"
# Whether words between numbers name a month, the parser says.
_NAME = r"[^\W\d_][^\s\d.,،;:!?/|()\[\]\"“”–—፣፡⹁-]{0,24}"
_GAP = r"[ .,،()-]{1,3}"
_WORD_FORMS = (
    rf"[0-9]{{1,2}}(?:{_NAME})?(?:{_GAP}{_NAME}){{1,4}}{_GAP}[0-9]{{4}}{_OF_THE_YEAR}",
    rf"{_NAME}\.? [0-9]{{1,2}}(?:st|nd|rd|th)?,? [0-9]{{4}}",
    rf"[0-9]{{4}}(?:{_NAME})?(?:{_GAP}{_NAME}){{1,4}}{_GAP}[0-9]{{1,2}}{_OF_THE_DAY}",
)
_FORMS = (
    rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:{_TIME})?",
    r"[0-9]{4}(?P<first>[/.-]|\. )[0-9]{1,2}(?P=first)[0-9]{1,2}",
    r"[0-9]{1,2}(?P<last>[./-]|\. )[0-9]{1,2}(?P=last)[0-9]{4}",
    UNIT_DATE,
    f"(?P<words>{'|'.join(_WORD_FORMS)})",
)
_ORDINAL = r"[0-9]{1,2}(?:st|nd|rd|th|\.)?"
_YEARLESS = re.compile(
    rf"(?<![\w/.:-])(?:{_ORDINAL} {_NAME}|{_NAME}\.? {_ORDINAL})(?![\w/:]|[.-][0-9])"
)
_WORD = re.compile(rf"{WORD}(?:-feira\b)?")
# A class first, which is found sooner than four of it.
_YEAR = re.compile("[0-9][0-9]{3}")
_ERA_YEAR = re.compile(rf"(?:{ERA})[0-9元]")
_DATE = re.compile(rf"(?<![\w/.:-])(?:{'|'.join(_FORMS)})(?![\w/]|[.-][0-9])", re.IGNORECASE)

_PART = re.compile(r"\s*(?:[|·•—–]|\s-\s|\t| {3,})\s*")
_PUBLICATION_STEMS = (
    "veröffentlicht|erschienen|erstellt|publi(?:é|ca|cer|sert)|pubblicato|gepubliceerd|udgivet"
    "|julkaistu|opublikowan|zveřejněno|közzétéve|objavljeno|yayın|diterbitkan|dipublikasikan"
    "|(?:ngày )?đăng|δημοσιεύ|опубликован|опубліковано|публикувано|نشر|פורסם|प्रकाशित|เผยแพร่"
)
_CHANGE_STEMS = (
    "aktualis|mis à jour|actualizad|atualizad|aggiornato|bijgewerkt|uppdaterad|oppdatert|opdateret"
    "|päivitetty|zaktualizowan|frissítve|ažurirano|güncelle|diperbarui|cập nhật|ενημερώ|обновлен"
    "|оновлено|تحديث|עודכן|अपडेट|อัปเดต"
)
_PUBLICATION_WORDS = re.compile(
    r"\b(?:publish|posted\b|post (?:date|on)\b|issued|released?\b|dated?\b|datum\b"
    rf"|{_PUBLICATION_STEMS})|发布|發布|公開|게시|입력",
    re.IGNORECASE,
)
_CHANGE_WORDS = re.compile(
    rf"\b(?:updat|modif|changed|revis|edited|corrected|{_CHANGE_STEMS})|更新|수정", re.IGNORECASE
)
# The day on which somebody kept a text is not when it was published.
_SAVING_WORDS = re.compile(
    r"\b(?:retriev|access(?:ed)?\b|archived?\b|downloaded|printed|exported|saved|crawled|scraped"
    r"|captured|abgerufen|abruf|zugriff|heruntergeladen|gespeichert|gedruckt|ausgedruckt|exportiert"
    r"|archiviert|consult(?:é|ado|ato)|téléchargé|imprimé|enregistré|archivé|descargado|impreso"
    r"|guardado|acess(?:o|ado) em|baixado|scaricato|stampato|salvato|geraadpleegd|gedownload"
    r"|afgedrukt|hämta[dt]|hentet|haettu|pobrano|dostęp|wydrukowano|staženo|vytištěno|letöltve"
    r"|дата обращения|скачано|сохранено|распечатано|erişim|indirildi)|アクセス日"
    r"|閲覧日|访问(?:日期|时间)"
    r"|下载时间|접속일|تاريخ الاطلاع",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[0-9]{1,2}[:.h][0-9]{2}(?::[0-9]{2})?(?: ?[ap]\.?m\b\.?)?|\b[0-9]{1,2} ?[ap]m\b"
    r"|\b(?:[A-Z]{2,4}T|GMT|UTC)\b(?:[+-][0-9]{1,2})?|\b(?:Uhr|klo?|uur|WIB)\b\.?|(?<= )น\.",
    re.IGNORECASE,
)
_SMALL = frozenset(
    "a à às am and at by de del dem den der dia die dne dnia el em for from i il in first last la"
    " le lo lúc na of om on op original originally par på the um v vào von w день".split()
)
_LABELS = re.compile(
    r"\b(?:publish\w*|post(?:ed)?|issued?|released?|dated?|datum|updated?|modified|changed|revised"
    r"|edited|corrected|immediate|stand"
    rf"|(?:{_PUBLICATION_STEMS}|{_CHANGE_STEMS})\w*)\b|发布(?:时间)?|發布|公開|更新|게시|입력|수정",
    re.IGNORECASE,
)
_OPENING_LABEL = re.compile(
    r"(?:(?:first|last|originally) )?(?:published|posted|issued|updated|modified)\b", re.IGNORECASE
)
# As agencies and companies begin: LONDON, Jan. 7, 2026 (Agency) -- The harbour opened.
_PLACE = re.compile(
    r"[A-ZÀ-ÞА-ЯΑ-Ω][\w.'’ -]{1,40}(?:, [A-ZÀ-ÞА-ЯΑ-Ω][\w.'’ -]{1,30}){0,2}[,:(–—-]\s*"
    r"(?:[A-Z][a-z]+day,? )?\(?"
)
_AFTER_PLACE = re.compile(
    r"\)?[.,]?\s*(?:(?:\([^()]{1,60}\)|/[^/]{1,60}/)\s*(?:\.?\s*(?:--|[–—:-])|\.|(?=\s?[^\W\d_]))"
    r"|(?:--|[–—:-]))"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the publication's; a lower ``rank`` is better, 0 has a label."""

    rank: int
    text: str


def find_dates(text: str) -> Iterator[str]:
    """Yield the dates with day, month and year in ``text``, as they are written.

    Marks that are not shown are left out of them.
    """
    text = strip_invisible(text)
    return (date.slice(text) for date in find_spans(text))


def find_yearless_date(lines: Iterable[str]) -> str:
    """Return the first date near the beginning that has a day and a month but no year, or nothing.

    It is alone or next to names, as a publication date is.
    """
    for line in islice(filter(None, lines), _LINES):
        line = strip_invisible(line).strip()
        for match in _YEARLESS.finditer(fold_digits(line)) if len(line) <= _LONGEST else ():
            surroundings = f"{line[: match.start()]} {line[match.end() :]}"
            if _lacks_year(match[0]) and _is_beside_names(surroundings):
                return line[match.start() : match.end()]
    return ""


def find_publication_date(lines: Iterable[str]) -> str:
    """Return the date on which a text was published, as one of its lines has it, or nothing.

    It is near the beginning, alone or next to names, or near either end after a word such as
    "Published". A date in a sentence is about something else.
    """
    texts = [strip_invisible(" ".join(line.split("\n"))).strip() for line in lines]
    texts = [line for line in texts if line]
    head = (candidate for line in texts[:_LINES] for candidate in _candidates(line))
    tail = (candidate for line in texts[_LINES:][-_LAST_LINES:] for candidate in _candidates(line))
    candidates = [*head, *(candidate for candidate in tail if candidate.rank == 0)]
    return min(candidates, key=lambda candidate: candidate.rank).text if candidates else ""


def find_labelled_date(text: str) -> str:
    """Return the date of publication in a line such as "Published: 7 January 2026", or nothing.

    There is none where it has several, or only that of a change.
    """
    text = strip_invisible(text).strip()
    candidates = list(_candidates(text)) if len(text) <= _LONGEST else []
    rank = min((candidate.rank for candidate in candidates), default=2)
    dates = {candidate.text for candidate in candidates if candidate.rank == rank}
    return dates.pop() if rank < 2 and len(dates) == 1 else ""


def find_spans(line: str) -> Iterator[Span]:
    """Yield where a line has dates; it has no marks that are not shown."""
    line = fold_digits(line)
    # Most lines have no year, which is found much sooner.
    if not _YEAR.search(line) and (line.isascii() or not _ERA_YEAR.search(line)):
        return
    position = 0
    while match := _DATE.search(line, position):
        if match["words"] is None or _is_word_date(match[0]):
            yield Span(*match.span())
            position = match.end()
        else:
            position = match.start() + 1


# Several parts of a reader look at the same lines.
@lru_cache(maxsize=1_024)
def _is_word_date(text: str) -> bool:
    try:
        return parse_word_date(text, text) is not None
    except ValueError:
        return False


def _lacks_year(text: str) -> bool:
    try:
        parse_word_date(text, text)
    except UnclearDateError:
        return True
    except ValueError:
        pass
    return False


def _candidates(line: str) -> Iterator[_Candidate]:
    first = next(find_spans(line[:_OPENING]), None)
    if first and _opens_report(line, first):
        yield _Candidate(1, first.slice(line))
        return
    if len(line) > _LONGEST:
        return
    for part in _parts(line):
        words = part.slice(line)
        position = 0
        for date in find_spans(words):
            label, position = words[position : date.start], date.end
            if _SAVING_WORDS.search(label):
                continue
            if _is_label(words) or _is_beside_names(words):
                yield _Candidate(_rank(label), date.slice(words))


def _opens_report(line: str, date: Span) -> bool:
    place = date.start < 100 and _PLACE.fullmatch(line, 0, date.start)
    return bool(place and _AFTER_PLACE.match(line, date.end))


def _parts(line: str) -> Iterator[Span]:
    start = 0
    for mark in _PART.finditer(line):
        yield Span(start, mark.start())
        start = mark.end()
    yield Span(start, len(line))


def _rank(label: str) -> int:
    if _PUBLICATION_WORDS.search(label):
        return 0
    return 2 if _CHANGE_WORDS.search(label) else 1


def _is_label(part: str) -> bool:
    """Tell whether a part of a line begins with a label such as "Published"."""
    return bool(_OPENING_LABEL.match(part)) and not part.endswith((".", "!", "?"))


def _is_beside_names(part: str) -> bool:
    """Tell whether a part of a line has only dates, times, their labels and a few names."""
    text = part
    for date in reversed(list(find_spans(part))):
        text = f"{text[: date.start]} {text[date.end :]}"
    text = drop_surroundings(_CLOCK.sub(" ", text))
    # Few lines name weekdays, and looking them up may load the names of all languages.
    return _is_names(text) or (_may_name_weekdays(text) and _is_names(_without_weekdays(text)))


def _is_names(text: str) -> bool:
    text = _LABELS.sub(" ", text)
    if re.search(r"[^\W\d_]\s*:", text.replace("By:", " ")):
        return False
    names = _name_words(text)
    return len(names) <= _NAMES and all(not word[0].islower() for word in names)


def _name_words(text: str) -> list[str]:
    return [word for word in re.findall(r"[\w'’-]+", text) if word.lower() not in _SMALL]


def _may_name_weekdays(text: str) -> bool:
    names = _name_words(_LABELS.sub(" ", text))
    return len(names) <= _NAMES + _WEEKDAYS and sum(map(_is_small, names)) <= _WEEKDAYS


def _is_small(word: str) -> bool:
    return word[0].islower()


def _without_weekdays(text: str) -> str:
    return _WORD.sub(lambda match: " " if is_weekday(match[0]) else match[0], text)
