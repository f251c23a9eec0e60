"""Languages: how well questions in each language are answered, by ``dateline eval``.

Prints a table for each set of stories: those kept apart, with plain questions, with hurried ones,
and those that the ranking was fitted to. With ``--beside`` the stories of ten languages are
searched among the articles of a file.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.languages.stories import (
    DEVELOPMENT,
    HURRIED,
    KEPT_APART,
    PLAIN,
    list_rows,
    write_articles,
)

BESIDE = "ar de es fr hi ja pl ru tr zh".split()


def measure(title: str, folder: Path, beside: Path | None = None) -> None:
    """Print the table of one folder of stories."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        languages = BESIDE if beside else None
        write_articles(folder, root / "corpus", languages=languages)
        questions = root / "questions.jsonl"
        rows = (json.dumps(row, ensure_ascii=False) for row in list_rows(folder, languages))
        questions.write_text("\n".join(rows) + "\n", encoding="utf-8")
        print(f"{title}:", flush=True)
        corpora = [f"--corpus={root / 'corpus'}", *([f"--corpus={beside}"] if beside else [])]
        command = [sys.executable, "-m", "bot", *corpora, "eval", str(questions)]
        subprocess.run(command, check=True, env={**os.environ, "DATELINE_DATA": str(root / "data")})
        print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, help="a file of other articles")
    beside = parser.parse_args().beside
    if beside:
        measure("Ten languages among other articles", DEVELOPMENT, beside)
        return
    measure("Stories kept apart", KEPT_APART)
    measure("Plain questions", PLAIN)
    measure("Hurried questions", HURRIED)
    measure("Stories fitted to", DEVELOPMENT)


if __name__ == "__main__":
    main()
