"""The names that end a host: what tells example.com from the end of a sentence."""

from functools import cache
from importlib.resources import files

# Not delegated by ICANN, but read as addresses.
_FURTHER = frozenset({"onion", "ton"})


@cache
def load_top_level_domains() -> frozenset[str]:
    """Return them in lower case, from the public suffix list of a package that reads articles."""
    suffixes = files("tld").joinpath("res/effective_tld_names.dat.txt").read_text("utf-8")
    public = suffixes.partition("===BEGIN PRIVATE DOMAINS===")[0].splitlines()
    rules = (line.strip() for line in public if line.strip() and not line.startswith("//"))
    return _FURTHER | {rule.rpartition(".")[2].lstrip("!*") for rule in rules}


def is_top_level(label: str) -> bool:
    """Tell whether a host may end in ``label``; "Now" is a word, "now" and "NOW" are domains."""
    lower = label.lower()
    capitalized = lower != label and lower[1:] == label[1:]
    return not capitalized and lower in load_top_level_domains()
