"""Thread: a follow-up together with what was asked before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers.question.context.follow_up import is_follow_up
from bot.answers.question.english.news_words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    INTERROGATIVES,
)
from bot.answers.question.english.reference_words import LIKENESS_FRAME, PERSON_PRONOUNS
from bot.answers.question.framing import find_matter
from bot.answers.question.lexicons import ANY_PLACE, is_stop_word
from bot.language.span import Span
from bot.language.temporal.resolve import resolve_question

_LIKENESS = re.compile(LIKENESS_FRAME, re.IGNORECASE)
_ELSE = re.compile(r"\belse\b|^(?:and|or|more)\W*$", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_NAME = re.compile(r"(?<=\s)[A-Z][\w'’.&-]*(?:\s(?:(?:of|the|de|van|von|al)\s)?[A-Z][\w'’.&-]*)*")
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class ResolvedFollowUp:
    """A follow-up that makes sense by itself.

    ``matter``: its words and those that it takes over from before.
    ``asked``: the text whose form tells what sort of answer is asked for.
    """

    matter: str
    asked: str


def resolve_follow_up(
    matter: str, questions: Sequence[str], at: date, names: Sequence[str] = ()
) -> ResolvedFollowUp:
    """Return a follow-up with what it takes over from ``questions``, oldest first.

    ``names``: who or what was answered last; a pronoun for a person takes them over.
    """
    earlier = ResolvedFollowUp("", "")
    for question in questions:
        asked = find_matter(question)
        if earlier.matter and is_follow_up(asked):
            earlier = _join(earlier, asked, at)
        else:
            earlier = ResolvedFollowUp(asked, asked)
    resolution = _join(earlier, matter, at)
    words = {word.casefold() for word in _WORD.findall(matter)}
    if names and words & PERSON_PRONOUNS:
        new_names = [name for name in names if name.casefold() not in resolution.matter.casefold()]
        return ResolvedFollowUp(" ".join([resolution.matter, *new_names]), resolution.asked)
    return resolution


def _join(earlier: ResolvedFollowUp, matter: str, at: date) -> ResolvedFollowUp:
    like = _LIKENESS.match(matter)
    if like and not _is_question(like["like"]):
        return _replace_like(earlier, like["like"].strip(), at)
    asked = earlier.asked if _ELSE.search(matter) else matter
    return ResolvedFollowUp(f"{_without_ending(earlier.matter)} {matter}".strip(), asked)


def _is_question(text: str) -> bool:
    return any(word in INTERROGATIVES | AUXILIARIES for word in text.casefold().split())


def _replace_like(earlier: ResolvedFollowUp, like: str, at: date) -> ResolvedFollowUp:
    """Put ``like`` in the place of what is of its kind in the question before, or behind it."""
    question = earlier.matter
    spans = _find_like(question, like, at)
    if not spans:
        return ResolvedFollowUp(f"{_without_ending(question)} {like}", earlier.asked)
    first, *later_spans = spans
    preposition = like.split()[0]
    if question[: first.start].endswith(f" {preposition} "):
        like = like.removeprefix(preposition).lstrip()
    for span in reversed(later_spans):
        question = question[: span.start] + question[span.end :]
    substitution = f"{question[: first.start]}{like}{question[first.end :]}"
    substitution = " ".join(substitution.split())
    return ResolvedFollowUp(substitution, substitution)


def _find_parallel(question: str, like: str) -> Span | None:
    """Return the phrase that starts as ``like`` does: best picture at ..., and best director."""
    wanted = [word.casefold() for word in like.split()]
    words = list(_WORD.finditer(question))
    texts = [word[0].casefold() for word in words]
    for size in range(len(wanted) - 1, 0, -1):
        opening = wanted[:size]
        if all(map(is_stop_word, opening)):
            continue
        for start in range(len(words) - size):
            if texts[start : start + size] == opening:
                end = start + size
                while end + 1 < len(words) and texts[end + 1] not in FUNCTION_WORDS | AUXILIARIES:
                    end += 1
                return Span(words[start].start(), words[end].end())
    return None


def _find_like(question: str, like: str, at: date) -> Sequence[Span]:
    """Return the spans of a question that are times, places or names if ``like`` is one."""
    parallel = _find_parallel(question, like)
    if parallel:
        return (parallel,)
    if resolve_question(like, at).spans or resolve_question(f"on {like}", at).spans:
        return resolve_question(question, at).spans
    if _is_place(like):
        places = _find_places(question)
        if places:
            return places[-1:]
    names = [Span(match.start(), match.end()) for match in _NAME.finditer(question)]
    dates = resolve_question(question, at).spans
    names = [n for n in names if not any(d.start < n.end and n.start < d.end for d in dates)]
    names = [n for n in names if _is_place(like) or not _is_place(n.slice(question))] or names
    if like[0].isupper() or not like.startswith(("the ", "a ", "an ")):
        return names[-1:]
    return ()


def _is_place(text: str) -> bool:
    return (
        _POSSESSIVE.sub("", text).casefold().removeprefix("in ").removeprefix("the ") in ANY_PLACE
    )


def _find_places(question: str) -> list[Span]:
    words = list(_WORD.finditer(question))
    spans = []
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            span = Span(words[start].start(), words[start + size - 1].end())
            text = _POSSESSIVE.sub("", span.slice(question))
            if text.casefold() in ANY_PLACE and (size > 1 or text[0].isupper() or len(text) > 3):
                spans.append(Span(span.start, span.start + len(text)))
        if spans:
            return sorted(spans, key=lambda span: span.start)
    return []


def _without_ending(question: str) -> str:
    return question.rstrip(" ?!.")
