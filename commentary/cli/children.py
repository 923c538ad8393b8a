"""Runs our own command in processes of their own, one after another (starts processes)."""

import signal
import subprocess
import sys
from types import FrameType


def run_in_turn(commands: list[list[str]]) -> list[int]:
    """Run `commentary` with each list of arguments, until one is interrupted; return the exit codes.

    A child gets each signal from us, once: if it also had it from the terminal it would take it for the second.
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
                command = [sys.executable, "-m", "commentary", *arguments]
                child = subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own command
                codes.append(child.wait())
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return codes + [3] * (len(commands) - len(codes))
