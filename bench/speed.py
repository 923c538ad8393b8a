"""Measures our reader beside trafilatura with its metadata: pages per CPU second and peak memory on the same pages.

Each reader is a process, and all read each page in turn, so that other work of the machine affects all alike. One
of our readers has a profile with the host only, the other one also the container of the text, where a page has one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from containers import smallest_container
from extract.errors import ExtractionError
from extract.page import Page
from figures import BASELINE
from measuring import page_tasks
from own_reader import FETCHED_AT
from peers import start_peer
from workers import PageTask, Readers, start_own_reader

UNKNOWN_SITE = "ours, unknown site"
CONTAINER = "ours, with the profile's container"
# A process loads some of its data with its first pages, which are therefore not counted.
WARM_UP_PAGES = 3


@dataclass(kw_only=True)
class ReaderSpeed:
    """Pages read, CPU seconds, the CPU seconds of trafilatura on the same pages, and peak memory in bytes."""

    pages: int = 0
    seconds: float = 0.0
    trafilatura_seconds: float = 0.0
    peak: int = 0

    @property
    def relative(self) -> float:
        """Pages per CPU second relative to trafilatura."""
        return self.trafilatura_seconds / self.seconds if self.seconds else 0.0

    @property
    def milliseconds(self) -> float:
        """Mean CPU milliseconds a page."""
        return 1000 * self.seconds / self.pages if self.pages else 0.0


def measure_speeds(folders: Sequence[Path], environments: Path, models: Path | None) -> dict[str, ReaderSpeed]:
    """Read every page with each reader, and those that have a container also with that container in the profile."""
    found = {name: ReaderSpeed() for name in (BASELINE, UNKNOWN_SITE, CONTAINER)}
    with Readers(
        {
            BASELINE: start_peer(BASELINE, environments, None),
            UNKNOWN_SITE: start_own_reader(models),
            CONTAINER: start_own_reader(models),
        }
    ) as readers:
        for number, task in enumerate(page_tasks(folders)):
            container = container_of(task)
            replies = {BASELINE: readers[BASELINE].ask(task), UNKNOWN_SITE: readers[UNKNOWN_SITE].ask(task)}
            if container is not None:
                replies[CONTAINER] = readers[CONTAINER].ask(replace(task, container=container))
            for name, reply in replies.items() if number >= WARM_UP_PAGES else ():
                speed = found[name]
                speed.pages += 1
                speed.seconds += reply.seconds
                speed.trafilatura_seconds += replies[BASELINE].seconds
                speed.peak = reply.peak
    return found


def container_of(task: PageTask) -> str | None:
    """Return the XPath of the container of a page's text, None if there is none."""
    page = Page(url=task.url, fetched_at=FETCHED_AT, content_type="text/html", body=task.body)
    try:
        return smallest_container(page.tree, task.truth)
    except ExtractionError:
        return None
