"""Multilingual mentions: names, numbers, days and quotations in languages other than English.

What capitals tell in some scripts, titles tell in others: the words beside a president or mayor
are a name. Quantifiers are bounded and possessive, so that no text makes a pattern backtrack.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from itertools import chain

from bot.language.bigrams import RUN
from bot.language.languages.language import Language
from bot.language.mentions.mention_kind import MAX_KEY, MAX_WORDS, Kind, Mention
from bot.language.normalization import MARKS, normalize_characters
from bot.localization.cldr import load_locale

_SIGNS = "$£€¥₹₽₴₺₩₪﷼元円"
_DIGITS = r"\d{1,3}(?:[.,  ’' ]\d{3}){1,6}(?:[.,]\d{1,6})?(?!\d)|\d{1,20}+(?:[.,]\d{1,6})?"
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%])(?![.,]\d)"
_QUOTATION = r"[„«“\"「『《]([^„“”«»\"「」『』《》\n]{2,60}+)[“”»\"」』》]"
_CAPITALS = "".join(
    chr(code) for code in (*range(0x41, 0x590), *range(0x1E00, 0x2000)) if chr(code).isupper()
)
_CAPITAL_WORD = rf"[{_CAPITALS}][\w’'-]{{0,60}}+"
_KATAKANA = "[\u30a1-\u30fa\u30fc-\u30ff]{3,20}(?:・[\u30a1-\u30fa\u30fc-\u30ff]{2,20}){0,3}"
_LATIN = r"[A-Z][A-Za-z0-9]{1,30}(?: [A-Z][A-Za-z0-9]{1,30}){0,3}"
_NUMBER_DAY = r"\d{1,2}月(?: ?\d{1,2}[日号號])?|\d{1,2}월(?: ?\d{1,2}일)?|\d{1,2}[日号號]"
_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+")
_EDGES = re.compile(rf"^[^\w{MARKS}]+|[^\w{MARKS}]+$")
_END_OF_NAME = re.compile(r"[.,;:!?…؟،؛۔।)\]»”]$")
_LONGEST_UNSPACED = 4  # characters of a name beside a title, where no spaces are written
_RUN_BEFORE = re.compile(rf"[{RUN}]{{2,{_LONGEST_UNSPACED}}}$")
_RUN_AFTER = re.compile(rf"[{RUN}]{{2,3}}")
_NEIGHBOUR_LENGTH = 120  # characters beside a title that may be a name


def find_multilingual_mentions(sentences: Sequence[str], language: Language) -> list[list[Mention]]:
    """Return the mentions of each sentence of a passage, each mention once a sentence."""
    patterns = _find_patterns(language)
    vocabulary = frozenset(
        word for sentence in sentences for word in _WORD.findall(sentence) if word[0].islower()
    )
    return [list(dict.fromkeys(patterns.extract(text, vocabulary))) for text in sentences]


@cache
def _find_patterns(language: Language) -> "_Patterns":
    return _Patterns(language)


class _Patterns:
    """The patterns of one language, compiled on first use."""

    def __init__(self, language: Language) -> None:
        self._language = language
        numbers = language.numbers
        self._values = dict(numbers.words)
        links = "|".join(map(re.escape, language.names.links))
        self._links = frozenset(language.names.links)
        time = language.time
        self._openings = language.stop_words.union(
            time.today, time.yesterday, time.day_before_yesterday, time.tomorrow
        )
        joint = rf"(?: (?:(?:{links}) ){{0,2}}| )" if links else " "
        self._name = re.compile(rf"{_CAPITAL_WORD}(?:{joint}{_CAPITAL_WORD}){{0,8}}")

    @property
    def _is_korean(self) -> bool:
        return self._language.code == "ko"

    @cached_property
    def _title(self) -> re.Pattern[str]:
        titles = sorted(self._language.names.titles, key=len, reverse=True)
        # Korean writes particles together with the title, and the name before it.
        end = "" if self._is_korean else rf"(?![\w{MARKS}])"
        pattern = "|".join(map(re.escape, titles)) or r"(?!)"
        return re.compile(rf"(?<![\w{MARKS}])(?:{pattern}){end}")

    @cached_property
    def _number_words(self) -> re.Pattern[str]:
        words = "|".join(map(re.escape, sorted(self._values, key=len, reverse=True)))
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else r"(?!)")

    @cached_property
    def _figure(self) -> re.Pattern[str]:
        language = self._language
        money, percent = language.numbers.money, language.numbers.percent
        scales = _alternate(language.numbers.scales, language)
        day = rf"(?P<day>{_day_pattern(language)})"
        # A short one, as Rp, stands before the number too; the Euro 2024 is no money.
        units = "|".join(re.escape(word) for word in money if len(word) < 4) or r"(?!)"
        number = rf"(?:{_DIGITS})(?:[ -]?(?:{scales}))?"
        return re.compile(
            rf"(?<![\w])(?:{day}"
            rf"|(?P<percent>(?:[%٪] ?|(?:{_alternate(percent, language)}) )(?:{_DIGITS})"
            rf"|(?:{_DIGITS}) ?(?:[%٪]|(?:{_alternate(percent, language)})))"
            rf"|(?P<money>(?:[A-Z]{{1,3}}(?=[{_SIGNS}])|)[{_SIGNS}] ?{number}"
            rf"|(?:{units}) ?{number}"
            rf"|{number} ?(?:[{_SIGNS}]|(?:de |d['’])?(?:"
            rf"{_alternate(money, language)})))"
            rf"|(?P<year>{_YEAR})"
            rf"|(?P<number>{number}))",
            re.IGNORECASE,
        )

    def extract(self, sentence: str, vocabulary: frozenset[str]) -> Iterator[Mention]:
        text = normalize_characters(sentence)
        for match in re.finditer(_QUOTATION, text):
            words = _WORD.findall(match[1].casefold())
            if 0 < len(words) <= MAX_WORDS:
                yield Kind.QUOTATION + " ".join(words)
        yield from self._find_figures(text)
        # The hundred in "per cento" is no number.
        yield from self._find_numbers_in_words(self._figure.sub(" ", text))
        yield from map(self._make_name, self._find_names(text, vocabulary))

    def _find_figures(self, text: str) -> Iterator[Mention]:
        kinds = {
            "day": Kind.DAY, "percent": Kind.PERCENT, "money": Kind.MONEY, "year": Kind.YEAR,
            "number": Kind.NUMBER,
        }  # fmt: skip
        if self._language.divides_words:
            matches: Iterable[re.Match[str]] = self._figure.finditer(text)
        else:
            # Without spaces a number follows a letter directly.
            matches = self._figure.finditer(re.sub(r"(?<=\D)(?=\d)", " ", text))
        for match in matches:
            blank = " " if self._language.divides_words else ""
            key = blank.join(match[0].casefold().split())[:MAX_KEY]
            yield kinds[match.lastgroup or "number"] + key.strip(" .,")

    def _find_numbers_in_words(self, text: str) -> Iterator[Mention]:
        if not self._language.divides_words:
            return
        for match in self._number_words.finditer(text.casefold()):
            yield Kind.NUMBER + str(self._values[match[0]])

    def _find_names(self, text: str, vocabulary: frozenset[str]) -> Iterator[str]:
        if self._language.has_capitals:
            yield from self._find_capitalized(text, vocabulary)
            return
        yield from re.findall(_LATIN, text)
        yield from re.findall(_KATAKANA, text)
        yield from self._find_beside_titles(text)

    def _find_capitalized(self, text: str, vocabulary: frozenset[str]) -> Iterator[str]:
        for match in self._name.finditer(text):
            words = match[0].split()
            is_first = not _WORD.search(text, 0, match.start())
            while words and (
                words[0].casefold() in self._openings
                or (is_first and words[0].casefold() in vocabulary)
            ):
                del words[0]
                is_first = False
            while words and words[-1].casefold() in self._links:
                words.pop()
            if words:
                yield " ".join(words)

    def _find_beside_titles(self, text: str) -> Iterator[str]:
        titles = self._language.names.titles
        if not self._language.divides_words:
            for title in titles:
                for match in re.finditer(re.escape(title), text):
                    start, end = match.span()
                    left_side = _RUN_BEFORE.search(text[max(0, start - _LONGEST_UNSPACED) : start])
                    right_side = _RUN_AFTER.match(text, end)
                    yield from (side[0] for side in (left_side, right_side) if side)
            return
        for match in self._title.finditer(text):
            start, end = match.span()
            words = (
                text[max(0, start - _NEIGHBOUR_LENGTH) : start].split()[-1:]
                if self._is_korean
                else []
            )
            words = words or text[end : end + _NEIGHBOUR_LENGTH].split()[:2]
            names = []
            for word in words:
                name = _EDGES.sub("", word)
                if not name or name in self._language.stop_words:
                    break
                names.append(name)
                if _END_OF_NAME.search(word):
                    break
            if names:
                yield " ".join(names)

    def _make_name(self, name: str) -> Mention:
        words = [_EDGES.sub("", word) for word in name.casefold().split()]
        return Kind.NAME + " ".join(list(filter(None, words))[:MAX_WORDS])[:MAX_KEY]


def _alternate(words: Iterable[str], language: Language) -> str:
    """Return the pattern of any of some words, whole ones where words are divided."""
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    if not pattern:
        return r"(?!)"
    return rf"(?:{pattern})\b" if language.divides_words and language.code != "ko" else pattern


@cache
def compile_days(language: Language) -> re.Pattern[str]:
    """Return the pattern of a day of a month, by its number, in a text."""
    names = sorted(_list_day_names(language.code), key=len, reverse=True)
    months = "|".join(map(re.escape, (name for name, is_month in names if is_month)))
    pattern = rf"\d{{1,2}}(?:[.ºª°]|er)? (?:de |d['’])?(?:{months})|(?:{months}) \d{{1,2}}\b(?!\d)"
    return re.compile(rf"{pattern if months else '(?!)'}|{_NUMBER_DAY}", re.IGNORECASE)


def _day_pattern(language: Language) -> str:
    names = sorted(_list_day_names(language.code), key=len, reverse=True)
    months = "|".join(map(re.escape, (name for name, is_month in names if is_month)))
    weekdays = "|".join(map(re.escape, (name for name, is_month in names if not is_month)))
    if not language.divides_words or language.code == "ko":
        return rf"{_NUMBER_DAY}|{weekdays or r'(?!)'}"
    return (
        rf"\d{{1,2}}(?:[.ºª°]|er)? (?:de |d['’]|ב)?(?:{months})\b|(?:{months}) \d{{1,2}}\b(?!\d)"
        rf"|(?:{weekdays})\b"
    )


@cache
def _list_day_names(code: str) -> frozenset[tuple[str, bool]]:
    """Return the names of months, with True, and of weekdays, with False, by CLDR."""
    try:
        locale = load_locale(code)
    except ValueError:
        return frozenset()
    tables = ((locale.months, True), (locale.days, False))
    widths = ("wide", "abbreviated") if code in ("zh", "ja", "ko") else ("wide",)
    return frozenset(
        (name.casefold(), is_month)
        for table, is_month in tables
        for context in ("format", "stand-alone")
        for width in widths
        for name in chain(table[context][width].values())
        if len(name) > 1
    )
