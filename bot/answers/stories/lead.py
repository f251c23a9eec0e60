"""Leads: the sentence that tells a story on its own."""

import re
from collections.abc import Collection, Sequence

from bot.articles.article import Article
from bot.articles.passages.boilerplate import find_boilerplate
from bot.articles.passages.passage import Passage
from bot.language.analyzer import Analyzer
from bot.language.span import Span

MAX_LENGTH = 300
_MIN_LENGTH = 45
_MAX_SENTENCES = 10
_MAX_PASSAGES = 3

# A sentence leads when it has at least this share of what the best one has of the title.
_NEARLY = 0.6

_TOPIC_WEIGHT = 3

_OPENING = r"[\"“‘'(\[]*"
# Words that point back to a sentence before: pronouns, and what joins to it.
_LEANS = re.compile(
    rf"{_OPENING}(?:(?:He|She|It|They|This|That|These|Those|His|Her|Its|Their|We|I|You|Your|My|Our"
    r"|Him|Them|Such|Both|Another|Others?)(?:['’]\w+)?"
    r"|(?:But|And|So|Or|Nor|Yet|Then|Also|However|Meanwhile|Still|Instead|Therefore|Thus|Besides"
    r"|Moreover|Furthermore|Nevertheless|Nonetheless|Otherwise|Plus|Again|Later|Afterwards?"
    r"|Additionally|Similarly|Likewise|Indeed|Now|Here|There)(?:['’]s)?"
    r"|(?:Updated?|Editor['’]s|Note|Correction|Photo|Video|Image|Watch|Read|Listen|See|Click"
    r"|Subscribe|Sign|Welcome|Hello|Good morning|Hi)"
    r"|The (?:former|latter|same|other|move|decision|news|announcement|incident|report"
    r"|two|three|pair|couple|duo))(?=[\s,:;!—–-])"
)
_END = re.compile(r"[.!…][\"'”’)\]]*$")
_SPEAKS = re.compile(r"\b(?:I|I['’]m|we|we['’]re|our|my|you|your|here['’]s)\b", re.IGNORECASE)
_QUOTATION = re.compile(r"[“\"][^”\"]{0,400}[”\"]?")
_PAGE = re.compile(
    r"\b(?:this (?:article|story|page|post|video|newsletter)|pictured"
    r"|(?:photo|image)s? (?:by|shows?)|(?:above|below|left|right),|file photo|getty"
    r"|live (?:updates?|blog)|newsletter|subscribe)\b",
    re.IGNORECASE,
)
_CAPTION_DATE = re.compile(
    r"\b(?:on|in) (?:\w+day, )?(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|\d{1,2} [A-Z][a-z]+ \d{4})\W*$"
)
_DATELINE = re.compile(
    r"(?:[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,2})?,? ?)?"
    r"(?:\([A-Z][\w &.]{1,24}\) ?[—–-]{0,2} ?|(?<=[A-Za-z.] )[—–−]+ |(?<=[A-Z] )[—–−-]{1,2} )"
    r"(?=[A-Z“\"‘])"
)


def find_lead(
    article: Article,
    passages: Sequence[Passage],
    matter: Collection[str],
    analyzer: Analyzer,
    topic: Collection[str] = (),
) -> Span | None:
    """Return the first sentence that stands alone and tells of what the title does.

    ``matter``: terms that the story turns on; the terms of the title count with them.
    ``topic``: terms that were asked about, which count three times.
    None if no sentence near the top stands alone. A dateline is left out.
    """
    terms = {*analyzer.terms(article.title, article.language), *matter}
    topic_terms = set(topic)
    spans = [span for passage in passages[:_MAX_PASSAGES] for span in passage.sentences]
    candidates: list[tuple[Span, int]] = []
    for span in spans[:_MAX_SENTENCES]:
        lead = skip_dateline(article.text, span)
        if stands_alone(lead.slice(article.text)):
            sentence_terms = set(analyzer.terms(lead.slice(article.text), article.language))
            candidates.append(
                (
                    lead,
                    len(sentence_terms & terms) + _TOPIC_WEIGHT * len(sentence_terms & topic_terms),
                )
            )
    max_overlap = max((overlap for _, overlap in candidates), default=0)
    return next((span for span, overlap in candidates if overlap >= _NEARLY * max_overlap), None)


def stands_alone(sentence: str) -> bool:
    """Tell whether a sentence can be understood without those around it. English only."""
    return (
        _MIN_LENGTH <= len(sentence) <= MAX_LENGTH
        and _END.search(sentence) is not None
        and not _LEANS.match(sentence)
        and not _PAGE.search(sentence)
        and not _CAPTION_DATE.search(sentence)
        and not _SPEAKS.search(_QUOTATION.sub("", sentence))
        and _is_balanced(sentence)
        and find_boilerplate(sentence, is_line=False) is None
    )


def skip_dateline(text: str, span: Span) -> Span:
    """Return a sentence without the place and agency that it opens with, as in "ROME (AP) —"."""
    dateline = _DATELINE.match(text, span.start, span.end)
    return Span(dateline.end(), span.end) if dateline else span


def _is_balanced(sentence: str) -> bool:
    """Tell whether all quotations in a sentence end in it, and none ended one from before."""
    return sentence.count("“") == sentence.count("”") and sentence.count('"') % 2 == 0
