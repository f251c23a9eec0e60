"""Claim sentences: the sentences of a text, each with what of it may be somebody's words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.answers.verification.comparison_tokens import (
    Token,
    span_tokens,
    tokenize,
    trim_signs,
)
from bot.language.bigrams import RUN
from bot.language.sentences import split_sentences
from bot.language.span import Span

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\w)[@#]\w+")
_QUESTION_END = re.compile(r"[?？؟\u037e][\s\"'”’»」』)\]]*$")
_BLANKS_AND_STOPS = " \t\r\n.,;:!?…"
_RUN = re.compile(f"[{RUN}]")

_QUOTE = '"'  # of any shape, as a token
_INTRODUCTIONS = tuple(
    tuple(phrase.split())
    for phrase in (
        "is it true that", "is it really true that", "is it correct that", "is it right that",
        "i heard that", "i have heard that", "i read that", "i have read that", "they say that",
        "people say that", "can you confirm that", "can you check that",
    )
)  # fmt: skip
_LEAST_WORDS = 4
_MOST_OF_SENTENCE = 0.5  # of the words of a sentence: a part with fewer needs
_LEAST_WORDS_OF_PART = 10  # so many to be recognised
_LONGEST_INTRODUCTION = 12  # words before a colon or a quotation
_LONGEST_CREDIT = 6  # words after a dash
_MOST_EDGES = 3
_MOST_TOKENS = 250  # what is longer has no sentences: a list, or a text without punctuation
_LONGEST_TEXT = 50_000


@dataclass(frozen=True, slots=True)
class ClaimSentence:
    """A sentence of the text that is checked.

    ``tokens``: all of it but for the signs at its ends.
    ``units``: what may be compared, the whole sentence first, then without what may only
    introduce or credit it, as in "BBC says: …" and "…, is that true?", the longest first.
    ``is_short``: whether it has too few words to be recognised by them.
    ``is_question``: whether it asks, and may claim nothing.
    """

    tokens: Sequence[Token]
    units: tuple[Sequence[Token], ...]
    is_short: bool
    is_question: bool

    @property
    def span(self) -> Span:
        """Return its place in the text."""
        return span_tokens(self.tokens)


def split_claims(text: str, language: str) -> list[ClaimSentence]:
    """Return the sentences of a text that have words, in order."""
    return list(_find_sentences(text[:_LONGEST_TEXT], language))


def count_words(tokens: Sequence[Token]) -> float:
    """Return the number of words; a character of a script without spaces is half of one."""
    words = [token for token in tokens if token.is_word]
    return len(words) - sum(is_undivided(token) for token in words) / 2


def is_undivided(token: Token) -> bool:
    """Tell whether a token is a character of a script that writes no spaces."""
    return len(token.form) == 1 and _RUN.match(token.form) is not None


def is_long_enough(tokens: Sequence[Token]) -> bool:
    """Tell whether words are enough to be recognised."""
    return count_words(tokens) >= _LEAST_WORDS


def _find_sentences(text: str, language: str) -> Iterator[ClaimSentence]:
    for sentence in split_sentences(text, language=language):
        span = _trim_addresses(text, sentence)
        is_question = _QUESTION_END.search(span.slice(text)[-20:]) is not None
        every_token = tokenize(text, span, language)
        for start in range(0, len(every_token), _MOST_TOKENS):
            tokens = trim_signs(every_token[start : start + _MOST_TOKENS])
            if tokens:
                units = tuple(_find_units(tokens))
                yield ClaimSentence(tokens, units, not is_long_enough(tokens), is_question)


def _trim_addresses(text: str, span: Span) -> Span:
    """Return a sentence without the addresses, names and tags at its ends, which claim nothing."""
    start, end = span.start, span.end
    for match in _ADDRESS.finditer(text, start, end):
        if text[start : match.start()].strip():
            break
        start = match.end()
    matches = list(_ADDRESS.finditer(text, start, end))
    while matches and not text[matches[-1].end() : end].strip(_BLANKS_AND_STOPS):
        end = matches.pop().start()
    return Span(start, end)


def _find_units(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the whole of a sentence, then its parts without an introduction or a credit."""
    yield tokens
    parts = {
        (part[0].start, part[-1].end): part
        for start in (0, *_find_starts(tokens))
        for end in (len(tokens), *_find_ends(tokens))
        if _may_be_words(tokens, start, end)
        if (part := trim_signs(tokens[start:end])) and _is_large_enough(part, tokens)
    }
    parts.pop((tokens[0].start, tokens[-1].end), None)
    yield from sorted(parts.values(), key=len, reverse=True)


def _may_be_words(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Tell whether what is left out of a sentence may only introduce or credit the rest."""
    if any(map(_has_digit, (*tokens[:start], *tokens[end:]))):
        return False
    opens = start > 0 and tokens[start - 1].form == _QUOTE
    closes = end < len(tokens) and tokens[end].form == _QUOTE
    # A quotation that begins and does not end, or the other way round, is the rest of it: one
    # that does both inside of the rest is only a part of a sentence.
    is_half = (opens and end == len(tokens)) or (closes and start == 0)
    return not (is_half and any(token.form == _QUOTE for token in tokens[start:end]))


def _has_digit(token: Token) -> bool:
    return any(map(str.isdecimal, token.form))


def _is_large_enough(part: Sequence[Token], tokens: Sequence[Token]) -> bool:
    """Tell whether a part of a sentence is enough to be compared alone."""
    count = count_words(part)
    share = count / (count_words(tokens) or 1)
    return count >= (_LEAST_WORDS if share >= _MOST_OF_SENTENCE else _LEAST_WORDS_OF_PART)


def _find_starts(tokens: Sequence[Token]) -> list[int]:
    """Return where somebody's words may begin: after what introduces them, or a sign."""
    keys = tuple(token.key for token in tokens[:_LONGEST_INTRODUCTION])
    starts = [len(phrase) for phrase in _INTRODUCTIONS if keys[: len(phrase)] == phrase]
    words = 0
    for number, token in enumerate(tokens):
        words += token.is_word
        if words > _LONGEST_INTRODUCTION:
            break
        if token.form in (":", _QUOTE):
            starts.append(number + 1)
    return starts[:_MOST_EDGES]


def _find_ends(tokens: Sequence[Token]) -> list[int]:
    """Return where somebody's words may end: with a quotation, or before a dash."""
    ends: list[int] = []
    words = 0
    for number in range(len(tokens) - 1, 0, -1):
        token, next_tokens = tokens[number], tokens[number + 1 :][:1]
        is_spaced = tokens[number - 1].end < token.start and any(
            token.end < t.start for t in next_tokens
        )
        if token.form == _QUOTE or (token.form == "-" and is_spaced and words <= _LONGEST_CREDIT):
            ends.append(number)
        words += token.is_word
        if words > _LONGEST_INTRODUCTION:
            break
    return ends[:_MOST_EDGES]
