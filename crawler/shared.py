"""Shared: what all runs of one process have in common (opens the archive, starts processes).

Each run has its own WARC files, frontier and counts; the archive has one writer, which is this process.
"""

import logging
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from scrapy.settings import BaseSettings

from archive.store import Archive
from crawler.slots import HostTurns
from crawler.workers import ReaderPool
from extract.site import Site

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The archive, the worker processes that read captures, and whose turn it is to send a request to a host."""

    archive: Archive
    readers: ReaderPool
    turns: HostTurns = field(default_factory=HostTurns)

    @classmethod
    def open(cls, settings: BaseSettings, sites: Mapping[str, Site]) -> Self:
        """Open the archive, and read what a run of these sites has captured that was killed before it was read.

        ArchiveInUse when another process writes the archive.
        """
        with ExitStack() as opened:
            archive = opened.enter_context(Archive.open(Path(settings["COMMENTARY_DATA"])))
            for problem in archive.problems:
                logger.warning("%s", problem)
            # Nothing is unread after every other run.
            for _ in archive.read_unread(sites) if archive.tables.reads.count_unread() else ():
                pass
            readers = ReaderPool(
                count=settings.getint("COMMENTARY_READERS"), seconds=settings.getfloat("COMMENTARY_READ_SECONDS")
            )
            # Nothing has failed, and the archive stays open.
            opened.pop_all()
        return cls(archive=archive, readers=readers)

    def close(self) -> None:
        """End the worker processes, and close the archive."""
        self.readers.close()
        self.archive.close()
