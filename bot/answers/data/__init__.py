"""What was learned and the word lists, as files, with their licences."""

from pathlib import Path

DATA = Path(__file__).parent

MULTILINGUAL_DATA = DATA / "multilingual"
"""What was learned without the features that only English has, for other languages."""
