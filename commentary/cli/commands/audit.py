"""`commentary audit`: compares what a site's sources list with what the archive has."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import click

from archive.ask import Audit, audit_site, claimed_total
from archive.database import DATABASE_NAME, open_read_only, plain_errors
from commentary.cli.options import data_option
from commentary.cli.show.audit import audit_json, audit_text
from extract.errors import ArchiveError
from extract.site import Site
from sites import load_site


@click.command()
@click.argument("site", metavar="SITE")
@click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object, with every URL that is not in the archive."
)
@data_option
def audit(*, site: str, as_json: bool, data: Path) -> None:
    """List the articles that the archive lacks of those that a site's sources list, each with the reason.

    A URL counts for each source that has ever listed it, because a source that lists the newest first is read only
    until it lists nothing new. Links between articles count as one more source.
    """
    found = _audit(load_site(site, data / "sites"), data)
    click.echo(json.dumps(audit_json(found), ensure_ascii=False) if as_json else audit_text(found))


def _audit(site: Site, data: Path) -> Audit:
    with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
        if db.execute("SELECT 1 FROM runs WHERE site = ?", (site.name,)).fetchone() is None:
            raise ArchiveError(f"{data} holds no run of {site.name}. Run `commentary crawl {site.name}` first.")
        found = audit_site(db, site)
    sources = tuple(
        replace(each, claimed=claimed_total(data, site.name, each.source))
        if each.source.kind == "wordpress"
        else each
        for each in found.sources
    )
    return replace(found, sources=sources)
