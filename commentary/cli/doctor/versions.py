"""Examines what the archive depends on: Python, libraries, SQLite and the browser (reads the system)."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from archive.upkeep import Finding
from extract.errors import CommentaryError
from extract.site import Site

KIND, BROWSER = "versions", "browser"
OWN = "commentary-archive"
INSTALL = "Install the release again: `pip install --upgrade commentary-archive`, in an environment of its own."


def version_findings() -> Iterator[Finding]:
    """Yield the libraries that are not as this release asks for them, or that all are."""
    found = [*_libraries(requires(OWN) or ())]
    if not _has_fts5():
        what = f"SQLite {sqlite3.sqlite_version} has no full-text search (FTS5)."
        found.append(Finding(kind=KIND, level="error", what=what, do="Use a Python whose SQLite has it."))
    yield from found
    if not found:
        what = (
            f"{OWN} {version(OWN)} has the libraries that it asks for; Python {platform.python_version()},"
            f" SQLite {sqlite3.sqlite_version}."
        )
        yield Finding(kind=KIND, level="fine", what=what)


def browser_findings(sites: Iterable[Site]) -> Iterator[Finding]:
    """Yield whether pages can be rendered, if a profile asks for that."""
    rendering = [site for site in sites if site.render]
    if not rendering:
        return
    # Scrapy takes a second to import, and few archives need a browser.
    from crawler.browser import find_browser, render_settings  # noqa: PLC0415

    names = ", ".join(site.name for site in rendering)
    try:
        render_settings(rendering[0])
        browser = find_browser()
    except CommentaryError as error:
        yield Finding(kind=BROWSER, level="error", what=f"Pages of {names} cannot be rendered: {error}.")
        return
    if os.geteuid() == 0:
        what = f"Pages of {names} are rendered by Chromium, which has no sandbox as root."
        yield Finding(kind=BROWSER, level="warning", what=what, do="Crawl as an ordinary user.")
    elif browser is None:
        what = f"Pages of {names} are rendered by a Chromium, and none is on the PATH."
        do = "Install one, or Playwright's own by `playwright install chromium`, or name it in COMMENTARY_CHROMIUM."
        yield Finding(kind=BROWSER, level="warning", what=what, do=do)
    else:
        yield Finding(kind=BROWSER, level="fine", what=f"Pages of {names} are rendered by {browser}.")


def _libraries(wanted: Iterable[str]) -> Iterator[Finding]:
    for requirement in map(Requirement, wanted):
        # What belongs to an extra is asked for without it by nobody.
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(requirement.name)
        except PackageNotFoundError:
            what = f"The library {requirement.name} is not installed."
            yield Finding(kind=KIND, level="error", what=what, do=INSTALL, subject=requirement.name)
            continue
        if not requirement.specifier.contains(found, prereleases=True):
            what = f"The library {requirement.name} is {found}, and this release asks for {requirement.specifier}."
            yield Finding(kind=KIND, level="warning", what=what, do=INSTALL, subject=requirement.name)


def _has_fts5() -> bool:
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.execute("CREATE VIRTUAL TABLE words USING fts5(text)")
        except sqlite3.OperationalError:
            return False
    return True
