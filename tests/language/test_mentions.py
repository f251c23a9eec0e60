import pytest

from bot.language.mentions.mention_kind import Kind
from bot.language.mentions.passage_mentions import find_mentions


def mentions_of(*sentences: str) -> list[list[str]]:
    return find_mentions(sentences, [text.split() for text in sentences])


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Bank of Alderney said so.", ["n bank of alderney"]),
        ("It met Dr. Ada Moreau on Monday.", ["n dr. ada moreau", "d monday"]),
        ("Some 14,000 people came in 2021.", ["# 14000", "y 2021"]),
        ("It lost 3.5% and then four percent.", ["% 3.5", "% 4"]),
        ("They paid $1.5 million, or €20.", ["$ $1.5 million", "$ €20"]),
        ("Twenty-two ships and three hundred boats left.", ["# 22", "# 3 hundred"]),
        ("A two-year deal, then a Six-Month one.", ["# 2", "# 6"]),
        ("It took two, said Moreau; or three?", ["n moreau", "# 2", "# 3"]),
        ("On 5 March and April 7 it rained.", ["d 5 march", "d april 7"]),
        ("She called it “a slow goodbye”.", ["q a slow goodbye"]),
        ("In January it snowed.", ["d january"]),
        ("The US and the UN agreed.", ["n us", "n un"]),
        ("He came, and she left.", []),
        ("Moreau’s plan failed.", ["n moreau"]),
    ],
)
def test_mentions_are_found(sentence: str, expected: list[str]) -> None:
    assert [f"{mention[0]} {mention[1:]}" for mention in mentions_of(sentence)[0]] == expected


def test_a_first_word_in_lower_case_elsewhere_is_not_a_name() -> None:
    both = mentions_of("Officials agreed.", "Moreau asked the officials.")
    assert both == [[], [Kind.NAME + "moreau"]]
    for close_by in ("officials, too", "the\nofficials\nwent", "why officials?"):
        assert mentions_of("Officials agreed.", close_by)[0] == []
    assert mentions_of("Officials agreed.") == [[Kind.NAME + "officials"]]


@pytest.mark.parametrize(
    "text",
    [
        "A" * 200_000 + "$5",
        "." + "1," * 200_000,
        "USD" * 100_000 + "$",
        "The " * 100_000,
        "A of " * 100_000,
        "“a" * 200_000,
        "twenty-" * 100_000,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Each of these took hours, or would have, when the expression backtracked."""
    assert all(len(mention) < 2_000 for mention in mentions_of(text)[0])
