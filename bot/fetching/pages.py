"""Pages: what is asked of the web, and what it answers."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The address as a person wrote it, and what came with its last answer.

    Without a scheme, http is tried where https cannot be reached. ``etag`` and ``last_modified``
    are those of the last answer, which is then not sent again unless it changed.
    """

    address: str = field(repr=False)
    etag: str = ""
    last_modified: str = ""
    accept: str = "*/*"
    obeys_robots: bool = False


@dataclass(frozen=True, slots=True)
class PageResponse:
    """What came back: a page (200), or that it has not changed since the last time (304).

    ``address`` is the last one of all redirects, and has no credentials: it may be shown.
    ``charset`` is one that Python knows, or empty. ``max_age``: for how many seconds the page
    counts as fresh, None where it doesn't say. ``permanent_address`` is what to ask for from now
    on, with the credentials that were asked with; empty where that is what was asked for.
    """

    address: str
    status: int
    content: bytes = field(repr=False)
    media_type: str
    charset: str
    etag: str
    last_modified: str
    max_age: float | None
    permanent_address: str = field(repr=False)
