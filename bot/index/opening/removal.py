"""Removal: deletes an index; the articles' files stay."""

import shutil
from collections.abc import Sequence
from pathlib import Path

from bot.index.engine import ENGINES, IndexConfig, index_folder
from bot.language.analyzer import Analyzer
from bot.system.locks import hold_write_lock


def drop_library(roots: Sequence[Path], config: IndexConfig) -> None:
    """Delete the index over some folders; the articles' files stay."""
    if config.data is None:
        return
    folder = index_folder(roots, config.data)
    if config.engine == "opensearch":
        engine = ENGINES["opensearch"](roots, config, Analyzer())
        try:
            engine.index.drop()
        finally:
            engine.close()
    if folder.exists():
        with hold_write_lock(folder):
            shutil.rmtree(folder)
