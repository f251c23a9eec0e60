"""The way to an answer of each kind of question."""
