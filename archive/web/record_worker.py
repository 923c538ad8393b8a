"""A process that reads records out of WARC files for the pages, within limits of memory and time (disk).

A WARC file may be of another tool, and its records of any size and content. So they are unpacked, and pages are read
again by the present rules, where the process that serves can end it.
"""

import resource
import signal
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple

from archive.ask import Proof, proof_of, stored_records
from archive.child_process import end_with_parent
from archive.database import DATABASE_NAME, open_read_only
from archive.evidence import LoadProfile, evidence_of
from archive.page_view import image_of, view_of
from archive.web.plugins.values import within
from extract.errors import ArchiveError, CommentaryError

# Beside what the process has when it starts: a record is unpacked, and copied once or twice.
MAX_PROCESS_BYTES = 1024 * 1024 * 1024
TOO_LARGE = "This record is too large to be shown here; `commentary proof URL -o DIR` writes it into a file."


class Question(NamedTuple):
    """What is asked for: `proof` or `evidence` of a version by a capture; the `response` or `request` of one.

    The `view` of a capture is the page as it looked, the `image` of one what it shows.
    """

    name: str
    version: str | None
    capture: str | None


class Answer(NamedTuple):
    """The value, None where the archive has nothing of that name; or `problem`, a sentence."""

    value: Any = None
    problem: str | None = None


def serve(pipe: Connection, data: Path, load_profile: LoadProfile | None) -> None:
    """Answer each Question that comes through a pipe with an Answer, until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    size = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MAX_PROCESS_BYTES, most))
    with suppress(EOFError, OSError):
        while True:
            pipe.send(answer(pipe.recv(), data, load_profile))


def answer(question: Question, data: Path, load_profile: LoadProfile | None) -> Answer:
    """Answer a question; what goes wrong is the answer's `problem`."""
    try:
        with closing(open_read_only(data / DATABASE_NAME)) as db:
            db.row_factory = sqlite3.Row
            return Answer(_within(data, _ANSWERS[question.name](db, data / "warc", question, load_profile)))
    except CommentaryError as error:
        return Answer(problem=within(data, str(error)))
    except sqlite3.Error as error:
        return Answer(problem=f"The database could not answer: {error}.")
    except MemoryError:
        return Answer(problem=TOO_LARGE)


def _within(data: Path, value: Any) -> Any:
    """Return a proof, evidence or view whose `problem` names files without their folder; other values as they are."""
    if isinstance(value, Proof):
        return replace(value, captures=tuple(_within(data, each) for each in value.captures))
    problem = getattr(value, "problem", None)
    return replace(value, problem=within(data, problem)) if problem else value


def _proof(db: sqlite3.Connection, warc_folder: Path, question: Question, _: LoadProfile | None) -> Any:
    proof = proof_of(db, warc_folder, version=question.version, capture=question.capture)
    return proof.without_bodies() if proof is not None else None


def _evidence(db: sqlite3.Connection, warc_folder: Path, question: Question, load: LoadProfile | None) -> Any:
    return evidence_of(db, warc_folder, load, version=question.version, capture=question.capture)


def _response(db: sqlite3.Connection, warc_folder: Path, question: Question, _: LoadProfile | None) -> Any:
    """Return the block of a capture's record, and whether it is an HTTP message."""
    found = stored_records(db, warc_folder, question.capture or "")
    if found is not None and found.record is None:
        raise ArchiveError(found.problem or "")
    return (found.record.block, found.record.http_bytes > 0) if found is not None and found.record else None


def _request(db: sqlite3.Connection, warc_folder: Path, question: Question, _: LoadProfile | None) -> Any:
    """Return the block of the request of a capture, None if its file has none, as files of other tools may."""
    found = stored_records(db, warc_folder, question.capture or "")
    if found is not None and found.problem is not None:
        raise ArchiveError(found.problem)
    return (found.request.block, True) if found is not None and found.request is not None else None


def _view(db: sqlite3.Connection, warc_folder: Path, question: Question, _: LoadProfile | None) -> Any:
    return view_of(db, warc_folder, question.capture or "")


def _image(db: sqlite3.Connection, warc_folder: Path, question: Question, _: LoadProfile | None) -> Any:
    return image_of(db, warc_folder, question.capture or "")


_ANSWERS: Mapping[str, Callable[..., Any]] = {
    "proof": _proof,
    "evidence": _evidence,
    "response": _response,
    "request": _request,
    "view": _view,
    "image": _image,
}
