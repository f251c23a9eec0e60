import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.index.disk.index import DiskIndex
from tests.index.model import Model, assert_holds, keys
from tests.index.samples import ANALYZER, WORDS, seeded
from tests.index.states import FINGERPRINT, IDS, number_of, state
from tests.paths import PROJECT

KILLS = int(os.environ.get("DATELINE_KILLS", "6"))
TERMS = ANALYZER.terms(" ".join(WORDS))


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_writer_leaves_a_committed_state(tmp_path: Path, seed: int) -> None:
    random = seeded(seed)
    folder = tmp_path / "index"
    reached = 0
    for commits in (0, random.randrange(1, 8), random.randrange(1, 8)):
        with subprocess.Popen(
            [sys.executable, "-m", "tests.index.states", str(folder)],
            cwd=PROJECT, stdout=subprocess.PIPE,
        ) as writer:  # fmt: skip
            assert writer.stdout is not None
            began = time.monotonic()
            for number in range(reached + 1, reached + 1 + commits):
                assert writer.stdout.readline() == b"%d\n" % number
            commit = (time.monotonic() - began) / max(commits, 1)
            time.sleep(random.uniform(0.0, commit if commits else 0.7))
            writer.kill()
        assert writer.returncode == -signal.SIGKILL
        index = DiskIndex(folder, FINGERPRINT)
        number = number_of(index)
        assert number >= reached + commits
        model = Model(state(number) if number else ())
        assert_holds(index, model, IDS)
        assert index.snapshot().document_frequencies(TERMS) == model.document_frequencies(TERMS)
        assert set(keys(index.snapshot().search(TERMS, 1000))) == model.found(TERMS)
        index.close()
        reached = number
    assert reached > 0
