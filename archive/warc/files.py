"""Lists the WARC files of a folder, tells whose one is or why it cannot be read, and syncs one to the disk (disk)."""

import errno
import os
import re
import stat
from pathlib import Path

from extract.errors import ArchiveError

NAMES = (".warc", ".warc.gz")
OUR_NAME = re.compile(r"(?P<run>(?P<site>.+)-(?P<time>\d{14})-[0-9a-f]{6})-\d{5}\.warc\.gz")
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
