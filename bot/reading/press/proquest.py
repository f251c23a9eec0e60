"""ProQuest, Gale and EBSCO: blocks of labels, of which one is "Full text"."""

import re
from collections.abc import Mapping, Sequence

from bot.reading.press.author_names import split_author_names
from bot.reading.press.labels import HEAD_LABELS, TAIL_LABELS, Role, split_label
from bot.reading.press.press_record import (
    ArticleBlock,
    Paragraph,
    PressRecord,
    first_date,
    group_lines,
    join_paragraphs,
    split_blocks,
)

_RULE = re.compile(r"\s*[_=*-]{10,}\s*")
_NUMBER = re.compile(
    r"\s*(?:(?:document|dokument|documento|record) [0-9]+ (?:of|von|de|di|sur) [0-9]+"
    r"|record: [0-9]+)\s*",
    re.IGNORECASE,
)
_LABEL_LINE = re.compile(r"[^\W\d_][\w ()/.’'-]{0,40}?\s?:(?:\s|$)")
_FULL_TEXT = frozenset(("full text", "volltext", "texte intégral", "texto completo"))
_PROOFS = frozenset(
    "proquest document id|publication title|publication info|source type|accession number|source"
    "|document type|database|publikationstitel|titre de la publication".split("|")
)
_AFTER_SOURCE = re.compile(r"\s*(?:[.,;(]| vom | - ).*", re.DOTALL)


def split_proquest(lines: Sequence[str]) -> list[PressRecord]:
    """Return the articles of a delivery, none where it has no blocks with a full text."""
    marks = [
        number
        for number, line in enumerate(lines)
        if _RULE.fullmatch(line) or _NUMBER.fullmatch(line)
    ]
    starts = [0, *(mark + 1 for mark in marks)]
    blocks = split_blocks(lines, starts, [*marks, len(lines)])
    records = [(block, _group(block)) for block in blocks]
    if not any(_FULL_TEXT & facts.keys() and _PROOFS & facts.keys() for _, facts in records):
        return []
    return [
        _read_record(block, facts)
        for block, facts in records
        if _FULL_TEXT & facts.keys() or "title" in facts
    ]


def _group(block: ArticleBlock) -> dict[str, list[Paragraph]]:
    """Return the paragraphs of each label, and those above the first label by an empty one."""
    groups: dict[str, list[Paragraph]] = {}
    label = ""
    for lines in group_lines(block.lines, _LABEL_LINE):
        name, words = split_label("\n".join(lines))
        if name in HEAD_LABELS or name in TAIL_LABELS:
            label = name
            groups.setdefault(label, []).append(words.split("\n"))
        elif label in _FULL_TEXT or label in ("", "title"):
            groups.setdefault(label, []).append(lines)
    return groups


def _read_record(block: ArticleBlock, groups: Mapping[str, Sequence[Paragraph]]) -> PressRecord:
    facts: dict[Role, str] = {}
    for label, paragraphs in groups.items():
        words = " ".join(word for lines in paragraphs[:2] for word in lines if word)
        if label in HEAD_LABELS and words:
            facts.setdefault(HEAD_LABELS[label], words)
    head = groups.get("", [])
    source = facts.get(Role.SOURCE, "")
    date = facts.get(Role.DATE, "")
    text = [
        [line for line in lines if line]
        for label in _FULL_TEXT & groups.keys()
        for lines in groups[label]
    ]
    fields = {
        "title": facts.get(Role.TITLE) or (" ".join(head[0]) if head else ""),
        "published": first_date([date]) or date or first_date([source]),
        "source": _AFTER_SOURCE.sub("", source, count=1),
        "authors": split_author_names(facts.get(Role.AUTHORS, "")),
        "url": facts.get(Role.URL, "").split(" ")[0],
        "text": join_paragraphs([lines for lines in text if lines]),
    }
    return PressRecord(fields, block.line)
