"""Operators inside a question, and the line that explains them to people."""

OPERATOR_HELP = (
    'For those who like to be exact: "an exact phrase", -word to leave a word out, OR between '
    "words, source:bbc, before:2026-01-07 and after:2026-01-01."
)
"""What the help says of operators."""

SOURCE_OPERATOR = r"(?<!\S)(?:source|site|from):(?P<source>\S+)"
BEFORE_OPERATOR = r"(?<!\S)(?:before|until):(?P<day>\S+)"
AFTER_OPERATOR = r"(?<!\S)(?:after|since):(?P<day>\S+)"
EITHER_OPERATOR = r"(?<![\w'’-])(?P<left>[\w'’-]++)\s++OR\s+(?=[\w'’-])"
EXCLUSION_OPERATOR = r"(?<!\S)[-−](?P<word>[^\W\d_][\w'’-]*)(?!\S)"
