"""Policy: what the operator allows whoever fetches something from the web."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Who asks, by which way, and the most that an answer may cost.

    ``user_agent`` names the bot and where to read about it; its first word is what robots.txt
    files call the bot. ``proxy`` is the address of a proxy, empty for none. ``seconds`` bounds
    everything that one page takes but for waiting for its host's turn. ``most_bytes`` bounds a
    body twice: as it is sent, and unpacked. ``pause``: seconds between two requests to a host.
    """

    user_agent: str
    proxy: str = ""
    allows_private: bool = False
    seconds: float = 30.0
    most_bytes: int = 16 * 1024**2
    most_redirects: int = 5
    pause: float = 1.0
