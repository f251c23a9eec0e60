"""Answer questions on current events with quoted sentences and their dates.

One thing flows through the packages, one way:
path -> Article -> Passage -> Index -> Hit -> Quote -> Answer -> Reply.
Every quote is a slice of an article's own text.
"""

__version__ = "0.1.0"
