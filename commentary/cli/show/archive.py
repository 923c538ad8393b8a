"""Tables of profiles, of sites in an archive, and of edits (pure)."""

from collections.abc import Iterable

from archive.schema import columns_of_edit
from commentary.cli.show.alarms import alarms_text
from commentary.cli.show.text import align, minute
from commentary.cli.status import Edit, SiteStatus
from extract.site import Site

SITE_COLUMNS = ("name", "delay", "hosts", "sources", "profile in", "title")
TEXT_FIELDS = frozenset(columns_of_edit("body"))
STATUS_COLUMNS = ("site", "articles", "gone", "edits", "captures", "runs", "last run", "status", "new", "changed")


def sites_text(sites: Iterable[tuple[Site, str]]) -> str:
    """Return a table of profiles, given with the folder of each or `shipped`."""
    return align([SITE_COLUMNS, *(_site(site, origin) for site, origin in sites)])


def status_text(sites: Iterable[SiteStatus]) -> str:
    """Return a table of what an archive holds, one line a site, and what a person should look at."""
    listed = list(sites)
    events = (f"\n{site.site}: {event}" for site in listed for event in site.events)
    alarms = (alarms_text(site.open_alarms, site=site.site) for site in listed)
    return "".join((align([STATUS_COLUMNS, *map(_status, listed)]), *events, *alarms))


def edits_text(edits: Iterable[Edit]) -> str:
    """Return a table of edits, one line each."""
    return align([(minute(edit.captured_at), _changed(edit), edit.title or edit.article) for edit in edits])


def _changed(edit: Edit) -> str:
    return ", ".join(dict.fromkeys("text" if name in TEXT_FIELDS else name for name in edit.changed))


def _site(site: Site, origin: str) -> tuple[str, ...]:
    kinds = " ".join(dict.fromkeys(source.kind for source in site.sources))
    return site.name, f"{site.delay:g} s", " ".join(site.hosts), kinds, origin, site.title


def _status(site: SiteStatus) -> tuple[str, ...]:
    counts = (site.articles, site.gone, site.edits, site.captures, site.runs)
    status = f"{site.status}, but {site.trouble}" if site.trouble else site.status
    last_run = (minute(site.started_at), status)
    # A run that did not end has no counts.
    counts_of_run = ("-" if value is None else str(value) for value in (site.articles_new, site.articles_changed))
    return (site.site, *map(str, counts), *last_run, *counts_of_run)
