"""Stemmers: Snowball's, and light ones for languages that Snowball lacks.

A light stemmer takes off endings, and in Hebrew the particles written together with a word. It
need not find a root: it is enough that most forms of a word lose the same way.
"""

import re
from collections.abc import Callable

import Stemmer

_UKRAINIAN_ENDINGS = (
    "юватися увати ювати ування ювання ування ється ються уться аться яться ілась ався ялась ився"
    " илася илися ілося увала ували ював ював увало ована овано овані ований ованої ованих"
    " ського ському ськими ських ській ський ською ська ське ські"
    " нього ньому ними них ній ого ому ими ого ої ій их ою ею єю ею ями ами ами ові еві єві"
    " ість ості істю остей ення ання яння інню анню енням анням"
    " ала али ало ила или ило іла іли іло ула ули уло яла яли яло ати яти ити іти ути ав ив ів"
    " ає яє ує ює ить ать ять ють уть ають яють ують ішого ішої іший"
    " ам ям ах ях ом ем єм ах ів їв ей ій ою ий а о у е и і ї й я ю є ь"
)
_UKRAINIAN = re.compile(
    rf"(?<=.{{3}})(?:{'|'.join(sorted(set(_UKRAINIAN_ENDINGS.split()), key=len, reverse=True))})$"
)
_UKRAINIAN_SOFT = re.compile(r"[ьй]$|(?<=н)н$")

_HEBREW_PARTICLES = re.compile("^(?:[ובכלמשה](?=.{3})){0,3}")
_HEBREW_ENDINGS = re.compile(
    "(?<=.{2})(?:יהם|יהן|ייה|יות|ותיו|ותיה|יים|ים|ות|יו|יה|ית|תי|נו|תם|ה|ת|י|ו)$"
)
_HEBREW_FINALS = str.maketrans("ךםןףץ", "כמנפצ")


def find_stemmer(name: str) -> Callable[[str], str]:
    """Return the function that stems a word; without a name, one that leaves it as it is."""
    if not name:
        return str
    return LIGHT_STEMMERS.get(name) or Stemmer.Stemmer(name).stemWord


def stem_ukrainian(word: str) -> str:
    """Return a Ukrainian word without its ending."""
    return _UKRAINIAN_SOFT.sub("", _UKRAINIAN.sub("", word, count=1))


def stem_hebrew(word: str) -> str:
    """Return a Hebrew word without the particles before it and its ending."""
    stem = _HEBREW_ENDINGS.sub("", _HEBREW_PARTICLES.sub("", word, count=1), count=1)
    return stem.translate(_HEBREW_FINALS)


LIGHT_STEMMERS: dict[str, Callable[[str], str]] = {
    "ukrainian": stem_ukrainian,
    "hebrew": stem_hebrew,
}
