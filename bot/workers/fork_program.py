"""Fork program: loads once what answering needs, and becomes an answer process for each request.

Its processes share the memory of what was loaded. It has one thread, opens no index and knows no
secret, so that it can be copied at any time.
"""

import gc
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from bot.system.processes.child_process import exit_with_parent

if TYPE_CHECKING:
    from bot.answers.answerer import Answerer

# What the kernel ends first when memory is short: an answer process is replaced at once.
_FIRST_TO_END = "500"


def main() -> None:
    """Fork whenever two descriptors arrive: a connection, and a pipe that closes at the end."""
    exit_with_parent(sys.stdin.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # nobody reads what a library may print
    # Its threads would not be copied; one core is all that a question gets.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    control = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # leaves no zombies
    answerer = _load()
    while True:
        _, descriptors, _, _ = socket.recv_fds(control, 1, 2)
        if len(descriptors) != 2:
            return  # the parent closed its end
        if os.fork() == 0:
            control.close()
            _serve(answerer, *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _load() -> "Answerer":
    from bot.system.memory.garbage import collect_garbage_rarely
    from bot.workers.warm_up import load_answerer

    answerer = load_answerer()
    collect_garbage_rarely()
    return answerer


def _serve(answerer: "Answerer", connection: int, lifeline: int) -> NoReturn:
    from bot.workers.answer_service import serve_answers
    from bot.workers.message_socket import MessageSocket

    status = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, sys.stdin.fileno())
        os.close(null)
        exit_with_parent(lifeline)
        _offer_to_end()
        serve_answers(MessageSocket(socket.socket(fileno=connection)), answerer)
    except ConnectionError:
        status = 0
    except BaseException as error:
        # Its message may hold what somebody asked, and the log gets all that is said here.
        traceback.print_tb(error.__traceback__)
        print(type(error).__name__, file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(status)


def _offer_to_end() -> None:
    with suppress(OSError):  # where the system is another than Linux
        Path("/proc/self/oom_score_adj").write_text(_FIRST_TO_END)


if __name__ == "__main__":
    gc.disable()
    main()
