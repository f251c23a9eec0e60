"""MultilingualModel: which window is read first, in languages other than English."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.answers.arrays import Float32Array, FloatArray
from bot.answers.features.multilingual_evidence import COLUMNS, build_multilingual_features
from bot.answers.features.window_evidence import WindowEvidence

_FILE = "windows.json"


@dataclass(frozen=True, slots=True)
class MultilingualModel:
    """A conditional logit over the features of ``multilingual_evidence``.

    McFadden (1974), "Conditional logit analysis of qualitative choice behavior": of the windows of
    a question each is the likelier chosen, the larger its weighted sum.
    ``weights``: by feature; shape (COLUMNS,).
    """

    weights: FloatArray

    def score(self, evidence: WindowEvidence, odds: Float32Array) -> Float32Array:
        """Return the score of each window, given the log-odds that trees give; (windows,)."""
        features = build_multilingual_features(evidence, odds.astype(float))
        scores: Float32Array = (features @ self.weights).astype(np.float32)
        return scores

    def save(self, folder: Path) -> None:
        """Write what ``load_multilingual_model`` reads."""
        weights = dict(zip(COLUMNS, np.round(self.weights, 3).tolist(), strict=True))
        (folder / _FILE).write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")


def load_multilingual_model(folder: Path) -> MultilingualModel | None:
    """Return what was learned, None in a folder of what ranks English."""
    path = folder / _FILE
    if not path.exists():
        return None
    weights = json.loads(path.read_text(encoding="utf-8"))
    return MultilingualModel(np.array([weights.get(name, 0.0) for name in COLUMNS]))
