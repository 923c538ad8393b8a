"""Runs our own command in child processes, one after another (starts processes)."""

import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

# `-P` keeps the current folder off the path of modules; `-m commentary` would not find a package that lies there.
COMMAND = (sys.executable, "-P", str(Path(__file__).parents[1] / "__main__.py"))


def run_in_turn(commands: list[list[str]]) -> list[int]:
    """Run `commentary` with each list of arguments, until one is interrupted, and return the exit codes.

    The code of those that were not run is 3. SIGINT and SIGTERM are passed on to the child, which is in a session of
    its own: if it had them from the terminal as well, it would take them for a second one and end at once.
    """
    codes: list[int] = []
    interrupted = False
    child: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        nonlocal interrupted
        interrupted = True
        if child is not None:
            child.send_signal(number)

    before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        for arguments in commands:
            if not interrupted:
                child = subprocess.Popen([*COMMAND, *arguments], start_new_session=True)  # noqa: S603 - our own command
                codes.append(child.wait())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return codes + [3] * (len(commands) - len(codes))
