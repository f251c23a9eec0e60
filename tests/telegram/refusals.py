"""What the Bot API answers when it does not do what it was asked."""


class RefusalError(Exception):
    """An answer that an honest bot can meet: the world is not as the bot thought."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        self.code = code
        self.description = description
        self.parameters = parameters
        super().__init__(f"{code} {description}")


class MalformedError(RefusalError):
    """A request that no bot should ever make; the server writes it down as a violation."""

    def __init__(self, description: str) -> None:
        super().__init__(400, f"Bad Request: {description}")


def bad_request(description: str) -> RefusalError:
    """Return a 400 that is nobody's mistake."""
    return RefusalError(400, f"Bad Request: {description}")


def too_many_requests(seconds: int) -> RefusalError:
    """Return the answer to a bot that writes too fast."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
