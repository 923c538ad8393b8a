"""How fast we read next to trafilatura with its metadata: pages per CPU second, and peak memory, on the same pages.

Each reader is a process of its own, and each page is read by all in turn, so that what else the machine does meets
them alike. One is told the site's host alone, one also where the page's text is, which is known of some pages only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from containers import smallest_container
from extract.errors import ExtractionError
from extract.page import Page
from figures import PACE
from measuring import sheets
from own_reader import FETCHED_AT
from peers import peer
from workers import Panel, Sheet, own

UNKNOWN_SITE = "ours, unknown site"
CONTAINER = "ours, with the profile's container"
# A process loads some of its data with its first pages, which a crawl of thousands does not notice.
WARM_UP = 3


@dataclass(kw_only=True)
class Pace:
    """What a reader took: pages, its seconds of CPU, the seconds of trafilatura on the same, its peak in bytes."""

    pages: int = 0
    seconds: float = 0.0
    trafilatura_seconds: float = 0.0
    peak: int = 0

    @property
    def relative(self) -> float:
        """Pages per CPU second, where trafilatura's are 1."""
        return self.trafilatura_seconds / self.seconds if self.seconds else 0.0

    @property
    def milliseconds(self) -> float:
        """CPU time of a page."""
        return 1000 * self.seconds / self.pages if self.pages else 0.0


def paces(folders: Sequence[Path], environments: Path, models: Path | None) -> dict[str, Pace]:
    """Read every page with each reader; the one that is told of containers reads the pages that have one."""
    found = {name: Pace() for name in (PACE, UNKNOWN_SITE, CONTAINER)}
    with Panel({PACE: peer(PACE, environments, None), UNKNOWN_SITE: own(models), CONTAINER: own(models)}) as panel:
        for number, sheet in enumerate(sheets(folders)):
            container = container_of(sheet)
            said = {PACE: panel[PACE].ask(sheet), UNKNOWN_SITE: panel[UNKNOWN_SITE].ask(sheet)}
            if container is not None:
                said[CONTAINER] = panel[CONTAINER].ask(replace(sheet, container=container))
            for name, one in said.items() if number >= WARM_UP else ():
                pace = found[name]
                pace.pages += 1
                pace.seconds += one.seconds
                pace.trafilatura_seconds += said[PACE].seconds
                pace.peak = one.peak
    return found


def container_of(sheet: Sheet) -> str | None:
    """Return the XPath of a page's text, where it can be told."""
    page = Page(url=sheet.url, fetched_at=FETCHED_AT, content_type="text/html", body=sheet.body)
    try:
        return smallest_container(page.tree, sheet.truth)
    except ExtractionError:
        return None
