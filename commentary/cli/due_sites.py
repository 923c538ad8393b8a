"""Finds the scheduled sites that are to be crawled now (reads settings, profiles and the database)."""

from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from archive.crawls import past_runs
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.due import PastRun, due_at, is_due
from archive.settings import Settings, load_settings
from archive.tombstones import read_tombstones
from extract.errors import CommentaryError
from extract.site import Site


class DueSites:
    """Returns, whenever it is called, the sites that are due then, the longest overdue first.

    `broken` has the error of each scheduled site that has no profile, or a wrong one, and `forgotten` the names of
    those that were forgotten by law; the others are crawled.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self.broken: dict[str, CommentaryError] = {}
        self.forgotten: frozenset[str] = frozenset()

    def __call__(self) -> list[Site]:
        """Look now; CommentaryError if settings or database cannot be read."""
        now, settings = datetime.now(UTC), load_settings(self.data)
        runs = read_past_runs(self.data, settings)
        self.forgotten = frozenset(settings.schedule.keys() - runs.keys())
        due = {
            name: due_at(name, past, settings, now=now)
            for name, past in runs.items()
            if is_due(name, past, settings, now=now)
        }
        return self._load(sorted(due, key=lambda name: (due[name] or now, name))) if due else []

    def next_due(self) -> tuple[datetime, str] | None:
        """Return when the next site is due, and its name; None if none is scheduled."""
        now, settings = datetime.now(UTC), load_settings(self.data)
        runs = read_past_runs(self.data, settings)
        moments = ((due_at(name, past, settings, now=now), name) for name, past in runs.items())
        return min(((moment, name) for moment, name in moments if moment), default=None)

    def scheduled(self) -> list[Site]:
        """Return the profiles of all sites that are scheduled, without those that were forgotten, as far as seen."""
        return self._load(name for name in load_settings(self.data).schedule if name not in self.forgotten)

    def _load(self, names: Iterable[str]) -> list[Site]:
        # What reads profiles takes a quarter of a second to import, and most looks find nothing that is due.
        from sites import load_site  # noqa: PLC0415 - see above

        sites = []
        for name in names:
            try:
                sites.append(load_site(name, self.data / "sites"))
                self.broken.pop(name, None)
            except CommentaryError as error:
                self.broken[name] = error
        return sites


def read_past_runs(data: Path, settings: Settings) -> dict[str, list[PastRun]]:
    """Return the newest crawls of each scheduled site, but for those that were forgotten: nothing crawls these."""
    path = data / DATABASE_NAME
    if not path.exists():
        return {site: [] for site in settings.schedule}
    with closing(open_read_only(path)) as db, plain_errors(path):
        tombstones = read_tombstones(db)
        return past_runs(db, [site for site in settings.schedule if not tombstones.hides_site(site)])
