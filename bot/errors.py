"""The errors that Dateline raises on purpose; each tells the reader what to do next."""


class DatelineError(Exception):
    """The root of all errors that are meant for a person's eyes.

    ``exit_status``: that of a command that such an error ends.
    """

    exit_status = 2


class ConfigurationError(DatelineError):
    """Say in one line which setting is wrong, why, and what a right value looks like."""

    def __init__(self, variable: str, fault: str, example: str) -> None:
        self.variable = variable
        self.fault = fault
        self.example = example
        super().__init__(f"{variable}: {fault}; for example {variable}={example}")


class UnavailableError(DatelineError):
    """Say that an engine cannot search at the moment, and why; asking again later may work."""
