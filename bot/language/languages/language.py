"""Language: what is known of a language that news is written in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Phrases = tuple[str, ...]
"""Words and phrases in lower case, matched as whole words where words are divided by spaces."""


@dataclass(frozen=True, slots=True)
class AskingWords:
    """The words that ask, by what they ask for.

    ``measure`` asks for a number with a unit, ``share`` for a percentage. ``yes_no`` are the
    verbs that open a question, or the particles that make one. ``frames`` are polite or
    introductory words that are no part of what is asked.
    """

    who: Phrases = ()
    what: Phrases = ()
    which: Phrases = ()
    when: Phrases = ()
    where: Phrases = ()
    how_many: Phrases = ()
    how_much: Phrases = ()
    measure: Phrases = ()
    share: Phrases = ()
    why: Phrases = ()
    how: Phrases = ()
    yes_no: Phrases = ()
    frames: Phrases = ()


@dataclass(frozen=True, slots=True)
class AttributeNouns:
    """Nouns that ask for a value: a price, a length, a date."""

    how_many: Phrases = ()
    how_much: Phrases = ()
    measure: Phrases = ()
    share: Phrases = ()
    when: Phrases = ()
    where: Phrases = ()
    who: Phrases = ()


@dataclass(frozen=True, slots=True)
class MessagePhrases:
    """Whole messages that ask nothing of the news.

    ``doubts``: those that only ask whether something is true, or where it is from.
    """

    greetings: Phrases = ()
    thanks: Phrases = ()
    farewells: Phrases = ()
    courtesies: Phrases = ()
    about_bot: Phrases = ()
    doubts: Phrases = ()


@dataclass(frozen=True, slots=True)
class NewsPhrases:
    """Phrases that ask for the news: in general, of what follows them, of what precedes them.

    ``latest``: words that ask for the newest.
    """

    browse: Phrases = ()
    topic_before: Phrases = ()
    topic_after: Phrases = ()
    latest: Phrases = ()


@dataclass(frozen=True, slots=True)
class TimePhrases:
    """Times that a question names by their distance from its day.

    ``last`` and ``next`` stand before a weekday, after it where ``last_weekday_follows``.
    ``coming`` are times after next week: no article is from them yet.
    """

    today: Phrases = ()
    yesterday: Phrases = ()
    day_before_yesterday: Phrases = ()
    tomorrow: Phrases = ()
    this_week: Phrases = ()
    last_week: Phrases = ()
    next_week: Phrases = ()
    coming: Phrases = ()
    this_month: Phrases = ()
    last_month: Phrases = ()
    this_year: Phrases = ()
    last_year: Phrases = ()
    last_days: Phrases = ()
    last: Phrases = ()
    next: Phrases = ()
    last_weekday_follows: bool = False


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Numbers in words, scales such as million, and the words of money and percent."""

    words: Mapping[str, int] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=dict)
    money: Phrases = ()
    percent: Phrases = ()


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """Abbreviations after whose full stop a sentence goes on, each without the stop.

    ``ordinal_point``: whether a number with a full stop may be an ordinal.
    """

    abbreviations: Phrases = ()
    ordinal_point: bool = False


@dataclass(frozen=True, slots=True)
class NameWords:
    """Small words that stand inside names, and titles that stand before them."""

    links: Phrases = ()
    titles: Phrases = ()


@dataclass(frozen=True, slots=True)
class CueWords:
    """Words of articles that tell a cause, a denial or a place."""

    cause: Phrases = ()
    negation: Phrases = ()
    place: Phrases = ()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language that articles are written in; all that is known of it is in one file.

    ``code``: its ISO 639-1 code, or its ISO 639-3 code where it has none.
    ``name``: what it calls itself.
    ``aliases``: its other codes: those of ISO 639-2 and 639-3, of its standard forms, and
    withdrawn ones.
    ``scripts``: those that it is written in, as in ``scripts.Script``.
    ``stemmer``: a Snowball algorithm, or one of ``bot.language.stemmers``; empty for none.
    ``has_accents``: whether the stemmer needs accents to recognise endings.
    ``decimal``: the sign before decimals. ``group``: what divides thousands; a blank stands
    for all kinds of blanks.
    ``letters``: letters that are written in several ways, each with the one that is kept.
    ``own_letters``: letters that languages of the same script, often taken for it, lack.
    ``stop_words``: words that are not searched for; they also tell the language of a text.
    ``bare_words``: words that are searched for, though a stop word without its accents is one.
    ``base_forms``: inflected forms that the stemmer misses, with their base.
    ``proclitics``: particles written together with the word after them, which the stemmer leaves
    since many words begin with these letters.
    """

    code: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ("Latin",)
    stemmer: str = ""
    has_accents: bool = True
    decimal: str = "."
    group: str = ","
    letters: Mapping[str, str] = field(default_factory=dict)
    own_letters: str = ""
    stop_words: frozenset[str] = frozenset()
    bare_words: frozenset[str] = frozenset()
    base_forms: Mapping[str, str] = field(default_factory=dict)
    proclitics: tuple[str, ...] = ()
    questions: AskingWords = field(default_factory=AskingWords)
    attributes: AttributeNouns = field(default_factory=AttributeNouns)
    messages: MessagePhrases = field(default_factory=MessagePhrases)
    news: NewsPhrases = field(default_factory=NewsPhrases)
    time: TimePhrases = field(default_factory=TimePhrases)
    numbers: NumberWords = field(default_factory=NumberWords)
    sentences: SentenceRules = field(default_factory=SentenceRules)
    names: NameWords = field(default_factory=NameWords)
    cues: CueWords = field(default_factory=CueWords)

    @property
    def divides_words(self) -> bool:
        """Tell whether its words are divided by spaces."""
        return not {"Han", "Hiragana", "Katakana"} & set(self.scripts)

    @property
    def has_capitals(self) -> bool:
        """Tell whether its script has capitals, so that they tell names."""
        return bool({"Latin", "Cyrillic", "Greek"} & set(self.scripts))

    @property
    def is_asked_in(self) -> bool:
        """Tell whether questions in it are understood: what asks is known."""
        return bool(self.questions.who)
