"""Reply quotes: what of the chosen sentences is shown at once, and what waits behind it."""

from collections.abc import Sequence

from bot.answers.answer import Quote
from bot.answers.arrays import Float32Array
from bot.answers.features.cue_counts import looks_back
from bot.answers.selection.quoting import Choice
from bot.articles.article import Article
from bot.language.span import Span

FIRST_CHARACTERS = 450
"""Of the quotes of a first reply: what is seen without scrolling."""

MULTILINGUAL_FIRST_CHARACTERS, _MULTILINGUAL_FIRST_QUOTES = 640, 3
"""The same in languages other than English, where the first quote is right less often."""

MAX_CONFIRMATIONS = 4

_SECOND_COVERAGE = 0.25  # of what the sentence that covers most has


def make_quotes(choice: Choice, highlight: Span | None = None) -> tuple[Quote, ...]:
    """Return the picked sentences as quotes, each with the articles that say the same.

    ``highlight`` is the answer in the first one.
    """
    return tuple(
        Quote(
            quotable.article,
            quotable.span,
            pick.value,
            None if number else highlight,
            _find_confirmations(choice, number),
        )
        for number, (quotable, pick) in enumerate(zip(choice.quotables, choice.picks, strict=True))
    )


def split_quotes(
    quotes: Sequence[Quote], choice: Choice, coverage: Float32Array, question: str
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """Return the quotes of the first reply, and those that wait behind it.

    A second one is shown at once if there is room, it shares enough with the question, it is of
    the same time and it adds something: it is from another article, or holds what may be the
    answer and the first one lacks. ``coverage``: the share of the question that each quotable
    and its title have.
    """
    count = 1
    if len(quotes) > 1:
        first, second = quotes[:2]
        pick = next(
            pick
            for quotable, pick in zip(choice.quotables, choice.picks, strict=True)
            if (quotable.article.id, quotable.span) == (second.article.id, second.span)
        )
        count += (
            len(first.span) + len(second.span) <= FIRST_CHARACTERS
            and coverage[pick.sentence] >= _SECOND_COVERAGE * coverage.max()
            and (first.article.id != second.article.id or bool(pick.new_candidates))
            and not looks_back(second.text, second.article.published, question)
        )
    return tuple(quotes[:count]), tuple(quotes[count:])


def split_multilingual_quotes(
    quotes: Sequence[Quote],
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """Return the same for languages other than English: the first quotes that fit."""
    count, characters = 0, 0
    for quote in quotes[:_MULTILINGUAL_FIRST_QUOTES]:
        characters += len(quote.span)
        if count and characters > MULTILINGUAL_FIRST_CHARACTERS:
            break
        count += 1
    return tuple(quotes[:count]), tuple(quotes[count:])


def _find_confirmations(choice: Choice, number: int) -> tuple[Article, ...]:
    """Return the articles of the sentences that say the same as a pick, best first."""
    quoted_ids = {quotable.article.id for quotable in choice.quotables}
    articles = {
        drop.quotable.article.id: drop.quotable.article
        for drop in choice.drops
        if drop.quote == number and drop.quotable
    }
    return tuple(article for id_, article in articles.items() if id_ not in quoted_ids)[
        :MAX_CONFIRMATIONS
    ]
