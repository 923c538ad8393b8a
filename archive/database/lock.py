"""A lock file in the data folder, so that only one process writes to an archive (disk)."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.errors import ArchiveError, ArchiveInUse


class Lock:
    """An exclusive lock (flock) on a data folder, held from construction to `release` or the end of the process.

    Raises ArchiveInUse when another process holds it, ArchiveError when the file cannot be written.
    """

    def __init__(self, data: Path) -> None:
        try:
            self._file = os.open(data / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            raise ArchiveError(
                f"{data / 'lock'} cannot be written: {error.strerror}. See that this user may write there, and"
                " that the disk has room."
            ) from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = _owner(self._file)
            os.close(self._file)
            raise ArchiveInUse(str(data), owner) from error
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    @staticmethod
    def owner(data: Path) -> str | None:
        """Return the id of the process that holds the lock of a data folder, None if none does."""
        try:
            file = os.open(data / "lock", os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _owner(file)
        finally:
            os.close(file)
        return None

    @staticmethod
    def is_held(data: Path) -> bool:
        """Tell whether a process holds the lock of a data folder."""
        return Lock.owner(data) is not None

    def release(self) -> None:
        """Release the lock; calling it again does nothing.

        The file stays, because removing it would race with the next owner.
        """
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _owner(file: int) -> str:
    return os.read(file, 20).decode(errors="replace").strip() or "unknown"
