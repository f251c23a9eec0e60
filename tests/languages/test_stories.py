"""Questions on invented stories in every language are answered, or refused, as measured."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot import Dateline
from bot.answers.answer import Answer
from tests.languages.stories import (
    ASKED_ON,
    DEVELOPMENT,
    HURRIED,
    KEPT_APART,
    PLAIN,
    StoryQuestion,
    list_languages,
    read_questions,
    write_articles,
)

pytestmark = [pytest.mark.xdist_group("stories"), pytest.mark.slow]

# Somewhat below what was measured: the first quote, the reply.
FLOORS = {
    "stories": (0.76, 0.86), "kept_apart": (0.55, 0.78),
    "plain": (0.91, 0.96), "hurried": (0.76, 0.86),
}  # fmt: skip
LEAST_REFUSED = 0.9
STEPS = {"stories": 2, "kept_apart": 1, "plain": 1, "hurried": 1}
"""Of how many questions one is asked: `python -m benchmarks.languages` asks all."""

LEAST_IN_REPLY = 0.6
"""Of the questions in any one language."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question and what was answered."""

    question: StoryQuestion
    answer: Answer

    @property
    def is_right_at_first(self) -> bool:
        return bool(self.answer.quotes) and self._holds(self.answer.quotes[0].text)

    @property
    def is_right(self) -> bool:
        return any(self._holds(quote.text) for quote in self.answer.quotes)

    def _holds(self, text: str) -> bool:
        return any(part in text for part in self.question.answers)


@pytest.fixture(
    scope="module", params=[DEVELOPMENT, KEPT_APART, PLAIN, HURRIED], ids=lambda path: path.name
)
def asked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, list[AskedQuestion]]]:
    folder: Path = request.param
    corpus = tmp_path_factory.mktemp(folder.name)
    write_articles(folder, corpus)
    with Dateline.open(corpus) as dateline:
        day = date.fromisoformat(ASKED_ON)
        yield (
            folder,
            [
                AskedQuestion(question, dateline.ask(question.text, at=day))
                for language in list_languages(folder)
                for question in read_questions(folder, language)[:: STEPS[folder.name]]
            ],
        )


def test_as_many_are_answered_as_were_measured(
    asked: tuple[Path, list[AskedQuestion]],
) -> None:
    folder, rows = asked
    answerable = [row for row in rows if row.question.answers]
    first, reply = FLOORS[folder.name]
    assert sum(row.is_right_at_first for row in answerable) >= first * len(answerable)
    assert sum(row.is_right for row in answerable) >= reply * len(answerable)


@pytest.mark.parametrize(
    "asked", [DEVELOPMENT, KEPT_APART], ids=lambda path: path.name, indirect=True
)
def test_what_no_story_tells_is_refused(asked: tuple[Path, list[AskedQuestion]]) -> None:
    others = [row for row in asked[1] if not row.question.answers]
    assert sum(not row.answer.quotes for row in others) >= LEAST_REFUSED * len(others)


def test_no_language_is_left_behind(asked: tuple[Path, list[AskedQuestion]]) -> None:
    folder, rows = asked
    shares = {}
    for language in list_languages(folder):
        members = [row for row in rows if row.question.language == language]
        answerable = [row for row in members if row.question.answers]
        shares[language] = sum(row.is_right for row in answerable) / len(answerable)
    assert {language: share for language, share in shares.items() if share < LEAST_IN_REPLY} == {}


def test_the_language_of_every_question_is_told(
    asked: tuple[Path, list[AskedQuestion]],
) -> None:
    _, rows = asked
    wrong = [row.question.text for row in rows if row.answer.language != row.question.language]
    assert wrong == []


def test_quotes_are_slices_of_articles_in_the_language_of_the_question(
    asked: tuple[Path, list[AskedQuestion]],
) -> None:
    _, rows = asked
    quotes = [(row.question.language, quote) for row in rows for quote in row.answer.quotes]
    assert len(quotes) > len(rows) / 2
    for language, quote in quotes:
        assert quote.text == quote.article.text[quote.span.start : quote.span.end]
        assert quote.article.language_code == language
        if quote.highlight:
            assert quote.span.start <= quote.highlight.start < quote.highlight.end
            assert quote.highlight.end <= quote.span.end
