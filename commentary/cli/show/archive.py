"""Profiles and what an archive holds of each, in columns (pure)."""

from collections.abc import Iterable

from archive.schema import columns_of_edit
from commentary.cli.show.text import align, minute
from commentary.cli.status import Edit, SiteStatus
from extract.site import Site

SITES = ("name", "every", "hosts", "sources", "from", "title")
TEXT = frozenset(columns_of_edit("body"))
STATUS = ("site", "articles", "gone", "edits", "captures", "runs", "last run", "ended", "new", "changed")


def sites_text(sites: Iterable[tuple[Site, str]]) -> str:
    """Return the profiles, one line each, with where they come from."""
    return align([SITES, *(_site(site, origin) for site, origin in sites)])


def status_text(sites: Iterable[SiteStatus]) -> str:
    """Return what an archive holds, one line a site."""
    return align([STATUS, *map(_status, sites)])


def edits_text(edits: Iterable[Edit]) -> str:
    """Return edits, one line each."""
    return align([(minute(edit.captured_at), _changed(edit), edit.title or edit.article) for edit in edits])


def _changed(edit: Edit) -> str:
    # The text in its three forms and its length change together.
    return ", ".join(dict.fromkeys("text" if name in TEXT else name for name in edit.changed))


def _site(site: Site, origin: str) -> tuple[str, ...]:
    kinds = " ".join(dict.fromkeys(source.kind for source in site.sources))
    return site.name, f"{site.delay:g} s", " ".join(site.hosts), kinds, origin, site.title


def _status(site: SiteStatus) -> tuple[str, ...]:
    counts = (site.articles, site.gone, site.edits, site.captures, site.runs)
    ended = f"{site.status}, but {site.trouble}" if site.trouble else site.status
    last = (minute(site.started_at), ended)
    # A run that never ended has no figures.
    news = ("-" if value is None else str(value) for value in (site.articles_new, site.articles_changed))
    return (site.site, *map(str, counts), *last, *news)
