"""`commentary relearn`: proposes new rules for a profile as a diff, from captures of the archive or live pages."""

import difflib
import sys
from pathlib import Path

import click

from archive.ask import newest_pages, open_reads
from archive.database import DATABASE_NAME, plain_errors
from archive.watch import REDESIGN, open_alarms
from commentary.cli.check import failed_examples
from commentary.cli.contact import ensure_contact
from commentary.cli.options import data_option, data_words
from commentary.cli.relearning import Material, propose_rules, proposed_site
from commentary.cli.show.progress import count_progress
from commentary.cli.show.proposal import relearned_text
from commentary.cli.stored_page import choose_page, ensure_writable, free_page, write_file
from commentary.cli.terminal import can_ask
from crawler.discover import ENOUGH_ARTICLES, LEAST_ARTICLES, MOST_ARTICLES, live_pages
from extract.errors import CommentaryError
from extract.site import Site
from sites import SHIPPED, load_site
from sites.write import DraftExample, with_example

NOT_WRITTEN = 3
# Where the pages come from, as it is shown.
ARCHIVE, LIVE = "captures of the archive", "live pages"


@click.command()
@click.argument("name", metavar="SITE")
@click.option("--live", is_flag=True, help="Fetch articles now, also if the archive has enough captures.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing, and write the new rules.")
@data_option
def relearn(name: str, data: Path, *, live: bool, yes: bool) -> None:
    """Propose new rules for a profile, as after a redesign of its site, and write them if you agree.

    It learns from the newest captures of the archive, and after a redesign that a run has told only from those since;
    where these are too few, from live pages. Only rules are proposed that read a field better than the profile does
    now. Former rules stay behind the new ones, for the captures of former days. A page of the new design is stored
    beside the former one, as another test of the profile.
    """
    site = load_site(name, data / "sites")
    own = data / "sites" / f"{name}.toml"
    if yes or can_ask():
        ensure_writable(own.parent)
    text = (own if own.exists() else SHIPPED / f"{name}.toml").read_text("utf-8")
    material = None if live else _from_archive(site, data)
    material = material or _live(site, data)
    proposal = propose_rules(site, text, material)
    click.echo(relearned_text(proposal.lines, len(material.pages), material.origin))
    if proposal.text == text:
        click.echo("The profile reads them as well as any rule that was learned; nothing is proposed.")
        if material.origin == ARCHIVE:
            click.echo("If the site was redesigned since they were captured, --live learns from its pages of today.")
        return
    page = free_page(name, own.parent)
    chosen = choose_page(proposed_site(site, proposal.text), material.pages, (own.parent / page).parent)
    proposed = proposal.text
    if chosen is not None:
        proposed = with_example(proposed, DraftExample(page=page, expected=chosen[1]))
    click.echo()
    click.echo("\n".join(_diff(text, proposed, own)))
    if not (yes or _agrees(own)):
        click.echo(f"Nothing was written; --yes writes {own}.")
        sys.exit(NOT_WRITTEN)
    if chosen is not None:
        write_file(own.parent / page, chosen[0])
    write_file(own, proposed.encode())
    shows = f"`commentary replay --dry-run --site {name}{data_words()}` shows what that changes"
    click.echo(f"Written: {own}. {shows}.")
    for failure in failed_examples(load_site(name, own.parent), own.parent):
        click.echo(f"differs: {failure}", err=True)


def _from_archive(site: Site, data: Path) -> Material | None:
    """Return the newest captures of the site's articles, None where there are too few.

    Of a site that was redesigned only those since: of two designs together no rule would be learned for either.
    """
    if not (data / DATABASE_NAME).exists():
        return None
    with open_reads(data) as reads, plain_errors(data / DATABASE_NAME):
        redesigned = [alarm.began_at for alarm in open_alarms(reads.db, site.name) if alarm.kind == REDESIGN]
        pages, told = newest_pages(reads, site, MOST_ARTICLES, since=max(redesigned, default=""))
    if len(pages) < ENOUGH_ARTICLES:
        return None
    return Material(pages=pages, told=told, others=(), origin=ARCHIVE)


def _live(site: Site, data: Path) -> Material:
    ensure_contact([site], data)
    with count_progress(site.name) as progress:
        found = live_pages(site, data=data, report=progress.show_step)
    if len(found.pages) < LEAST_ARTICLES:
        notes = f": {'; '.join(found.notes)}" if found.notes else ""
        raise CommentaryError(
            f"{site.name}: {len(found.pages)} articles were found, and {LEAST_ARTICLES} are needed to learn rules"
            f"{notes}"
        )
    return Material(pages=found.pages, told=found.told, others=found.others, origin=LIVE)


def _diff(text: str, proposed: str, path: Path) -> list[str]:
    former, new = text.splitlines(), proposed.splitlines()
    return list(difflib.unified_diff(former, new, fromfile=str(path), tofile=f"{path} (proposed)", lineterm=""))


def _agrees(path: Path) -> bool:
    if not can_ask():
        return False
    try:
        return click.confirm(f"Write {path}?", err=True)
    except click.Abort:
        return False
