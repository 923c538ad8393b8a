"""Shows how many bytes of a long copy are done: a bar on a terminal, nothing elsewhere."""

from typing import Self

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeElapsedColumn

from commentary.cli.show.text import printable


class BytesProgress:
    """A bar with what is being done and the bytes."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            BarColumn(),
            DownloadColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}", markup=False),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, what: str, done: int, total: int) -> None:
        """Update the progress to `done` of `total` bytes."""
        self._bar.update(self._task, description=printable(what, 60), completed=done, total=total)
