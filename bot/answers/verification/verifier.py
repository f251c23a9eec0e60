"""Verifier: from a text to what the articles have of it, word for word or nearly."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.answers.question.lexicons import is_common_word
from bot.answers.verification.claim_sentences import ClaimSentence, split_claims
from bot.answers.verification.joined_checks import join_findings
from bot.answers.verification.sentence_checker import Finding, SentenceChecker
from bot.answers.verification.verification import Verdict, Verification
from bot.index.protocol import Snapshot
from bot.language.analyzer import Analyzer
from bot.language.languages.identification import OPENING, identify_question
from bot.language.languages.lookup import ENGLISH

MOST_SENTENCES = 10
"""Sentences of a text that are checked."""


def verify_text(text: str, snapshot: Snapshot, analyzer: Analyzer, at: date) -> Verification:
    """Return what the articles up to the day ``at`` have of each sentence of a text.

    Raise UnavailableError where the index cannot be read at the moment.
    """
    language = identify_question(
        text[:OPENING], snapshot.languages(until=at), is_english_word=is_common_word
    )
    tag = "" if language is ENGLISH else language.code
    sentences = split_claims(text, tag)
    selection = sentences[:MOST_SENTENCES]
    checker = SentenceChecker(text, tag, snapshot, analyzer, at)
    findings = _drop_asides(list(_check(selection, checker)))
    return Verification(
        text,
        at,
        join_findings(findings),
        snapshot.stats(until=at),
        unchecked_count=len(sentences) - len(selection),
        language=language.code,
    )


def _check(sentences: Sequence[ClaimSentence], checker: SentenceChecker) -> Iterator[Finding]:
    """Yield what the articles have of each sentence.

    Where there are others, a short sentence is not searched for: many articles have "He agreed".
    """
    are_all_short = all(sentence.is_short for sentence in sentences)
    previous: Finding | None = None
    for sentence in sentences:
        if sentence.is_short and not are_all_short:
            finding = checker.continue_check(sentence, previous)
        else:
            finding = checker.check(sentence, previous)
        yield finding
        previous = finding


def _drop_asides(findings: Sequence[Finding]) -> list[Finding]:
    """Return findings without those of questions and short sentences that nothing has.

    They are no claims, as in "Is that true?", unless there is nothing else.
    """
    kept_findings = [
        finding
        for finding in findings
        if finding.verdict is not Verdict.ABSENT
        or not (finding.sentence.is_short or finding.sentence.is_question)
    ]
    return kept_findings or list(findings)
