"""Yes-or-no questions and keywords, from headlines and the lead that says the same in full."""

import re
from collections.abc import Iterator, Sequence

from bot.articles.article import Article
from bot.language.analyzer import Analyzer
from bot.language.sentences import split_sentences
from training.people import AskedQuestion

_LEAD_SENTENCES = 4
_PHRASE = 5  # words of an answer
_MOST_PHRASES = 2
_LEAST_IN_PHRASE = 3  # terms of the headline, a name is not enough
_LEAST_SHARED = 0.6  # of a headline's terms that one sentence of the lead has to hold
_MIN_TERMS, _MOST_KEYWORDS = 4, 5
_TAIL = re.compile(r"\s*(?:\.\.\.|…|\|.*|- [A-Z]\w+(?: \w+)?$)\s*$")
_NO_NEWS = re.compile(
    r"^(?:\d|how|why|what|who|when|where|here|meet|inside|opinion|analysis|watch|photos)|[?:]",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"(?<![\w.])(?:[$£€]\d[\d,.]*\d(?: (?:million|billion|trillion))?"
    r"|\d[\d,.]*(?:%| (?:percent|million|billion|trillion)))(?!\w)"
)
_FORMS = ("is it true that {}", "Is it true that {}?", "did {} really happen", "{}, right?")


def ask_of_headline(article: Article, analyzer: Analyzer) -> Iterator[AskedQuestion]:
    """Yield whether a headline is true, and its keywords for an amount that the lead gives."""
    headline = _TAIL.sub("", article.title)
    if not headline or _NO_NEWS.search(headline):
        return
    spans = split_sentences(article.text, article.body)[:_LEAD_SENTENCES]
    terms = set(analyzer.terms(headline))
    if len(terms) < _MIN_TERMS:
        return
    for span in spans:
        sentence = span.slice(article.text)
        if len(terms & set(analyzer.terms(sentence))) < _LEAST_SHARED * len(terms):
            continue
        phrases = _shared_phrases(sentence, terms, analyzer)
        if phrases:
            form = _FORMS[len(headline) % len(_FORMS)]
            yield _make(article, "true", form.format(headline), "yes_no", phrases)
        if amount := _AMOUNT.search(sentence):
            words = [word for word, found in analyzer.words(headline) if found]
            words = [word for word in words if not any(map(str.isdigit, word))]
            text = " ".join(words[:_MOST_KEYWORDS]).lower()
            yield _make(article, "keys", text, "keywords", [amount.group().strip()])
        return


def _shared_phrases(sentence: str, terms: set[str], analyzer: Analyzer) -> Sequence[str]:
    """Return the runs of words of a sentence that hold most terms of its headline."""
    words = sentence.split()
    runs = [" ".join(words[n : n + _PHRASE]) for n in range(len(words) - _PHRASE + 1)]
    shared = {
        run: len(terms & set(analyzer.terms(run)))
        for run in runs
        if any(word.islower() and terms & set(analyzer.terms(word)) for word in run.split())
    }
    best = sorted(shared, key=lambda run: -shared[run])
    return [run for run in best if shared[run] >= _LEAST_IN_PHRASE][:_MOST_PHRASES]


def _make(
    article: Article, name: str, text: str, kind: str, answers: Sequence[str]
) -> AskedQuestion:
    return AskedQuestion(
        f"{name}-{article.id}", text, article.published, kind, tuple(answers), (article.id,)
    )
