"""Reads captures in worker processes, in order and with bounded memory (processes, no disk)."""

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self

from archive.reading import Reading, read_recorded
from archive.warc import Recorded
from extract.site import Site

READER_CRASHED = "the reader died on it"
# So many pages a worker wait to be read or stored; more would only hold memory.
PAGES_AHEAD_PER_WORKER = 4

_sites: dict[str, Site] = {}


class ReadingPool:
    """Worker processes that know the profiles; they start with the first page and end with the pool.

    A page on which a worker dies becomes a reading that says so; the others are read on.
    """

    def __init__(self, sites: Mapping[str, Site], *, workers: int | None = None) -> None:
        self.sites = dict(sites)
        self.workers = workers or len(os.sched_getaffinity(0))
        self._executor = self._start(self.workers)

    def read(self, work: Iterable[tuple[Recorded, str]]) -> Iterator[Reading]:
        """Yield the reading of each response by the site of that name, in the order given."""
        waiting: deque[tuple[Recorded, str, Future[Reading]]] = deque()
        for recorded, site in work:
            waiting.append((recorded, site, self._submit(recorded, site)))
            if len(waiting) >= PAGES_AHEAD_PER_WORKER * self.workers:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def close(self) -> None:
        """End the workers; what they have not begun is dropped."""
        self._executor.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # Forking this process would copy its lock and database; the server has only loaded the readers.
        context = get_context("forkserver")
        context.set_forkserver_preload(["archive.reading"])
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_settle_in, initargs=(self.sites,))

    def _submit(self, recorded: Recorded, site: str) -> Future[Reading]:
        try:
            return self._executor.submit(_read, recorded, site)
        except BrokenProcessPool as error:
            broken: Future[Reading] = Future()
            broken.set_exception(error)
            return broken

    def _next(self, waiting: deque[tuple[Recorded, str, Future[Reading]]]) -> Reading:
        recorded, site, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            # Any page in flight may have been the one: this one is read by itself, the others once more.
            reading = self._read_alone(recorded, site)
            self._executor.shutdown()
            self._executor = self._start(self.workers)
            again = [(other, name, self._submit(other, name)) for other, name, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return reading

    def _read_alone(self, recorded: Recorded, site: str) -> Reading:
        with self._start(1) as alone:
            try:
                return alone.submit(_read, recorded, site).result()
            except BrokenProcessPool:
                revision = self.sites[site].revision
                return Reading(capture=recorded.capture, revision=revision, outcome="error", reason=READER_CRASHED)


def _settle_in(sites: dict[str, Site]) -> None:
    _sites.update(sites)
    # Ctrl-C goes to the whole group; the parent ends its workers when it has stored what they read.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()


def _die_with_parent() -> None:
    # A worker whose parent was killed would wait for work for ever.
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _read(recorded: Recorded, site: str) -> Reading:
    return read_recorded(recorded, _sites[site])
