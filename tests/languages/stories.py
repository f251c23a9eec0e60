"""Invented stories in two dozen languages, with questions on them as people ask them.

``stories`` are those that ranking and confidence were fitted to; ``kept_apart`` were written by
others and not read. A question without answers is on what no story tells. ``plain`` and ``hurried``
have one article on each matter, and are measured only: plain questions mostly in its words, and
what is typed in a hurry, half of it in other words. Those without answers ask, of what an article
tells, what it does not say.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.paths import PROJECT

FOLDER = PROJECT / "tests" / "languages"
DEVELOPMENT, KEPT_APART = FOLDER / "stories", FOLDER / "kept_apart"
PLAIN, HURRIED = FOLDER / "plain", FOLDER / "hurried"
ASKED_ON = "2026-11-26"


@dataclass(frozen=True, slots=True)
class StoryQuestion:
    """A question; ``answers`` are parts of the sentences that answer it, empty for none."""

    language: str
    text: str
    asks: str
    answers: tuple[str, ...]


def list_languages(folder: Path = DEVELOPMENT) -> list[str]:
    """Return the codes of the languages that have stories."""
    return sorted(path.stem for path in folder.glob("*.json"))


def read_questions(folder: Path, language: str) -> list[StoryQuestion]:
    """Return the questions in a language."""
    return [
        StoryQuestion(language, row["question"], row["asks"], tuple(row["answers"]))
        for row in _read(folder, language)["questions"]
    ]


def read_stories(folder: Path, language: str) -> list[dict[str, str]]:
    """Return the articles in a language, each with ``published`` and ``text``."""
    return _read(folder, language)["articles"]


def find_story(folder: Path, question: StoryQuestion) -> int | None:
    """Return the number of the story that answers a question, None where none does."""
    articles = _read(folder, question.language)["articles"]
    return next(
        (
            number
            for number, article in enumerate(articles)
            if any(answer in article["text"] for answer in question.answers)
        ),
        None,
    )


def write_articles(
    folder: Path,
    target: Path,
    left_out: int | None = None,
    languages: Sequence[str] | None = None,
) -> None:
    """Write the stories of all languages as text files, as somebody would send them.

    ``left_out``: the number of the story in each language that is not written. ``languages``:
    those whose stories are written, by default all.
    """
    target.mkdir(parents=True, exist_ok=True)
    for language in languages or list_languages(folder):
        for number, article in enumerate(_read(folder, language)["articles"]):
            if number == left_out:
                continue
            name = f"{article['published']}-{language}-{number}.txt"
            (target / name).write_text(article["text"], encoding="utf-8")


def list_rows(folder: Path, languages: Sequence[str] | None = None) -> Iterator[dict[str, object]]:
    """Yield the questions of some or all languages as ``dateline eval`` reads them."""
    for language in languages or list_languages(folder):
        for number, question in enumerate(read_questions(folder, language)):
            yield {
                "id": f"{language}-{number}",
                "question": question.text,
                "language": language,
                "kind": "fact" if question.answers else "unanswerable",
                "answers": list(question.answers),
                "at": ASKED_ON,
            }


def _read(folder: Path, language: str) -> dict[str, list[dict[str, Any]]]:
    stories: dict[str, list[dict[str, Any]]] = json.loads(
        (folder / f"{language}.json").read_text(encoding="utf-8")
    )
    return stories
