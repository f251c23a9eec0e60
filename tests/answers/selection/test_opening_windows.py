from datetime import date

import numpy as np
import pytest

from bot.answers.features.window_features import COLUMNS
from bot.answers.kinds import fact, why_how
from bot.answers.question.time_focus import TimeFocus
from bot.answers.selection.opening_preference import OpeningPreference
from bot.answers.selection.opening_windows import OpeningWindows
from bot.answers.selection.quotables import Quotable
from bot.answers.selection.windows import list_windows
from bot.articles.article import Article
from bot.index.memory.index import MemoryIndex
from bot.index.protocol import Hit, InMemoryPassage
from bot.language.analyzer import Analyzer

FOCUS = TimeFocus(date(2026, 3, 20), None, fresh=False)
TEXT = (
    "The bridge of Talmor closed on Monday. That was due to a crack in a pier. It opens again in"
    " May, the mayor said."
)
ARTICLE = Article("Bridge", f"Bridge\n\n{TEXT}", date(2026, 3, 2), "a.txt")
SNAPSHOT = MemoryIndex([ARTICLE], Analyzer()).snapshot()


def windows_of(position: int) -> list[Quotable]:
    (passage,) = SNAPSHOT.passages(ARTICLE.id)
    hit = Hit(InMemoryPassage(passage, b""), 1.0)
    length = len(passage.sentences[position])
    return list_windows(Quotable(hit, position, length, frozenset()), SNAPSHOT)


def choose(
    preference: OpeningPreference,
    odds: list[float],
    *,
    worth: list[float] | None = None,
    windows: list[Quotable] | None = None,
) -> int:
    """Return which window is read first, of those of the first sentence unless others are given."""
    windows = windows or windows_of(0)[: len(odds)]
    features = np.zeros((len(odds), len(COLUMNS)), np.float32)
    likelihoods = np.array([worth or [0.5] * len(odds)]).T
    openings = OpeningWindows((0,) * len(odds), tuple(windows), features, likelihoods)
    opening = openings.choose(np.array(odds, np.float32), FOCUS, preference)
    assert opening is not None
    return [window.length for window in windows].index(opening.window.length)


def test_the_likeliest_window_is_read_first() -> None:
    assert choose(OpeningPreference(), [-1.0, 0.5]) == 1


@pytest.mark.parametrize(
    ("odds", "worth", "place"),
    [([0.4, 0.5], [0.5, 0.5], 0), ([-1.0, 0.5], [0.5, 0.5], 1), ([0.4, 0.5], [0.1, 0.5], 1)],
    ids=["as likely", "less likely", "without the answer"],
)
def test_a_shorter_window_is_shown_if_it_says_as_much(
    odds: list[float], worth: list[float], place: int
) -> None:
    assert choose(fact.PREFERENCE, odds, worth=worth) == place


def test_of_windows_that_are_as_likely_one_with_a_cause_answers_why() -> None:
    windows = [windows_of(1)[0], windows_of(0)[0]]
    assert choose(why_how.WHY, [0.4, 0.5], windows=windows) == 0
    assert choose(why_how.WHY, [-1.0, 0.5], windows=windows) == 1
    assert choose(OpeningPreference(), [0.4, 0.5], windows=windows) == 1


def test_without_sentences_nothing_is_read_first() -> None:
    empty = np.zeros((0, len(COLUMNS)), np.float32)
    openings = OpeningWindows((), (), empty, np.zeros((0, 0)))
    assert openings.choose(np.zeros(0, np.float32), FOCUS, OpeningPreference()) is None
