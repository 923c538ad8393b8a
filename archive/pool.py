"""Reads captures in worker processes, in order and with bounded memory (starts processes, which read WARC files)."""

import gc
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self

from archive.child_process import end_with_parent
from archive.forkserver import signals_held, start_forkserver
from archive.reading import Reading, failed_reading, read_recorded, unread
from archive.time_limit import READ_CPU_SECONDS, cpu_limit
from archive.warc import Capture, Recorded, read_at, warc_path, with_payload
from extract.errors import ArchiveError, ExtractionError
from extract.site import Site

READER_ENDED = f"the process that read it ended, or took more than {READ_CPU_SECONDS:g} seconds of processor time"
# A worker gets so many pages at a time, because to hand over a task takes as long as to read a small page's head.
PAGES_PER_TASK = 8
# So many tasks per worker wait to be read or stored; more would only use memory.
TASKS_AHEAD_PER_WORKER = 3

# A page that ends its reader is tried so often in a process of its own, by the processor's time, whatever else runs.
# Then one with a larger payload is refused: a bound that is a function of its bytes, as a reading must be. A smaller
# one can only be our fault; it stays unread and is named.
TRIES_ALONE = 3
MAX_SLOW_PAYLOAD = 50_000

_sites: dict[str, Site] = {}


@dataclass(frozen=True, kw_only=True)
class Stored:
    """A capture whose response is in a WARC file of `folder`, from which the worker takes it.

    `original` is the capture whose payload it repeats, if it is a revisit record.
    """

    folder: Path
    capture: Capture
    original: Capture | None = None

    @property
    def payload_bytes(self) -> int:
        """How many bytes its payload has as received."""
        return (self.original or self.capture).bytes


@dataclass(frozen=True, kw_only=True)
class Unreadable:
    """A capture whose record is not in its WARC file, and the problem."""

    capture: Capture
    problem: str


Page = tuple[Recorded | Stored, str]
Task = tuple[Page, ...]
Found = Reading | Unreadable


class ReadingPool:
    """Worker processes that have the profiles; they start with the first page and end with the pool.

    A page at which a worker ends, also in TRIES_ALONE tries to read it alone, gets the outcome "error" if its payload
    has more than MAX_SLOW_PAYLOAD bytes, else "unread"; the other pages are read.
    """

    def __init__(self, sites: Mapping[str, Site], *, workers: int | None = None) -> None:
        self.sites = dict(sites)
        self.workers = workers or len(os.sched_getaffinity(0))
        self._executor = self._start(self.workers)

    def read(self, work: Iterable[tuple[Recorded | Stored, str]]) -> Iterator[Reading | Unreadable]:
        """Yield the reading of each response by the profile of that name, in the order given."""
        waiting: deque[tuple[Task, Future[list[Found]]]] = deque()
        pages = iter(work)
        while task := tuple(islice(pages, PAGES_PER_TASK)):
            waiting.append((task, self._submit(task)))
            if len(waiting) >= TASKS_AHEAD_PER_WORKER * self.workers:
                yield from self._next(waiting)
        while waiting:
            yield from self._next(waiting)

    def close(self) -> None:
        """Stop the workers; pages that they have not begun are not read."""
        self._executor.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _start(self, workers: int) -> ProcessPoolExecutor:
        # A fork of this process would hold its lock and database; one of the forkserver has only imported modules.
        context = get_context("forkserver")
        context.set_forkserver_preload(["archive.reading", "extract.ready"])
        # The executor's semaphores would start the resource tracker, which the server starts too, and safely.
        start_forkserver()
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(self.sites,))

    def _submit(self, task: Task) -> Future[list[Found]]:
        start_forkserver()
        try:
            with signals_held():
                return self._executor.submit(_read, task)
        except BrokenProcessPool as error:
            broken: Future[list[Found]] = Future()
            broken.set_exception(error)
            return broken

    def _next(self, waiting: deque[tuple[Task, Future[list[Found]]]]) -> list[Found]:
        task, future = waiting.popleft()
        try:
            return future.result()
        except BrokenProcessPool:
            # Any page that was being read may be the cause: these are read in processes of their own, then the rest.
            found = [self._read_alone(page) for page in task]
            self._executor.shutdown()
            self._executor = self._start(self.workers)
            again = [(other, done if _has_result(done) else self._submit(other)) for other, done in waiting]
            waiting.clear()
            waiting.extend(again)
            return found

    def _read_alone(self, page: Page) -> Found:
        response, site = page
        revision = self.sites[site].revision
        for _ in range(TRIES_ALONE):
            with self._start(1) as alone:
                start_forkserver()
                try:
                    return alone.submit(_read, (page,)).result()[0]
                except BrokenProcessPool:
                    continue
        size = len(response.body) if isinstance(response, Recorded) else response.payload_bytes
        if size <= MAX_SLOW_PAYLOAD:
            return unread(response.capture, READER_ENDED, revision=revision)
        problem = f"larger than {MAX_SLOW_PAYLOAD:,} bytes as received, and {READER_ENDED}"
        return failed_reading(response.capture, ExtractionError(response.capture.url, problem), revision=revision)


def _start_worker(sites: dict[str, Site]) -> None:
    _sites.update(sites)
    # What is loaded stays, and the garbage collector need not look at it again: reading takes 3 % less time.
    gc.freeze()
    # Ctrl-C goes to the whole process group; the parent stops its workers when it has stored their readings.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _read(task: Task) -> list[Found]:
    return [_read_page(response, _sites[site]) for response, site in task]


def _read_page(response: Recorded | Stored, site: Site) -> Found:
    with cpu_limit():
        if isinstance(response, Recorded):
            return read_recorded(response, site)
        capture = response.capture
        try:
            recorded = read_at(warc_path(response.folder, capture.warc), capture)
            if original := response.original:
                recorded = with_payload(recorded, read_at(warc_path(response.folder, original.warc), original))
        except ArchiveError as error:
            return Unreadable(capture=capture, problem=str(error))
        return read_recorded(recorded, site)


def _has_result(future: Future[list[Found]]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None
