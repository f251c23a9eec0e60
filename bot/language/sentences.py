"""Sentence boundaries, as spans: candidates by one regular expression, then rules on context.

Time is linear in the length of any text: quantifiers are possessive, no run of characters is
entered twice, and every look-behind is bounded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.language.bigrams import RUN
from bot.language.languages.lookup import find_language
from bot.language.span import Span

_EMOJI = "\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff"
_CANDIDATE = re.compile(
    # ...a full stop, with the quotes, brackets and emoji that close the sentence with it,
    rf"(?P<stop>(?<![.!?…])[.!?…؟۔।॥]++)(?>(?:[\"'”’“‘»)\]]|\s»)*)(?>(?:[ ]?[{_EMOJI}]++)*)(?=\s)"
    # or one after which the space is missing,
    r"|(?P<glued>(?<=[a-z0-9][a-z])[.!?][”’\"]?)(?=[“‘\"]?[A-Z][a-z])"
    # or one of a script that puts no space there,
    r"|(?P<wide>[。！？]++[」』”’）]*+)"
    # or the end of a line.
    r"|\n"
)
_MARK = re.compile(r"[.!?…؟۔।॥。！？\n]")
# Greek asks with a semicolon; that of other languages ends no sentence.
_GREEK_QUESTION = re.compile(r";(?=[»”\"]?\s+[«“\"]?[\u0386-\u03ab])")
_LONE_RETURN = re.compile(r"\r(?!\n)")  # an old line break
_INK = re.compile(r"\S")
_OPENING = re.compile(r"[\"'“‘«„‚(\[¿¡—–-]*+\s?([^\W\d_]*+)")
_CAPITAL_INSIDE = re.compile(r"[a-z][A-Z]|al-[A-Z]")
_LAST_EMOJI = re.compile(f"[{_EMOJI}]")
_LIST_ITEM = re.compile(r"(?:[-*•►–]|\d{1,3}[.)])\s")
_NO_BEGINNING = re.compile(r"[.,;:!?…)\]}%&/]|[^\w\n]{1,4}+(?:\n|\Z)")
_UNDIVIDED_LETTER = re.compile(rf"[{RUN}]")
_ADDRESS = re.compile(r"https?://|www\.|[\w-]{2,40}\.(?:com|org|net|gov|edu)\b")
_GLUED_ADDRESS = re.compile(r"\w{2,40}+[@=.]\w")
_NUMBER = re.compile(r"\d|[IVX]{2,4}\b")
_FINAL_I = re.compile(r"\b(?:War|[a-z]{1,20}+) I\Z")
_DATELINE = re.compile(r"(?:\([^()\n]{2,30}+\)\s)?[-–—]{1,2}+\s")
_NICKNAME = re.compile(r"(?:\"[^\"\n]{2,30}\"|“[^”\n]{2,30}”|'[^'\n]{2,30}'|‘[^’\n]{2,30}’)\s[A-Z]")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]|Ph\.D")
# What may precede an abbreviation without a space: a quote, a party, a headline's topic.
_PREFIX = re.compile(r"^.*[\"'“‘«„(\[:-]")
_LOOK_BACK = 24
_MAX_PHRASE = 40
_LONGEST_ORDINAL = 2  # digits

# Before a name or a number, hence never at the end of a sentence.
_TITLES = frozenset(
    "Adm Ald Amb Asst Atty Brig Capt Cmdr Col Cpl Det Dr Dra Fr Ft Gen Gov Govs Hon Hr Insp Lt Maj"
    " Messrs Mlle Mme Mr Mrs Ms Mt Mx Pfc Pres Prof Pvt Rep Reps Rev Sen Sens Sgt Spc Sra Srta"
    " Supt approx bzw ca cf e.g eg esp i.e ie incl viz vs".split()
)
# Before a number they do not end a sentence; before a word they do.
_NUMBER_ABBREVIATIONS = frozenset(
    "Art Ch Fig Figs Nr No Nos Op Prop Pt Sec Vol art ch ext fig ft h hr hrs lb lbs min no nos op"
    " oz pp sec vol Apr Aug Dec Feb Jan Jul Jun Mar Nov Oct Sep Sept".split()
)
# They end a sentence before a word that begins sentences, not before a name.
_AMBIGUOUS = frozenset(
    "Ala Ariz Ark Assn Ave Blvd Bros Calif Co Colo Conn Corp Cos Del Dept Fla Ga Hwy Ill Inc Ind"
    " Jr Kan Ky La Ltd Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Rd Sr St Ste Tenn Tex"
    " Univ Va Vt Wash Wis Wyo al plc".split()
)
_STARTERS = frozenset(
    "A About After All Also Although An And Another Any Are As At Because Before Both But By"
    " Can Did Do Does During Each Even Every Few For From Had Has Have He Her Here His How However"
    " I If In Instead Is It Its Later Many Meanwhile More Most My Neither Nobody None Nor Not Now"
    " Of On Only Or Other Others Our Perhaps She Since So Some Still Such That The Their Then There"
    " These They This Those Though Through To Under Until Was We Were What When Where Whether Which"
    " While Who Why With Without Yet You Your Das Der Elle Er Es Il Ils".split()
)
_CLOCK = frozenset(("a.m", "p.m", "A.M", "P.M"))
_AFTER_CLOCK = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thur Thurs Fri"
    " Sat Sun Jan Feb March April May June July Aug Sept Oct Nov Dec January February August"
    " September October November December Eastern Central Mountain Pacific Atlantic Greenwich"
    " London Local ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET".split()
)
_GERMAN_MONTHS = frozenset(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
)
_BEFORE_ORDINAL = frozenset("ab am bis dem den der seit vom zum".split())
_BRANDS = ("Yahoo!", "Jeopardy!", "Panic!", "Jeb!", "Yum!", "Oklahoma!", "Mamma Mia!")
_SPEECH_TAG = re.compile(
    r"(?:(?!(?:The|He|She|They|It|We|I)\b)[A-Z][\w.’'-]*\s){1,4}"
    r"(?:said|says|asked|asks|wrote|writes|tweeted|added|replied|cried|shouted|yelled|exclaimed)\b"
)
_OPENING_PHRASE = re.compile(r"(?:In|At|By|On|From|Since|Until|Across|Outside)(?:\s\S++){1,3}")


@dataclass(frozen=True, slots=True)
class _Rules:
    """What a language adds: abbreviations, words that open sentences, ordinals with a point."""

    abbreviations: frozenset[str]
    starters: frozenset[str]
    ordinal_point: bool


@lru_cache
def _find_rules(language: str) -> _Rules:
    data = find_language(language)
    return _Rules(
        frozenset(data.sentences.abbreviations),
        _STARTERS.union(word.capitalize() for word in data.stop_words) if language else _STARTERS,
        data.sentences.ordinal_point,
    )


def split_sentences(
    text: str, start: int = 0, end: int | None = None, language: str = ""
) -> list[Span]:
    """Return the spans of the sentences of ``text[start:end]``, in reading order.

    They are not empty, have no white space around them, and together cover every other
    character. A blank line always ends a sentence; a line break does unless the line was
    merely wrapped there.
    """
    start, end, _ = slice(start, end).indices(len(text))
    window = text[start:end]
    if "\r" in window:
        window = _LONE_RETURN.sub("\n", window)
    if ";" in window and language.startswith("el"):
        window = _GREEK_QUESTION.sub("?", window)
    first = _INK.search(window)
    if first is None:
        return []
    rules = _find_rules(language)
    spans: list[Span] = []
    begin = first.start()
    for match in _find_candidates(window, begin):
        if match.start() < begin:
            continue
        ink = _INK.search(window, match.end())
        if ink is None:
            break
        if _separates(window, begin, match, ink.start(), rules):
            stop = begin + len(window[begin : match.end()].rstrip())
            spans.append(Span(start + begin, start + stop))
            begin = ink.start()
    spans.append(Span(start + begin, start + len(window.rstrip())))
    return spans


def _find_candidates(window: str, begin: int) -> Iterator[re.Match[str]]:
    """Yield the candidates for sentence ends."""
    # Searching for one of a few characters is faster than trying the expression at each.
    while (mark := _MARK.search(window, begin)) is not None:
        match = _CANDIDATE.match(window, mark.start())
        if match is not None:
            yield match
        begin = match.end() if match else mark.end()


def _separates(text: str, begin: int, match: re.Match[str], next_start: int, rules: _Rules) -> bool:
    """Tell whether the sentence from ``begin`` ends with ``match``, before ``next_start``."""
    if match.lastgroup == "wide" or text.count("\n", match.start(), next_start) > 1:
        return True
    if match.lastgroup is None:
        return _is_line_end(text, begin, match.start(), next_start)
    if match["glued"] and _GLUED_ADDRESS.match(text, next_start):
        return False
    opening = _OPENING.match(text, next_start)
    word = opening[1] if opening else ""
    if not _begins(text, next_start, word):
        return False
    stop = match["stop"] or match["glued"]
    if stop == "." or (match["glued"] and stop[0] == "."):
        return _is_end_of_word(text, begin, match.start(), next_start, word, rules)
    if text.endswith(_BRANDS, 0, match.start() + 1):
        return word in _STARTERS
    has_closing = match.end() - match.start() > len(match["stop"] or "!")
    return not (has_closing and _SPEECH_TAG.match(text, next_start))


def _begins(text: str, next_start: int, word: str) -> bool:
    """Tell whether a sentence can begin at ``next_start``, where ``word`` is the first."""
    if word[:1].islower():
        return bool(_CAPITAL_INSIDE.match(text, next_start) or _ADDRESS.match(text, next_start))
    return bool(word) or not _NO_BEGINNING.match(text, next_start)


def _is_line_end(text: str, begin: int, line_break: int, next_start: int) -> bool:
    if _LIST_ITEM.match(text, next_start) or _LAST_EMOJI.match(text, line_break - 1):
        return True
    if text[next_start].islower():
        return False
    # Wrapping breaks a line where the next word no longer fits. The next line shows how
    # much does: where the word would have fitted, the break was meant.
    line = line_break - max(begin, text.rfind("\n", begin, line_break) + 1)
    stop = text.find("\n", next_start)
    next_line = text[next_start : stop if stop >= 0 else None]
    # Where no spaces are written, a line breaks after any character.
    word = 1 if _UNDIVIDED_LETTER.match(next_line) else len(next_line.partition(" ")[0])
    return line + 1 + word <= len(next_line)


def _is_end_of_word(
    text: str, begin: int, dot: int, next_start: int, word: str, rules: _Rules
) -> bool:
    """Decide on a single full stop by the word before it and the ``word`` after it."""
    words = text[max(begin, dot - _LOOK_BACK) : dot].split()
    if not words:
        return True
    token = _PREFIX.sub("", words[-1])
    if len(token) > 1 and token.isalpha() and token.isupper():
        token = token.capitalize()
    is_abbreviation = token.lower().rpartition("’")[2] in rules.abbreviations
    if token in _TITLES or (is_abbreviation and token.capitalize() in _TITLES):
        return False
    if is_abbreviation:
        return word in rules.starters and not _is_opening_phrase(text, begin, dot)
    if token in _NUMBER_ABBREVIATIONS:
        return not _NUMBER.match(text, next_start)
    if token.isdigit():
        ordinal = word in _GERMAN_MONTHS and words[-2:-1] and words[-2] in _BEFORE_ORDINAL
        if rules.ordinal_point and len(token) <= _LONGEST_ORDINAL and word:
            ordinal = word not in rules.starters
        return not ordinal and dot - begin > len(token)
    if token in _CLOCK:
        return not (
            word.removesuffix("s") in _AFTER_CLOCK
            or _DATELINE.match(text, next_start)
            or _is_opening_phrase(text, begin, dot)
        )
    if token in _AMBIGUOUS or len(token) == 1 or _ACRONYM.fullmatch(token):
        return _is_end_of_abbreviation(text, begin, dot, next_start, word, rules)
    return True


def _is_end_of_abbreviation(
    text: str, begin: int, dot: int, next_start: int, word: str, rules: _Rules
) -> bool:
    if _DATELINE.match(text, next_start) or _NICKNAME.match(text, next_start):
        return False
    if text[next_start] in "\"'“‘«(¿¡":
        return text[next_start + 1 : next_start + 2] != "."
    if _FINAL_I.search(text, max(begin, dot - _LOOK_BACK), dot):
        return True
    initial = len(word) == 1 and text.startswith(word + ".", next_start)
    return word in rules.starters and not initial and not _is_opening_phrase(text, begin, dot)


def _is_opening_phrase(text: str, begin: int, dot: int) -> bool:
    """Tell whether there is no sentence yet: "In the U.S. The Post is read"."""
    return dot - begin < _MAX_PHRASE and bool(_OPENING_PHRASE.fullmatch(text, begin, dot))
