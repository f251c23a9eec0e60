"""Joined checks: sentences that are consecutive in one article as one match."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.answers.answer import Quote
from bot.answers.verification.comparison_tokens import tokenize
from bot.answers.verification.exact_matches import Occurrence
from bot.answers.verification.sentence_checker import Finding
from bot.answers.verification.verification import Check, Verdict
from bot.articles.article import Article
from bot.language.span import Span


def join_findings(findings: Sequence[Finding]) -> tuple[Check, ...]:
    """Return a check for each finding, or for several that are consecutive in one article."""
    checks: list[Check] = []
    run: list[Finding] = []
    occurrences: tuple[Occurrence, ...] = ()
    for finding in findings:
        joint = tuple(_continue(occurrences, finding)) if run and _joins(run[-1], finding) else ()
        if run and not joint:
            checks.append(_make_check(run, occurrences))
            run = []
        run.append(finding)
        occurrences = joint or finding.occurrences
    if run:
        checks.append(_make_check(run, occurrences))
    return tuple(checks)


def _joins(first: Finding, second: Finding) -> bool:
    """Tell whether two findings may be one: with one verdict, and nothing said between them."""
    return (
        first.verdict is second.verdict
        and first.verdict in (Verdict.EXACT, Verdict.SIMILAR)
        and first.claim.end == first.sentence.span.end
        and second.claim.start == second.sentence.span.start
    )


def _continue(occurrences: Sequence[Occurrence], finding: Finding) -> Iterator[Occurrence]:
    """Yield the occurrences that go on with a finding, each as the stretch of both."""
    continuations = {occurrence.article.id: occurrence for occurrence in finding.occurrences}
    for first in occurrences:
        second = continuations.get(first.article.id)
        if second is not None and _are_consecutive(first, second, finding.verdict):
            yield Occurrence(
                first.region,
                Span(first.stretch.start, second.stretch.end),
                Span(first.sentences.start, second.sentences.end),
            )


def _are_consecutive(first: Occurrence, second: Occurrence, verdict: Verdict) -> bool:
    """Tell whether an article has nothing between two places but signs."""
    if verdict is Verdict.EXACT:
        gap = Span(first.stretch.end, second.stretch.start)
    else:
        gap = Span(first.sentences.end, second.sentences.start)
    return gap.start <= gap.end and not _has_words(first.article, gap)


def _make_check(findings: Sequence[Finding], occurrences: Sequence[Occurrence]) -> Check:
    first, last = findings[0], findings[-1]
    check = Check(
        first.verdict,
        Span(first.sentence.span.start, last.sentence.span.end),
        Span(first.claim.start, last.claim.end),
        title_article=first.title_article,
        sentences=len(findings),
    )
    if not occurrences:
        return check
    origin = occurrences[0]
    return replace(
        check,
        quote=_make_quote(origin, [occurrence.article for occurrence in occurrences[1:]], check),
        stretch=origin.stretch if check.verdict is not Verdict.ABSENT else None,
        differences=tuple(chain.from_iterable(finding.differences for finding in findings)),
    )


def _make_quote(origin: Occurrence, confirmations: Sequence[Article], check: Check) -> Quote:
    """Return the whole sentences; where they say more, the words of the text are highlighted."""
    lead = Span(origin.sentences.start, origin.stretch.start)
    trail = Span(origin.stretch.end, origin.sentences.end)
    says_more = _has_words(origin.article, lead) or _has_words(origin.article, trail)
    highlight = origin.stretch if check.verdict is Verdict.EXACT and says_more else None
    return Quote(origin.article, origin.sentences, 1.0, highlight, tuple(confirmations))


def _has_words(article: Article, span: Span) -> bool:
    return any(token.is_word for token in tokenize(article.text, span, article.language))
