import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers.selection.confidence import FEATURES, ConfidenceModel, load_confidence_model
from bot.answers.trees import Trees
from bot.articles.article import Article, derive_id
from bot.errors import DatelineError
from bot.evaluation.calibration import Calibration, CalibrationOutcome, calibrate
from bot.evaluation.questions import Question
from bot.evaluation.truncated_index import TruncatedIndex
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer
from tests.cli.command import called
from tests.evaluation.test_command import corpus
from training.confidence import FALLING, RIGHT_LOSS, RISING, Sample, calibrate_trees

__all__ = ["corpus"]

CUP = "Ann won the Lisbon cup on Friday."
ASKED = Question("1", "Who won the Lisbon cup?", date(2026, 1, 10), ("Ann",))


STUMP = (
    np.zeros((1, 1), np.int32),
    np.full((1, 1), 0.5, np.float32),
    np.array([[1.0, 2.0]], np.float32),
)


def index(*texts: tuple[str, str]) -> MemoryIndex:
    articles = [
        Article(
            derive_id("", date.fromisoformat(day), "", text), text, date.fromisoformat(day), "a"
        )
        for day, text in texts
    ]
    return MemoryIndex(articles, Analyzer())


def test_a_truncated_index_knows_nothing_later() -> None:
    both = index(("2026-01-01", "Old cup."), ("2026-01-09", CUP))
    cut = TruncatedIndex(both, date(2026, 1, 5))
    late = next(article for article in both.snapshot().newest() if article.text == CUP)
    assert [hit.published for hit in cut.snapshot().search(["cup"], 9)] == [date(2026, 1, 1)]
    assert cut.snapshot().search(["cup"], 9, until=date(2025, 1, 1)) == []
    assert list(cut.snapshot().document_frequencies(["cup"])) == [1]
    assert cut.snapshot().stats(until=date(2026, 2, 1)).last == date(2026, 1, 1)
    assert [article.text for article in cut.snapshot().newest()] == ["Old cup."]
    assert (cut.snapshot().article(late.id), list(cut.snapshot().passages(late.id))) == (None, [])
    assert sum(cut.snapshot().sources().values()) == 1


def test_each_question_is_asked_of_the_whole_and_of_a_truncated_index() -> None:
    made = calibrate([ASKED], index(("2026-01-09", CUP)), Analyzer())
    assert [(one.answerable, one.is_answered, one.is_right) for one in made.outcomes] == [
        (True, True, True),
        (False, False, False),
    ]
    assert (made.area, made.answer_rate, made.refusal_rate) == (1.0, 1.0, 1.0)


def test_with_a_day_only_later_questions_cannot_be_answered() -> None:
    late = Question("2", ASKED.text, date(2026, 2, 1), ("Ann",))
    made = calibrate([ASKED, late], index(("2026-02-01", CUP)), Analyzer(), date(2026, 1, 15))
    assert [(one.answerable, one.is_answered) for one in made.outcomes] == [
        (True, False),
        (False, False),
    ]


def test_an_answer_right_by_chance_does_not_count() -> None:
    before = index(("2025-02-01", CUP), ("2026-01-09", CUP))
    made = calibrate([ASKED], before, Analyzer())
    assert [(one.answerable, one.is_answered, one.is_right) for one in made.outcomes] == [
        (True, True, True),
        (False, True, False),
    ]


def test_the_area_counts_pairs_and_ties_by_half() -> None:
    asked = [(True, 0.9), (True, 0.4), (False, 0.4), (False, 0.1)]
    made = Calibration(tuple(CalibrationOutcome(yes, value, True, yes) for yes, value in asked))
    assert made.area == (1 + 1 + 0.5 + 1) / 4
    assert made.roc() == [(0.0, 0.0), (0.0, 0.5), (0.5, 1.0), (1.0, 1.0)]
    assert Calibration(()).area is None
    assert "-" in "\n".join(Calibration(()).lines())


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1), st.booleans()), min_size=1))
def test_reliability_counts_every_reply_once(rows: list[tuple[bool, float, bool]]) -> None:
    made = Calibration(
        tuple(CalibrationOutcome(yes, value, answered, True) for yes, value, answered in rows)
    )
    bins = made.reliability()
    assert sum(count for _, _, count in bins) == sum(answered for _, _, answered in rows)
    assert all(0 <= mean <= 1 and share == 1 for mean, share, _ in bins)


def test_confidence_is_how_often_replies_with_such_a_score_are_right() -> None:
    chance = np.random.default_rng(1)
    scores = chance.normal(size=4000)
    right = chance.random(4000) < 1 / (1 + np.exp(-(2 * scores - 1)))
    nothing = np.zeros(1, np.float32)
    found = [
        Sample(nothing, bool(one), 1.0, truncated=number >= 1000)
        for number, one in enumerate(right)
    ]
    made = calibrate_trees(Trees(("a",), *STUMP), scores, found)
    assert made.slope == pytest.approx(2, abs=0.2)
    assert made.bias == pytest.approx(-1, abs=0.2)
    likely = 1 / (1 + np.exp(-(made.bias + made.slope * scores[:1000])))
    assert np.mean((likely < made.threshold) & right[:1000]) == pytest.approx(RIGHT_LOSS, abs=0.002)


def test_a_confidence_comes_back_from_its_files(tmp_path: Path) -> None:
    made = ConfidenceModel(Trees(FEATURES, *STUMP), 0.9, -0.5, 0.07, 0.2)
    made.save(tmp_path / "confidence.json")
    read = load_confidence_model(tmp_path / "confidence.json")
    assert (read.slope, read.bias, read.threshold, read.nearest) == (0.9, -0.5, 0.07, 0.2)
    for covered, leaf in ((0.45, 1.0), (1.0, 2.0)):
        row = np.full(len(FEATURES), covered, np.float32)
        expected = 1 / (1 + np.exp(-(-0.5 + 0.9 * leaf)))
        assert read.estimate(row) == made.estimate(row) == pytest.approx(expected)


@given(st.data())
def test_the_shipped_confidence_rises_with_coverage_and_falls_with_age(data: st.DataObject) -> None:
    assert set(FEATURES) >= RISING | FALLING
    shipped = load_confidence_model()
    values = data.draw(
        st.lists(st.floats(0, 5, width=32), min_size=len(FEATURES), max_size=len(FEATURES))
    )
    less = np.array(values, np.float32)
    name = data.draw(st.sampled_from(sorted(RISING | FALLING)))
    more = less.copy()
    more[FEATURES.index(name)] += np.float32(data.draw(st.floats(0, 5, width=32)))
    low, high = (shipped.estimate(less), shipped.estimate(more))[:: 1 if name in RISING else -1]
    assert low <= high + 1e-6


def test_the_confidence_that_is_shipped_was_learned_on_the_features_of_today() -> None:
    shipped = load_confidence_model()
    assert shipped.trees.names == FEATURES
    assert 0 < shipped.threshold < 0.5


def test_an_unwritable_folder_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatelineError, match="--calibration"):
        Calibration(()).draw(tmp_path / "file")


def test_the_command_measures_and_draws(corpus: Path) -> None:
    where = f"--corpus={corpus / 'corpus'}"
    pictures = corpus / "pictures"
    asking = ("eval", str(corpus / "questions.jsonl"))
    status, out, _ = called(where, *asking, f"--calibration={pictures}", "--json")
    assert status == 0
    assert json.loads(out)["calibration"]["not answerable, refused"] == 1.0
    assert (pictures / "calibration.png").read_bytes().startswith(b"\x89PNG")
    status, out, _ = called(where, *asking, f"--calibration={pictures}", "--cut=2026-01-09")
    assert status == 0
    assert "Confidence, on 0 questions and 3 asked of a cut corpus:" in out
    assert called(where, *asking, "--cut=2026-01-09")[0] == 2
