"""The command that measures: eval."""

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import terminal
from bot.cli.context import AsJson, open_dateline
from bot.evaluation.baseline import baselines
from bot.evaluation.calibration import Calibration, calibrate
from bot.evaluation.questions import read_questions, spread
from bot.evaluation.report import Evaluation
from bot.evaluation.run import Run, dateline, measure
from bot.language.analyzer import Analyzer


def evaluate(
    context: typer.Context,
    questions: Annotated[
        typer.FileText,
        typer.Argument(
            encoding="utf-8",
            help="A file of JSON objects, one a line: question and answers, id and at where "
            "wanted. - is standard input.",
        ),
    ],
    at_column: Annotated[str, typer.Option(help="The name under which a line has its day.")] = "at",
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask only so many, evenly spread over the file.")
    ] = None,
    as_json: AsJson = False,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Measure rank_bm25 and bm25s on the same articles.")
    ] = False,
    save: Annotated[
        Path | None, typer.Option(help="Keep this run, for a later --compare.", dir_okay=False)
    ] = None,
    compare: Annotated[
        Path | None, typer.Option(help="Say what changed since a kept run.", dir_okay=False)
    ] = None,
    calibration: Annotated[
        Path | None,
        typer.Option(
            help="Measure the confidence too, on a corpus cut before each question, and write "
            "calibration.png into this folder.",
            file_okay=False,
        ),
    ] = None,
    cut: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="For --calibration: let the corpus end on this day, so that later questions "
            "cannot be answered.",
        ),
    ] = None,
) -> None:
    """Measure how often the answer is in the reply to your own questions."""
    given = read_questions(questions, at_column, context.obj.today())
    asking = spread(given.questions, limit)
    earlier = Run.load(compare) if compare else None
    if cut and not calibration:
        raise typer.BadParameter("it goes with --calibration FOLDER", param_hint="--cut")
    calibrated: Calibration | None = None
    with open_dateline(context.obj) as searchable:
        library = searchable.library
        runs = {"dateline": measure(dateline(searchable.answerer), asking, terminal.track)}
        if baseline:
            for name, system in baselines(list(library.index.snapshot().newest())):
                runs[name] = measure(system, asking, terminal.track, name)
        if calibration:
            last = cut.date() if cut else None
            calibrated = calibrate(asking, library.index, Analyzer(), last, terminal.track)
            calibrated.draw(calibration)
    evaluation = Evaluation(asking, given.left_out, runs, earlier)
    if as_json:
        also = {"calibration": calibrated.to_json()} if calibrated else {}
        print(json.dumps({**evaluation.to_json(), **also}))
    else:
        print("\n".join(evaluation.lines()))
        if calibrated:
            print("\n".join(("", *calibrated.lines())))
    if save:
        runs["dateline"].save(save)
