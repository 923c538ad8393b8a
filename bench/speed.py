"""Measures our reader beside trafilatura with its metadata: pages per CPU second and peak memory on the same pages.

All read each page in turn, so that other work of the machine affects all alike: once each in a process of its own,
once in one process, where the order changes from page to page. Both readers get the body as bytes, and the URL. Ours
gets besides a profile, which a crawl makes once: with the host only, or also with the container of the text, where a
page has one. trafilatura is called as its documentation shows: `bare_extraction(body, url=…, with_metadata=True)`. In
a process of its own it comes from its own environment, in one process from that of this project.

The time of a page is that of the process's CPU, of the call alone and without garbage collection of what others left.
A few pages on which trafilatura takes seconds decide the relation of all seconds; so the median of the pages'
relations stands beside it.
"""

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

import trafilatura

from containers import smallest_container
from extract.errors import ExtractionError
from extract.page import Page
from figures import BASELINE
from measuring import page_tasks
from own_reader import FETCHED_AT, read, unknown_site, use_models
from peers import start_peer
from sites import load_defaults
from workers import PageTask, Reader, Readers, start_own_reader

UNKNOWN_SITE = "ours, unknown site"
CONTAINER = "ours, with the profile's container"
READERS = (BASELINE, UNKNOWN_SITE, CONTAINER)
ARTICLES, ALL_PAGES = "articles", "all pages"
APART, TOGETHER = "a process each", "one process"
# A process loads some of its data with its first pages, which are therefore not counted.
WARM_UP_PAGES = 3

Seconds = Mapping[str, float]


@dataclass(kw_only=True)
class ReaderSpeed:
    """The CPU seconds of each page, those of trafilatura on it, and peak memory in bytes, 0 if unknown."""

    seconds: list[float] = field(default_factory=list)
    trafilatura_seconds: list[float] = field(default_factory=list)
    peak: int = 0

    @property
    def relative(self) -> float:
        """Pages per CPU second relative to trafilatura."""
        return sum(self.trafilatura_seconds) / sum(self.seconds) if self.seconds else 0.0

    @property
    def median(self) -> float:
        """The median of the same relation page by page."""
        pairs = zip(self.seconds, self.trafilatura_seconds, strict=True)
        return median([theirs / own for own, theirs in pairs if own] or [0.0])

    @property
    def milliseconds(self) -> float:
        """Mean CPU milliseconds a page."""
        return 1000 * sum(self.seconds) / len(self.seconds) if self.seconds else 0.0


# By where the readers run, which pages are counted, and the reader.
Speeds = dict[tuple[str, str, str], ReaderSpeed]


def measure_speeds(folders: Sequence[Path], environments: Path, models: Path | None) -> Speeds:
    """Read every page with each reader, and those that have a container also with that container in the profile."""
    found: Speeds = {key: ReaderSpeed() for key in product((APART, TOGETHER), (ARTICLES, ALL_PAGES), READERS)}
    if models is not None:
        use_models(models)
    with Readers(
        {
            BASELINE: start_peer(BASELINE, environments, None),
            UNKNOWN_SITE: start_own_reader(models),
            CONTAINER: start_own_reader(models),
        }
    ) as readers:
        for number, task in enumerate(page_tasks(folders)):
            container = container_of(task)
            apart, peaks = _seconds_apart(task, container, readers)
            together = _seconds_together(task, container, reverse=number % 2 == 1)
            if number >= WARM_UP_PAGES:
                count_page(found, APART, task, apart)
                count_page(found, TOGETHER, task, together)
                for (where, _, name), speed in found.items():
                    speed.peak = peaks.get(name, speed.peak) if where == APART else 0
    return found


def _seconds_apart(
    task: PageTask, container: str | None, readers: Mapping[str, Reader]
) -> tuple[Seconds, Mapping[str, int]]:
    """Return the CPU seconds of a page and the peak memory so far, for each process."""
    tasks = {BASELINE: task, UNKNOWN_SITE: task}
    if container is not None:
        tasks[CONTAINER] = replace(task, container=container)
    replies = {name: readers[name].ask(asked) for name, asked in tasks.items()}
    return (
        {name: reply.seconds for name, reply in replies.items()},
        {name: reply.peak for name, reply in replies.items()},
    )


def _seconds_together(task: PageTask, container: str | None, *, reverse: bool) -> Seconds:
    """Return the CPU seconds of a page for each reader in this process."""
    calls = sorted(_calls(task, container), key=lambda call: READERS.index(call[0]), reverse=reverse)
    return {name: _seconds(call) for name, call in calls}


def _calls(task: PageTask, container: str | None) -> Iterator[tuple[str, Callable[[], Any]]]:
    """Yield each reader's name and call, with all it needs made before."""
    yield BASELINE, partial(trafilatura.bare_extraction, task.body, url=task.url, with_metadata=True)
    named = {UNKNOWN_SITE: None} if container is None else {UNKNOWN_SITE: None, CONTAINER: container}
    for name, path in named.items():
        site = unknown_site(task.url, load_defaults(), path)
        # Each call parses the page anew.
        page = Page(url=task.url, fetched_at=FETCHED_AT, content_type="text/html", body=task.body)
        yield name, partial(read, page, site)


def _seconds(call: Callable[[], Any]) -> float:
    gc.collect()
    started = time.process_time()
    call()
    return time.process_time() - started


def count_page(found: Speeds, where: str, task: PageTask, seconds: Seconds) -> None:
    """Count the CPU seconds of a page for each reader, among the articles only if it is one."""
    counted = (ARTICLES, ALL_PAGES) if task.truth["kind"] == "article" else (ALL_PAGES,)
    for pages, (name, own) in product(counted, seconds.items()):
        speed = found[where, pages, name]
        speed.seconds.append(own)
        speed.trafilatura_seconds.append(seconds[BASELINE])


def container_of(task: PageTask) -> str | None:
    """Return the XPath of the container of a page's text, None if there is none."""
    page = Page(url=task.url, fetched_at=FETCHED_AT, content_type="text/html", body=task.body)
    try:
        return smallest_container(page.tree, task.truth)
    except ExtractionError:
        return None
