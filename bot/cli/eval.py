"""The command eval: how often answers are right."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, open_dateline
from bot.evaluation.baseline import build_baselines
from bot.evaluation.calibration import Calibration, calibrate
from bot.evaluation.measuring import find_article_days, measure
from bot.evaluation.questions import read_questions, sample_evenly
from bot.evaluation.replies import AnswererSystem
from bot.evaluation.runs import Run
from bot.evaluation.summary import Evaluation
from bot.language.analyzer import Analyzer
from bot.system.extras import require_extra


def evaluate(
    context: typer.Context,
    questions: Annotated[
        typer.FileText,
        typer.Argument(
            encoding="utf-8",
            help="A file with a JSON object on each line: question and answers, optionally id, at, "
            "kind, language, context, articles and range. - is standard input.",
        ),
    ],
    at_column: Annotated[
        str, typer.Option(help="The key of the day on which a question is asked.")
    ] = "at",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask only this many, evenly spread over the file.")
    ] = None,
    as_json: AsJson = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Measure rank_bm25 and bm25s on the same articles.")
    ] = False,
    by_kind: Annotated[
        bool,
        typer.Option(
            "--by-kind",
            help="Tell kinds apart whatever the file calls them, and say what the questions of "
            "each were taken for.",
        ),
    ] = False,
    save: Annotated[
        Path | None, typer.Option(help="Save this run, for a later --compare.", dir_okay=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Show what changed since a saved run.", dir_okay=False)
    ] = None,
    calibration: Annotated[
        Path | None,
        typer.Option(
            help="Measure the confidence too, on a corpus that ends before each question, and "
            "write calibration.png into this folder.",
            file_okay=False,
        ),
    ] = None,
    cut: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="For --calibration: end the corpus on this day, so that later questions cannot "
            "be answered.",
        ),
    ] = None,
) -> None:
    """Measure how often the replies to your own questions contain the answer."""
    question_file = read_questions(questions, at_column, context.obj.today())
    sample = sample_evenly(question_file.questions, limit)
    earlier = Run.load(compare) if compare else None
    if calibration:
        require_extra("charts")
    if cut and not calibration:
        raise typer.BadParameter("give it together with --calibration FOLDER", param_hint="--cut")
    result: Calibration | None = None
    with open_dateline(context.obj) as searchable:
        library = searchable.library
        days = find_article_days(sample, library.index.snapshot())
        ours = AnswererSystem(searchable.answerer)
        runs = {"dateline": measure(ours, sample, terminal.track, article_days=days)}
        if baseline:
            for name, system in build_baselines(list(library.index.snapshot().newest())):
                runs[name] = measure(system, sample, terminal.track, name, article_days=days)
        if calibration:
            last = cut.date() if cut else None
            answerable = [question for question in sample if question.answers]
            result = calibrate(answerable, library.index, Analyzer(), last, terminal.track)
            result.draw(calibration)
    evaluation = Evaluation(sample, question_file.left_out, runs, earlier, by_kind)
    if as_json:
        extra = {"calibration": result.to_json()} if result else {}
        terminal.print_json({**evaluation.to_json(), **extra})
    else:
        terminal.print_lines(*"\n".join(evaluation.lines()).split("\n"))
        if result:
            terminal.print_lines("", *result.lines())
    if save:
        runs["dateline"].save(save)
