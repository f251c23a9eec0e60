"""What was learned and the word lists, as files, with their licences."""

from pathlib import Path

DATA = Path(__file__).parent
