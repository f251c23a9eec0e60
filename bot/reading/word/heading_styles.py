"""Headings of Word documents: the title, the levels of headings, and what is around the text."""

import re
from collections.abc import Sequence
from itertools import takewhile

from bot.articles.passages.headings import is_heading
from bot.reading.dates.find import find_publication_date
from bot.reading.word.paragraphs import StyledParagraph

# Word's own names of styles are English in any language; other programs' are not.
_TITLE = re.compile(r"(?:title|titel|titre|título|titolo|otsikko|headline|article title)")
_WITH_NUMBER = re.compile(
    r"(?:heading|überschrift|titre|título|titolo|rubrik|kop|nagłówek|заголовок|otsikko|overskrift"
    r"|encabezado|cabeçalho|nadpis|başlık|標題|标题|見出し|제목) ?([1-9])"
)
_CONTENTS = re.compile(
    r"toc|contents? ?(?:heading )?[0-9]|verzeichnis ?[0-9]|table of (?:contents|figures)"
)
_PAGE = re.compile(
    r"(?:page|seite|página|pagina|sida|side|strona|страница|sivu) [0-9]{1,4}"
    r"(?: (?:of|von|de|di|sur|av|af|van|z|из) [0-9]{1,4})?|[0-9]{1,4} ?/ ?[0-9]{1,4}",
    re.IGNORECASE,
)
_BOLD = 20
_HEAD, _PROSE = 8, 60
_MARKS = " :.–—-*"
# What press offices write above all that they send.
_LABEL = re.compile(
    r"(?:for immediate release|(?:press|media|news) (?:release|statement|information)|press office"
    r"|statement|presse(?:mitteilung|information|erklärung|meldung|aussendung|stelle)|medienmitteilung"
    r"|communiqué(?: de presse)?|nota de prensa|comunicado(?: de prensa)?|comunicado à imprensa"
    r"|nota à imprensa|comunicato(?: stampa)?|persbericht|pressmeddelande|pressemelding"
    r"|pressemeddelelse|lehdistötiedote|tiedote|komunikat prasowy|informacja prasowa"
    r"|tisková zpráva|tlačová správa|sajtóközlemény|comunicat de presă|basın (?:bülteni|açıklaması)"
    r"|пресс-релиз|пресреліз|прес-реліз|δελτίο τύπου|بيان صحفي|siaran pers|thông cáo báo chí"
    r"|プレスリリース|보도자료|新闻稿|新聞稿)",
    re.IGNORECASE,
)


def is_furniture(paragraph: StyledParagraph) -> bool:
    """Tell whether a paragraph is of a table of contents, a header or a page's number."""
    style = paragraph.style
    return (
        bool(_CONTENTS.match(style))
        or style in {"header", "footer", "footnote text", "endnote text"}
        or bool(_PAGE.fullmatch(paragraph.text))
    )


def read_levels(paragraphs: Sequence[StyledParagraph]) -> list[int]:
    """Return the level of each paragraph as a heading, 0 for prose."""
    return [_read_level(paragraph) for paragraph in paragraphs]


def _read_level(paragraph: StyledParagraph) -> int:
    if _TITLE.fullmatch(paragraph.style):
        return 1
    if match := _WITH_NUMBER.fullmatch(paragraph.style):
        return int(match[1]) + 1
    is_bold = paragraph.is_bold and "\n" not in paragraph.text and is_heading(paragraph.text)
    return _BOLD if is_bold and not find_publication_date([paragraph.text]) else 0


def find_title(paragraphs: Sequence[StyledParagraph], *, has_title: bool) -> int:
    """Return the index of the title: by its style, or at the beginning; -1 where there is none.

    ``has_title`` tells that the document's properties name one, so that only a style counts.
    """
    for number, paragraph in enumerate(paragraphs):
        level = _read_level(paragraph)
        if level == 1 or (level and level < _BOLD and number == 0):
            return number
    if has_title or len(paragraphs) <= 1:
        return -1
    bold = _find_bold(paragraphs)
    if bold >= 0:
        return bold
    first, second = paragraphs[:2]
    if (_read_level(first) and not _LABEL.fullmatch(first.text.strip(_MARKS))) or _is_above_date(
        first.text, second.text
    ):
        return 0
    return -1


def _find_bold(paragraphs: Sequence[StyledParagraph]) -> int:
    """Return the index of the only headline in bold letters above all prose, or -1."""
    head = list(takewhile(lambda item: not _is_prose(item[1].text), enumerate(paragraphs[:_HEAD])))
    bold = [
        number
        for number, item in head
        if _read_level(item) == _BOLD
        and not _LABEL.fullmatch(item.text.strip(_MARKS))
        and len(item.text.split()) > 1
    ]
    return bold[0] if len(bold) == 1 and len(head) < len(paragraphs) else -1


def _is_prose(text: str) -> bool:
    return len(text) >= _PROSE and not is_heading(text[-120:])


def _is_above_date(text: str, next_text: str) -> bool:
    """Tell whether a short line stands directly above one with a date."""
    return (
        "\n" not in text
        and len(text.split()) > 1
        and is_heading(text)
        and not find_publication_date([text])
        and bool(find_publication_date(next_text.split("\n")[:2]))
    )
