"""Finds and removes what ended commands left in a data folder, without which each of them begins anew (disk).

Nothing captured is among it: what a repair moved away, in removed/, may be, and stays for a person to decide.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from archive.database import DATABASE_NAME, IMPORT_NAME, REMOVED_NAME
from archive.unfinished import discard_unfinished, new_path, unfinished_bytes


@dataclass(frozen=True, kw_only=True)
class Leftover:
    """Something in a data folder that can go: its name and its size in bytes."""

    name: str
    bytes: int


def find_leftovers(data: Path) -> list[Leftover]:
    """Return what ended commands left; nobody may write to the archive meanwhile."""
    database = data / DATABASE_NAME
    found = [Leftover(name=new_path(database).name, bytes=unfinished_bytes(database)), _of(data / IMPORT_NAME)]
    return [each for each in found if each.bytes]


def remove_leftovers(data: Path) -> list[Leftover]:
    """Remove what ended commands left; return what that was. A replay that has not ended begins anew."""
    found = find_leftovers(data)
    discard_unfinished(data / DATABASE_NAME)
    shutil.rmtree(data / IMPORT_NAME, ignore_errors=True)
    return found


def moved_away(data: Path) -> int:
    """Return the bytes of what a repair moved away, which only a person may delete."""
    return _of(data / REMOVED_NAME).bytes


def _of(folder: Path) -> Leftover:
    sizes = (path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return Leftover(name=folder.name, bytes=sum(sizes))
