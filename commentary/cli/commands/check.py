"""`commentary check`: tests a profile on its stored pages and on one live article of each source, field by field."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commentary.cli.check import check_examples
from commentary.cli.contact import ensure_contact
from commentary.cli.live_check import check_live
from commentary.cli.options import data_option
from commentary.cli.show.check import CheckedField, checked_text
from commentary.cli.show.progress import count_progress
from extract.site import Site
from sites import load_site

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.discover import LiveArticle

RED, INCOMPLETE, EMPTY = 1, 3, 4


@click.command()
@click.argument("name", metavar="SITE")
@click.option("--stored", is_flag=True, help="Test the stored pages alone, and fetch nothing.")
@data_option
def check(name: str, data: Path, *, stored: bool) -> None:
    """Test a profile on its stored pages, and on the newest article of each of its sources.

    Each field is good, wrong with the reason, or empty where an article may lack it. Ends with exit code 1 if one is
    wrong, 3 if a source gave no article, and 4 if none did.
    """
    site = load_site(name, data / "sites")
    examples = list(check_examples(site, data / "sites"))
    if examples:
        click.echo(checked_text("stored", examples))
    else:
        click.echo("The profile has no stored page; `commentary add` writes one, docs/add-a-site.md tells how.")
    live = [] if stored else _live(site, data)
    checked: list[CheckedField] = []
    for each in live:
        fields = list(check_live(each, site))
        checked += fields
        click.echo()
        click.echo(checked_text(f"{each.source.kind} {each.source.url}", fields, why=each.why))
    reds = sum(field.is_good is False for field in (*examples, *checked))
    click.echo(f"\n{_count(reds, 'field is', 'fields are')} wrong{'' if stored else f', {_unread(live)}'}")
    sys.exit(_exit_code(reds, live, site, stored=stored))


def _live(site: Site, data: Path) -> "list[LiveArticle]":
    # Scrapy takes half a second to import, which stored pages do not need.
    from crawler.discover import live_articles  # noqa: PLC0415 - see above

    ensure_contact([site], data)
    with count_progress(site.name) as progress:
        return live_articles(site, data=data, report=progress.show_step)


def _unread(live: "Sequence[LiveArticle]") -> str:
    missing = sum(each.page is None for each in live)
    return f"{_count(missing, 'source', 'sources')} of {len(live)} gave no article"


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _exit_code(reds: int, live: "Sequence[LiveArticle]", site: Site, *, stored: bool) -> int:
    if reds:
        return RED
    if stored:
        return 0 if site.examples else EMPTY
    read = [each for each in live if each.page is not None]
    if not read:
        return EMPTY
    return 0 if len(read) == len(live) else INCOMPLETE
