"""A job that does what its request says."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.errors import DatelineError, UnavailableError
from bot.system.job import serve_job
from bot.system.progress import Progress


def _work(request: dict[str, Any], progress: Progress) -> Mapping[str, object]:
    deed = request["deed"]
    if deed == "work":
        logging.getLogger("sent").warning("It says %s%% of it.", 100)
        return {"done": sum(1 for _ in progress(range(5000), "Working"))}
    if deed == "print":
        print('{"answer": {"printed": False}}', flush=True)
        return {"printed": True}
    if deed == "look":
        command = Path("/proc/self/cmdline").read_bytes().decode()
        return {"niceness": os.nice(0), "environment": dict(os.environ), "command": command}
    if deed == "hang":
        Path(request["number"]).write_text(str(os.getpid()))
        time.sleep(600)
    if deed == "spawn":
        with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]) as child:
            Path(request["number"]).write_text(str(child.pid))
    _break(deed)
    return request


def _break(deed: str) -> None:
    if deed == "fail":
        raise DatelineError("the harbour is closed")
    if deed == "unavailable":
        raise UnavailableError("nobody answers")
    if deed == "crash":
        raise ZeroDivisionError
    if deed == "die":
        os.kill(os.getpid(), signal.SIGSEGV)
    if deed == "leave":
        sys.stdout.write('{"answ')
        os._exit(3)


if __name__ == "__main__":
    serve_job(_work)
