"""Questions that nothing answers: of a real one, with a name that nobody bears."""

import random
import re
from collections.abc import Container, Iterator
from dataclasses import replace

from training.people import UNANSWERABLE, AskedQuestion

_NAME = re.compile(r"(?<!^)(?<![.?!] )\b[A-Z][a-z]{3,}\b")
_LOWER_NAME = re.compile(r"(?<=who is )[\w ]+|(?<=who was )[\w ]+")
_STARTS = "Bal Cor Dra El Fen Gor Hal Jor Kel Lun Mor Nar Or Per Quil Ras Sil Tor Ul Ves Wil Zan"
_MIDDLES = "a ade an avi e eri i ina o ora u ul y"
_ENDS = "ck dell doun fex gast lith mar nock quist rane rell sted thor vane vik wyn xis zander"
_FICTION_TRIES = 20


def rename(question: AskedQuestion, known: Container[str]) -> Iterator[AskedQuestion]:
    """Yield a question without an answer: its names are replaced by invented ones.

    No invented name is among the ``known`` words in lower case. A question without a name
    yields nothing.
    """
    randomness = random.Random(question.id)  # noqa: S311 - no secret
    pattern = _LOWER_NAME if question.text.islower() else _NAME
    if not pattern.search(question.text):
        return
    parts = {
        part: invent_name(randomness, known)
        for match in pattern.findall(question.text)
        for part in match.split()
    }
    text = re.sub(
        "|".join(rf"\b{re.escape(part)}\b" for part in parts),
        lambda match: (
            parts[match.group()] if not match.group().islower() else parts[match.group()].lower()
        ),
        question.text,
    )
    yield replace(
        question, id=f"{question.id}-renamed", text=text, kind=UNANSWERABLE, answers=(), articles=()
    )


def invent_name(randomness: random.Random, known: Container[str]) -> str:
    """Return a name that nobody bears; raise LookupError if every try is a known word."""
    for _ in range(_FICTION_TRIES):
        name = "".join(randomness.choice(part.split()) for part in (_STARTS, _MIDDLES, _ENDS))
        if name.lower() not in known:
            return name
    raise LookupError("every invented name is known")
