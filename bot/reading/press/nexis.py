"""LexisNexis: documents between "1 of 2 DOCUMENTS" or "End of Document"."""

import re
from collections.abc import Sequence

from bot.reading.press.author_names import split_author_names
from bot.reading.press.labels import HEAD_LABELS, TAIL_LABELS, Role, has_label, split_label
from bot.reading.press.press_record import (
    ArticleBlock,
    Paragraph,
    PressRecord,
    find_date_line,
    first_date,
    group_lines,
    join_paragraphs,
    split_blocks,
)

_START = re.compile(
    r"\s*(?:[0-9][0-9.,]* (?:of|von|de|van|di|sur|av|af) [0-9][0-9.,]*"
    r" (?:documents?|dokumenten?|dokumenter|documentos?|documenti|documenten)"
    r"|(?:document|dokument|documento) [0-9][0-9.,]* (?:of|von|de|van|di|sur|av|af) [0-9][0-9.,]*)"
    r"\s*",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:end of document|ende des dokument(?:e?s)?|fin (?:du|de|del) documento?"
    r"|fine del documento|fim do documento|einde van (?:het )?document)\s*",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"(?:body|text|full text|volltext|textkörper|corps|cuerpo|corpo|testo|tekst):?", re.IGNORECASE
)
_CLASSIFICATION = re.compile(
    r"(?:classification|klassifizierung|clasificación|graphic):?", re.IGNORECASE
)
_RIGHTS = re.compile(
    r"(?:copyright|©|\(c\)) .*|all rights reserved\.?|alle rechte vorbehalten\.?"
    r"|tous droits réservés\.?",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(r"[^\W\d_][\w ()/.’'-]{0,40}?\s?:(?:\s|$)")
_SURE = frozenset(
    "load-date ladedatum date-chargement language sprache langue taal idioma lingua"
    " publication-type journal-code document-type".split()
)
_LEAST_LABELS = 2


def split_nexis(lines: Sequence[str]) -> list[PressRecord]:
    """Return the articles of a delivery, none where it is not LexisNexis's."""
    starts = [number for number, line in enumerate(lines) if _START.fullmatch(line)]
    ends = [number for number, line in enumerate(lines) if _END.fullmatch(line)]
    if starts:
        blocks = split_blocks(lines, [start + 1 for start in starts], [*starts[1:], len(lines)])
    elif ends:
        blocks = split_blocks(lines, [0, *(end + 1 for end in ends[:-1])], ends)
    else:
        return []
    if not any(_count_labels(block) >= _LEAST_LABELS for block in blocks):
        return []
    return [_read_block(block, is_title_first=not starts) for block in blocks]


def _count_labels(block: ArticleBlock) -> int:
    labels = {split_label(line.strip())[0] for line in block.lines if has_label(line.strip())}
    return len(labels) + any(_BODY.fullmatch(line.strip()) for line in block.lines)


def _read_block(block: ArticleBlock, *, is_title_first: bool) -> PressRecord:
    paragraphs = [
        paragraph
        for lines in group_lines(block.lines, _LABEL_LINE)
        for paragraph in _part_mark(lines)
        if not _END.fullmatch(paragraph[0])
    ]
    preamble, facts, start = _read_head(paragraphs)
    if is_title_first:
        preamble = [[line] for lines in preamble for line in lines]
    date = find_date_line(preamble, is_last=is_title_first)
    body = paragraphs[start : _find_tail(paragraphs, start)]
    body[:1] = map(_strip_mark, body[:1])
    fields = {
        "title": facts.get(Role.TITLE) or _find_title(preamble, date, is_title_first),
        "published": first_date(preamble[date]) if date >= 0 else "",
        "source": _find_source(preamble, date),
        "authors": split_author_names(facts.get(Role.AUTHORS, "")),
        "text": join_paragraphs(body),
    }
    return PressRecord(fields, block.line)


def _strip_mark(lines: Paragraph) -> Paragraph:
    """Return the first paragraph of a text without a label such as "BODY:" before it."""
    label, words = split_label("\n".join(lines))
    return words.split("\n") if HEAD_LABELS.get(label) is Role.TEXT and words else lines


def _part_mark(lines: Paragraph) -> list[Paragraph]:
    """Return a paragraph as it is, or as the mark of the text alone and what follows it."""
    if len(lines) > 1 and _BODY.fullmatch(lines[0]):
        return [lines[:1], lines[1:]]
    return [lines]


def _read_head(
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Paragraph], dict[Role, str], int]:
    """Return the paragraphs above the labels, the labels' words, and where the text begins."""
    marks = [n for n, lines in enumerate(paragraphs) if _BODY.fullmatch(lines[0])]
    end = marks[0] if marks else len(paragraphs)
    preamble: list[Paragraph] = []
    facts: dict[Role, str] = {}
    has_facts = False
    for number, lines in enumerate(paragraphs[:end]):
        label, words = split_label(" ".join(lines))
        role = HEAD_LABELS.get(label) or TAIL_LABELS.get(label)
        if role is Role.TEXT:
            return preamble, facts, number
        if role is not None:
            has_facts = True
            facts.setdefault(role, words)
        elif not all(map(_RIGHTS.fullmatch, lines)):
            if has_facts and not marks:
                return preamble, facts, number
            if not has_facts:
                preamble.append([line for line in lines if not _RIGHTS.fullmatch(line)])
    return preamble, facts, end + bool(marks)


def _find_source(preamble: Sequence[Paragraph], date: int) -> str:
    """Return the lines above the date; others put a blank before an opening bracket."""
    if date < 0:
        return ""
    place = next(n for n, line in enumerate(preamble[date]) if first_date([line]))
    lines = preamble[date][:place] or (preamble[date - 1] if date else [])
    return " ".join(" ".join(lines).replace("(", " (").split())


def _find_title(preamble: Sequence[Paragraph], date: int, is_title_first: bool) -> str:
    if not is_title_first:
        return " ".join(preamble[date + 1]) if 0 <= date < len(preamble) - 1 else ""
    return " ".join(preamble[date - 2]) if date > 1 else ""


def _find_tail(paragraphs: Sequence[Paragraph], start: int) -> int:
    """Return where labels begin below the text: no more than half of what follows is without."""
    end = len(paragraphs)
    count = 0
    for number in range(len(paragraphs) - 1, start - 1, -1):
        if _is_tail(paragraphs[number]):
            count += 1
            if count * 2 >= len(paragraphs) - number:
                end = number
    return end


def _is_tail(lines: Paragraph) -> bool:
    label = split_label(lines[0])[0]
    # A paragraph of the text may begin with the name of a label, though not in capitals.
    is_label = label in TAIL_LABELS and (label in _SURE or lines[0][: len(label)].isupper())
    return is_label or bool(_RIGHTS.fullmatch(lines[0]) or _CLASSIFICATION.fullmatch(lines[0]))
