"""Engine choice: where an index belongs, in memory or on disk."""

from collections.abc import Sequence
from pathlib import Path

from bot.corpus.folder import CorpusFolder
from bot.index.engine import IndexConfig, has_contents, index_folder
from bot.index.engine_names import EngineChoice
from bot.index.sync.pending import count_text_bytes
from bot.localization.english import format_bytes

# Three times what fits into memory: then reading the files into it first is a waste.
_SURELY_TOO_LARGE = 30_000_000


def is_outside_memory(roots: Sequence[Path], config: IndexConfig) -> bool:
    """Tell, before anything is opened, whether the index is where other processes can read it."""
    if config.data is None:
        return False
    if config.engine == "auto":
        return has_contents(index_folder(roots, config.data))
    return config.engine != "memory"


def explain_disk(roots: Sequence[Path], folder: Path, engine: EngineChoice) -> str:
    """Return why the index belongs on disk, empty where it can be tried in memory."""
    if engine == "disk":
        return "DATELINE_ENGINE says so"
    if has_contents(folder):
        return "it is there already"
    files = (file for root in roots for file in CorpusFolder(root).files())
    size = sum(count_text_bytes(file.name, file.stat().st_size) for file in files)
    return f"the files have {format_bytes(size)}" if size > _SURELY_TOO_LARGE else ""
