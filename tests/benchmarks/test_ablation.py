from datetime import timedelta
from importlib import import_module

import pytest

from benchmarks.ablation import INGREDIENTS, Ingredient, format_table, measure_columns
from bot.dateline import Dateline
from bot.evaluation.questions import Question
from tests.newsroom import TODAY, write_newsroom

WEEK = timedelta(days=7)
PEOPLE = (
    Question("f", "Who won the election in Valdoria?", TODAY, ("Carrow",), "fact"),
    Question("t", "Who won the elecion in Valdoria?", TODAY, ("Carrow",), "typo"),
    Question("c", "thanks", TODAY, (), "chitchat"),
    Question("b", "What's new?", TODAY, (), "browse", days=(TODAY - WEEK, TODAY)),
)
BY_NAME = {part.name: part for part in INGREDIENTS}


@pytest.fixture(scope="module")
def dateline(tmp_path_factory: pytest.TempPathFactory) -> Dateline:
    return Dateline.open(write_newsroom(tmp_path_factory.mktemp("corpus")))


@pytest.mark.parametrize("part", INGREDIENTS, ids=[part.name for part in INGREDIENTS])
def test_what_is_left_out_is_there_and_comes_back(part: Ingredient) -> None:
    targets = [target.split(":") for target in part.replacements]
    before = [getattr(import_module(module), name) for module, name in targets]
    with part.left_out():
        for (module, name), original in zip(targets, before, strict=True):
            assert getattr(import_module(module), name) is not original
    assert [getattr(import_module(module), name) for module, name in targets] == before


def test_without_courtesy_thanks_are_searched_for_and_without_stories_there_are_fewer(
    dateline: Dateline,
) -> None:
    whole, silent, plain = (
        measure_columns(dateline, PEOPLE, PEOPLE[:1], BY_NAME[name])
        for name in ("nothing: all parts", "courtesy", "stories")
    )
    assert whole["chitchat refused"].value == 1.0
    assert whole["browse in_range"].value == 1.0
    assert whole["quiz in_first_quote"].value == 1.0
    stories = plain["browse stories_in_range"].value
    assert stories is not None
    assert stories < (whole["browse stories_in_range"].value or 0)
    assert list(whole) == list(silent) == list(plain)
    lines = list(format_table({"nothing: all parts": whole, "stories": plain}))
    assert lines[0] == "| figure | all parts | without stories |"
    assert "| chitchat refused | 1.000 | 1.000 |" in lines
