"""Keeps the new database of a replay that has not ended, and knows what it was made for (disk).

    commentary.db.new        the new database, as far as it is
    commentary.db.new.json   its purpose: by which code and rules it is made, and of which WARC files

A replay that was killed, refused or tried (`--dry-run`) leaves both, and the next one goes on with them as far as
they still hold: files that came since are loaded in addition, and a site whose profile changed is read anew. All
else, such as a WARC file that changed, another release, or another start of the machine (writes do not wait for the
disk, so that a power cut may tear the file), makes the next replay begin anew.
"""

import hashlib
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import extract
from archive.schema import SCHEMA_VERSION
from archive.tables import Tables
from archive.warc import warc_files, why_unreadable

# Nobody comes back to what is older, and it takes as much of the disk as the database.
DAYS_KEPT = 7
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
# What was copied from the old database for a replay of one site: it holds as long as that one stays the same.
STATE = (
    "SELECT name, bytes FROM warcs ORDER BY name",
    "SELECT id, status, summary FROM runs ORDER BY id",
    "SELECT count(*), max(captured_at), sum(found) FROM captures",
    "SELECT site, revision, outcome, count(*) FROM readings GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
    "SELECT capture, tries FROM attempts ORDER BY capture",
)


@dataclass(frozen=True, kw_only=True)
class Purpose:
    """What a new database is made for.

    `made_by` identifies the code, the schema and the start of the machine. `only` is the site that is read anew, None
    for all; then `base` identifies the database that the other sites' readings were copied from. `sites` are
    revisions by name, `files` size and time of change (ns) by name. `damages` are file, offset and problem of what
    could not be loaded. `is_begun` tells that the new database can be read into, and is no half of a copy;
    `is_derived` that everything is derived from what was read.
    """

    made_by: Mapping[str, Any]
    only: str | None
    base: str
    sites: dict[str, str]
    files: dict[str, tuple[int, int]]
    damages: list[tuple[str, int, str]] = field(default_factory=list)
    is_begun: bool = False
    is_derived: bool = False

    @classmethod
    def of(cls, old: Tables, sites: Mapping[str, str], only: str | None) -> Self:
        """Return the purpose of a replay that begins now."""
        base = state_of(old) if only is not None else ""
        files = files_in(old.warc_folder)
        return cls(made_by=made_by(), only=only, base=base, sites=dict(sites), files=files)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """Return the purpose of the new database beside a database; None if there is none that can be understood."""
        try:
            values = json.loads(marker_of(path).read_text("utf-8"))
            values["files"] = {name: (size, at) for name, (size, at) in values["files"].items()}
            return cls(**values)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, path: Path) -> None:
        """Store the purpose beside a database, in place of the former one."""
        marker = marker_of(path)
        beside = marker.with_name(f"{marker.name}.tmp")
        beside.write_text(json.dumps(asdict(self)), "utf-8")
        beside.replace(marker)

    def why_not(self, now: Self, loaded: Mapping[str, int]) -> str | None:
        """Return why a new database of this purpose is of no use now; None if it is.

        `loaded` are the WARC files that it holds, and how many bytes of each.
        """
        if self.made_by != now.made_by:
            return "the release, its code or the start of the machine is another"
        if self.only != now.only:
            return f"it was made for {self.only or 'all sites'}"
        if self.base != now.base:
            return "the archive has changed, of which it was a copy"
        changed = [name for name in loaded if self.files.get(name) != now.files.get(name)]
        if self.only is not None:
            changed += [name for name in now.files if self.files.get(name) != now.files[name]]
        return f"{min(changed)} has changed" if changed else None

    def stale_sites(self, now: Self) -> set[str]:
        """Return the sites whose readings are by other rules than those of now."""
        return {name for name, revision in self.sites.items() if now.sites.get(name) != revision}


def made_by() -> dict[str, Any]:
    """Identify what a database is made by: release, code, schema, and the start of the machine."""
    packages = Path(__file__).parent, Path(extract.__path__[0])
    sources = sorted(path for package in packages for path in package.rglob("*.py"))
    stats = [(str(path), (stat := path.stat()).st_size, stat.st_mtime_ns) for path in sources]
    code = hashlib.sha256(json.dumps(stats).encode()).hexdigest()[:16]
    return {"release": version("commentary-archive"), "code": code, "schema": SCHEMA_VERSION, "boot": _boot()}


def _boot() -> str:
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        # Without it nothing tells that the disk has all that was written.
        return secrets.token_hex(8)


def state_of(tables: Tables) -> str:
    """Return a digest of what a database says of files, runs, captures and readings."""
    rows = [[tuple(row) for row in tables.db.execute(query).fetchall()] for query in STATE]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def files_in(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of change of each WARC file that can be read."""
    readable = [path for path in warc_files(folder) if why_unreadable(path) is None]
    return {path.name: (path.stat().st_size, path.stat().st_mtime_ns) for path in readable}


def new_path(database: Path) -> Path:
    """Return the path of the new database beside a database."""
    return database.with_name(f"{database.name}.new")


def marker_of(database: Path) -> Path:
    """Return the path of the purpose of that new database."""
    return database.with_name(f"{database.name}.new.json")


def discard_unfinished(database: Path) -> None:
    """Remove the new database of a replay that has not ended."""
    path = new_path(database)
    for suffix in (".json.tmp", "", "-wal", "-shm", ".json"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def discard_stale(database: Path) -> None:
    """Remove a new database with which no replay would go on, or with which none has for DAYS_KEPT days."""
    purpose = Purpose.read(database)
    is_usable = purpose is not None and purpose.made_by == made_by()
    if not is_usable or time.time() - _used_at(database) > DAYS_KEPT * 86_400:
        discard_unfinished(database)


def unfinished_bytes(database: Path) -> int:
    """Return how many bytes the new database of a replay that has not ended takes, 0 if there is none."""
    path = new_path(database)
    sizes = 0
    for suffix in ("", "-wal"):
        try:
            sizes += path.with_name(path.name + suffix).stat().st_size
        except OSError:
            continue
    return sizes


def _used_at(database: Path) -> float:
    path = new_path(database)
    times = [0.0]
    for suffix in ("", "-wal", ".json"):
        try:
            times.append(path.with_name(path.name + suffix).stat().st_mtime)
        except OSError:
            continue
    return max(times)
