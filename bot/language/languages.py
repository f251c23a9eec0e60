"""Languages: the codes that articles give, their stemmers, stop words and irregular forms."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from bot.language.lemmas import BASE_FORMS
from bot.language.stopwords import STOP_WORDS


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language that articles are written in.

    ``code`` is its ISO 639-1 code, or its ISO 639-3 code where it has none. ``stemmer`` names
    a Snowball algorithm. ``aliases`` are its other codes: those of ISO 639-2 and 639-3, of
    its standard forms, and withdrawn ones. It ``has_accents`` where the stemmer needs them to
    recognise endings. ``base_forms`` maps inflected forms that the stemmer misses to their base.
    Words are in lower case.
    """

    code: str
    stemmer: str
    aliases: tuple[str, ...]
    has_accents: bool = True
    stop_words: frozenset[str] = frozenset()
    base_forms: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Language("en", "english", ("eng",), False, STOP_WORDS, BASE_FORMS)
"""The language of an article that names none, or one without a stemmer."""

LANGUAGES = (
    Language("ar", "arabic", ("ara", "arb")),
    Language("ca", "catalan", ("cat",)),
    Language("cs", "czech", ("ces", "cze")),
    Language("da", "danish", ("dan",)),
    Language("de", "german", ("deu", "ger")),
    Language("el", "greek", ("ell", "gre")),
    ENGLISH,
    Language("eo", "esperanto", ("epo",)),
    Language("es", "spanish", ("spa",)),
    Language("et", "estonian", ("est", "ekk")),
    Language("eu", "basque", ("eus", "baq")),
    Language("fa", "persian", ("fas", "per", "pes", "prs")),
    Language("fi", "finnish", ("fin",)),
    Language("fr", "french", ("fra", "fre")),
    Language("ga", "irish", ("gle",)),
    Language("hi", "hindi", ("hin",)),
    Language("hu", "hungarian", ("hun",)),
    Language("hy", "armenian", ("hye", "arm")),
    Language("id", "indonesian", ("ind", "in")),
    Language("it", "italian", ("ita",)),
    Language("lt", "lithuanian", ("lit",)),
    Language("ne", "nepali", ("nep", "npi")),
    Language("nl", "dutch", ("nld", "dut")),
    Language("no", "norwegian", ("nor", "nb", "nob", "nn", "nno")),
    Language("pl", "polish", ("pol",)),
    Language("pt", "portuguese", ("por",)),
    Language("ro", "romanian", ("ron", "rum", "mo", "mol")),
    Language("ru", "russian", ("rus",)),
    Language("sr", "serbian", ("srp",)),
    Language("st", "sesotho", ("sot",)),
    Language("sv", "swedish", ("swe",)),
    Language("ta", "tamil", ("tam",)),
    Language("tr", "turkish", ("tur",)),
    Language("yi", "yiddish", ("yid", "ydd", "ji")),
)
"""Every language that has a stemmer, in the order of the codes."""

_BY_CODE = {
    code: language
    for language in LANGUAGES
    for code in (language.code, *language.aliases, language.stemmer)
}
_PRIMARY_SUBTAG = re.compile(r"[^\W\d_]+")


@lru_cache(1_000)
def find_language(tag: str) -> Language:
    """Return the language of a tag such as ``pt``, ``pt-BR``, ``por`` or ``Portuguese``.

    Only the primary subtag counts. English is the default: for an empty tag, and for a language
    that has no stemmer.
    """
    return _BY_CODE.get(_read_primary_subtag(tag), ENGLISH)


def is_english(tag: str) -> bool:
    """Tell whether a tag is empty or means English, so that rules for English apply."""
    code = _read_primary_subtag(tag)
    return not code or _BY_CODE.get(code) is ENGLISH


def _read_primary_subtag(tag: str) -> str:
    match = _PRIMARY_SUBTAG.search(tag)
    return match[0].lower() if match else ""
