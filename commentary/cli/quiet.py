"""Holds back what a command prints, and drops it if the command succeeds (terminal).

For cron and other schedulers, which send a mail of whatever is printed.
"""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from typing import TextIO

Written = list[tuple[str, str]]
# The standard error outside of the block that holds back.
_outside: list[TextIO] = []


class _Held(io.TextIOBase):
    """A stream whose text is kept, with that of others, in the order of writing."""

    def __init__(self, name: str, written: Written) -> None:
        self.name = name
        self._written = written

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def write(self, text: str, /) -> int:
        """Keep a text; TypeError for bytes, by which programs find out what a stream takes."""
        if not isinstance(text, str):
            raise TypeError(f"a text is written here, and not {type(text).__name__}")
        self._written.append((self.name, text))
        return len(text)


def print_anyway(line: str) -> None:
    """Print a line on standard error that somebody needs to see although the command succeeds."""
    stream = _outside[0] if _outside else sys.stderr
    stream.write(f"{line}\n")
    stream.flush()


@contextmanager
def silent_unless_failed() -> Iterator[None]:
    """Drop what a `with` block prints if it ends by itself or with exit code 0, else print it when the block ends.

    What a child process prints goes its own way.
    """
    written: Written = []
    failed = True
    _outside.append(sys.stderr)
    try:
        with redirect_stdout(_Held("stdout", written)), redirect_stderr(_Held("stderr", written)):
            yield
        failed = False
    except SystemExit as end:
        failed = end.code not in {None, 0}
        raise
    finally:
        _outside.pop()
        for name, text in written if failed else ():
            stream = sys.stdout if name == "stdout" else sys.stderr
            stream.write(text)
            stream.flush()
