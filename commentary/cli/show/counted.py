"""Counts what takes long on the terminal while it goes on."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

# What is done sooner needs no progress.
PATIENCE_SECONDS = 1.0


def counted(items: Iterable[Item], noun: str) -> Iterator[Item]:
    """Yield items; on a terminal, after a second, show how many there were so far."""
    if not sys.stderr.isatty():
        yield from items
        return
    # It takes longer to import than most answers take.
    from rich.console import Console  # noqa: PLC0415 - see above
    from rich.status import Status  # noqa: PLC0415 - see above

    start, shown = time.monotonic(), None
    try:
        for number, item in enumerate(items, 1):
            if shown is None and time.monotonic() - start > PATIENCE_SECONDS:
                shown = Status(noun, console=Console(stderr=True))
                shown.start()
            if shown is not None:
                shown.update(f"{number:,} {noun}")
            yield item
    finally:
        if shown is not None:
            shown.stop()
