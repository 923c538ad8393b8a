"""Runs a program on a terminal of its own, as a person does."""

import os
import pty
import subprocess
import threading


def on_terminal(words, *, typed=b"", env=None, is_shown=False):
    """Run a program whose input and errors are a terminal, with `is_shown` also what it prints.

    `typed` waits in the terminal until it is asked for. Return exit code, what was printed, and what was shown.
    """
    ours, theirs = pty.openpty()
    os.write(ours, typed)
    shown = []
    # All the while: a terminal that nobody reads takes some KB, and then whoever writes to it waits for ever.
    reader = threading.Thread(target=_read, args=(ours, shown))
    output = theirs if is_shown else subprocess.PIPE
    with subprocess.Popen(words, stdin=theirs, stdout=output, stderr=theirs, env=env) as process:
        os.close(theirs)
        reader.start()
        try:
            said, _ = process.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
    reader.join()
    os.close(ours)
    return process.returncode, (said or b"").decode(), b"".join(shown).decode()


def _read(terminal, shown):
    try:
        while part := os.read(terminal, 4096):
            shown.append(part)
    except OSError:
        # A terminal whose other side is closed ends with an error.
        pass
