"""Languages: how well questions in each language are answered, by ``dateline eval``.

Prints a table for the stories that the ranking was fitted to, and one for those kept apart.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.languages.stories import DEVELOPMENT, KEPT_APART, list_rows, write_articles


def main() -> None:
    for title, folder in (("Stories kept apart", KEPT_APART), ("Stories fitted to", DEVELOPMENT)):
        with tempfile.TemporaryDirectory() as scratch:
            root = Path(scratch)
            write_articles(folder, root / "corpus")
            questions = root / "questions.jsonl"
            rows = (json.dumps(row, ensure_ascii=False) for row in list_rows(folder))
            questions.write_text("\n".join(rows) + "\n", encoding="utf-8")
            print(f"{title}:", flush=True)
            corpus = f"--corpus={root / 'corpus'}"
            command = [sys.executable, "-m", "bot", corpus, "eval", str(questions)]
            subprocess.run(command, check=True, env={**os.environ, "DATELINE_ENGINE": "memory"})
            print()


if __name__ == "__main__":
    main()
