"""Lists the WARC files of a folder, tells whose one is or why it cannot be read, and syncs one to the disk (disk)."""

import errno
import os
import re
import stat
from pathlib import Path

from extract.errors import ArchiveError

NAMES = (".warc", ".warc.gz")
OUR_NAME = re.compile(r"(?P<run>(?P<site>.+)-(?P<time>\d{14})-[0-9a-f]{6})-\d{5}\.warc\.gz")
# The folder in a data folder where `commentary forget` works, and its file that says what remains to be done.
FORGETTING, JOURNAL = "forgetting", "journal.json"
# The folder where `commentary compact` works; its journal has the same name.
COMPACTING = "compacting"
# How the names of the WARC files begin that say what was forgotten, and what was compacted.
FORGOTTEN_PREFIX, COMPACTED_PREFIX = "forgotten-", "compacted-"


def run_of_name(name: str) -> str | None:
    """Return the run to which a file of this name belongs, None for one that no run of ours names so."""
    found = OUR_NAME.fullmatch(name)
    return found["run"] if found else None


def warc_files(folder: Path) -> list[Path]:
    """Return what is named like a WARC file in a folder, sorted by name; none if there is no such folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(NAMES))
    except (FileNotFoundError, NotADirectoryError):
        return []


def rewritten_files(data: Path) -> frozenset[tuple[str, int]]:
    """Return names and sizes of the WARC files that say which others were written anew, by a removal or a compaction.

    Whoever reads an archive beside other commands sees by them that files have changed. ArchiveError while such a
    command has not ended: until it has, the WARC files and the database need not agree.
    """
    if (data / FORGETTING / JOURNAL).exists():
        raise ArchiveError(f"{data}: a `commentary forget` was interrupted. Run it again with --finish first.")
    if (data / COMPACTING / JOURNAL).exists():
        raise ArchiveError(f"{data}: `commentary compact` has not ended. Wait for it, or run it again.")
    prefixes = (FORGOTTEN_PREFIX, COMPACTED_PREFIX)
    told = [path for path in warc_files(data / "warc") if path.name.startswith(prefixes)]
    return frozenset((path.name, path.stat().st_size) for path in told if why_unreadable(path) is None)


def why_unreadable(path: Path) -> str | None:
    """Return the predicate of a sentence about a file that cannot be read, such as "is missing"; None if it can be.

    A named pipe is not opened: that would wait for a writer.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return "is a link to nowhere" if path.is_symlink() else "is missing"
    except OSError as error:
        return "is a link that leads to itself" if error.errno == errno.ELOOP else f"cannot be read: {error.strerror}"
    if stat.S_ISDIR(mode):
        return "is a folder"
    if not stat.S_ISREG(mode):
        return "is not a regular file"
    return None if os.access(path, os.R_OK) else "cannot be read: Permission denied"


def warc_path(folder: Path, name: object) -> Path:
    """Return the path of a WARC file that the database names.

    ArchiveError if that is not the name of a file: a damaged database must not lead out of the folder.
    """
    if not isinstance(name, str) or "/" in name or not name.isprintable():
        raise ArchiveError(f"{name!r} is not the name of a WARC file. `commentary replay` makes the database anew.")
    return folder / name


def sync(path: Path) -> None:
    """Have what was written to a file or folder written to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(path: Path, text: str) -> None:
    """Write a text into a file at once, and have it on the disk: whatever happens, the file is whole or not there."""
    part = path.with_name(f"{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)
    sync(path.parent)
