"""Answer service: a process that answers one request after the other, until it is closed."""

import logging
import os
import pickle
import traceback
from dataclasses import dataclass
from typing import Any

from bot.answers.answerer import Answerer
from bot.errors import DatelineError
from bot.workers.index_reader import IndexReader, IndexSource
from bot.workers.message_socket import MessageSocket

_LOGGER = logging.getLogger(__name__)

_IDLE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A method of an answerer, and its arguments."""

    method: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class AnswerResult:
    """What the method returned, or the error that it raised."""

    value: object = None
    error: Exception | None = None


class RemoteError(Exception):
    """Stand for an error of another process that cannot be sent as it is, with its traceback."""


def serve_answers(connection: MessageSocket, answerer: Answerer) -> None:
    """Read which index to use, report the process's id, and answer until the end is closed."""
    source: IndexSource = connection.receive()
    reader = IndexReader(source)
    reader.refresh()
    answerer = answerer.with_index(reader)
    connection.send(os.getpid())
    while True:
        while not connection.wait(_IDLE_SECONDS):
            reader.refresh()
        connection.send(_perform(connection.receive(), answerer, reader))


def _perform(request: AnswerRequest, answerer: Answerer, reader: IndexReader) -> AnswerResult:
    try:
        return AnswerResult(getattr(answerer, request.method)(*request.arguments))
    except Exception as error:
        if isinstance(error, DatelineError):
            reader.close()
        return AnswerResult(error=_make_portable(error))


def _make_portable(error: Exception) -> Exception:
    """Return an error as the other process can raise it, with its traceback as a note."""
    lines = "".join(traceback.format_exception(error))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301 (written right here)
    except Exception:
        error = RemoteError(str(error))
    error.__cause__ = error.__context__ = None
    error.add_note(f"In an answer process:\n{lines}")
    return error
