"""The other end of a worker: a process that reads pages, one at a time, and what it answered.

Readers are asked in turn, page by page, so that one process works at a time and all meet the same machine. What a
peer answered can be kept in a file and used again: a peer does not change. Our own reader is always asked.
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
from scores import Answer

HERE = Path(__file__).parent
# For the few pages without an address: one that says nothing, as a home page's would.
UNKNOWN = "https://unknown.example/?id=0"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer, and what it took: seconds of CPU, the most bytes of memory until then.

    A peer may refuse a page, as it finds no text, and answer with what else it found.
    """

    answer: Answer | None
    refused: str | None
    seconds: float
    peak: int


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page to be read: its set, its truth, its bytes, and the XPath of its text where that is to be told."""

    set: str
    truth: Mapping[str, Any] = field(repr=False)
    body: bytes = field(repr=False)
    container: str | None = None

    @property
    def url(self) -> str:
        """The address, which a reader is told."""
        return self.truth["url"] or UNKNOWN


class Asked(Protocol):
    """Whatever answers for a sheet."""

    def ask(self, sheet: Sheet) -> Said:
        """Return what is said of a page."""
        ...

    def close(self) -> None:
        """End the processes."""
        ...


class Worker:
    """A process that reads."""

    def __init__(self, command: Sequence[str | Path], said: int | None = None) -> None:
        """Start it; `said` is where its warnings go, as `subprocess.DEVNULL`, else to ours."""
        self.command = [str(part) for part in command]
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said)

    def ask(self, sheet: Sheet) -> Said:
        """Return what it says of a page; the run stops when it has died."""
        return _said(json.loads(self.answer(sheet)))

    def answer(self, sheet: Sheet) -> str:
        """Return the line that it answers."""
        asked, answered = self.process.stdin, self.process.stdout
        if asked is None or answered is None:
            raise TypeError(self.command)
        page = {"url": sheet.url, "bytes": len(sheet.body), "container": sheet.container}
        try:
            asked.write(json.dumps(page).encode() + b"\n" + sheet.body)
            asked.flush()
            line = answered.readline()
        except BrokenPipeError:
            line = b""
        if not line:
            sys.exit(f"{' '.join(self.command)} died on {sheet.set} {sheet.truth['id']} {sheet.url}")
        return line.decode()

    def close(self) -> None:
        """Let it end."""
        self.process.communicate()


class Kept:
    """A worker whose answers are kept: by set, page, and the bytes of the page; it starts when first needed."""

    def __init__(self, command: Sequence[str | Path], file: Path) -> None:
        self.command = command
        self.file = file
        self.worker: Worker | None = None
        text = file.read_text("utf8") if file.exists() else ""
        whole = text[: text.rfind("\n") + 1]
        if whole != text:  # a run was killed while it wrote
            file.write_text(whole, "utf8")
        self.lines: dict[str, str] = dict(line.split("\t", 1) for line in whole.splitlines())

    def ask(self, sheet: Sheet) -> Said:
        """Return what it says of a page, or said of it before."""
        digest = hashlib.sha256(sheet.body).hexdigest()[:16]
        key = f"{sheet.set}/{sheet.truth['id']}/{digest}"
        if key not in self.lines:
            self.worker = self.worker or Worker(self.command, subprocess.DEVNULL)
            self.lines[key] = self.worker.answer(sheet).strip()
            with self.file.open("a", encoding="utf8") as kept:
                kept.write(f"{key}\t{self.lines[key]}\n")
        return _said(json.loads(self.lines[key]))

    def close(self) -> None:
        """Let it end, if it was needed."""
        if self.worker is not None:
            self.worker.close()


class Folded:
    """Our own reader with models that were learned from the other folds: a process for each."""

    def __init__(self, models: Path) -> None:
        self.workers = [own(models / str(fold)) for fold in range(FOLDS)]

    def ask(self, sheet: Sheet) -> Said:
        """Return what the process says that does not know the page's site."""
        return self.workers[fold_of(sheet.url)].ask(sheet)

    def close(self) -> None:
        """Let all end."""
        for worker in self.workers:
            worker.close()


def own(models: Path | None = None) -> Worker:
    """Start our own reader, with the package's models or those of a folder."""
    named = [] if models is None else ["--models", models]
    return Worker([sys.executable, HERE / "own_reader.py", *named])


class Panel(dict[str, Asked]):
    """The readers by name; their processes end with the `with`."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None) -> None:
        for reader in self.values():
            reader.close()


def _said(line: Mapping[str, Any]) -> Said:
    refused = line.get("refused")
    if "title" not in line:
        return Said(answer=None, refused=refused, seconds=line["seconds"], peak=line["peak"])
    answer = Answer(
        title=line["title"],
        headline=line.get("headline", ""),
        authors=tuple(line["authors"]),
        published=line["published"],
        body=line["body"],
        blocks=tuple((kind, text) for kind, text in line.get("blocks", ())),
        confidence=line.get("confidence", {}),
    )
    return Said(answer=answer, refused=refused, seconds=line["seconds"], peak=line["peak"])
