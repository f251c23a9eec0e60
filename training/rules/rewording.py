"""The same question in other words: one or two words by others of the same meaning."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from bot.answers.question.expansion import propose_alternatives
from bot.language.analyzer import Analyzer
from training.people import AskedQuestion

_LEAST_WEIGHT = 0.5  # below this, an alternative often means something else
_MOST_WORDS = 2
_FRAME = frozenset("come happen happened reason really right true".split())


def reword(question: AskedQuestion, analyzer: Analyzer) -> Iterator[AskedQuestion]:
    """Yield the question with other words, if there are good ones."""
    randomness = random.Random(question.id)  # noqa: S311 - no secret
    proposals = propose_alternatives(question.text, analyzer)
    replaced: dict[str, str] = {}
    words = [
        (word, terms)
        for word, terms in analyzer.words(question.text)
        if terms in proposals and word not in _FRAME
    ]
    randomness.shuffle(words)
    for word, terms in words[:_MOST_WORDS]:
        good = [other for other in proposals[terms] if other.weight >= _LEAST_WEIGHT]
        if good and word.islower():
            replaced[word] = randomness.choice(good).text
    if not replaced:
        return
    text = re.sub(
        "|".join(rf"\b{re.escape(word)}\b" for word in replaced),
        lambda match: replaced[match.group()],
        question.text,
    )
    yield replace(question, id=f"{question.id}-reworded", text=text, kind="paraphrase")
