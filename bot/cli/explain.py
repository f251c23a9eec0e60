"""An explanation as text for a terminal."""

import textwrap
from collections.abc import Iterator

from bot.answers.explain.explanation import ExplainedQuote, Explanation
from bot.chat.replies.text_lines import shorten_line
from bot.localization.english import format_day

_WIDTH = 92
_LONGEST_TITLE = 40
_LONGEST_SENTENCE = 84
_LONGEST_WORD = 20
_LONGEST_ID = 80
_MAX_NEW = 6
_STORIES = ": answered with stories; below is what sentences would answer"
_SMALL_TALK = ": nothing is searched for it; below is what would be"
_KIND_NOTES = {
    "topic": _STORIES, "browse": _STORIES,
    "courtesy": _SMALL_TALK, "about_bot": _SMALL_TALK, "empty": _SMALL_TALK,
}  # fmt: skip


def format_explanation(explanation: Explanation) -> str:
    """Return an explanation in lines of up to about 92 characters."""
    parts = (_kind, _words, _time, _hits, _candidates, _quotes, _drops)
    blocks = ("\n".join(part(explanation)) for part in parts)
    return "\n\n".join(filter(None, blocks))


def _kind(explanation: Explanation) -> Iterator[str]:
    """Yield what kind of question it is, and how it was read where it seems misspelt."""
    yield f"KIND  {explanation.kind.replace('_', ' ')}{_KIND_NOTES.get(explanation.kind, '')}"
    for correction in explanation.corrections:
        word = shorten_line(correction.word, _LONGEST_WORD)
        yield f"  read “{shorten_line(correction.replacement, _LONGEST_WORD)}” for “{word}”"


def _words(explanation: Explanation) -> Iterator[str]:
    yield f"WORDS of “{shorten_line(explanation.question, 200)}”"
    yield f"  asked on {format_day(explanation.at)}; {explanation.passages:,} passages"
    if explanation.words:
        yield f"  {'word':<20} {'terms':<20} {'df':>8} {'idf':>7} {'share':>7}"
    for word in explanation.words:
        notes = " name or number, counts twice" if word.is_entity else ""
        notes = " says only when" if word.is_temporal else notes
        yield (
            f"  {shorten_line(word.word, _LONGEST_WORD):<20}"
            f" {shorten_line(' '.join(word.terms), _LONGEST_WORD):<20}"
            f" {word.df:>8,} {word.idf:>7.2f} {word.share:>7.2f}{notes}"
        ).rstrip()
        if word.alternatives:
            texts = (
                f"{shorten_line(item.text, 30)} {item.weight:.2f}" for item in word.alternatives
            )
            yield from _wrap("or " + ", ".join(texts), "    ")
    if explanation.missing:
        yield from _wrap(
            "in no passage: " + ", ".join(shorten_line(w, 40) for w in explanation.missing)
        )


def _time(explanation: Explanation) -> Iterator[str]:
    if explanation.since or explanation.until:
        first = format_day(explanation.since) if explanation.since else "any day"
        last = format_day(explanation.until) if explanation.until else "any day"
        yield f"TIME  the question names {first} to {last}"
    else:
        yield "TIME  the question names no days"
    if explanation.fresh:
        yield "  the newest is asked for: it comes first among the best matches"


def _hits(explanation: Explanation) -> Iterator[str]:
    if not explanation.hits:
        return
    yield f"HITS  {explanation.match_count} found, the first {len(explanation.hits)}"
    yield f"  {'score':>7} = {'BM25':>6} x {'day':<5} {'covers':>7}  {'published':<17}  title"
    for hit in explanation.hits:
        yield (
            f"  {hit.score:>7.2f} = {hit.bm25:>6.2f} x {hit.factor:<5.2f} {hit.covers:>7.2f}"
            f"  {format_day(hit.published):<17}  {shorten_line(hit.title, _LONGEST_TITLE)}"
        )


def _candidates(explanation: Explanation) -> Iterator[str]:
    if not explanation.candidates:
        return
    yield "CANDIDATES for the answer that are not in the question"
    yield (
        f"  {'likely':>7} {'articles':>9} {'votes':>6} {'near':>5}  {'kind':<10} {'asked for':<9}"
        "  candidate"
    )
    for candidate in explanation.candidates:
        is_expected = "yes" if candidate.is_expected else "no"
        yield (
            f"  {candidate.likelihood:>7.2f} {candidate.articles:>9,} {candidate.votes:>6.2f}"
            f" {candidate.nearness:>5.2f}  {candidate.kind:<10} {is_expected:<9}"
            f"  {shorten_line(candidate.text, 32)}"
        )


def _quotes(explanation: Explanation) -> Iterator[str]:
    if explanation.hits:
        yield f"CONFIDENCE  {explanation.confidence:.2f}"
    if explanation.refusal:
        yield from _wrap(f"REFUSED: {explanation.refusal}.", indent="")
    for number, quote in enumerate(explanation.quotes, start=1):
        yield from _quote(number, quote)


def _quote(number: int, quote: ExplainedQuote) -> Iterator[str]:
    title = shorten_line(quote.title, _LONGEST_TITLE)
    yield f"QUOTE {number}  {quote.value:.2f}  {title} · {format_day(quote.published)}"
    yield from _wrap(quote.text, "  | ")
    yield f"  article {shorten_line(quote.article, _LONGEST_ID)}"
    sum_of = f"{quote.score:.2f} score - {quote.length_cost:.2f} length"
    if quote.repetition_cost:
        sum_of += f" - {quote.repetition_cost:.2f} shown already"
    yield f"  value: {sum_of} + {quote.candidate_gain:.2f} candidates"
    if quote.coverage_bonus >= 0.005:
        yield (
            f"  {quote.coverage_bonus:.2f} of its score is for sharing words with the question; "
            "the fewer articles, the more"
        )
    if quote.new_candidates:
        new = ", ".join(
            shorten_line(word, _LONGEST_WORD) for word in quote.new_candidates[:_MAX_NEW]
        )
        extra = len(quote.new_candidates) - _MAX_NEW
        yield from _wrap(f"adds: {new}{f', and {extra} more' if extra > 0 else ''}")
    for contribution in quote.contributions:
        yield f"  {contribution.difference:>+6.2f}  {contribution.group}"


def _drops(explanation: Explanation) -> Iterator[str]:
    drops = [drop for drop in explanation.drops if drop.count]
    if drops:
        yield "DROPPED sentences"
    for drop in drops:
        yield f"  {drop.count:>4,}  {drop.reason}"
        for text in drop.examples:
            yield f"        | {shorten_line(text, _LONGEST_SENTENCE - 2)}"


def _wrap(text: str, indent: str = "  ") -> Iterator[str]:
    """Yield lines that are broken at spaces and have no character changed."""
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=indent, subsequent_indent=indent,
            expand_tabs=False, replace_whitespace=False, break_on_hyphens=False,
        )  # fmt: skip
