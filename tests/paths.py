"""Where things of the project are that tests look at."""

from pathlib import Path

PROJECT = Path(__file__).parents[1]
SEEDS = PROJECT / "seeds"
DOCS = PROJECT / "docs"
CORPUS_README = PROJECT / "corpus" / "README.md"
GOLDEN = PROJECT / "tests" / "reading" / "golden"
READING_CASES = PROJECT / "tests" / "reading" / "cases"
