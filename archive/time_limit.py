"""Ends this process when one piece of work takes too much of the processor's time (sets a timer of the process)."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager

# A page at every limit of `extract.html` takes a twentieth of it. Time on the clock would depend on what else runs.
READ_CPU_SECONDS = 60.0


@contextmanager
def cpu_limit(seconds: float = READ_CPU_SECONDS) -> Iterator[None]:
    """Let the kernel end this process by SIGPROF if a `with` block takes more seconds of the processor's time.

    No exception: code in C, such as a regular expression, would not return to Python for it.
    """
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
