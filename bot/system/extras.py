"""Extras: packages that only one command or engine needs, and that may be missing."""

from importlib.util import find_spec
from typing import Literal

from bot.errors import DatelineError

Extra = Literal["charts", "opensearch"]

_EXTRAS: dict[Extra, tuple[str, str]] = {
    "charts": ("matplotlib", "drawing charts"),
    "opensearch": ("opensearchpy", "the opensearch engine"),
}


class MissingExtraError(DatelineError):
    """Say which extra of the package has to be installed, and how."""

    def __init__(self, extra: Extra) -> None:
        self.extra = extra
        module, purpose = _EXTRAS[extra]
        super().__init__(
            f"{purpose} needs {module}, which is not installed: pip install 'dateline-bot[{extra}]'"
        )


def require_extra(extra: Extra) -> None:
    """Raise MissingExtraError where an extra's package is not installed."""
    module, _ = _EXTRAS[extra]
    if find_spec(module) is None:
        raise MissingExtraError(extra)
