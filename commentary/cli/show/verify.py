"""Shows the progress of a verification on the terminal, and returns its findings as text and as JSON."""

from typing import Any, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from archive.verify import Finding, Verified
from commentary.cli.show.text import duration, printable, size

MOST_CHARACTERS = 1000


class VerifyProgress:
    """Shows what is being verified and how much of it is done: a bar on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeElapsedColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._task = self._bar.add_task("verify", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._bar.stop()

    def show(self, what: str, done: int, total: int) -> None:
        """Update the progress to `done` of `total` bytes or rows of something."""
        self._bar.update(self._task, description=what, completed=done, total=total or None)


def verified_text(verified: Verified, seconds: float) -> str:
    """Return the findings, each with what to do, then what was looked at and what was not."""
    lines = [line for finding in verified.findings for line in _lines(finding)]
    lines += [f"not looked at: {printable(each, MOST_CHARACTERS)}" for each in verified.left_out]
    counted = [f"{count:,} {name}" for name, count in verified.counts.items() if name != "bytes" and count]
    counted += [size(verified.counts["bytes"])] if verified.counts.get("bytes") else []
    found = len(verified.findings)
    result = f"{found:,} finding{'' if found == 1 else 's'}" if found else "nothing found"
    return "\n".join([*lines, f"{result}; looked at {', '.join(counted) or 'nothing'} in {duration(seconds)}"])


def verified_json(verified: Verified, seconds: float) -> dict[str, Any]:
    """Return all of it as a JSON object."""
    return {
        "findings": [vars(finding) for finding in verified.findings],
        "looked_at": dict(verified.counts),
        "not_looked_at": list(verified.left_out),
        "seconds": round(seconds, 3),
    }


def _lines(finding: Finding) -> tuple[str, str]:
    where = f"{finding.file}, byte {finding.offset}" if finding.offset is not None else finding.file
    told = f"{where}: {finding.problem}" if where else finding.problem
    return printable(f"{finding.kind}: {told}", MOST_CHARACTERS), f"  → {finding.remedy}"
