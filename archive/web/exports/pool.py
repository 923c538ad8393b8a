"""Runs exports in worker processes, a few at a time, and ends that of a reader who has gone (starts processes)."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from archive.child_process import CONTEXT, ChildProcess
from archive.export import Export
from archive.web.exports.worker import Part, serve

CONTEXT.set_forkserver_preload(["archive.web.sql_worker", "archive.web.record_worker", "archive.web.exports.worker"])

# So many exports are written at once; the next ones wait for so long, and are then refused.
WORKERS = 2
WAIT_SECONDS = 20.0
# A part takes no longer, unless a search or a sort of a large archive comes before it.
PART_SECONDS = 120.0
SLOW = Part(
    "problem", text="This export takes too long here. `commentary export` on the machine itself has no limit."
)
BUSY = Part("problem", text=f"{WORKERS} other exports are being written. Try again in a minute.")
ENDED = Part("problem", text="The process that wrote the file ended, perhaps for want of memory.")


class ExportPool:
    """So many worker processes, each started with its first export and again after it was ended."""

    def __init__(self) -> None:
        self._idle: asyncio.LifoQueue[ChildProcess] | None = None
        self._all = [ChildProcess(serve) for _ in range(WORKERS)]
        # Threads of their own: those of Datasette answer queries meanwhile.
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="exports")

    @asynccontextmanager
    async def parts(self, asked: Export) -> AsyncIterator[AsyncIterator[Part]]:
        """Give the parts of an export; the last one is an end or a problem. Who leaves early ends the export."""
        worker = await self._take()
        if worker is None:
            yield _only(BUSY)
            return
        run = _Run(worker, asked, self._threads)
        try:
            yield run.parts()
        finally:
            if not run.is_done:
                worker.end()
            self._queue().put_nowait(worker)

    def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _queue(self) -> "asyncio.LifoQueue[ChildProcess]":
        if self._idle is None:
            self._idle = asyncio.LifoQueue()
            for worker in self._all:
                self._idle.put_nowait(worker)
        return self._idle

    async def _take(self) -> ChildProcess | None:
        try:
            return await asyncio.wait_for(self._queue().get(), WAIT_SECONDS)
        except TimeoutError:
            return None


class _Run:
    """One export by one worker."""

    def __init__(self, worker: ChildProcess, asked: Export, threads: ThreadPoolExecutor) -> None:
        self._worker = worker
        self._asked = asked
        self._threads = threads
        self.is_done = False

    async def parts(self) -> AsyncIterator[Part]:
        loop = asyncio.get_running_loop()
        part = await loop.run_in_executor(self._threads, self._ask)
        while part.kind == "bytes":
            yield part
            part = await loop.run_in_executor(self._threads, self._receive)
        self.is_done = part not in {SLOW, ENDED}
        yield part

    def _ask(self) -> Part:
        try:
            self._pipe = self._worker.start()
            self._pipe.send(self._asked)
        except (EOFError, OSError):
            return ENDED
        return self._receive()

    def _receive(self) -> Part:
        try:
            if not self._pipe.poll(PART_SECONDS):
                return SLOW
            part: Part = self._pipe.recv()
        except (EOFError, OSError):
            return ENDED
        return part


async def _only(part: Part) -> AsyncIterator[Part]:
    yield part
