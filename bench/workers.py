"""Starts worker processes that read pages, and exchanges tasks and replies with them (processes and files).

Readers read each page in turn, so that one process works at a time. The replies of a peer can be kept in a file and
used again, because its release is fixed; our own reader always reads.
"""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

from folds import FOLDS, fold_of
from scores import ReaderOutput

HERE = Path(__file__).parent
# For the few pages without a URL; the URL of a home page would count as a sign of a listing.
UNKNOWN = "https://unknown.example/?id=0"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One reply: output, reason of a refusal, CPU seconds, and peak memory of the process in bytes.

    A peer that refuses a page because it finds no text may have found other fields, and then has both.
    """

    output: ReaderOutput | None
    refused: str | None
    seconds: float
    peak: int


@dataclass(frozen=True, kw_only=True)
class PageTask:
    """One page to read: its set, truth and bytes, and the XPath of its text if the reader may know it."""

    set: str
    truth: Mapping[str, Any] = field(repr=False)
    body: bytes = field(repr=False)
    container: str | None = None

    @property
    def url(self) -> str:
        """The URL that the reader gets."""
        return self.truth["url"] or UNKNOWN


class Reader(Protocol):
    """An object that replies to tasks."""

    def ask(self, task: PageTask) -> Reply:
        """Return the reply to a task."""
        ...

    def close(self) -> None:
        """End the processes."""
        ...


class Worker:
    """A process that reads pages."""

    def __init__(self, command: Sequence[str | Path], stderr: int | None = None) -> None:
        """Start the process; `stderr` is as for subprocess.Popen."""
        self.command = [str(part) for part in command]
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=stderr)

    def ask(self, task: PageTask) -> Reply:
        """Return the reply to a task; SystemExit when the process has died."""
        return _parse_reply(json.loads(self.ask_for_line(task)))

    def ask_for_line(self, task: PageTask) -> str:
        """Return the line of JSON that the process writes for a task."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise TypeError(self.command)
        page = {"url": task.url, "bytes": len(task.body), "container": task.container}
        try:
            stdin.write(json.dumps(page).encode() + b"\n" + task.body)
            stdin.flush()
            line = stdout.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            sys.exit(f"{' '.join(self.command)} died on {task.set} {task.truth['id']} {task.url}")
        return line.decode()

    def close(self) -> None:
        """End the process."""
        self.process.communicate()


class CachedWorker:
    """A worker whose replies are kept by set, page id and digest of the page; it starts when first needed."""

    def __init__(self, command: Sequence[str | Path], file: Path) -> None:
        self.command = command
        self.file = file
        self.worker: Worker | None = None
        text = file.read_text("utf8") if file.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:  # a run was killed while it wrote
            file.write_text(whole, "utf8")
        self.lines: dict[str, str] = dict(line.split("\t", 1) for line in whole.splitlines())

    def ask(self, task: PageTask) -> Reply:
        """Return the reply to a task, from the file if it is there."""
        digest = hashlib.sha256(task.body).hexdigest()[:16]
        key = f"{task.set}/{task.truth['id']}/{digest}"
        if key not in self.lines:
            self.worker = self.worker or Worker(self.command, subprocess.DEVNULL)
            self.lines[key] = self.worker.ask_for_line(task).strip()
            with self.file.open("a", encoding="utf8") as kept:
                kept.write(f"{key}\t{self.lines[key]}\n")
        return _parse_reply(json.loads(self.lines[key]))

    def close(self) -> None:
        """End the process, if it was started."""
        if self.worker is not None:
            self.worker.close()


class FoldedReader:
    """Our own reader, a process for each fold, each with models that were trained on the other folds."""

    def __init__(self, models: Path) -> None:
        self.workers = [start_own_reader(models / str(fold)) for fold in range(FOLDS)]

    def ask(self, task: PageTask) -> Reply:
        """Return the reply of the process whose models were trained without the page's site."""
        return self.workers[fold_of(task.url)].ask(task)

    def close(self) -> None:
        """End all processes."""
        for worker in self.workers:
            worker.close()


def start_own_reader(models: Path | None = None) -> Worker:
    """Start our own reader, with the package's models or those of a folder."""
    options = [] if models is None else ["--models", models]
    return Worker([sys.executable, HERE / "own_reader.py", *options])


class Readers(dict[str, Reader]):
    """The readers by name; leaving the `with` block ends their processes."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        for reader in self.values():
            reader.close()


def _parse_reply(line: Mapping[str, Any]) -> Reply:
    refused = line.get("refused")
    if "title" not in line:
        return Reply(output=None, refused=refused, seconds=line["seconds"], peak=line["peak"])
    output = ReaderOutput(
        title=line["title"],
        headline=line.get("headline", ""),
        authors=tuple(line["authors"]),
        published=line["published"],
        body=line["body"],
        blocks=tuple((kind, text) for kind, text in line.get("blocks", ())),
        confidence=line.get("confidence", {}),
    )
    return Reply(output=output, refused=refused, seconds=line["seconds"], peak=line["peak"])
