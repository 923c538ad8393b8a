"""Shows how much of a long task is done: a bar on a terminal, nothing elsewhere."""

from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
)

from commentary.cli.show.text import printable

MAX_DESCRIPTION = 60


class StepProgress:
    """A bar with the name of the step that goes on, and how much of it is done as `amount` shows it."""

    def __init__(self, amount: ProgressColumn, what: str = "") -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            amount,
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task(what, total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, done: int, total: int) -> None:
        """Update the progress to `done` of `total`; a `total` of 0 is not known yet."""
        self._bar.update(self._task, completed=done, total=total or None)

    def show_step(self, what: str, done: int, total: int) -> None:
        """Update the progress of one of several steps, by its name."""
        self._bar.update(self._task, description=printable(what, MAX_DESCRIPTION))
        self.show(done, total)


def bytes_progress() -> StepProgress:
    """Return a bar that counts bytes."""
    return StepProgress(DownloadColumn())


def share_progress(what: str) -> StepProgress:
    """Return a bar that shows the percentage of a step that is done."""
    return StepProgress(TaskProgressColumn(), what)


def count_progress(what: str) -> StepProgress:
    """Return a bar that counts captures or files."""
    return StepProgress(MofNCompleteColumn(), what)
