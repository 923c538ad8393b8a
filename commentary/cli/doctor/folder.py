"""Examines the data folder: may it be written, and by whom; and its settings (reads the disk)."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from archive.database import Lock
from archive.settings import SETTINGS_NAME, load_settings
from archive.upkeep import Finding
from archive.warc import COMPACTING, FORGETTING, JOURNAL
from crawler.operator import read_contact, user_agent
from extract.errors import CommentaryError
from extract.site import Site

FOLDER, SETTINGS = "folder", "settings"
WRITTEN = ("commentary.db", "commentary.db-wal", "commentary.db-shm", "frontier.db", "lock", "warc")


def folder_findings(data: Path) -> Iterator[Finding]:
    """Yield what of the folder cannot be written, belongs to several users, or may be written by everybody."""
    paths = [data, *(data / name for name in WRITTEN if (data / name).exists())]
    found = [*_unwritable(data, paths), *_owners(paths), *_open_to_all(paths), *_unfinished(data)]
    yield from found
    if not found:
        yield Finding(kind=FOLDER, level="fine", what=f"{data} can be written, and belongs to one user.")


def settings_findings(data: Path, sites: Iterable[Site]) -> Iterator[Finding]:
    """Yield what is wrong with settings.toml and the contact, or that nothing is."""
    path = data / SETTINGS_NAME
    try:
        contact = read_contact(data)
        user_agent(contact, [host for site in sites for host in site.hosts])
    except CommentaryError as error:
        # A path is not to begin with another letter.
        begin = str(error)[:1] if str(error).startswith(str(data)) else str(error)[:1].upper()
        yield Finding(kind=SETTINGS, level="error", what=f"{begin}{str(error)[1:]}.")
        return
    if unwritable := list(_unwritable_outputs(data)):
        yield from unwritable
        return
    if path.exists() and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH) and b"://" in path.read_bytes():
        what = f"{path} can be read by other users, and has addresses that may hold passwords."
        yield Finding(kind=SETTINGS, level="warning", what=what, do=f"chmod 600 {path}")
        return
    who = f"The contact is {contact}." if contact else "There is no contact, and no site needs one."
    yield Finding(kind=SETTINGS, level="fine", what=who)


def _unwritable_outputs(data: Path) -> Iterator[Finding]:
    settings = load_settings(data).notify
    for name, path in (("log", settings.log), ("metrics", settings.metrics)):
        if path is not None and not os.access(path.parent, os.W_OK | os.X_OK):
            what = (
                f"{path.parent}, the folder of `{name}` in {SETTINGS_NAME}, cannot be written to: no run can begin."
            )
            yield Finding(kind=SETTINGS, level="error", what=what, do=f"Make the folder, or name another `{name}`.")


def _unfinished(data: Path) -> Iterator[Finding]:
    """Yield the commands that write WARC files anew and were ended before they had finished."""
    if Lock.is_held(data):
        return
    for folder, command, do in (
        (FORGETTING, "forget", "Run `commentary forget --finish`."),
        (COMPACTING, "compact", "Run it again: it finishes what was begun. So does the next crawl."),
    ):
        if (data / folder / JOURNAL).exists():
            what = f"`commentary {command}` was interrupted."
            yield Finding(kind=FOLDER, level="warning", what=what, do=do, subject=folder)


def _unwritable(data: Path, paths: Iterable[Path]) -> Iterator[Finding]:
    names = [path.name for path in paths if not os.access(path, os.W_OK)]
    if names:
        is_read_only = os.statvfs(data).f_flag & os.ST_RDONLY
        what = f"{data} is on a file system that is read-only."
        do = "Mount it for writing, if the archive is to be crawled into."
        if not is_read_only:
            what = f"This user cannot write in {data}: {', '.join(names)}."
            do = "Run the command as the user who crawls, or make it writable."
        yield Finding(kind=FOLDER, level="error", what=what, do=do)


def _owners(paths: Iterable[Path]) -> Iterator[Finding]:
    owners = {path.stat().st_uid: path for path in paths}
    if len(owners) > 1:
        named = ", ".join(f"{path.name} to the user {owner}" for owner, path in sorted(owners.items()))
        what = f"The archive belongs to several users: {named}."
        do = "Crawl as one user, and `chown -R` the folder to that one: what another user made may not be writable."
        yield Finding(kind=FOLDER, level="warning", what=what, do=do)


def _open_to_all(paths: Iterable[Path]) -> Iterator[Finding]:
    for path in paths:
        if path.stat().st_mode & stat.S_IWOTH:
            what = f"{path} can be written by every user of the machine."
            yield Finding(kind=FOLDER, level="warning", what=what, do=f"chmod o-w {path}", subject=path.name)
