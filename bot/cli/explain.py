"""How the answer to a question comes about, as text for a terminal."""

import textwrap
from collections.abc import Iterable, Iterator

from bot.answers.explain.explanation import ExplainedQuote, Explanation
from bot.chat.reply import one_line
from bot.language.wording import format_day

_WIDTH = 92
_LONGEST_TITLE = 40
_LONGEST_SENTENCE = 84
_LONGEST_WORD = 20
_LEAST_SHOWN = 0.005
_MOST_NEW = 6


def explained(it: Explanation) -> str:
    """Return an explanation in lines of up to about 92 characters."""
    parts = (_words(it), _time(it), _hits(it), _candidates(it), _quotes(it), _dropped(it))
    return "\n\n".join("\n".join(lines) for lines in map(list, parts) if lines)


def _words(it: Explanation) -> Iterator[str]:
    yield f"WORDS of “{one_line(it.question, 200)}”"
    yield f"  asked on {format_day(it.at)}, of {it.passages:,} passages"
    if it.words:
        yield f"  {'word':<20} {'terms':<20} {'df':>8} {'idf':>7} {'share':>7}"
    for word in it.words:
        notes = " name or number, counts twice" if word.named else ""
        notes = " says only when" if word.timed else notes
        yield (
            f"  {one_line(word.word, _LONGEST_WORD):<20}"
            f" {one_line(' '.join(word.terms), _LONGEST_WORD):<20}"
            f" {word.df:>8,} {word.idf:>7.2f} {word.share:>7.2f}{notes}"
        ).rstrip()
    if it.missing:
        yield from _wrapped("stand nowhere: " + ", ".join(one_line(w, 40) for w in it.missing))


def _time(it: Explanation) -> Iterator[str]:
    if it.since or it.until:
        first = format_day(it.since) if it.since else "any day"
        last = format_day(it.until) if it.until else "any day"
        yield f"TIME  the question names {first} to {last}"
    else:
        yield "TIME  the question names no days"
    if it.fresh:
        yield "  the newest is asked for: of what matches nearly best, it comes first"


def _hits(it: Explanation) -> Iterator[str]:
    if not it.hits:
        return
    yield f"HITS  {it.found} found, the first {len(it.hits)}"
    yield f"  {'score':>7} = {'BM25':>6} x {'day':<5} {'covers':>7}  {'published':<17}  title"
    for hit in it.hits:
        yield (
            f"  {hit.score:>7.2f} = {hit.bm25:>6.2f} x {hit.factor:<5.2f} {hit.covers:>7.2f}"
            f"  {format_day(hit.published):<17}  {one_line(hit.title, _LONGEST_TITLE)}"
        )


def _candidates(it: Explanation) -> Iterator[str]:
    if not it.candidates:
        return
    yield "CANDIDATES for the answer, of what the question lacks"
    yield (
        f"  {'likely':>7} {'articles':>9} {'votes':>6} {'near':>5}  {'kind':<10} {'asked for':<9}"
        "  candidate"
    )
    for one in it.candidates:
        yield (
            f"  {one.likelihood:>7.2f} {one.articles:>9,} {one.votes:>6.2f} {one.near:>5.2f}"
            f"  {one.kind:<10} {'yes' if one.expected else 'no':<9}  {one_line(one.text, 32)}"
        )


def _quotes(it: Explanation) -> Iterator[str]:
    if it.hits:
        yield f"CONFIDENCE  {it.confidence:.2f}"
    if it.refused:
        yield from _wrapped(f"REFUSED: {it.refused}.", indent="")
    for number, quote in enumerate(it.quotes, start=1):
        yield from _quote(number, quote)


def _quote(number: int, quote: ExplainedQuote) -> Iterator[str]:
    title = one_line(quote.title, _LONGEST_TITLE)
    yield f"QUOTE {number}  {quote.value:.2f}  {title} · {format_day(quote.published)}"
    yield from _wrapped(quote.text, "  | ")
    sum_of = f"{quote.score:.2f} score - {quote.length:.2f} length"
    if quote.shown:
        sum_of += f" - {quote.shown:.2f} shown already"
    yield f"  value: {sum_of} + {quote.adds:.2f} candidates"
    if quote.unvouched >= 0.005:
        yield (
            f"  of its score, {quote.unvouched:.2f} are for the question's words, "
            "the more the fewer articles there are"
        )
    if quote.new:
        new = ", ".join(one_line(word, _LONGEST_WORD) for word in quote.new[:_MOST_NEW])
        more = len(quote.new) - _MOST_NEW
        yield from _wrapped(f"adds: {new}{f', and {more} more' if more > 0 else ''}")
    for why in quote.because:
        yield f"  {why.by:>+6.2f}  {why.what}"


def _dropped(it: Explanation) -> Iterator[str]:
    dropped = [one for one in it.dropped if one.count]
    if dropped:
        yield "DROPPED sentences"
    for one in dropped:
        yield f"  {one.count:>4,}  {one.reason}"
        for text in one.first:
            yield f"        | {one_line(text, _LONGEST_SENTENCE - 2)}"


def _wrapped(text: str, indent: str = "  ") -> Iterable[str]:
    """Return lines that are broken at spaces and have no character changed."""
    for line in text.split("\n"):
        yield from textwrap.wrap(
            line, _WIDTH, initial_indent=indent, subsequent_indent=indent,
            expand_tabs=False, replace_whitespace=False, break_on_hyphens=False,
        )  # fmt: skip
