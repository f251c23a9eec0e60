import io
import logging

from bot.system.logs import add_secret, configure_logs


def test_a_secret_that_is_made_up_later_is_in_no_line() -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    try:
        configure_logs("INFO", ["known-secret"], stream)
        add_secret("later-secret")
        logging.getLogger("x").warning("known-secret, later-secret and the rest")
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
    assert "[secret], [secret] and the rest" in stream.getvalue()
