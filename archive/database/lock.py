"""A lock on an archive, so that two writers never work on it at once (one file)."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from extract.errors import ArchiveError


class Lock:
    """Held from construction to `release`; the kernel releases it when its owner dies."""

    def __init__(self, data: Path) -> None:
        try:
            self._file = os.open(data / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        except OSError as error:
            raise ArchiveError(f"{data / 'lock'} cannot be written: {error.strerror}.") from error
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            owner = os.read(self._file, 20).decode(errors="replace").strip() or "unknown"
            os.close(self._file)
            raise ArchiveError(f"{data} is in use by process {owner}. Wait until it has ended.") from error
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())

    @staticmethod
    def is_held(data: Path) -> bool:
        """Tell whether a process holds the lock of a folder now."""
        try:
            file = os.open(data / "lock", os.O_RDONLY)
        except OSError:
            return False
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(file)
        return False

    def release(self) -> None:
        """Give it up; harmless when given up already. The file stays: removing it would race with its next owner."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
