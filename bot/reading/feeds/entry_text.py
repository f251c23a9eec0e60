"""The text of a feed's entry, without what its publisher adds at its end."""

import re

from bot.language.sentences import split_sentences
from bot.reading.feeds.literal_starts import list_literal_starts
from bot.reading.html.blocks import extract_text
from bot.reading.markup import to_prose

_READ_MORE = (
    r"Continue (?:reading|Reading)|CONTINUE READING|Keep reading"
    r"|Read (?:more|More|on|the full|full|the rest|the whole|this)|READ MORE|More here"
    r"|Click here to (?:read|continue)|Learn more|View (?:article|original)|Weiterlesen|Mehr lesen"
    r"|Zum (?:vollständigen )?(?:Artikel|Beitrag)|Den ganzen Artikel|Mehr erfahren"
    r"|Lire (?:la suite|plus|l[’']article|l[’']intégralité)|Continuer (?:la lecture|à lire)"
    r"|En savoir plus|Seguir leyendo|Sigue leyendo|Leer (?:más|mas|el artículo|la noticia)"
    r"|Continuar leyendo|Continúa leyendo|Continue (?:lendo|a ler|a leggere)"
    r"|Leia (?:mais|a matéria)|Ler mais|Saiba mais|Continuar a ler"
    r"|Leggi (?:tutto|di più|altro|l[’']articolo)|Continua a leggere|Lees (?:meer|verder|het hele)"
    r"|Verder lezen|Läs (?:mer|vidare|hela)|Fortsätt läsa|Les (?:mer|videre|hele)|Fortsett å lese"
    r"|Læs (?:mere|videre|hele)|Fortsæt (?:læsning|med at læse)|Lue (?:lisää|koko)|Jatka lukemista"
    r"|Czytaj (?:więcej|dalej|całość)|Więcej informacji|Číst (?:dál|více|dále|celý)"
    r"|Pokračovat ve čtení|Čítať (?:ďalej|viac)|Citește (?:mai|tot)|Continuă (?:lectura|citirea)"
    r"|Tovább(?: olvasom| a cikkhez)?|Bővebben|Читать (?:далее|дальше|полностью|ещё)|Подробнее"
    r"|Читати (?:далі|більше)|Детальніше|Прочетете (?:повече|още)|Прочитај|Pročitaj(?:te)? više"
    r"|Preberi več|Διαβάστε (?:περισσότερα|ολόκληρο)|Devamını (?:oku|okuyun)|Devamı"
    r"|Okumaya devam et|Haberin devamı|اقرأ المزيد|متابعة القراءة|قراءة المزيد|קרא עוד"
    r"|המשך (?:קריאה|לקרוא)|ادامه مطلب|और पढ़ें|पूरा पढ़ें|続きを読む|もっと読む|阅读(?:更多|全文)"
    r"|閱讀(?:更多|全文)|继续阅读|繼續閱讀|더 ?읽기|더 ?보기|계속 읽기|Xem (?:thêm|tiếp)"
    r"|Đọc (?:thêm|tiếp)|Baca (?:selengkapnya|lagi)|Selengkapnya|อ่าน(?:ต่อ|เพิ่มเติม)"
)
_FIRST_ON = (
    r"appeared first on|first appeared on|was originally published|originally appeared"
    r"|erschien zuerst auf|est apparu en premier sur|est apparue? d[’']abord|se publicó primero en"
    r"|apareció primero en|proviene da|sembra essere il primo su|apareceu primeiro em"
    r"|verscheen eerst op|pochodzi z serwisu|появились сначала на|впервые появил|dök först upp på"
    r"|blev først udgivet på|dukket først opp på|ilk önce|julkaistiin ensimmäisen"
    r"|se nejdříve objevil|bejegyzés először|apare prima dată|appeared on|に最初に表示|最先出现在"
    r"|最先出現在"
)
_ELLIPSES = r"\[?\s*(?:…|\.{3})\s*\]?"
_TAIL = re.compile(
    rf"(?:(?:^|(?<=[.!?…。！？\])\"”’»]))(?P<cut>\s*(?:{_ELLIPSES})?)|(?P<gap>\s*{_ELLIPSES}))"
    rf"\s*[\[(<«‹→]?\s*(?:{_READ_MORE})\b(?P<rest>(?:[^.!?\n]|\.(?=\S)){{0,200}}?)"
    r"(?:\.{3}|…)?[\s\]»›→>|:)-]*$",
    re.MULTILINE,
)
_READ_MORE_STARTS = list_literal_starts(_READ_MORE)
_ASCII_READ_MORE = tuple(filter(str.isascii, _READ_MORE_STARTS))
_ASCII_ORIGINS = tuple(filter(str.isascii, list_literal_starts(_FIRST_ON)))
_ORIGIN = re.compile(_FIRST_ON, re.IGNORECASE)
_LABEL = re.compile(
    r"(?:comments?(?: \(\d+\))?|no comments|share(?: this)?:?.{0,60}|tweet|filed under:?.{0,100}|ta"
    r"gs?:.{0,200}|related:?.{0,200}|\[?(?:link|comments)\]?(?: \[?(?:link|comments)\]?)?"
    r"|submitted by /?u/\S+.{0,60})",
    re.IGNORECASE,
)
_CUT_SHORT = re.compile(r"\s*(?:\[\s*(?:…|\.{3})\s*\]|\(\s*(?:…|\.{3})\s*\))[\s»→]*$")
_ELLIPSIS = re.compile(r"\s*(?:…|\.{3})\s*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_MOST_PARAGRAPHS = 6
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")
_SPARE_WORDS = 12
_MOST_WORDS = 60
_LONGEST_TAIL = 600


def read_markup(markup: str) -> str:
    """Return the prose of an entry's text, which is HTML in most feeds, escaped twice in some."""
    prose = to_prose(markup)
    tag = _TAG.search(markup)
    # Here even tags that prose could hold are tags.
    return extract_text(markup) if tag and tag[0] in prose else prose


def strip_entry(text: str, title: str, source: str) -> tuple[str, bool]:
    """Return an entry's text without its publisher's additions, and whether it was cut short.

    Of a text that breaks off, the sentence that has no end is left out where another precedes it.
    """
    paragraphs = _BLANK_LINES.split(text.strip())
    if source and _squeeze(paragraphs[0]) == _squeeze(title + source):
        # Aggregators link to other publishers below their own headline.
        return title, False
    has_more = False
    for _ in range(_MOST_PARAGRAPHS):
        last = paragraphs[-1]
        if len(paragraphs) > 1 and _is_addition(last, title, source):
            paragraphs.pop()
            has_more = has_more or not _has_words(last)
        elif (end := _find_addition(last)) is not None:
            has_more = True
            paragraphs[-1] = last[:end].rstrip()
            if not paragraphs[-1] and len(paragraphs) > 1:
                paragraphs.pop()
        else:
            break
    return drop_fragment("\n\n".join(paragraphs).rstrip(), has_more)


def promises_more(text: str) -> bool:
    """Tell whether a text ends with dots or with words such as "Read more"."""
    end = text.rstrip()[-_LONGEST_TAIL:]
    return bool(_CUT_SHORT.search(end) or _ELLIPSIS.search(end) or _TAIL.search(end))


def drop_fragment(text: str, has_more: bool) -> tuple[str, bool]:
    """Return the text up to where it breaks off, and whether it does.

    ``has_more`` says that dots at its end stand for what is missing.
    """
    match = _CUT_SHORT.search(text[-40:]) or (has_more and _ELLIPSIS.search(text[-40:]))
    if not match:
        return text, False
    text = text[: len(text) - len(match[0])].rstrip()
    if text.endswith((".", "!", "?", "。", "”", '"', "»")):
        return text, True
    start = text.rfind("\n") + 1
    spans = list(split_sentences(text, start, len(text)))
    if len(spans) > 1 or start:
        text = text[: spans[-1].start if spans else start].rstrip() or text
    return text, True


def strip_publisher(title: str, source: str) -> str:
    """Return a title without its publisher's name at its end."""
    if not source or title[-len(source) :].casefold() != source.casefold():
        return title
    match = re.fullmatch(r"(.*\S)\s+[-–—|·•]\s+(?:The )?", title[: -len(source)])
    return match[1] if match else title


def _find_addition(paragraph: str) -> int | None:
    """Return where words such as "Read more" begin at the end of a paragraph, or None."""
    start = max(0, len(paragraph) - _LONGEST_TAIL)
    tail = paragraph[start:]
    starts = _ASCII_READ_MORE if tail.isascii() else _READ_MORE_STARTS
    if any(words in tail for words in starts) and (match := _TAIL.search(tail)):
        return start + match.start() + len(match["cut"] or match["gap"] or "")
    if _has_origin(tail):
        spans = list(split_sentences(paragraph, start, len(paragraph)))
        if len(spans) > 1 and _ORIGIN.search(paragraph, spans[-1].start):
            return spans[-1].start
    return None


def _is_addition(paragraph: str, title: str, source: str) -> bool:
    words = len(paragraph.split())
    if not _has_words(paragraph) or _LABEL.fullmatch(paragraph):
        return True
    if words <= _MOST_WORDS and _has_origin(paragraph):
        return True
    # As WordPress says in any language where an article appeared first.
    room = len(title.split()) + len(source.split()) + _SPARE_WORDS
    has_names = bool(title and source) and title in paragraph and source in paragraph
    return has_names and words <= room


def _has_origin(text: str) -> bool:
    """Tell whether a text says where an article appeared first."""
    if text.isascii():
        lower = text.lower()
        if not any(words in lower for words in _ASCII_ORIGINS):
            return False
    return bool(_ORIGIN.search(text))


def _has_words(paragraph: str) -> bool:
    return any(map(str.isalnum, paragraph))


def _squeeze(text: str) -> str:
    return "".join(text.split()).casefold()
