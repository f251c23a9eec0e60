from datetime import date

import numpy as np
import pytest

from bot.articles.article import Article
from bot.language.analyzer import Analyzer
from training.abbreviations import find_abbreviations, spell_out
from training.alternatives import (
    NEWS_ENGLISH,
    are_spellings,
    make_lexicon,
    read_news_english,
    weigh_relations,
)
from training.thesaurus import Relation, Source
from training.word_company import WordCompany

ANALYZER = Analyzer()
DAY = date(2023, 4, 1)


def articles(*texts: str) -> list[Article]:
    return [Article(str(n), text, DAY, f"{n}.txt") for n, text in enumerate(texts)]


@pytest.fixture
def company() -> WordCompany:
    """Return vectors in which ferries and boats keep one company, and lamps another."""
    vectors = np.array([[1.0, 0.1], [0.9, 0.2], [0.1, 1.0]])
    return WordCompany(["ferri", "boat", "lamp"], vectors)


def test_company_is_compared_by_its_angle(company: WordCompany) -> None:
    alike, unlike = company.compare(["ferri"], ["boat"]), company.compare(["ferri"], ["lamp"])
    assert alike is not None
    assert unlike is not None
    assert alike > 0.9 > 0.3 > unlike
    assert company.compare(["ferri"], ["boat", "lamp"]) == pytest.approx(0.735, abs=0.01)
    assert company.compare(["ferri"], ["unheard"]) is None
    assert not company.is_common(["boat", "unheard"])


def test_a_synonym_counts_by_its_company(company: WordCompany) -> None:
    relations = [
        Relation("ferry", "boat", Source.SYNONYM, 1.0, 1.0),
        Relation("ferry", "lamp", Source.SYNONYM, 1.0, 1.0),
        Relation("ferry", "unheard", Source.SYNONYM, 1.0, 1.0),
    ]
    boat, lamp, unheard = weigh_relations(relations, company, ANALYZER)
    assert boat[2] > 0.7
    assert lamp[2] == unheard[2] == 0


def test_an_acronym_in_a_thesaurus_counts_whatever_company_it_keeps(company: WordCompany) -> None:
    relation = Relation("UFO", "Unheard Ferry Office", Source.SYNONYM, 0.9, 1.0)
    assert max(weight for *_, weight in weigh_relations([relation], company, ANALYZER)) > 0.8


@pytest.mark.parametrize(
    ("text", "short", "name"),
    [
        ("The Harbour Board of Marenne ", "HBM", "Harbour Board of Marenne"),
        ("Marenne Institute of Ferries ", "MIOF", "Marenne Institute of Ferries"),
        ("said the Ferry Workers Union ", "FWU", "Ferry Workers Union"),
        ("Ferry Workers Union ", "FWX", ""),
        ("Ferry Workers Large Union ", "FWU", ""),
        ("", "FWU", ""),
    ],
)
def test_initials_spell_the_last_words(text: str, short: str, name: str) -> None:
    assert spell_out(text, short) == name


def test_an_abbreviation_is_what_most_articles_explain() -> None:
    text = "The strike of the Ferry Workers Union (FWU) began."
    other = "The Fine Water Utility (FWU) closed."
    assert dict(find_abbreviations(articles(*[text] * 4, other))) == {"FWU": "Ferry Workers Union"}
    assert not dict(find_abbreviations(articles(*[text] * 3, *[other] * 3)))
    assert not dict(find_abbreviations(articles(text, text)))


@pytest.mark.parametrize(
    ("word", "other"),
    [("colour", "color"), ("center", "centre"), ("organise", "organize"), ("defence", "defense")],
)
def test_two_spellings_are_one_word(word: str, other: str) -> None:
    assert are_spellings(word, other)
    assert not are_spellings(word, "lamp")


def test_a_word_without_a_line_leads_back_to_those_that_list_it() -> None:
    entries = {(a, b): w for a, b, w in read_news_english(["sack, dismiss, ~axe", "dismiss, sack"])}
    assert entries["sack", "dismiss"] == entries["dismiss", "sack"] > entries["sack", "axe"] > 0
    assert 0 < entries["axe", "sack"] < entries["sack", "axe"]
    assert ("dismiss", "dismiss") not in entries


def test_a_line_of_the_lexicon_has_the_weightiest_first_and_nothing_that_holds_the_word() -> None:
    entries = [
        ("sack", "fire", 0.5), ("sacked", "dismiss", 0.8), ("sack", "the sack", 0.9),
        ("sack", "give the sack", 0.9), ("sack", "weak", 0.05), ("step down", "resign", 0.7),
    ]  # fmt: skip
    assert list(make_lexicon(entries, ANALYZER)) == [
        "sack\tdismiss=0.80|fire=0.50\n",
        "step ~down\tresign=0.70\n",
    ]


def test_the_kept_list_names_nobody() -> None:
    entries = list(read_news_english(NEWS_ENGLISH.read_text("utf-8").splitlines()))
    assert len(entries) > 1000
    acronyms = {"CEO", "PM", "MP", "AI", "EV", "VP", "UAV", "LGBTQ", "Rep", "Sen", "Chapter"}
    capitals = {w for a, b, _ in entries for w in f"{a} {b}".split() if w[0].isupper()}
    assert capitals <= acronyms
