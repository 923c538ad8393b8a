"""Asks worker processes for records of WARC files, and ends those that take too long (starts processes)."""

import asyncio
import queue
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from archive.child_process import CONTEXT, ChildProcess
from archive.evidence import LoadProfile
from archive.web.record_worker import Answer, Question, serve

CONTEXT.set_forkserver_preload(["archive.web.sql_worker", "archive.web.record_worker"])

# Of a page at every limit of the reader one reading takes a few seconds.
ANSWER_SECONDS = 20.0
# A worker that starts on a busy machine has this long for its first answer, beside that.
START_SECONDS = 30.0
TOOK_TOO_LONG = (
    f"This took more than {ANSWER_SECONDS:g} seconds and was ended. `commentary explain URL --at DATE` and"
    " `commentary proof URL --at DATE` have no such limit."
)
ENDED = "The process that read the record ended, perhaps for want of memory."
# Of what a reader may ask at once; further questions wait for their turn.
WORKERS = 2


class RecordPool:
    """So many worker processes, each started with its first question and again after it was ended."""

    def __init__(self, data: Path, load_profile: LoadProfile | None) -> None:
        self._all = [_Worker(data, load_profile) for _ in range(WORKERS)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()
        for worker in self._all:
            self._idle.put(worker)
        # Threads of their own: those of Datasette answer queries meanwhile.
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="records")

    async def ask(self, name: str, *, version: str | None = None, capture: str | None = None) -> Answer:
        """Return the answer to a question; see `Question`."""
        question = Question(name, version, capture)
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._ask, question)

    def close(self) -> None:
        """End all workers."""
        for worker in self._all:
            worker.end()
        self._threads.shutdown(cancel_futures=True)

    def _ask(self, question: Question) -> Answer:
        worker = self._idle.get()
        try:
            return worker.ask(question)
        finally:
            self._idle.put(worker)


class _Worker:
    def __init__(self, data: Path, load_profile: LoadProfile | None) -> None:
        self._process = ChildProcess(serve, data, load_profile)
        self._has_answered = False

    def ask(self, question: Question) -> Answer:
        pipe = self._process.start()
        try:
            pipe.send(question)
            if pipe.poll(ANSWER_SECONDS + (0 if self._has_answered else START_SECONDS)):
                answer: Answer = pipe.recv()
                self._has_answered = True
                return answer
        except (EOFError, OSError):
            self.end()
            return Answer(problem=ENDED)
        self.end()
        return Answer(problem=TOOK_TOO_LONG)

    def end(self) -> None:
        self._process.end()
        self._has_answered = False
