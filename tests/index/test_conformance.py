"""What every engine promises; see also test_changes.py."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from bot.articles.article import Article
from bot.index.protocol import IndexStats, SimilarTerm, WritableIndex
from tests.index.model import Model, keys
from tests.index.samples import (
    ANALYZER,
    DAYS,
    FIRST_DAY,
    SOURCES,
    STRANGE,
    WORDS,
    analyzed,
    article,
    random_article,
    seeded,
)

TERMS = ANALYZER.terms(" ".join(WORDS))


@pytest.fixture
def model(index: WritableIndex) -> Model:
    """Return a model of what the index holds: forty random articles."""
    random = seeded(4)
    given = analyzed(*(random_article(random, f"id{number}") for number in range(40)))
    index.replace(given)
    index.commit()
    return Model(given)


def commit(index: WritableIndex, *articles: Article) -> None:
    index.replace(analyzed(*articles))
    index.commit()


def test_an_empty_index_finds_nothing(index: WritableIndex) -> None:
    assert index.snapshot().search(["harbour"], 10) == []
    assert index.snapshot().document_frequencies(["harbour", "ferri"]) == [0, 0]
    assert index.snapshot().find_similar_terms("harbour", 2, 10) == []
    assert index.snapshot().article("a") is None
    assert index.snapshot().find_by_url("https://example.com/a") is None
    assert list(index.snapshot().passages("a")) == []
    assert index.snapshot().stats() == IndexStats(0, 0, None, None)
    assert index.snapshot().sources() == {}
    assert index.snapshot().languages() == {}


def test_an_article_comes_back_as_it_was_given(index: WritableIndex) -> None:
    commit(index, *STRANGE)
    for given in STRANGE:
        back = index.snapshot().article(given.id)
        assert back == given
        assert str(back.instant) == str(given.instant)  # equal instants may differ in their zone


def test_passages_come_back_in_order_with_sentences_and_headings(index: WritableIndex) -> None:
    commit(index, *STRANGE)
    for given in analyzed(*STRANGE):
        assert tuple(index.snapshot().passages(given.article.id)) == given.passages


def test_passages_of_several_articles_are_referred_to_as_they_were_indexed(
    index: WritableIndex,
) -> None:
    commit(index, *STRANGE)
    given = [*reversed(analyzed(*STRANGE))]
    ids = ["unknown", *(entry.article.id for entry in given)]
    nothing, *refs_by_article = index.snapshot().passage_refs(ids)
    assert list(nothing) == []
    for entry, refs in zip(given, refs_by_article, strict=True):
        assert tuple(ref.passage for ref in refs) == entry.passages
        assert [ref.annotations for ref in refs] == list(entry.annotations)
        assert [ref.number for ref in refs] == list(range(len(refs)))
        assert {ref.published for ref in refs} <= {entry.article.published}
    keys_by_article = [{ref.article_key for ref in refs} for refs in refs_by_article if refs]
    assert all(len(article_keys) == 1 for article_keys in keys_by_article)
    assert len(set().union(*keys_by_article)) == len(keys_by_article) > 1


def test_a_hit_has_its_whole_article(index: WritableIndex, model: Model) -> None:
    for hit in index.snapshot().search(TERMS, 1000):
        given = model.articles[hit.passage.article.id]
        assert hit.passage == given.passages[hit.passage.number]


def test_a_hit_has_the_annotations_of_its_passage_as_they_were_indexed(
    index: WritableIndex,
) -> None:
    text = " ".join(f"In sentence {n} a harbour stands." for n in range(90))
    given = analyzed(article(text), article(text, "b"), *STRANGE)
    odd = [b"", b"\n", b"a\n\nb c", b"\x00\x1f\xff", "№ 🙂".encode(), bytes(range(256))]
    notes = tuple((odd * len(given[1].passages))[: len(given[1].passages)])
    given[1] = replace(given[1], annotations=notes)
    index.replace(given)
    index.commit()
    expected = {
        (one.article.id, n): kept for one in given for n, kept in enumerate(one.annotations)
    }
    hits = index.snapshot().search(["harbour", "word", "sentenc", "id", "odd"], 100)
    assert len(hits) > len(given[0].passages) + len(given[1].passages)
    assert [hit.annotations for hit in hits] == [expected[key] for key in keys(hits)]


def test_every_term_is_found_in_any_script(index: WritableIndex, model: Model) -> None:
    for term in TERMS:
        assert set(keys(index.snapshot().search([term], 1000))) == model.found([term]) != set()


def test_a_word_of_any_length_is_a_term(index: WritableIndex) -> None:
    sizes = [119, 120, 121, 256, 33_000, 66_000, 150_000]
    # Latin letters, and ones of which each takes four bytes, or two units of UTF-16.
    words = [word for n in sizes for word in ("z" * n + "x", "z" * n + "q", "\U0001043c" * n)]
    commit(index, *(article(f"The {word} harbour.", str(n)) for n, word in enumerate(words)))
    terms = [term for word in words for term in ANALYZER.terms(word)]
    assert len(set(terms)) == len(words)
    assert index.snapshot().document_frequencies(terms) == [1] * len(words)
    assert index.snapshot().document_frequencies(terms, until=date(2026, 1, 6)) == [0] * len(words)
    for number, term in enumerate(terms):
        assert keys(index.snapshot().search([term], 5)) == [(str(number), 0)]
    assert len(index.snapshot().search(["harbour"], 100)) == len(words)


def test_hits_come_best_first_and_none_twice(index: WritableIndex, model: Model) -> None:
    hits = index.snapshot().search(TERMS[:5], 1000)
    assert set(keys(hits)) == model.found(TERMS[:5])
    assert len(set(keys(hits))) == len(hits)
    assert all(better.score >= worse.score for better, worse in pairwise(hits))
    assert hits[-1].score > 0


def test_the_best_few_are_the_first_of_all(index: WritableIndex, model: Model) -> None:
    scores = [hit.score for hit in index.snapshot().search(TERMS[:5], 1000)]
    for top_k in (1, 3, 20):
        few = [hit.score for hit in index.snapshot().search(TERMS[:5], top_k)]
        assert few == pytest.approx(scores[:top_k])


@pytest.mark.usefixtures("model")
def test_no_terms_or_a_top_k_of_zero_find_nothing(index: WritableIndex) -> None:
    assert index.snapshot().search([], 10) == []
    assert index.snapshot().search(TERMS, 0) == []
    assert index.snapshot().search(["unheard"], 10) == []
    assert index.snapshot().document_frequencies([]) == []


@pytest.mark.usefixtures("model")
def test_an_unknown_term_changes_nothing(index: WritableIndex) -> None:
    plain = index.snapshot().search(TERMS[:3], 10)
    assert keys(index.snapshot().search([*TERMS[:3], "unheard"], 10)) == keys(plain)


def test_a_repeated_term_counts_twice(index: WritableIndex) -> None:
    commit(index, article("A harbour.", "x"), article("A ferry.", "y"), article("A lamp.", "z"))
    assert keys(index.snapshot().search(["harbour", "ferri", "harbour"], 10)) == [
        ("x", 0),
        ("y", 0),
    ]
    assert keys(index.snapshot().search(["harbour", "ferri", "ferri"], 10)) == [("y", 0), ("x", 0)]


def test_a_rare_term_counts_more_than_a_common_one(index: WritableIndex) -> None:
    common = [article("A ferry.", f"ferry{number}") for number in range(8)]
    commit(index, *common, article("A harbour.", "harbour"))
    assert keys(index.snapshot().search(["ferri", "harbour"], 1)) == [("harbour", 0)]


def test_a_short_passage_scores_higher_than_a_long_one(index: WritableIndex) -> None:
    commit(index, article("A harbour with a ferry, a bridge and a lamp.", "long"),
           article("A harbour.", "short"))  # fmt: skip
    assert keys(index.snapshot().search(["harbour"], 10)) == [("short", 0), ("long", 0)]


def test_a_title_is_found_with_every_passage(index: WritableIndex) -> None:
    titled = article(" ".join(f"Sentence {n} stands here." for n in range(90)), title="Harbour")
    commit(index, titled, article("Something else.", "b"))
    assert len(index.snapshot().search(["harbour"], 100)) == len(index.snapshot().passages("a")) > 1


def test_the_newest_comes_first_of_equal_scores(index: WritableIndex) -> None:
    days = ["2026-01-03", "2026-01-09", "2026-01-01", "2026-01-07"]
    commit(index, *(article("A harbour.", day, day) for day in days))
    found = [hit.passage.article.id for hit in index.snapshot().search(["harbour"], 10)]
    assert found == sorted(days, reverse=True)


def test_both_ends_of_a_range_of_days_are_included(index: WritableIndex, model: Model) -> None:
    days = [FIRST_DAY + timedelta(days=n) for n in range(-1, DAYS + 1)]
    terms = TERMS[:4]
    for since, until in [(None, day) for day in days] + [(day, None) for day in days]:
        found = index.snapshot().search(terms, 1000, since=since, until=until)
        assert set(keys(found)) == model.found(terms, since, until)
    for since, until in [(days[3], days[3]), (days[2], days[9]), (days[9], days[2])]:
        found = index.snapshot().search(terms, 1000, since=since, until=until)
        assert set(keys(found)) == model.found(terms, since, until)


def test_a_range_keeps_the_best_of_its_days(index: WritableIndex, model: Model) -> None:
    until = FIRST_DAY + timedelta(days=2)
    every = index.snapshot().search(TERMS[:8], 1000, until=until)
    assert keys(index.snapshot().search(TERMS[:8], 3, until=until)) == keys(every)[:3]
    assert len(every) == len(model.found(TERMS[:8], until=until))


def test_better_passages_outside_a_range_hide_none_inside(index: WritableIndex) -> None:
    better = [article("A harbour.", f"late{n}", "2026-01-09") for n in range(20)]
    worse = [article(f"A harbour and ferry {n} by a lamp.", f"early{n}") for n in range(20)]
    commit(index, *better, *worse)
    found = index.snapshot().search(["harbour"], 3, until=date(2026, 1, 8))
    assert [hit.passage.article.published for hit in found] == [date(2026, 1, 7)] * 3


def test_only_the_requested_sources_are_searched(index: WritableIndex, model: Model) -> None:
    terms, until = TERMS[:4], FIRST_DAY + timedelta(days=5)
    for sources in (SOURCES[1:2], SOURCES[1:], ["p.txt"], ["p.txt", SOURCES[3], "none"], ["none"]):
        assert set(keys(index.snapshot().search(terms, 1000, sources=sources))) == model.found(
            terms, sources=sources
        )
        limited = index.snapshot().search(terms, 1000, until=until, sources=sources)
        assert set(keys(limited)) == model.found(terms, until=until, sources=sources)


def test_frequencies_are_exact_on_every_day(index: WritableIndex, model: Model) -> None:
    terms = [*TERMS, "unheard", TERMS[0]]
    assert index.snapshot().document_frequencies(terms) == model.document_frequencies(terms)
    for number in range(-1, DAYS + 1):
        until = FIRST_DAY + timedelta(days=number)
        known = model.document_frequencies(terms, until)
        assert index.snapshot().document_frequencies(terms, until=until) == known


def test_similar_terms_are_exact_on_every_day(index: WritableIndex, model: Model) -> None:
    some = TERMS[::3]  # a cluster takes its time
    asked = [*some, *(term[1:] for term in some), *(term[::-1] for term in some), "brigde"]
    days = [None, *(FIRST_DAY + timedelta(days=n) for n in (-1, 0, 3))]
    for term, until in product(filter(None, asked), days):
        for max_edits in (1, 2):
            similar = index.snapshot().find_similar_terms(term, max_edits, 50, until=until)
            assert similar == model.similar_terms(term, max_edits, until), (term, max_edits)


def test_the_nearest_similar_terms_come_first_and_then_the_commonest(index: WritableIndex) -> None:
    spelt = ["marenne", "marenna", "marenna", "marina", "marenns", "harbour"]
    commit(index, *(article(f"The {word} is here.", str(n)) for n, word in enumerate(spelt)))
    assert index.snapshot().find_similar_terms("marenn", 2, 2) == [
        SimilarTerm("marenna", 1, 2),
        SimilarTerm("marina", 2, 1),
    ]
    assert index.snapshot().find_similar_terms("lighthous", 2, 9) == []


def test_a_swap_of_two_letters_is_one_edit(index: WritableIndex) -> None:
    commit(index, article("Zelmor speaks."))
    assert index.snapshot().find_similar_terms("zlemor", 1, 5) == [SimilarTerm("zelmor", 1, 1)]


def test_stats_and_sources_are_exact_on_every_day(index: WritableIndex, model: Model) -> None:
    assert index.snapshot().stats() == model.stats()
    for number in range(-1, DAYS + 1):
        until = FIRST_DAY + timedelta(days=number)
        assert index.snapshot().stats(until=until) == model.stats(until)
        sources = index.snapshot().sources(until=until)
        assert sources == model.sources(until)
        assert list(sources.values()) == sorted(sources.values(), reverse=True)


LANGUAGES = ("", "en-GB", "de", "de-AT", "zh-Hant", "ru", "th", "x-none", "deu")


def test_languages_are_exact_on_every_day(index: WritableIndex) -> None:
    random = seeded(7)
    given = analyzed(
        *(
            replace(random_article(random, f"id{number}"), language=random.choice(LANGUAGES))
            for number in range(40)
        )
    )
    index.replace(given)
    index.commit()
    model = Model(given)
    assert set(model.languages()) == {"en", "de", "zh", "ru", "und"}
    for until in (None, *(FIRST_DAY + timedelta(days=number) for number in range(-1, DAYS + 1))):
        languages = index.snapshot().languages(until=until)
        assert languages == model.languages(until)
        assert list(languages.values()) == sorted(languages.values(), reverse=True)


def test_languages_follow_what_is_replaced_and_removed(index: WritableIndex) -> None:
    given = article("Der Hafen ist offen.")
    commit(index, replace(given, language="de"), article("A harbour.", "b"))
    older = index.snapshot()
    assert dict(older.languages()) == {"de": 1, "en": 1}
    commit(index, replace(given, language="ru"))
    index.remove(["b"])
    index.commit()
    assert dict(index.snapshot().languages()) == {"ru": 1}
    assert dict(older.languages()) == {"de": 1, "en": 1}


def test_the_ends_of_the_calendar_are_days_like_others(index: WritableIndex) -> None:
    commit(index, *STRANGE)
    first, last = index.snapshot().stats().first, index.snapshot().stats().last
    assert (first, last) == (date.min, date.max)
    assert keys(index.snapshot().search(["noon"], 5, since=date.min, until=date.min)) == [
        ("universal", 0)
    ]
    assert keys(index.snapshot().search(["future"], 5, since=date.max, until=date.max)) == [
        ("far", 0)
    ]


def test_the_newest_articles_come_first(index: WritableIndex, model: Model) -> None:
    for until in (None, FIRST_DAY + timedelta(days=4), FIRST_DAY - timedelta(days=1)):
        found = list(index.snapshot().newest(until=until))
        assert {a.id: a for a in found} == {a.id: a for a in model.known(until)}
        assert all(newer.published >= older.published for newer, older in pairwise(found))
        assert len(found) == model.stats(until).articles


def test_the_ids_are_those_of_the_articles_of_some_days(index: WritableIndex, model: Model) -> None:
    snapshot = index.snapshot()
    days = [FIRST_DAY + timedelta(days=n) for n in range(DAYS)]
    for since, until in [(None, None), (None, days[4]), (days[2], days[5]), (days[5], days[2])]:
        expected = [a.id for a in model.known(until) if since is None or a.published >= since]
        assert sorted(snapshot.list_ids(since=since, until=until)) == sorted(expected)
    all_ids = set(snapshot.list_ids())
    removals = sorted(all_ids)[:3]
    index.remove(removals)
    index.commit()
    assert set(index.snapshot().list_ids()) == all_ids - set(removals)


def test_openings_are_the_first_passages_of_the_newest_articles(
    index: WritableIndex, model: Model
) -> None:
    snapshot = index.snapshot()
    days = [FIRST_DAY + timedelta(days=n) for n in range(DAYS)]
    for since, until in [(None, None), (None, days[4]), (days[2], days[5]), (days[5], days[2])]:
        openings = snapshot.openings(10_000, since=since, until=until)
        expected = {a.id for a in model.known(until) if since is None or a.published >= since}
        assert {ref.passage.article.id for ref in openings} == expected
        assert all(ref.passage.number == 0 for ref in openings)
        assert all(newer.published >= older.published for newer, older in pairwise(openings))
        few = snapshot.openings(3, since=since, until=until)
        assert [ref.passage for ref in few] == [ref.passage for ref in openings[:3]]
    assert snapshot.openings(0) == []


def test_openings_have_the_annotations_that_hits_have(index: WritableIndex) -> None:
    commit(index, article("A harbour with a ferry.", "a"))
    (hit,), (opening,) = index.snapshot().search(["harbour"], 1), index.snapshot().openings(1)
    assert opening.annotations == hit.annotations


ADDRESS = "https://www.example.com/2026/harbour?page=2&id=7"
OTHER_FORMS = (
    "http://example.com/2026/harbour/?id=7&page=2",
    "example.com/2026/harbour?page=2&id=7#comments",
    "https://m.EXAMPLE.com:443/2026/%68arbour?utm_source=a&page=2&id=7&fbclid=b",
)


@pytest.mark.parametrize("url", [ADDRESS, *OTHER_FORMS])
def test_an_article_is_found_by_its_address_in_any_form(index: WritableIndex, url: str) -> None:
    given = replace(article("A harbour."), url=ADDRESS)
    commit(index, given, article("A ferry.", "b"), *STRANGE)
    assert index.snapshot().find_by_url(url) == given


def test_an_unknown_or_empty_address_finds_nothing(index: WritableIndex) -> None:
    commit(index, article("A harbour."), replace(article("A ferry.", "b"), url=ADDRESS))
    for url in ("", " ", "#", "ferry", "https://", "https://example.com/2026/harbour", "\ud800"):
        assert index.snapshot().find_by_url(url) is None


def test_of_articles_with_one_address_the_newest_up_to_the_day_is_found(
    index: WritableIndex,
) -> None:
    days = ["2026-01-03", "2026-01-09", "2026-01-05"]
    commit(index, *(replace(article("A harbour.", day, day), url=ADDRESS) for day in days))
    for until, expected in [(None, "09"), ("2026-01-08", "05"), ("2026-01-05", "05"),
                            ("2026-01-04", "03"), ("2026-01-02", None)]:  # fmt: skip
        day = date.fromisoformat(until) if until else None
        found = index.snapshot().find_by_url(ADDRESS, until=day)
        assert (found and found.id) == (expected and f"2026-01-{expected}")


def test_an_address_follows_what_is_replaced_and_removed(index: WritableIndex) -> None:
    given = replace(article("A harbour."), url=ADDRESS)
    commit(index, given, replace(article("A ferry.", "b"), url="https://example.com/ferry"))
    commit(index, replace(given, url="https://example.com/moved"))
    index.remove(["b"])
    index.commit()
    snapshot = index.snapshot()
    assert snapshot.find_by_url(ADDRESS) is None
    assert snapshot.find_by_url("https://example.com/ferry") is None
    assert snapshot.find_by_url("https://example.com/moved") == replace(
        given, url="https://example.com/moved"
    )


def test_an_address_of_any_length_does_no_harm(index: WritableIndex) -> None:
    long = [f"https://example.com/{'x' * length}" for length in (7_000, 9_000, 70_000)]
    commit(index, *(replace(article("A harbour.", str(n)), url=url) for n, url in enumerate(long)))
    assert [bool(index.snapshot().find_by_url(url)) for url in long] == [True, False, False]
    assert index.snapshot().stats().articles == len(long)
