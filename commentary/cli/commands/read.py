"""`commentary read`: reads pages from files or URLs without an archive."""

import sys
from pathlib import Path

import click

from commentary.cli.options import data_option
from commentary.cli.pages import load_pages, site_for
from commentary.cli.show.article import article_json, article_text
from extract.errors import CommentaryError, ExtractionError
from extract.read import read_article
from sites import load_sites

ERROR = 1


@click.command()
@click.argument("names", metavar="FILE|URL…", nargs=-1, required=True)
@click.option("--site", metavar="NAME", help="Profile to read with; by default that of the page's host.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a page, with every field.")
@data_option
def read(names: tuple[str, ...], site: str | None, *, as_json: bool, data: Path) -> None:
    """Read articles from files or URLs without an archive.

    URLs are fetched as a crawl fetches them, robots.txt first. A page that cannot be read as an article is reported
    with the reason on standard error, and the exit code is then 1.
    """
    if any(not name.strip() for name in names):
        raise click.UsageError("a URL or file name is empty")
    sites = load_sites(data / "sites")
    failures: list[str] = []
    for name, page in load_pages(names, sites, data):
        try:
            if isinstance(page, CommentaryError):
                raise page
            article = read_article(page, site_for(name, sites, site))
        except ExtractionError as error:
            failures.append(f"{name}: {error.problem}")
        except CommentaryError as error:
            failures.append(str(error))
        else:
            click.echo(article_json(article) if as_json else article_text(article))
    for failure in failures:
        click.echo(f"commentary: {failure}", err=True)
    sys.exit(ERROR if failures else 0)
