"""The fingerprint covers all code that decides what an index stores."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

from bot.index import fingerprint


def test_it_covers_every_language_module_that_the_analysis_of_an_article_loads() -> None:
    code = "import sys, bot.articles.passages.segment, bot.index.protocol; print(*sys.modules)"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    modules = {
        name
        for name in process.stdout.decode().split()
        if name.startswith("bot.language.") and not name.startswith("bot.language.temporal")
    }
    assert modules
    paths = {Path(str(import_module(name).__file__)) for name in modules}
    assert paths <= set(fingerprint.list_files())
