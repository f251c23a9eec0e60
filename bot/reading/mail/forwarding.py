"""Forwarded mails: the original's headers in the text of the mail around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.articles.findings import ArticleError
from bot.reading.dates.find import find_dates
from bot.reading.dates.parse import DayOrder, Published, parse_published
from bot.reading.mail.header_labels import parse_label, split_run_on
from bot.reading.mail.header_words import find_addresses, name_sender

_SEPARATOR = re.compile(
    r"[\s>*]{0,20}(?:[-–—_=]{2,60}[^-–—_=\n]{2,80}[-–—_=]{2,60}|[_-]{10,}|[^\n:：]{5,60}[:：])\s*"
)
_QUOTE = re.compile(r"[ \t]?(?:>[ \t]?)+")
_ATTRIBUTION = re.compile(
    r"[\s>]{0,20}(?=[^\n]{0,300}[0-9])[^\n]{5,300}?[<\[(](?:mailto:)?[^\s<>()\[\]]{1,64}"
    r"@[^\s<>()\[\]]{1,253}[>\])][^\n]{0,120}[:：]\s*"
)
_BEFORE_ADDRESS = re.compile(r"([^\"«»„“”<>\[\]()\n]{1,80})[\"»“”]?\s*[<\[(][^\s<>]{0,64}@")
_CLOCK = re.compile(r".*[0-9](?:[:.h][0-9]{2})?(?:\s?[ap]\.?m\b\.?)?[,.]?\s*", re.IGNORECASE)
# As Czech, Hungarian and Japanese programs write a day.
_FULL_DAY = re.compile(
    r"\b(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})\.\s?(?P<year>[0-9]{4})\b"
    r"|\b(?P<year_first>[0-9]{4})(?:\.\s?(?:(?P<name>[^\W\d_]{3,12})\.?\s|(?P<month_last>[0-9]{1,2})\.\s?)"
    r"(?P<day_last>[0-9]{1,2})\.)"
)
_MOST_QUOTES = 10
_NOTE_WORDS = 80
_MOST_BLOCKS = 200
_MOST_HEADERS = 40


@dataclass(frozen=True, slots=True)
class Forward:
    """A mail that was forwarded in another.

    sender, subject: as people read them; empty where the forwarding leaves them out
    published: its day, None where it cannot be read
    text: its text
    note: what the forwarder wrote above it
    addresses: those of its headers, in lower case
    """

    sender: str
    subject: str
    published: Published | None
    text: str
    note: str
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Block:
    """The headers of a forwarded mail: lines from ``start`` to ``end``."""

    start: int
    end: int
    values: dict[str, str]
    headers: tuple[str, ...]
    is_english: bool


def find_forward(text: str, latest: date | None, *, is_marked: bool) -> Forward | None:
    """Return the innermost mail that was forwarded in ``text``, None where there is none.

    ``latest`` is the day of the mail around it; ``is_marked`` tells that its subject says so.
    """
    lines = [part for line in text.split("\n") for part in _split(line)]
    blocks = _find_blocks(lines, is_marked)
    if not blocks and is_marked:
        blocks = _find_attribution(lines)
    if not blocks:
        return None
    index = _choose_innermost(lines, blocks)
    block = blocks[index]
    end = _above(lines, blocks[index + 1]) if index + 1 < len(blocks) else len(lines)
    headers = [header for other in blocks for header in other.headers]
    return Forward(
        sender=name_sender(block.values.get("from", "")),
        subject=block.values.get("subject", ""),
        published=_parse_day(block, latest),
        text="\n".join(_unquote(lines[block.end : end])).strip(),
        note="\n".join(lines[: _above(lines, blocks[0])]).strip(),
        addresses=find_addresses(headers),
    )


def _split(line: str) -> list[str]:
    return split_run_on(line.replace("\u00a0", " ").replace("\ufeff", ""))


def _find_blocks(lines: Sequence[str], is_marked: bool) -> list[_Block]:
    blocks: list[_Block] = []
    position = 0
    while position < len(lines) and len(blocks) < _MOST_BLOCKS:
        role, _, _ = parse_label(_bare(lines[position]))
        block = _read_block(lines, position) if role in ("from", "date", "subject") else None
        if block and _is_forwarding(lines, block, is_marked):
            blocks.append(block)
            position = block.end
        else:
            position += 1
    return blocks


def _read_block(lines: Sequence[str], start: int) -> _Block:
    values: dict[str, str] = {}
    headers: list[str] = []
    native = False
    position, role = start, ""
    while position < len(lines) and len(headers) < _MOST_HEADERS:
        line = _bare(lines[position])
        if not line.strip():
            following = _next_line(lines, position)
            role_below = parse_label(_bare(lines[following]))[0] if following else ""
            if following is None or not role_below or role_below in values:
                break
            position = following
            continue
        role_here, value, english = parse_label(line)
        if role_here and (role_here not in values or role_here in ("to", "cc", "rest")):
            role = role_here
            native = native or (not english and role in ("from", "subject", "to"))
            if not value and (following := _next_line(lines, position)) is not None:
                value_below = _bare(lines[following])
                if not parse_label(value_below)[0]:
                    value, position = value_below.strip(), following
            values.setdefault(role, value)
            headers.append(value)
        elif role and not role_here and _continues(lines, position, role):
            headers.append(line)
            if role in ("subject", "from", "date"):
                values[role] = f"{values[role]} {line.strip()}"
        else:
            break
        position += 1
    return _Block(start, position, values, tuple(headers), not native)


def _next_line(lines: Sequence[str], position: int) -> int | None:
    """Return the next line that is not blank, of the three below."""
    for number in range(position + 1, min(position + 4, len(lines))):
        if _bare(lines[number]).strip():
            return number
    return None


def _continues(lines: Sequence[str], position: int, role: str) -> bool:
    """Tell whether a line goes on with the header above it."""
    if not _bare(lines[position - 1]).strip():
        return False
    if role in ("to", "cc"):
        above, line = _bare(lines[position - 1]).rstrip(), _bare(lines[position])
        if above.endswith((",", ";")) or ("@" in line and len(line.split()) <= 12):
            return True
    return position + 1 < len(lines) and bool(parse_label(_bare(lines[position + 1]))[0])


def _is_forwarding(lines: Sequence[str], block: _Block, is_marked: bool) -> bool:
    """Tell whether labels that could be a timetable's are the headers of a mail."""
    roles = block.values.keys()
    if "from" not in roles or not {"date", "subject"} & roles:
        return False
    has_address = "@" in block.values["from"]
    if is_marked or has_address or _has_separator(lines, block):
        return len(roles) >= 3 or has_address
    return {"date", "subject"} <= roles and any(find_dates(block.values["date"]))


def _has_separator(lines: Sequence[str], block: _Block) -> bool:
    above = _above(lines, block)
    return above < block.start and bool(_SEPARATOR.fullmatch(_bare(lines[above])))


def _above(lines: Sequence[str], block: _Block) -> int:
    """Return the line where a forwarding begins, with the separator above its headers."""
    for number in range(block.start - 1, max(block.start - 4, -1), -1):
        if _bare(lines[number]).strip():
            return number if _SEPARATOR.fullmatch(_bare(lines[number])) else block.start
    return block.start


def _find_attribution(lines: Sequence[str]) -> list[_Block]:
    """Return what introduces the original as "On 7 January, The Gazette <...> wrote:" does."""
    for number, line in enumerate(lines):
        if not _ATTRIBUTION.fullmatch(line):
            continue
        before = _BEFORE_ADDRESS.search(line)
        words = _CLOCK.sub("", before[1] if before else "").strip(" ,").split()
        while words and words[0][0].islower():
            words = words[1:]
        sender = " ".join(words) or next(iter(find_addresses([line])), "")
        values = {"from": sender, "date": next(find_dates(line), "")}
        return [_Block(number, number + 1, values, (line,), line.lstrip().startswith("On "))]
    return []


def _choose_innermost(lines: Sequence[str], blocks: Sequence[_Block]) -> int:
    """Return the block of the original: notes of those who forwarded it are short."""
    index = 0
    for number in range(1, len(blocks)):
        words = _count_words(lines[blocks[number - 1].end : blocks[number].start])
        rest = _count_words(lines[blocks[number].end :])
        if words > _NOTE_WORDS and words > rest:
            break
        index = number
    return index


def _count_words(lines: Sequence[str]) -> int:
    return sum(len(line.split()) for line in lines)


def _parse_day(block: _Block, latest: date | None) -> Published | None:
    """Return the day, None where it cannot be read or could be two.

    The original is no younger than the mail around it.
    """
    words = _FULL_DAY.sub(_write_day, block.values.get("date", "")).replace("日", "日 ")
    order = DayOrder.UNKNOWN if block.is_english else DayOrder.DAY_FIRST
    for text in (words, *find_dates(words)):
        if published := _parse(text, order):
            return published
        either = (_parse(text, DayOrder.DAY_FIRST), _parse(text, DayOrder.MONTH_FIRST))
        days = {way.day: way for way in either if way and latest and way.day <= latest}
        if len(days) == 1:
            return days.popitem()[1]
    return None


def _write_day(match: re.Match[str]) -> str:
    """Return a day such as "27. 10. 2021" or "2021. okt. 26." as it is parsed."""
    if match["day"]:
        return f"{match['day']}.{match['month']}.{match['year']}"
    if match["name"]:
        return f"{match['day_last']} {match['name']} {match['year_first']}"
    return f"{match['year_first']}-{int(match['month_last']):02}-{int(match['day_last']):02} "


def _parse(text: str, order: DayOrder) -> Published | None:
    try:
        return parse_published(text, order)
    except ArticleError:
        return None


def _unquote(lines: Sequence[str]) -> list[str]:
    """Return the lines without the marks of a quotation, where all have them."""
    texts = list(lines)
    for _ in range(_MOST_QUOTES):
        present = [line for line in texts if line.strip()]
        quoted = sum(line.lstrip().startswith(">") for line in present)
        if not present or quoted < len(present) * 0.8:
            return texts
        texts = [re.sub(r"^\s?>[ \t]?", "", line) for line in texts]
    return texts


def _bare(line: str) -> str:
    return _QUOTE.sub("", line, count=1) if ">" in line[:4] else line
