"""Names: what of a question every language has: numbers, names as they are, and countries.

A country is looked up by its name in the question's language, in the languages of the articles.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from bot.answers.question.expansion import Alternative
from bot.answers.question.multilingual.phrases import find_phrases, simplify
from bot.answers.question.query import ENTITY_WEIGHT, Query, Word
from bot.index.protocol import IndexStats, Snapshot
from bot.language.analyzer import Analyzer
from bot.localization.cldr import load_locale

_MOST_LANGUAGES = 8  # of the articles
_LEAST_LETTERS = 3  # of a country's name


def keep_names(
    query: Query,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
    languages: Sequence[str],
) -> Query:
    """Return a query for the names and numbers of ``query`` alone, in the articles' languages."""
    countries = list(_find_countries(query, at, snapshot, stats, analyzer, languages))
    country_text = " ".join(word.text.casefold() for word in countries)
    entity_words = (word for word in query.words if word.is_entity)
    words = [word for word in entity_words if word.text.casefold() not in country_text]
    return Query(query.question, query.focus, (*countries, *words), query.analysis, query.language)


def _find_countries(
    query: Query,
    at: date,
    snapshot: Snapshot,
    stats: IndexStats,
    analyzer: Analyzer,
    languages: Sequence[str],
) -> Iterator[Word]:
    """Yield the countries that the question names and the articles know, as words."""
    names = _load_countries(query.language.code)
    text = simplify(query.question, query.language)
    for span in find_phrases(text, tuple(names), query.language):
        territory = names[span.slice(text)]
        forms = {
            tuple(analyzer.terms(_load_territories(code).get(territory, ""), code))
            for code in languages[:_MOST_LANGUAGES]
        }
        dfs = {form: min(snapshot.document_frequencies(form, until=at)) for form in forms if form}
        known_forms = sorted((form for form in dfs if dfs[form]), key=lambda form: -dfs[form])
        if known_forms:
            df = dfs[known_forms[0]]
            idf = math.log((stats.passages + 1) / df)
            name = span.slice(query.question)
            alternatives = tuple(Alternative(name, form, 1.0, 1.0) for form in known_forms[1:])
            yield Word(
                name, known_forms[0], idf * ENTITY_WEIGHT, True, df, idf, False, alternatives
            )


@cache
def _load_countries(code: str) -> Mapping[str, str]:
    """Return the codes of territories by their names in a language, in lower case."""
    return {
        name.casefold(): territory
        for territory, name in _load_territories(code).items()
        if len(name) >= _LEAST_LETTERS or code in ("zh", "ja", "ko")
    }


@cache
def _load_territories(code: str) -> Mapping[str, str]:
    try:
        territories = load_locale(code).territories
    except ValueError:
        return {}
    return {key: str(name) for key, name in territories.items() if key.isalpha()}
