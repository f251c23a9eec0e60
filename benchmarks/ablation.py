"""Print what each ingredient of an answer contributes: ``python -m benchmarks.ablation --help``.

Nothing is learned again: an ingredient is switched off while questions are asked, so what the
trees learned with it is partly lost on them too, and a figure is an upper bound of its worth.
"""

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

from bot.answers.question.spelling.question_reading import QuestionReading
from bot.answers.selection.opening_preference import OpeningPreference
from bot.dateline import Dateline
from bot.evaluation.kind_table import ALL_ANSWERABLE, split_by_kind
from bot.evaluation.measuring import find_article_days, measure
from bot.evaluation.metrics import Metric, compute_metrics
from bot.evaluation.questions import Question, read_questions
from bot.evaluation.replies import AnswererSystem, ShownReply, System

_QUIZ_COLUMNS = ("in_first_quote", "in_300", "in_900_with_more", "refused")
_KIND_COLUMNS = {
    ALL_ANSWERABLE: ("in_first_quote", "in_300", "in_900_with_more", "refused"),
    "followup+context": ("in_first_quote",),
    "topic": ("on_topic", "shows_newest"),
    "browse": ("in_range", "stories_in_range"),
    "unanswerable": ("refused",),
    "chitchat": ("refused",),
}
_OTHER_COLUMNS = ("in_300",)


@dataclass(frozen=True, slots=True)
class Ingredient:
    """A part of how answers are made, and what stands in its place where it is left out.

    ``replacements``: by module and name, as in ``bot.answers.retrieval:add_passages``.
    ``context``: whether questions before the question are passed on.
    """

    name: str
    replacements: Mapping[str, object]
    context: bool = True

    @contextmanager
    def left_out(self) -> Iterator[None]:
        """Answer without it for as long as the block runs."""
        with ExitStack() as stack:
            for target, substitute in self.replacements.items():
                module, name = target.split(":")
                stack.enter_context(patch.object(import_module(module), name, substitute))
            yield


_ANSWERER = "bot.answers.answerer"
_TRACER = "bot.answers.tracer"
_OPENINGS = "bot.answers.selection.opening_windows"
_NO_PREFERENCES: Mapping[str, OpeningPreference] = defaultdict(OpeningPreference)

INGREDIENTS = (
    Ingredient("nothing: all parts", {}),
    Ingredient(
        "other words for the same",
        {"bot.answers.question.query_parser:propose_alternatives": lambda *_: {}},
    ),
    Ingredient(
        "spelling", {f"{_TRACER}:find_readings": lambda question, *_: [QuestionReading(question)]}
    ),
    Ingredient("framing", {"bot.answers.question.request:find_matter": lambda question: question}),
    Ingredient(
        "whole articles", {"bot.answers.retrieval:add_passages": lambda hits, _: list(hits)}
    ),
    Ingredient("windows", {f"{_OPENINGS}:list_windows": lambda quotable, _: [quotable]}),
    Ingredient("what kinds want read first", {f"{_TRACER}:_PREFERENCES": _NO_PREFERENCES}),
    Ingredient("stories", {f"{_ANSWERER}:_STORY_KINDS": {}}),
    Ingredient("courtesy", {f"{_ANSWERER}:UNSEARCHED_KINDS": frozenset()}),
    Ingredient("what was asked before", {}, context=False),
)


@dataclass(frozen=True, slots=True)
class _Forgetful:
    """A system that hears each question alone."""

    system: System

    def prepare(self, question: Question) -> Callable[[], ShownReply]:
        return self.system.prepare(replace(question, context=()))


def measure_columns(
    dateline: Dateline, people: Sequence[Question], quiz: Sequence[Question], part: Ingredient
) -> dict[str, Metric]:
    """Return each column of the table, with an ingredient left out."""
    system: System = AnswererSystem(dateline.answerer)
    if not part.context:
        system = _Forgetful(system)
    days = find_article_days(people, dateline.library.index.snapshot())
    found: dict[str, Metric] = {}
    with part.left_out():
        by_kind = split_by_kind(measure(system, people, article_days=days))
        for kind, run in by_kind.items():
            metrics = compute_metrics(run)
            for name in _KIND_COLUMNS.get(kind, _OTHER_COLUMNS):
                found[f"{kind} {name}"] = metrics[name]
        if quiz:
            metrics = compute_metrics(measure(system, quiz))
            found |= {f"quiz {name}": metrics[name] for name in _QUIZ_COLUMNS}
    return found


def format_table(rows: Mapping[str, Mapping[str, Metric]]) -> Iterator[str]:
    """Yield a Markdown table: a line for each column, an ingredient in each column of it."""
    yield f"| figure | {' | '.join(f'without {name}' for name in rows)} |".replace(
        "without nothing: ", ""
    )
    yield f"|---|{'--:|' * len(rows)}"
    for column in next(iter(rows.values()), {}):
        yield f"| {column} | {' | '.join(_format(row[column]) for row in rows.values())} |"


def _format(metric: Metric) -> str:
    return "none" if metric.value is None else f"{metric.value:.3f}"


def _read(path: Path | None, since: date, until: date) -> Sequence[Question]:
    if path is None:
        return ()
    with path.open(encoding="utf-8") as lines:
        questions = read_questions(lines, "at", until).questions
    return [question for question in questions if since <= question.at <= until]


def main() -> None:
    """Ask all questions once for each ingredient, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("people", type=Path, help="questions with a column kind")
    parser.add_argument("--quiz", type=Path, help="questions without kinds")
    parser.add_argument("--data", type=Path, help="a folder for the index")
    parser.add_argument("--since", type=date.fromisoformat, default=date.min)
    parser.add_argument("--until", type=date.fromisoformat, default=date.max)
    parser.add_argument("--only", nargs="*", help="the first words of ingredients")
    args = parser.parse_args()
    parts = [
        part
        for part in INGREDIENTS
        if args.only is None or part.name.startswith(("nothing", *args.only))
    ]
    people, quiz = (_read(path, args.since, args.until) for path in (args.people, args.quiz))
    with Dateline.open(args.articles, data=args.data) as dateline:
        rows = {part.name: measure_columns(dateline, people, quiz, part) for part in parts}
    print("\n".join(format_table(rows)))


if __name__ == "__main__":
    main()
