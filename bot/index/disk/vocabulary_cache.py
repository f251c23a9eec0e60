"""Vocabulary cache: the vocabulary of an index on disk, from one commit to the next."""

import logging
from threading import Lock, Thread

import tantivy

from bot.index.disk.terms import list_terms
from bot.index.vocabulary import MOST_TERMS, Vocabulary

_LOGGER = logging.getLogger(__name__)

# Below so many passages a vocabulary is read in some hundredths of a second.
_LARGE = 50_000
_MOST_GROWTH = 0.1


class VocabularyCache:
    """The vocabulary of the newest commit that was asked for, or of one shortly before.

    That of 300,000 passages takes half a second, which no question waits for when articles are
    added: until it has been read in another thread, the former one lacks nothing but the terms
    that are new. Threads may share it.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._vocabulary: Vocabulary | None = None
        self._opstamp = -1
        self._size = 0
        self._is_reading = False

    def get(self, searcher: tantivy.Searcher, opstamp: int) -> Vocabulary:
        """Return the vocabulary of a commit, or the former one while it is read."""
        with self._lock:
            vocabulary = self._vocabulary
            if vocabulary is not None and opstamp == self._opstamp:
                return vocabulary
            if vocabulary is None or not self._may_wait(searcher.num_docs):
                vocabulary = Vocabulary(list_terms(searcher, MOST_TERMS))
                self._keep(vocabulary, searcher, opstamp)
            elif not self._is_reading:
                self._is_reading = True
                Thread(
                    target=self._read, args=(searcher, opstamp), name="vocabulary", daemon=True
                ).start()
            return vocabulary

    def _may_wait(self, size: int) -> bool:
        return size > _LARGE and abs(size - self._size) < _MOST_GROWTH * size

    def _read(self, searcher: tantivy.Searcher, opstamp: int) -> None:
        try:
            vocabulary = Vocabulary(list_terms(searcher, MOST_TERMS))
        except Exception:  # the files may be damaged, which the next search says
            _LOGGER.exception("The vocabulary could not be read.")
        else:
            with self._lock:
                self._keep(vocabulary, searcher, opstamp)
        finally:
            self._is_reading = False

    def _keep(self, vocabulary: Vocabulary, searcher: tantivy.Searcher, opstamp: int) -> None:
        self._vocabulary, self._opstamp, self._size = vocabulary, opstamp, searcher.num_docs
