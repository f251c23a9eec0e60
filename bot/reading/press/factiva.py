"""Factiva: articles above a line such as "Document GAZ0000020260107em1700001"."""

import re
from collections.abc import Iterator, Sequence

from bot.reading.press.author_names import split_author_names
from bot.reading.press.press_record import (
    ArticleBlock,
    PressRecord,
    first_date,
    group_lines,
    join_paragraphs,
    split_blocks,
)

_NUMBER = re.compile(
    r"\s*(?:AN[\s|]+)?(?:document|dokument|documento|документ|文書|文件|文档)\s+"
    r"[A-Z][A-Z0-9]{0,7}[0-9]{8}[a-z0-9]{4,14}\s*",
    re.IGNORECASE,
)
_WORDS = re.compile(
    r"\s*([0-9][0-9., \u00a0]*)\s?(?:words?|wörter|mots?|palabras?|parole|palavras?|woorden|ord"
    r"|słów|słowa|слов[ао]?|字|語|kelime)\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?: ?[AP]M)?(?: ?[A-Z]{2,5})?", re.IGNORECASE)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright\b).*", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"\(?(?:english|german|french|spanish|italian|dutch|portuguese|swedish|norwegian|danish|finnish"
    r"|russian|polish|chinese(?: - \w+)?|japanese|arabic|turkish|korean|czech|hungarian|catalan"
    r"|englisch|deutsch|französisch|spanisch|italienisch|niederländisch|russisch|anglais|allemand"
    r"|français|espagnol|italien|néerlandais|inglés|alemán|francés|español|inglese|tedesco"
    r"|francese|italiano|engels|duits|frans|nederlands)\)?",
    re.IGNORECASE,
)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{2,7}")
# As newer deliveries have it: The Gazette, 22:32, 7 January 2026, 295 words, Ann Lee, (English)
_FACTS = re.compile(
    r"(?P<source>.{2,120}?), (?:[0-9]{1,2}:[0-9]{2}(?: ?[AP]M)?, )?"
    r"(?P<date>[^,]{6,30}(?:, [0-9]{4})?), (?P<words>[0-9][0-9.,]* ?[^\W\d_]+)"
    r"(?:, (?P<authors>[^()]{2,120}?))?(?:, ?\([^()]{2,30}\))?",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af)\s.{3,100}", re.IGNORECASE)
_MOST_LINES = 4
_LONGEST_HEAD = 300

_HEAD_CODES = frozenset("SE HD BY CR WC PD ET SN SC ED PG VOL LA CY CX".split())
_TEXT_CODES = frozenset(("LP", "TD"))
_TAIL_CODES = frozenset("CO IN NS RE IPC IPD PUB AN RF CT ART CLM DLP".split())
_CODES = _HEAD_CODES | _TEXT_CODES | _TAIL_CODES
_CODE_LINE = re.compile(
    r"\s*([A-Z]{2,3})(?:[ \u00a0]*[\t|:][\s|]*|\s{2,}|[ \u00a0](?=\S)|\s*$)(.*)"
)
_PROOFS = frozenset(("HD", "PD"))


def split_factiva(lines: Sequence[str]) -> list[PressRecord]:
    """Return the articles of a delivery, none where it is not Factiva's."""
    ends = [number for number, line in enumerate(lines) if _NUMBER.fullmatch(line)]
    if not ends:
        return []
    records: list[PressRecord] = []
    has_facts = False
    for block in split_blocks(lines, [0, *(end + 1 for end in ends[:-1])], ends):
        record = _read_codes(block) or _read_layout(block)
        has_facts = has_facts or record is not None
        records.append(record or PressRecord({}, block.line))
    return records if has_facts else []


def _read_codes(block: ArticleBlock) -> PressRecord | None:
    """Return the article of a block whose facts stand after codes such as HD, or None."""
    facts: dict[str, list[str]] = {}
    code = ""
    for line in block.lines:
        match = _CODE_LINE.match(line)
        if match and _is_code(match[1], code, line):
            code = match[1]
            facts.setdefault(code, []).append(match[2])
        elif code:
            facts[code].append(line)
    if not facts.keys() >= _PROOFS:
        return None
    values = {key: " ".join(" ".join(words).split()) for key, words in facts.items()}
    text = [*facts.get("LP", []), "", *facts.get("TD", [])]
    fields = {
        "title": values["HD"],
        "published": first_date([values["PD"]]),
        "source": values.get("SN", ""),
        "authors": split_author_names(values.get("BY", "")),
        "text": join_paragraphs(list(group_lines(text))),
    }
    return PressRecord(fields, block.line)


def _is_code(code: str, last_code: str, line: str) -> bool:
    """Tell whether a line begins with a code rather than with a word in capitals."""
    if code not in _CODES:
        return False
    if last_code in _TEXT_CODES and code not in _TEXT_CODES:
        # A headline in the text may begin with IN or RE.
        return code in _TAIL_CODES and not re.match(r"\s*[A-Z]{2,3} \S", line)
    return True


def _read_layout(block: ArticleBlock) -> PressRecord | None:
    """Return the article of a block whose facts stand one below the other, or None."""
    numbers = [number for number, line in enumerate(block.lines) if line.strip()]
    lines = [" ".join(block.lines[number].split()) for number in numbers]
    for place, line in enumerate(lines[:12]):
        facts = _FACTS.fullmatch(line) if place and len(line) <= _LONGEST_HEAD else None
        if facts and first_date([facts["date"]]) and _WORDS.fullmatch(facts["words"]):
            return _read_line(block, lines[:place], facts, numbers[place] + 1)
        if place and _WORDS.fullmatch(line):
            return _read_stack(block, lines, numbers, place)
    return None


def _read_line(
    block: ArticleBlock, head: Sequence[str], facts: re.Match[str], start: int
) -> PressRecord:
    title, authors = _split_head(head)
    fields = {
        "title": title,
        "published": first_date([facts["date"]]),
        "source": facts["source"],
        "authors": authors or split_author_names(facts["authors"] or ""),
        "text": join_paragraphs(list(group_lines(block.lines[start:]))),
    }
    return PressRecord(fields, block.line)


def _read_stack(
    block: ArticleBlock, lines: Sequence[str], numbers: Sequence[int], place: int
) -> PressRecord | None:
    """Return the article whose number of words, date and source stand below its headline."""
    places = range(place + 1, min(place + 1 + _MOST_LINES, len(lines)))
    date = next((number for number in places if first_date([lines[number]])), -1)
    if date < 0:
        return None
    numbers_below = iter(number for number in range(date + 1, len(lines)))
    source = next((number for number in numbers_below if not _CLOCK.fullmatch(lines[number])), date)
    start = max(_find_text(lines, source), source)
    title, authors = _split_head(lines[:place])
    body = block.lines[numbers[start] + 1 :] if start > source or start < len(lines) - 1 else []
    fields = {
        "title": title,
        "published": first_date([lines[date]]),
        "source": lines[source] if source > date else "",
        "authors": authors,
        "text": join_paragraphs(list(group_lines(body))),
    }
    return PressRecord(fields, block.line)


def _find_text(lines: Sequence[str], source: int) -> int:
    """Return the last line above the text: of rights, of the language, or the source's code."""
    head = list(enumerate(lines))[source + 1 : source + 12]
    for pattern in (_RIGHTS, _LANGUAGE, _SOURCE_CODE):
        matches = [number for number, line in head if pattern.fullmatch(line)]
        if matches:
            return _skip_rights(lines, matches[0])
    return source


def _skip_rights(lines: Sequence[str], number: int) -> int:
    for line in lines[number + 1 : number + 3]:
        if not _is_rights(line):
            break
        number += 1
    return number


def _is_rights(line: str) -> bool:
    return bool(_RIGHTS.fullmatch(line)) or line.casefold().startswith(
        ("all rights reserved", "alle rechte vorbehalten", "tous droits")
    )


def _split_head(lines: Sequence[str]) -> tuple[str, list[str]]:
    """Return the title and the authors: a section may stand above, the authors below."""
    *head, last = lines or [""]
    if not head:
        return last, []
    names = split_author_names(last)
    is_byline = bool(_BYLINE.fullmatch(last)) or (
        len(head[-1].split()) > len(last.split()) and all(map(_is_full_name, _parts(last)))
    )
    return (head[-1], names) if names and is_byline else (last, [])


def _parts(line: str) -> Iterator[str]:
    yield from re.split(r",\s*|;\s*| (?:and|und|et|y|e|en) ", line)


def _is_full_name(words: str) -> bool:
    names = words.split()
    return 1 < len(names) <= 4 and all(name[0].isupper() or len(name) <= 3 for name in names)
