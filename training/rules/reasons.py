"""Why something is so, from sentences that give their reason."""

import re
from collections.abc import Iterator

from bot.articles.article import Article
from bot.language.sentences import split_sentences
from training.people import AskedQuestion

_LOOK_AT = 4_000  # characters
_REASON = re.compile(
    r"^(?P<matter>[A-Z][^“”\",\n;:()]{25,110}?),? (?:because of|because|due to|owing to"
    r"|in response to|over concerns) (?P<reason>[^“”\"\n;:]{20,160})[.,]"
)
_VAGUE = re.compile(
    r"^(?:He|She|It|They|We|I|This|That|These|Those|There|And|But|So|In|On|At"
    r"|As|Also|Even|Indeed|If|When|While|For|Some|Many|One|Just|Part|Partly|Mostly|Not)\b"
)
_SAYING = re.compile(r"\b(?:said|says|told|wrote|tweeted|according)\b")
_OPENING = re.compile(
    r"^(?:the|an?|his|her|its|their|they|he|she|it|we|there|of|a|that|being|what|some|is|was"
    r"|were|are|had|has|have|officials) ",
    re.IGNORECASE,
)
_ANSWER_WORDS = (3, 5)
_FORMS = ("why {}", "Why {}?", "how come {}", "what's the reason {}")


def ask_why(article: Article) -> Iterator[AskedQuestion]:
    """Yield a question for each sentence near the beginning that gives its reason."""
    spans = split_sentences(article.text, article.body, article.body + _LOOK_AT)
    for number, span in enumerate(spans):
        match = _REASON.match(span.slice(article.text))
        if match is None or _VAGUE.match(match["matter"]) or _SAYING.search(match["matter"]):
            continue
        reason = match["reason"]
        while (shorter := _OPENING.sub("", reason)) != reason:
            reason = shorter
        words = reason.split()
        if len(words) < _ANSWER_WORDS[0]:
            continue
        matter = match["matter"]
        form = _FORMS[(number + len(matter)) % len(_FORMS)]
        yield AskedQuestion(
            f"why-{article.id}-{number}",
            form.format(matter[0].lower() + matter[1:] if matter.split()[0] == "The" else matter),
            article.published,
            "why_how",
            tuple(dict.fromkeys(" ".join(words[:count]) for count in _ANSWER_WORDS)),
            (article.id,),
        )
