"""ReaderPool: worker processes that read captures while the crawl goes on (starts processes)."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from archive.child_process import CONTEXT, ChildProcess
from archive.reading import Reading, unread
from archive.warc import Recorded
from crawler.workers.worker import serve
from extract.site import Site

# The fork server imports the reader once for all workers.
CONTEXT.set_forkserver_preload(["crawler.workers.worker", "extract.ready"])


class ReaderPool:
    """A pool of `count` worker processes; a page that crashes or blocks its worker costs that page only.

    Runs of several sites share it: a page waits for the first worker that is idle, whichever site it is of. Each
    worker is a process with a pipe. A thread waits at the pipe, so that the reactor never does; a worker that takes
    longer than `seconds` is killed, and the next page gets a new one.
    """

    def __init__(self, *, count: int, seconds: float) -> None:
        self.seconds = seconds
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="reader")
        self._readers = [_Reader() for _ in range(count)]
        self._idle: asyncio.LifoQueue[_Reader] = asyncio.LifoQueue()
        for reader in self._readers:
            self._idle.put_nowait(reader)
            # Workers import the reader while robots.txt and the first source are being fetched.
            self._threads.submit(reader.start)

    async def read(self, recorded: Recorded, site: Site) -> Reading:
        """Return what a capture of a site says; the outcome is "unread" when its worker ends or takes too long."""
        reader = await self._idle.get()
        loop = asyncio.get_running_loop()
        try:
            return await asyncio.wait_for(
                loop.run_in_executor(self._threads, reader.read, recorded, site), self.seconds
            )
        except TimeoutError:
            reader.kill()
            problem = f"could not be read in {self.seconds:g} seconds"
        except (EOFError, OSError):
            reader.kill()
            problem = "ended the process that read it"
        finally:
            self._idle.put_nowait(reader)
        return unread(recorded.capture, problem, revision=site.revision)

    def close(self) -> None:
        """Kill all worker processes, whatever they are doing."""
        for reader in self._readers:
            reader.kill()
        self._threads.shutdown(wait=False)


class _Reader:
    """One worker process, started ahead of the first page and again after it was killed."""

    def __init__(self) -> None:
        self._process = ChildProcess(serve)

    def start(self) -> None:
        self._process.start()

    def read(self, recorded: Recorded, site: Site) -> Reading:
        pipe = self._process.start()
        # A profile is 8 KB, and is unpacked in a tenth of a millisecond.
        pipe.send((recorded, site))
        reading: Reading = pipe.recv()
        return reading

    def kill(self) -> None:
        self._process.end()
