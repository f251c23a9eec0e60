"""Line format: a log record as one readable line, or as one line of JSON.

The work is structlog's, which takes longer to load than a question to answer: it is loaded when
the first line is written.
"""

import logging
import math
import traceback
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import UTC, datetime
from numbers import Number
from typing import TYPE_CHECKING, Any

from bot.system.log_lines.printable import escape_controls, escape_json
from bot.system.log_lines.private_texts import remove_private, remove_private_from_traceback
from bot.system.log_lines.secret_redaction import SecretRedactor

if TYPE_CHECKING:
    from structlog.stdlib import ProcessorFormatter

_LONGEST_VALUE = 8_000
_LONGEST_TRACEBACK = 24_000
_MOST_ITEMS = 100
_DEEPEST_VALUE = 6

# In this order they stand in a line; then come the record's own fields.
_FIRST_KEYS = ("timestamp", "level", "logger", "event")
_OWN_KEYS = ("timestamp", "level")
_MULTILINE_KEYS = ("exception", "stack")
_INDENT = "    "

_Event = MutableMapping[str, Any]


class LineFormatter(logging.Formatter):
    """Format records for a person (``is_json`` False) or for a program, without secrets."""

    def __init__(
        self, redactor: SecretRedactor, *, is_json: bool, has_colors: bool = False,
        is_ascii: bool = False,
    ) -> None:  # fmt: skip
        super().__init__()
        self._redactor = redactor
        self._is_json = is_json
        self._has_colors = has_colors
        self._is_ascii = is_ascii
        self._formatter: ProcessorFormatter | None = None

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line; below a line for a person, its traceback is indented."""
        if self._formatter is None:
            self._formatter = self._build()
        record = logging.makeLogRecord(record.__dict__)
        record.msg, record.args = _write_message(record.msg, record.args or ()), None
        return self._formatter.format(record)

    def _build(self) -> "ProcessorFormatter":
        import structlog

        render: Callable[..., str] = _render_json if not self._is_ascii else _render_ascii_json
        if not self._is_json:
            render = structlog.dev.ConsoleRenderer(
                colors=self._has_colors, sort_keys=False,
                exception_formatter=structlog.dev.plain_traceback,
            )  # fmt: skip
        return structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_read_event, structlog.stdlib.ExtraAdder(), _read_traceback],
            processors=[self._clean, render],
        )

    def _clean(self, _: object, __: str, event: _Event) -> _Event:
        """Return an event in its order, with values that are safe to read and to show."""
        event.pop("_record", None)
        event.pop("_from_structlog", None)
        keys = [*_FIRST_KEYS, *(key for key in event if key not in _FIRST_KEYS)]
        return {
            key if key.isidentifier() else self._clean_text(key): self._clean_entry(key, event[key])
            for key in keys
        }

    def _clean_entry(self, key: str, value: object) -> object:
        if key in _OWN_KEYS:
            return value
        if key not in _MULTILINE_KEYS:
            return self._clean_value(value)
        text = shorten(self._redactor.redact(str(value)), _LONGEST_TRACEBACK)
        lines = [escape_controls(line) for line in text.split("\n")]
        # So nothing in it looks like a line of the log.
        return "\n".join(lines if self._is_json else (_INDENT + line for line in lines))

    def _clean_value(self, value: object, depth: int = 0) -> object:
        if value is None or isinstance(value, bool | int):
            return value
        if isinstance(value, float):
            return value if math.isfinite(value) else str(value)
        if depth < _DEEPEST_VALUE:
            if isinstance(value, Mapping):
                items = list(value.items())[:_MOST_ITEMS]
                return {self._clean_text(k): self._clean_value(v, depth + 1) for k, v in items}
            if isinstance(value, list | tuple | set | frozenset):
                return [self._clean_value(v, depth + 1) for v in list(value)[:_MOST_ITEMS]]
        return self._clean_text(value)

    def _clean_text(self, value: object) -> str:
        text = self._redactor.redact(describe(value))
        return shorten(escape_controls(text), _LONGEST_VALUE)


def describe(value: object) -> str:
    """Return a value as text, whatever its own methods do."""
    if isinstance(value, str):
        return str.__str__(value)
    try:
        return str(value)
    except Exception as error:
        return f"<{type(value).__name__} that cannot be shown: {type(error).__name__}>"


def shorten(text: str, length: int) -> str:
    """Return a text whose middle is left out where it is longer than ``length``."""
    if len(text) <= length:
        return text
    half = length // 2
    return f"{text[:half]} [{len(text) - 2 * half:,} characters left out] {text[-half:]}"


def format_exception(error: BaseException) -> str:
    """Return an error with its causes, notes and traceback, whatever its own methods do."""
    try:
        text = "".join(traceback.format_exception(error))
    except Exception as failure:
        text = f"{type(error).__name__} that cannot be shown: {type(failure).__name__}"
    return remove_private_from_traceback(text.rstrip("\n"))


def _read_event(_: object, __: str, event: _Event) -> _Event:
    record: logging.LogRecord = event["_record"]
    instant = datetime.fromtimestamp(record.created, UTC)
    event["timestamp"] = instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    event["level"] = record.levelname.lower()
    event["logger"] = record.name
    return event


def _write_message(message: object, arguments: Sequence[object] | Mapping[str, object]) -> str:
    """Return a message with its arguments, and without what is private in these."""
    template = describe(message)
    if not arguments:
        return template if isinstance(message, str) else remove_private(template)
    try:
        if isinstance(arguments, Mapping):
            return template % {key: _hide(value) for key, value in arguments.items()}
        return template % tuple(map(_hide, arguments))
    except Exception:
        # A mistake in a log call must not cost the line, nor show it where nothing is removed.
        return remove_private(f"{template} {describe(arguments)}")


def _hide(value: object) -> object:
    return value if isinstance(value, Number) else remove_private(describe(value))


def _read_traceback(_: object, __: str, event: _Event) -> _Event:
    details = event.pop("exc_info", None)
    error = details[1] if isinstance(details, tuple) else details
    if isinstance(error, BaseException):
        event["exception"] = format_exception(error)
    stack = event.pop("stack_info", None)
    if stack:
        event["stack"] = describe(stack)
    return event


def _render_json(_: object, __: str, event: _Event) -> str:
    import json

    return escape_json(json.dumps(event, ensure_ascii=False))


def _render_ascii_json(_: object, __: str, event: _Event) -> str:
    import json

    return json.dumps(event)
