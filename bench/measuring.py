"""Lets every reader read every page, and scores the outputs (reads files, uses processes)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from folds import site_of
from scores import ReaderOutput, by_convention, convention_of, load, score
from workers import PageTask, Reader, Reply


@dataclass(frozen=True, kw_only=True)
class ScoredPage:
    """One page as read by one reader; `output` follows the set's convention and is empty for a refused page."""

    set: str
    truth: Mapping[str, Any] = field(repr=False)
    site: str
    reply: Reply = field(repr=False)
    output: ReaderOutput = field(repr=False)
    scores: Mapping[str, float]


def page_tasks(folders: Sequence[Path]) -> Iterator[PageTask]:
    """Yield a task for every page of the sets."""
    for folder in folders:
        for truth, body in load(folder):
            yield PageTask(set=folder.name, truth=truth, body=body)


def score_readers(folders: Sequence[Path], readers: Mapping[str, Reader]) -> dict[str, list[ScoredPage]]:
    """Return, for each reader, its scored pages in the order of the sets."""
    scored: dict[str, list[ScoredPage]] = {name: [] for name in readers}
    for task in page_tasks(folders):
        for name, reader in readers.items():
            scored[name].append(score_reply(task, reader.ask(task)))
    return scored


def score_reply(task: PageTask, reply: Reply) -> ScoredPage:
    """Return the scores of a reply by the convention of its set."""
    output = None if reply.output is None else by_convention(reply.output, convention_of(task.set))
    return ScoredPage(
        set=task.set,
        truth=task.truth,
        site=site_of(task.truth["url"]),
        reply=reply,
        output=output or ReaderOutput(),
        scores=score(task.truth, output),
    )
