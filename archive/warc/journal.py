"""Keeps the journal of a command that writes WARC files anew, and tells others while it does so (disk).

Such a command works in a folder of its own beside warc/. Without a journal in it nothing has changed, and the folder
is thrown away; with one, what it says is carried out, or carried out once more. The WARC file that tells of it comes
before the first change of any other.
"""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from archive.warc.compacted import is_compacted_name
from archive.warc.files import sync, warc_files, why_unreadable
from archive.warc.forgotten import is_forgotten_name
from archive.warc.joined import is_joined_name
from extract.errors import ArchiveError

FORGETTING, COMPACTING = "forgetting", "compacting"
JOURNAL = "journal.json"
# The commands that write WARC files anew, and the folder of the data folder in which each works.
REWRITING: Mapping[str, str] = {"forget": FORGETTING, "compact": COMPACTING}


def write_journal(folder: Path, journal: Mapping[str, Any]) -> None:
    """Write the journal at once, and have it on the disk: from then on what it says is carried out."""
    part = folder / f"{JOURNAL}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(journal, file)
        file.flush()
        os.fsync(file.fileno())
    part.rename(folder / JOURNAL)
    sync(folder)
    sync(folder.parent)


def finish_journal(folder: Path, carry_out: Callable[[Path], None]) -> bool:
    """Carry out the journal of a folder, if it has one, and remove the folder; tell whether it had one."""
    journal = folder / JOURNAL
    if not journal.exists():
        shutil.rmtree(folder, ignore_errors=True)
        return False
    carry_out(journal)
    journal.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    sync(folder.parent)
    return True


def rewritten_files(data: Path) -> frozenset[tuple[str, int]]:
    """Return names and sizes of the WARC files that a removal or a compaction adds, or adds to.

    They say which others were written anew, or hold others. Whoever reads an archive beside other commands sees by
    them whether its files have changed meanwhile.
    """
    tells = (is_forgotten_name, is_compacted_name, is_joined_name)
    told = (path for path in warc_files(data / "warc") if any(is_such(path.name) for is_such in tells))
    return frozenset((path.name, path.stat().st_size) for path in told if why_unreadable(path) is None)


def unfinished_rewriting(data: Path) -> str | None:
    """Return the command that has begun to change WARC files and has not ended: `forget`, `compact` or None."""
    return next((name for name, folder in REWRITING.items() if (data / folder / JOURNAL).exists()), None)


def refuse_unfinished(data: Path) -> None:
    """Raise ArchiveError while such a command has not ended: WARC files and database need not agree until it has."""
    command = unfinished_rewriting(data)
    if command == "forget":
        raise ArchiveError(f"{data}: a `commentary forget` was interrupted. Run it again with --finish first.")
    if command == "compact":
        raise ArchiveError(f"{data}: `commentary compact` has not ended. Wait for it, or run it again.")
