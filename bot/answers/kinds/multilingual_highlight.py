"""Multilingual highlight: which part of the first quote is the answer, in any language."""

import re

from bot.answers.features.sentence_pool import SentencePool
from bot.answers.question.answer_type import QuestionForm
from bot.answers.selection.quotables import Quotable
from bot.language.analyzer import Analyzer
from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.passage_mentions import find_mentions
from bot.language.span import Span

# Of 169 that were marked so in answers to questions on invented stories, 0.83 were right.
_FORMS = frozenset(
    (
        QuestionForm.PERSON, QuestionForm.TIME, QuestionForm.COUNT, QuestionForm.AMOUNT,
        QuestionForm.SHARE,
    )
)  # fmt: skip
_HIGHLIGHT_KINDS = frozenset((Kind.NAME, Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.DAY))


def find_multilingual_highlight(
    window: Quotable, pool: SentencePool, analyzer: Analyzer
) -> Span | None:
    """Return the only mention of a window that is of the kind asked for, None where several are.

    What the question itself names is no answer.
    """
    analysis = pool.query.analysis
    kinds = analysis.mention_kinds & _HIGHLIGHT_KINDS
    if not kinds or analysis.form not in _FORMS:
        return None
    article = window.article
    question_terms = set(pool.query.terms)
    spans = window.context or (window.span,)
    texts = [span.slice(article.text) for span in spans]
    pieces = [analyzer.split_pieces(text, article.language) for text in texts]
    places = {
        mention: place
        for span, mentions in zip(
            spans, find_mentions(texts, pieces, article.language), strict=True
        )
        for mention in mentions
        if mention[0] in kinds
        # A weekday is mostly that of the news itself.
        and (mention[0] != Kind.DAY or any(map(str.isdecimal, mention)))
        and not question_terms.issuperset(analyzer.terms(mention[1:], article.language))
        and (place := _locate(mention[1:], span, article.text))
    }
    longest = [
        place
        for place in dict.fromkeys(places.values())
        if not any(_contains(outer_place, place) for outer_place in places.values())
    ]
    return longest[0] if len(longest) == 1 else None


def _locate(words: str, sentence: Span, text: str) -> Span | None:
    """Return where a mention stands in its sentence, None where it is written otherwise."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(rf"(?<!\w){pattern}", sentence.slice(text), re.IGNORECASE)
    if not match:
        return None
    return Span(sentence.start + match.start(), sentence.start + match.end())


def _contains(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end
