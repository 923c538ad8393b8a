"""Examines the lock of the archive: who holds it, since when, and whether that process lives (reads /proc)."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.database import Lock
from archive.upkeep import Finding

KIND = "lock"
# No run takes so long unless it waits for something.
LONG = timedelta(days=1)
MAX_COMMAND = 200


def lock_findings(data: Path, now: datetime) -> Iterator[Finding]:
    """Yield who writes to the archive, and whether that is as it should be."""
    if not Lock.is_held(data):
        yield Finding(kind=KIND, level="fine", what="No process writes to the archive.")
        return
    lock = data / "lock"
    owner = lock.read_text("utf-8", "replace").strip()
    since = datetime.fromtimestamp(lock.stat().st_mtime, UTC)
    command = _command_of(owner)
    if command is None:
        taker = f"the process {owner} that took it" if owner else "whoever took it"
        what = f"The lock is held, and {taker} has ended: a process that it started goes on."
        do = f"End that process; `fuser {lock}` names it."
        yield Finding(kind=KIND, level="warning", what=what, do=do)
        return
    what = f"The process {owner} ({command}) writes to the archive since {since:%Y-%m-%d %H:%M} UTC."
    if now - since > LONG:
        do = "See its log. If it does not go on, end it: the next run continues with what is left."
        yield Finding(kind=KIND, level="warning", what=what, do=do)
    else:
        yield Finding(kind=KIND, level="fine", what=what)


def _command_of(process: str) -> str | None:
    """Return the command line of a process; None if it has ended."""
    if not (process.isascii() and process.isdecimal()):
        return None
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return None
    return words.replace(b"\0", b" ").decode("utf-8", "replace").strip()[:MAX_COMMAND] or "unknown"
