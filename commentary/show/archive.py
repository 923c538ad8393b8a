"""Profiles and what an archive holds of each, as tables (pure)."""

from collections.abc import Iterable

from rich.table import Table

from commentary.status import Edit, SiteStatus
from extract.site import Site


def sites_table(sites: Iterable[Site]) -> Table:
    """Return the profiles, one line each."""
    table = Table("name", "title", "hosts", "sources", "every", box=None, pad_edge=False)
    for site in sites:
        kinds = ", ".join(source.kind for source in site.sources)
        table.add_row(site.name, site.title, ", ".join(site.hosts), kinds, f"{site.delay:g} s")
    return table


def status_table(sites: Iterable[SiteStatus]) -> Table:
    """Return what an archive holds, one line a site."""
    columns = ("site", "articles", "gone", "edits", "captures", "runs", "last run", "ended", "new", "changed")
    table = Table(*columns, box=None, pad_edge=False)
    for site in sites:
        counts = (site.articles, site.gone, site.edits, site.captures, site.runs)
        last = (site.started_at, site.status, site.articles_new, site.articles_changed)
        table.add_row(site.site, *map(str, counts), *("" if value is None else str(value) for value in last))
    return table


def edits_table(edits: Iterable[Edit]) -> Table:
    """Return edits, one line each."""
    table = Table("seen", "article", "what changed", box=None, pad_edge=False)
    for edit in edits:
        table.add_row(edit.captured_at, edit.title or edit.article, ", ".join(edit.changed))
    return table
