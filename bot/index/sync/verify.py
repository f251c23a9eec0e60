"""Verify: compares an index with its folders, article by article."""

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from bot.articles.article import Article
from bot.articles.findings import Finding, Rejection
from bot.corpus.corrections.corrections import CorrectionFiles
from bot.corpus.folder import CorpusFolder
from bot.index.protocol import Index
from bot.reading.limits import DEFAULT_LIMITS, ReadLimits
from bot.reading.sandbox.pool import read_in_sandbox


def find_differences(
    index: Index, roots: Sequence[Path], limits: ReadLimits = DEFAULT_LIMITS
) -> Iterator[str]:
    """Yield a line for each article that is missing, superfluous, there twice or different.

    Corrections count as if they stood in the files. A file that is unfinished has a line of its
    own.
    """
    digests: dict[str, tuple[bytes, str]] = {}
    for finding in _findings(roots, limits):
        if isinstance(finding, Article):
            digests[finding.id] = _digest(finding), finding.path
        elif isinstance(finding, Rejection) and finding.is_unfinished:
            yield f"{finding.path} cannot be compared: {finding.reason}"
    indexed_ids: set[str] = set()
    for article in index.snapshot().newest():
        if article.id in indexed_ids:
            yield f"{article.id} is in the index twice"
            continue
        indexed_ids.add(article.id)
        digest, path = digests.pop(article.id, (b"", ""))
        if not digest:
            yield f"{article.id} is in the index, but in no file (it came from {article.path})"
        elif digest != _digest(article):
            yield f"{article.id} is in the index otherwise than in {path}"
    for article_id, (_, path) in digests.items():
        yield f"{article_id} is in {path}, but not in the index"


def _findings(roots: Sequence[Path], limits: ReadLimits) -> Iterator[Finding]:
    corrections = CorrectionFiles(roots).load()
    for path in (path.absolute() for root in roots for path in CorpusFolder(root).files()):
        for finding in read_in_sandbox(path, limits):
            if not isinstance(finding, Article):
                yield finding
            elif not (item := corrections.correct(finding, path)).is_hidden:
                yield item.article


def _digest(article: Article) -> bytes:
    return sha256(repr(article).encode("utf-8", "surrogatepass")).digest()
