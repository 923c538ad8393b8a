"""Job: what a machine is to start every ten minutes for one archive (reads the environment, and who owns it)."""

import hashlib
import os
import pwd
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from extract.errors import CommentaryError

MINUTES = 10
# A timer passes nothing of the environment in which it was installed.
KEPT_VARIABLES = ("COMMENTARY_CHROMIUM",)
MAX_SLUG = 24


@dataclass(frozen=True, kw_only=True)
class Job:
    """`commentary run` of the archive in `data`; `command` is the program that is to be started, with its arguments.

    `user` owns the folder, and a service of the whole machine runs as this user. The job writes into `folders`.
    """

    data: Path
    command: tuple[str, ...]
    user: str
    folders: tuple[Path, ...]
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name, one for each folder on a machine."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.data.name.lower()).strip("-")[:MAX_SLUG] or "archive"
        return f"commentary-{slug}-{_digest(str(self.data)).hex()[:8]}"

    @property
    def log(self) -> Path:
        """The file for what it prints, where the machine has no log for that."""
        return self.data / "run.log"

    @property
    def minute(self) -> int:
        """The minute of each ten at which cron starts it: not the same on all machines."""
        return _digest(f"{self.data}\n{os.uname().nodename}")[0] % MINUTES


def job_of(data: Path, *, files: tuple[Path | None, ...] = ()) -> Job:
    """Return the job of an archive that also writes `files`; CommentaryError if its path cannot stand in one line."""
    data = data.absolute()
    folders = (data, *dict.fromkeys(file.parent.absolute() for file in files if file is not None))
    for path in (*folders, Path(sys.executable)):
        if not str(path).isprintable():
            raise CommentaryError(
                f"{str(path)!r} has a character that cannot stand in a unit or a crontab; rename it."
            )
    try:
        owner = data.stat().st_uid
    except OSError as error:
        raise CommentaryError(f"{data}: its owner cannot be told: {error.strerror}.") from error
    # An owner without a name, as in a container, is named by the number.
    user = str(owner)
    with suppress(KeyError):
        user = pwd.getpwuid(owner).pw_name
    return Job(
        data=data,
        command=(*_program(), "run", "--data", str(data)),
        user=user,
        folders=(data, *(path for path in folders if not path.is_relative_to(data))),
        environment={name: os.environ[name] for name in KEPT_VARIABLES if os.environ.get(name)},
    )


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogateescape"), digest_size=8).digest()


def _program() -> tuple[str, ...]:
    """Return how this program is started, wherever the current folder is then."""
    script = Path(sys.executable).with_name("commentary")
    if script.is_file():
        return (str(script),)
    return (sys.executable, "-P", str(Path(__file__).parents[1] / "__main__.py"))
